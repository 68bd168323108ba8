import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { startTestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit } from '../../test/world.ts'
import { publishEdition, withdrawEdition } from './actions.ts'

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
