import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { publishDue } from './due.ts'
import { publishEdition, restoreEdition } from './actions.ts'
import { scheduleEditions } from './schedule-actions.ts'
import { thaw } from './prepare.ts'
import { findPublished } from './store.ts'

const WHOLE = { missing: 0, behind: 0 }

describe('an important edition of an original', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  async function newMill(): Promise<Brought & { room: string; translation: string }> {
    const article = await publishNew(site, 'en', ['The mill', 'It stood.'])
    await translate(site, article, 'uk', ['Млин', 'Він стояв.'])
    await publish(site, article, 'uk')
    await changeOriginal(site, article, { [article.segments[1] ?? '']: 'It fell.' })
    const room = (language: string) => `/desk/articles/${article.article}/languages/${language}/editions`
    return { ...article, room: room('en'), translation: room('uk') }
  }
  const editor = () => new Browser(site, { language: 'en' }).signInAs(site, site.world.ed)
  const BOX = /<input type="checkbox" id="important" name="important" value="yes" aria-describedby="important-hint"( checked)?>/

  it('is told at once to readers of the translation, who else wait for grace, and is stale on the board either way (P04)', async () => {
    for (const important of [true, false]) {
      const mill = await newMill()
      const ed = await editor()
      const page = await ed.get(mill.room)
      assert.match(page.html, BOX)
      assert.match(page.html, /id="important-hint">Without this, readers of a translation learn/)
      assert.deepEqual(await checkHtml(page.html), [])
      const fields = Object.entries({ ...Object.fromEntries(fieldsIn(page.html, mill.room)), ...important ? { important: 'yes' } : {} })
      const done = await ed.postRaw(mill.room, fields)
      assert.match(done.url, /done=published/)
      assert.equal(/Important: readers of translations were told at once/.test(done.html), important)
      const { html } = await new Browser(site).get(await addressOf(site, mill, 'uk'))
      assert.equal(/Оригінал оновлено/.test(html), important)
      assert.ok((await ed.get('/desk/articles?language=uk&state=stale')).html.includes(`/desk/articles/${mill.article}"`))
      const ledger = (await (await new Browser(site, { language: 'en' }).signInAs(site, site.world.admin)).get('/desk/ledger')).html
      assert.equal(/<span class="told">Edition 2 · English · important</.test(ledger.slice(0, ledger.indexOf('Edition 1'))), important)
    }
  })

  it('stays ticked when something else is mended first', async () => {
    const mill = await newMill()
    const ed = await editor()
    const fields = { ...Object.fromEntries(fieldsIn((await ed.get(mill.room)).html, mill.room)), important: 'yes', slug: 'Not An Address' }
    const again = await ed.postRaw(mill.room, Object.entries(fields))
    assert.equal(again.status, 422)
    assert.equal(BOX.exec(again.html)?.[1], ' checked')
  })

  it('is for originals alone: a translation’s page has no such box, and a forged one is refused', async () => {
    const mill = await newMill()
    const ed = await editor()
    const page = await ed.get(mill.translation)
    assert.doesNotMatch(page.html, /name="important"/)
    await publish(site, mill, 'en')
    const forged = { article: mill.article, language: 'uk', accepted: { missing: 0, behind: 1 }, important: true }
    await assert.rejects(publishEdition(site.db, site.world.ed, forged), { code: 'invalid' })
    const before = await findPublished(site.db, mill.article, 'uk')
    const fields = { ...Object.fromEntries(fieldsIn((await ed.get(mill.translation)).html, mill.translation)), accept_behind: 'yes', important: 'yes' }
    assert.ok((await ed.postRaw(mill.translation, Object.entries(fields))).status >= 400)
    assert.deepEqual(await findPublished(site.db, mill.article, 'uk'), before)
  })

  it('is important when its time comes, if it was planned so; what was planned before there was a choice is not', async () => {
    const mill = await newMill()
    const at = new Date(Date.now() + 3_600_000).toISOString()
    await scheduleEditions(site.db, site.world.ed, [{ article: mill.article, language: 'en', accepted: WHOLE, important: true }], at)
    const part = await site.db.selectFrom('schedule_part').select('content').where('article_id', '=', mill.article).executeTakeFirstOrThrow()
    assert.equal(thaw(part.content).edition.important, 'yes')
    assert.equal(thaw(part.content.replace('"important":"yes",', '')).edition.important, 'no')
    assert.equal((await publishDue(site.db, at)).published, 1)
    assert.equal((await findPublished(site.db, mill.article, 'en'))?.important, 'yes')
    for (const number of [1, 2]) await restoreEdition(site.db, site.world.ed, { article: mill.article, language: 'en', number, reason: 'A check' })
    assert.equal((await findPublished(site.db, mill.article, 'en'))?.important, 'no', 'brought back, it is news no more')
  })
})
