import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { translatorOn } from '../../test/translator.ts'
import { transact } from '../db/transact.ts'
import type { NewUnit } from '../memory/model.ts'
import { finishImport, insertImport, insertUnits } from '../memory/store.ts'
import { replaceNames } from '../people/store.ts'

const FIRST = 'The ferry crossed the river twice a day until the bridge was built.'
const SECOND = 'Nobody in the village remembers the name of its last captain.'

describe('matches beside a paragraph', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    await transact(site.db, (tx) => replaceNames(tx, site.world.ed.id, { uk: 'Едуард' }))
  })
  after(() => site.close())
  const { as, newRoom, approve } = translatorOn(() => site)

  const bring = (name: string, units: readonly Partial<NewUnit>[]) => transact(site.db, async (tx) => {
    const id = await insertImport(tx, name, site.world.ed.id)
    await insertUnits(tx, id, units.map((one) => ({ languageA: 'en', textA: '', languageB: 'uk', textB: '', level: 'paragraph', ...one })))
    await finishImport(tx, id)
  })

  const saidOn = async (text: string, language: string) => {
    const room = await newRoom(['T', text])
    const { html } = await (await as(site.world.ada, language)).get(`${room.page}/segments/${room.segments[1]}`)
    assert.deepEqual(await checkHtml(html), [])
    const matches = /<section class="matches"[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
    return [...matches.matchAll(/<p class="said">([\s\S]*?)<\/p>/g)].map(([, said = '']) => said.replace(/<[^>]+>/g, '').trim())
  }

  it('name the file that they come from, who brought it in and when, and who made the translation', async () => {
    await bring('<old>.tmx', [{ textA: FIRST, textB: 'Пором двічі на день перетинав річку.', saidBy: 'Марко', saidAt: '2019-05-03T10:00:00.000Z' }])
    const [en, ...others] = await saidOn(FIRST, 'en')
    assert.deepEqual(others, [])
    assert.match(en ?? '', /^From the file “&lt;old&gt;\.tmx” · brought in by Ed, \d+ \w+ 2\d{3} · translated by Марко, 3 May 2019$/)
    assert.match((await saidOn(FIRST, 'uk')).join(), /^З файлу «&lt;old&gt;\.tmx» · внесено: Едуард, \d+ \p{L}+ 2\d{3}\sр\. · переклад: Марко, 3 травня 2019\sр\.$/u)
  })

  it('that were put together name every file, and what was approved here', async () => {
    await bring('new.tmx', [{ textA: SECOND, textB: 'Імені останнього капітана в селі ніхто не памʼятає.' }])
    const said = (await saidOn(`${FIRST} ${SECOND}`, 'en')).slice(0, 2)
    assert.deepEqual(said.map((one) => /“(.*?)”/.exec(one)?.[1]), ['&lt;old&gt;.tmx', 'new.tmx'])
    assert.ok(said.every((one) => !one.includes('translated') && !one.includes('pproved')), said.join())
    await approve(await newRoom(['T', 'Rain fell for three days, and the road to the mill was gone.']), { 1: 'Три дні дощило, і дороги до млина не стало.' })
    const mixed = await saidOn(`${SECOND} Rain fell for three days, and the road to the mill was gone.`, 'en')
    assert.deepEqual(mixed.slice(0, 2).map((one) => one.replace(/ · .*/, '')), ['From approved translations', 'From the file “new.tmx”'])
  })

  it('that were approved say who approved them, as before', async () => {
    const text = 'The old lighthouse on the northern shore has been dark since the war.'
    await approve(await newRoom(['Coast', text]), { 1: 'Старий маяк на північному березі від війни не світить.' })
    assert.match((await saidOn(text, 'uk')).join(), /^Погоджено: Coast · Rev · \d+ \p{L}+ 2\d{3}\sр\.$/u)
  })
})
