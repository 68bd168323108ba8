import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Answer, Browser } from '../../../test/browser.ts'
import { newPostgresDatabase } from '../../../test/databases.ts'
import { checkHtml } from '../../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../../test/paragraph-form.ts'
import { newMember, startTestSite, type TestSite } from '../../../test/site.ts'
import { translatorOn, type Room } from '../../../test/translator.ts'
import { type } from '../../../test/world.ts'
import type { Actor } from '../../people/model.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`finding and replacing in one’s own drafts (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom, factOf } = translatorOn(() => site)

    async function newDrafts(texts: readonly string[], person: Actor = site.world.ada): Promise<Room> {
      const room = await newRoom(['The quiet bridge', ...texts.slice(1).map((_, i) => `Sentence ${i}.`)])
      for (const [i, text] of texts.entries()) if (text !== '') await type(site.db, person, room, room.segments[i] ?? '', text)
      return room
    }
    const look = (browser: Browser, room: Room, query: Record<string, string>) =>
      browser.get(`${room.page}/replacements?${new URLSearchParams({ cased: '1', alike: '1', ...query })}`)
    const replace = (browser: Browser, room: Room, plan: Answer, changes: Record<string, string> = {}) =>
      browser.postRaw(`${room.page}/replacements`, { ...fieldsOf(plan, '/replacements'), ...changes })
    const textsIn = (room: Room, person: Actor = site.world.ada) =>
      Promise.all(room.segments.map(async (_, i) => (await factOf(room, i, person)).draft?.text ?? null))

    it('shows every place before anything is stored, and replaces what stays ticked', async () => {
      const room = await newDrafts(['Тихий міст', 'Міст і міст, `міст`.', 'Замість мосту.', ''])
      const ada = await as(site.world.ada)
      const empty = await ada.get(`${room.page}/replacements`)
      assert.deepEqual(await checkHtml(empty.html), [])
      const plan = await look(ada, room, { find: 'міст', put: 'брід' })
      assert.deepEqual(await checkHtml(plan.html), [])
      assert.match(wordsOf(plan), /3 drafts have these words/)
      assert.match(wordsOf(plan), /1 more place is in code/)
      assert.match(plan.html, /<del>[^<]*<span[^>]*>[^<]*<\/span>Замість/)
      assert.deepEqual(await textsIn(room), ['Тихий міст', 'Міст і міст, `міст`.', 'Замість мосту.', null])
      const { [`place:${room.segments[2]}:2`]: left, ...fields } = fieldsOf(plan, '/replacements')
      assert.equal(left, '1')
      const done = await ada.postRaw(`${room.page}/replacements`, fields)
      assert.match(wordsOf(done), /Replaced in 2 drafts/)
      assert.deepEqual(await checkHtml(done.html), [])
      assert.deepEqual(await textsIn(room), ['Тихий брід', 'Міст і брід, `міст`.', 'Замість мосту.', null])
    })

    it('puts the earlier words back where nothing changed since, and names what did', async () => {
      const room = await newDrafts(['Тихий міст', 'Міст і міст.', 'Старий міст.'])
      const ada = await as(site.world.ada)
      const done = await replace(ada, room, await look(ada, room, { find: 'міст', put: 'брід' }))
      await type(site.db, site.world.ada, room, room.segments[2] ?? '', 'Новий брід.')
      const back = await ada.postRaw(`${room.page}/replacements/withdrawals`, fieldsOf(done, '/withdrawals'))
      assert.match(wordsOf(back), /2 drafts have their earlier words back/)
      assert.match(wordsOf(back), /Paragraph 3.*something changed here meanwhile/)
      assert.deepEqual(await textsIn(room), ['Тихий міст', 'Міст і міст.', 'Новий брід.'])
      const again = await ada.postRaw(`${room.page}/replacements/withdrawals`, fieldsOf(done, '/withdrawals'))
      assert.equal(again.status, 409)
      assert.deepEqual(await textsIn(room), ['Тихий міст', 'Міст і міст.', 'Новий брід.'])
    })

    it('skips and names a draft that changed after the plan was shown, and never writes over it (P14)', async () => {
      const room = await newDrafts(['Тихий міст', 'Старий міст.'])
      const ada = await as(site.world.ada)
      const plan = await look(ada, room, { find: 'міст', put: 'брід' })
      await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Дуже старий міст.')
      const done = await replace(ada, room, plan)
      assert.equal(done.status, 200)
      assert.match(wordsOf(done), /Replaced in 1 draft.*Paragraph 2.*something changed here meanwhile/)
      assert.deepEqual(await textsIn(room), ['Тихий брід', 'Дуже старий міст.'])
    })

    it('reaches one’s drafts of other articles only where that is asked for, and nobody else’s ever', async () => {
      const mine = await newMember(site, 'Many', ['translate:uk'])
      const [room, other] = [await newDrafts(['Тихий паром'], mine), await newDrafts(['Старий паром'], mine)]
      const foreign = await newDrafts(['Чужий паром канарка'], site.world.bob)
      const browser = await as(mine)
      const here = await look(browser, room, { find: 'паром', put: 'пліт' })
      assert.match(wordsOf(here), /1 draft has these words/)
      const plan = await look(browser, room, { find: 'паром', put: 'пліт', scope: 'all' })
      assert.match(wordsOf(plan), /2 drafts have these words/)
      assert.doesNotMatch(plan.html, /канарка/)
      const forged = { [`draft:${foreign.segments[0]}`]: '1', [`place:${foreign.segments[0]}:6`]: '1' }
      assert.match(wordsOf(await replace(browser, room, plan, forged)), /Replaced in 2 drafts/)
      assert.deepEqual([await textsIn(room, mine), await textsIn(other, mine)], [['Тихий пліт'], ['Старий пліт']])
      assert.deepEqual(await textsIn(foreign, site.world.bob), ['Чужий паром канарка'])
    })

    it('tells what checks would say of the result', async () => {
      const room = await newDrafts(['Тихий міст', 'Дощ  ішов, 12 днів.'])
      const ada = await as(site.world.ada)
      const plan = await look(ada, room, { find: '12 днів', put: '13 днів' })
      assert.match(wordsOf(plan), /13/)
      assert.match(plan.html, /<ul class="findings"/)
    })

    it('goes through many drafts page by page', async () => {
      const room = await newDrafts(['Тихий міст', ...Array.from({ length: 24 }, (_, i) => `Міст ${i}, міст.`)])
      const ada = await as(site.world.ada)
      const first = await look(ada, room, { find: 'міст', put: 'міст' })
      assert.match(wordsOf(first), /Drafts 1–20 of 25/)
      const plan = await look(ada, room, { find: 'міст', put: 'брід' })
      const done = await replace(ada, room, plan)
      const next = /class="button" href="([^"]+)"/.exec(done.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
      const second = await ada.get(next)
      assert.match(wordsOf(second), /5 drafts have these words/)
      await replace(ada, room, second)
      assert.deepEqual((await textsIn(room)).filter((text) => text?.includes('міст')), [])
    })

    it('asks for words to look for, keeps what was typed, and knows no other fields', async () => {
      const room = await newDrafts(['Тихий міст'])
      const ada = await as(site.world.ada)
      const none = await look(ada, room, { find: '', put: 'брід' })
      assert.equal(none.status, 422)
      assert.match(none.html, /name="put" value="брід"/)
      const plan = await look(ada, room, { find: 'міст', put: 'брід' })
      assert.equal((await replace(ada, room, plan, { stray: '1' })).status, 422)
      assert.equal((await (await as(site.world.rev)).once('GET', `${room.page}/replacements`)).status, 403)
    })
  })
}
