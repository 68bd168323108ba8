import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { startTestSite } from '../../test/site.ts'
import { fieldsIn } from '../../test/forms.ts'
import { databases } from '../../test/databases.ts'
import { openNewsroom } from '../../test/newsroom.ts'
import { checkMarkup } from '../../test/original-room.ts'
import { assertSound } from '../../test/originals.ts'
import { newArticle, newPerson, reviewAll, submit, translateAll, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { undoEdits } from '../undoing/actions.ts'
import { readPlan } from '../undoing/plan.ts'
import { publishEdition, restoreEdition, withdrawEdition } from './actions.ts'
import { listEditionSegments } from './store.ts'

it('an edition with gaps is not brought back while readers do not have the original, and the page says why', async (t) => {
  const site = await startTestSite()
  t.after(site.close)
  const { db, world: { ada, rev, ed } } = site
  const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
  const desk = { article, source: 'en', language: 'uk' }
  await submit(db, ada, desk, { [segments[0] ?? '']: 'Тихий міст' })
  await reviewAll(db, rev, desk)
  await publishEdition(db, ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
  await publishEdition(db, ed, { article, language: 'uk', accepted: { missing: 2, behind: 0 } })
  for (const language of ['uk', 'en']) await withdrawEdition(db, ed, { article, language, reason: 'A check' })
  const page = `/desk/articles/${article}/languages/uk/editions`
  const answer = await (await new Browser(site).signInAs(site, ed)).post(page, `${page}/1/restorations`, { reason: 'It was right' })
  assert.equal(answer.status, 409)
  assert.match(answer.html, /role="alert">The gaps of this edition are filled from the original/)
})

const WHOLE = { missing: 0, behind: 0 }

/** An edition with a text that is undone since, and another one after it that readers have. */
async function publishFlood(db: Db, world: World) {
  const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
  const desk = { article, source: 'en', language: 'uk' }
  await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
  const flood = await newPerson(db, 'Flo', ['translate:uk'])
  await submit(db, flood, desk, { [segments[1] ?? '']: 'Бла-бла.' })
  await reviewAll(db, world.rev, desk)
  for (const language of ['en', 'uk']) await publishEdition(db, world.ed, { article, language, accepted: WHOLE })
  const asked = { person: flood.id, language: 'uk', from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
  const { rows } = await readPlan(db, asked, { lang: 'en', after: null, limit: 9 })
  assert.equal((await undoEdits(db, world.ed, asked, rows, 'Not a translation.')).done.length, 1)
  await publishEdition(db, world.ed, { article, language: 'uk', accepted: WHOLE })
  return { article, desk, segments }
}

for (const [name, open] of Object.entries(databases)) {
  it(`an undone text comes back with an old edition by a yes to its number alone, an approved one by none, on ${name} (P35)`, async (t) => {
    const room = await openNewsroom(await open())
    const { db, world } = room
    t.after(() => db.destroy())
    const { article, desk, segments } = await publishFlood(db, world)
    const restore = (number: number, undone?: number) =>
      restoreEdition(db, world.ed, { article, language: 'uk', number, reason: 'It was right', ...undone === undefined ? {} : { undone } })
    for (const undone of [undefined, 0, 2]) await assert.rejects(restore(1, undone), { code: 'not_ready' }, String(undone))
    const back = await restore(1, 1)
    assert.deepEqual((await listEditionSegments(db, back.id)).map(({ text }) => text), ['Тихий міст', 'Бла-бла.', 'Ніхто не прийшов.'])
    const line = await db.selectFrom('ledger').select('details').where('act', '=', 'edition.restored').executeTakeFirstOrThrow()
    assert.match(line.details, /"undone":1/)
    await restore(2)
    // What was brought back names no decisions: its words are known by themselves.
    await assert.rejects(restore(3), { code: 'not_ready' })
    await submit(db, world.ada, desk, { [segments[1] ?? '']: 'Бла-бла.' })
    await reviewAll(db, world.rev, desk)
    assert.equal((await restore(3)).number, 5, 'the same words, approved anew')
    await assertSound(db)
  })
}

it('the page says before which paragraphs of an old edition were undone since, and brings them back by a tick alone (P35)', async (t) => {
  const site = await startTestSite()
  t.after(site.close)
  const { article } = await publishFlood(site.db, site.world)
  const page = `/desk/articles/${article}/languages/uk/editions`
  const action = `${page}/1/restorations`
  const ed = await new Browser(site, { language: 'en' }).signInAs(site, site.world.ed)
  const shown = await ed.get(page)
  assert.match(shown.html, /1 paragraph of this edition was undone since: its words are approved no more\. Paragraph 2\./)
  const fields = { ...Object.fromEntries(fieldsIn(shown.html, action)), reason: 'It was right' }
  const unticked = await ed.postRaw(action, fields)
  assert.equal(unticked.status, 422)
  assert.match(unticked.html, /href="#accept_undone-1">Bring back 1 undone paragraph too<\/a>: Look at what was undone/)
  assert.match(unticked.html, /<textarea id="reason-1"[^>]*>\s*It was right/)
  assert.deepEqual(await checkMarkup(unticked.html), [])
  const another = await ed.postRaw(action, { ...fields, undone: '3', accept_undone: 'yes' })
  assert.equal(another.status, 409)
  assert.match(another.html, /id="accept_undone-1-problem"/)
  const done = await ed.postRaw(action, { ...fields, accept_undone: 'yes' })
  assert.match(done.url, /\/editions\/3\?done=restored$/)
})
