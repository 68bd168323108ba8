import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { startTestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, translateAll } from '../../test/world.ts'
import { listEditions } from './store.ts'

it('publishing takes nothing that was not on the page, even where the numbers are the same', async (t) => {
  const site = await startTestSite()
  t.after(site.close)
  const { db, world } = site
  const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
  const desk = { article, source: 'en', language: 'uk' }
  await translateAll(world, desk, ['Тихий міст', 'Дощило.'])
  const page = `/desk/articles/${article}/languages/uk/editions`
  const ed = await new Browser(site).signInAs(site, world.ed)
  const stale = await ed.get(page)
  await submit(db, world.ada, desk, { [segments[1] ?? '']: 'Лило як з відра.' })
  await reviewAll(db, world.rev, desk)
  const typed = fieldsIn(stale.html, page).map(([name, value]): [string, string] => [name, name === 'note' ? 'Перше видання.' : value])
  const refused = await ed.postRaw(page, typed)
  assert.equal(refused.status, 409)
  assert.deepEqual(await listEditions(db, article, 'uk'), [])
  assert.match(refused.html, /Перше видання\./)
  assert.match((await ed.postRaw(page, fieldsIn(refused.html, page))).url, /\?done=published$/)
})

it('every reason why an article cannot be published leads to a page where somebody can do something about it', async (t) => {
  const site = await startTestSite()
  t.after(site.close)
  const { db, world } = site
  const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.', 'The river rose.'])
  const desk = { article, source: 'en', language: 'uk' }
  await submit(db, world.ada, desk, { [segments[1] ?? '']: 'Дощило.' })
  await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
  await submit(db, world.ada, desk, { [segments[2] ?? '']: 'Ніхто не прийшов.' })
  const ed = await new Browser(site).signInAs(site, world.ed)
  const { html } = await ed.get(`/desk/articles/${article}/languages/uk/editions`)
  const list = /<ul class="ready">[\s\S]*?<section aria-labelledby="changes">/.exec(html)?.[0] ?? ''
  const links = [...new Set([...list.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href))]
  assert.equal(links.length, segments.length + 1)
  for (const link of links) {
    const { status, html: page } = await ed.get(link)
    assert.equal(status, 200, link)
    const [, segment] = /(?:#p-|segments\/)(\w+)$/.exec(link) ?? []
    if (segment) assert.ok(page.includes(segment), link)
  }
})
