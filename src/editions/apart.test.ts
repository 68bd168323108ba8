import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { addressOf, articleHtml, publishNew, translate, withdraw } from '../../test/readers.ts'
import { startTestSite } from '../../test/site.ts'
import { publishEdition, restoreEdition } from './actions.ts'
import { publishDue } from './due.ts'
import { scheduleEditions } from './schedule-actions.ts'

const NOTHING_MISSING = { missing: 0, behind: 0 }

it('publishing, planning, withdrawing and bringing back one language leaves the other as it was, rows and rendered bytes (P06)', async (t) => {
  const site = await startTestSite()
  t.after(site.close)
  const { db, world: { ed } } = site
  const brought = await publishNew(site, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
  const { article } = brought
  const rowsOf = async () => JSON.stringify(await Promise.all([
    db.selectFrom('edition').selectAll().where('article_id', '=', article).where('language', '=', 'en').execute(),
    db.selectFrom('edition_segment').innerJoin('edition', 'edition.id', 'edition_id').selectAll('edition_segment')
      .where('article_id', '=', article).where('edition.language', '=', 'en').orderBy('edition_segment.position').execute(),
    db.selectFrom('edition_event').selectAll().where('article_id', '=', article).where('language', '=', 'en').execute(),
    db.selectFrom('publication').selectAll().where('article_id', '=', article).where('language', '=', 'en').execute(),
    db.selectFrom('slug').selectAll().where('article_id', '=', article).where('language', '=', 'en').execute(),
  ]))
  const address = await addressOf(site, brought, 'en')
  const bytesOf = async () => {
    await site.publicationChanged()
    // Ways to the other language come and go with it: they are all that may.
    return articleHtml((await new Browser(site).get(address)).html).replaceAll(/ <a class="over"[^>]*>[^<]*<\/a>/g, '')
      .replaceAll(/\s*<li><a href="[^"]*\/parallel\/\w+">[^<]*<\/a><\/li>/g, '')
  }
  const ukrainian = { article, language: 'uk', accepted: NOTHING_MISSING }
  const [rows, bytes] = [await rowsOf(), await bytesOf()]
  await translate(site, brought, 'uk', ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
  const acts: [string, () => Promise<unknown>][] = [
    ['planning', () => scheduleEditions(db, ed, [ukrainian], new Date(Date.now() + 60_000).toISOString())],
    ['publishing at a time', () => publishDue(db, '2999-01-01T00:00:00.000Z')],
    ['withdrawing', () => withdraw(site, brought, 'uk')],
    ['publishing', () => publishEdition(db, ed, ukrainian)],
    ['withdrawing again', () => withdraw(site, brought, 'uk')],
    ['bringing back', () => restoreEdition(db, ed, { article, language: 'uk', number: 1, reason: 'A check' })],
  ]
  for (const [what, act] of acts) {
    await act()
    assert.equal(await rowsOf(), rows, what)
    assert.equal(await bytesOf(), bytes, what)
  }
  assert.equal((await db.selectFrom('edition').select('id').where('article_id', '=', article).execute()).length, 4)
})
