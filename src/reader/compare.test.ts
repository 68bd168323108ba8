import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Browser } from '../../test/browser.ts'
import { byLength } from '../../test/long.ts'
import { checkHtml } from '../../test/markup.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { publishEdition } from '../editions/actions.ts'
import { stretchesOf } from './compare.ts'
import type { Frozen } from './model.ts'
import { typesetterFor } from './typesetter.ts'

describe('what changed from one edition to another', () => {
  let site: TestSite
  before(async () => { site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' }) })
  after(() => site.close())

  const read = async (article: Brought, query = '', language = 'en') =>
    new Browser(site).get(`${await addressOf(site, article, language)}/editions/differences${query}`)
  /** Each stretch of the page: how many are the same, or the number, what happened, and the words. */
  const stretches = (html: string) => html.split(/(?=<p class="line folded">|<div class="difference">)/).slice(1).map((part) => {
    const [, same] = /<p class="line folded">(\d+)/.exec(part) ?? []
    const [, number, what, words = ''] = />Paragraph (\d+)<[\s\S]*?<p class="label">([^<]*)<\/p>\s*<p class="text"[^>]*>([\s\S]*?)<\/p>/.exec(part) ?? []
    return same ? `${same} same` : `${number} ${what}: ${words.replace(/<span class="vh">[\s\S]*?<\/span>/g, '')}`
  })
  const change = async (article: Brought, texts: Record<string, string>) => {
    await changeOriginal(site, article, texts)
    await publish(site, article, 'en')
  }

  it('is told word by word, title and all, in the order of the article; what is the same is counted', async () => {
    const article = await publishNew(site, 'en', ['The mill', 'It stood.', 'It turned all day.', 'Nobody came.', 'It rained.'])
    const [title = '', , turned = ''] = article.segments
    await change(article, { [title]: 'The old mill', [turned]: 'It turned all *night*.' })
    const { html, status } = await read(article)
    assert.equal(status, 200)
    assert.deepEqual(await checkHtml(html), [])
    assert.deepEqual(stretches(html), [
      '1 Changed: The <ins>old </ins>mill', '1 same', '3 Changed: It turned all <del>day</del><ins>night</ins>.', '2 same',
    ])
    assert.match(html, /<ins><span class="vh">\[added: <\/span>old <span class="vh">\]<\/span><\/ins>/, 'for those who hear the page')
    assert.match(html, /<p class="say">2 paragraphs changed\.<\/p>/)
    assert.match(html, /<meta name="robots" content="noindex">/)
    assert.match(html, new RegExp(`<a href="/en/articles/the-mill/editions/2#p-${turned}">Paragraph 3</a>`))
  })

  it('is what was added, removed, moved, split and merged, each in words', async () => {
    const [one, two] = ['The heron stood at the edge of the reeds and waited for the water to clear.', 'Then it walked slowly along the bank to the old mill.']
    const [three, four] = ['Nobody had lived in the mill since the spring of the great flood.', 'The miller had moved to the town and kept a shop there.']
    const [five, six] = ['On Sundays the ferry rang its bell twice.', 'The bridge was painted green in the year of the comet.']
    const article = await publishNew(site, 'en', ['The heron', `${one} ${two}`, three, four, five, six, 'A storm took the roof off.'])
    const [title] = await blocksOf(site.db, site.world.ed, article.article)
    if (!title) throw new Error('no title')
    await sendBlocks(site.db, site.world.ed, article.article, [title, ...[six, one, two, `${three} ${four}`, five, 'Ice came early and stayed until the feast.'].map(paragraph)])
    await approveOriginal(site.db, site.world.rev, article.article)
    await publish(site, article, 'en')
    const { html } = await read(article)
    assert.deepEqual(await checkHtml(html), [])
    assert.deepEqual(stretches(html).map((line) => line.replace(/:.*/, '')), [
      '1 same', '2 Moved here', '3 Split into 2 paragraphs', '5 Merged from 2 paragraphs', '1 same', '7 Removed', '7 New paragraph',
    ])
    assert.match(stretches(html)[2] ?? '', /water to clear\. <ins>¶ <\/ins>Then it walked/)
    assert.match(stretches(html)[3] ?? '', /great flood\. <del>¶ <\/del>The miller/)
    assert.match(html, /<del>A storm took the roof off\.<\/del>/)
    assert.match(html, /<ins>Ice came early and stayed until the feast\.<\/ins>/)
  })

  it('is between any two that readers have, the older first however they were asked for; the last two go without saying', async () => {
    const article = await publishNew(site, 'en', ['The ford', 'It was one ford.'])
    const [, second = ''] = article.segments
    await change(article, { [second]: 'It was two fords.' })
    await change(article, { [second]: 'It was three fords.' })
    const changed = async (query: string) => stretches((await read(article, query)).html)
    assert.deepEqual(await changed('?from=1&to=3'), ['1 same', '2 Changed: It was <del>one ford</del><ins>three fords</ins>.'])
    assert.deepEqual(await changed('?from=3&to=1'), await changed('?from=1&to=3'))
    assert.deepEqual(await changed('?to=2'), ['1 same', '2 Changed: It was <del>one ford</del><ins>two fords</ins>.'])
    assert.deepEqual(await changed(''), await changed('?from=2&to=3'))
    assert.deepEqual(await changed('?x=1&to=3&from=1'), await changed('?from=1&to=3'))
    const same = await read(article, '?from=2&to=2')
    assert.equal(same.status, 200)
    assert.match(same.html, /Choose two different editions/)
    assert.deepEqual(await checkHtml(same.html), [])
    for (const query of ['?from=0', '?from=1&to=9', '?to=x', '?from=1&from=2', '?from=']) assert.equal((await read(article, query)).status, 404, query)
  })

  it('is asked for by a form with two lists, and by a link at each edition', async () => {
    const article = await publishNew(site, 'en', ['The weir', 'One.'])
    const alone = (await new Browser(site).get('/en/articles/the-weir/editions')).html
    assert.doesNotMatch(alone, /<form class="choose"|What changed/)
    assert.match((await read(article)).html, /There is only one edition so far/)
    await change(article, { [article.segments[1] ?? '']: 'Two.' })
    await change(article, { [article.segments[1] ?? '']: 'Three.' })
    const { html } = await new Browser(site).get('/en/articles/the-weir/editions')
    assert.match(html, /<form class="choose" method="get" action="\/en\/articles\/the-weir\/editions\/differences">/)
    assert.deepEqual([...html.matchAll(/<option value="(\d)"( selected)?>/g)].map(([, n, chosen]) => `${n}${chosen ?? ''}`), ['3', '2 selected', '1', '3 selected', '2', '1'])
    assert.deepEqual([...html.matchAll(/differences\?from=(\d)&amp;to=(\d)|differences\?from=(\d)&to=(\d)/g)].length, 2)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('is nothing of an edition that was withdrawn: it is not offered, and no word of it is shown', async () => {
    const article = await publishNew(site, 'en', ['The lock', 'It opened.'])
    const [, second = ''] = article.segments
    await change(article, { [second]: 'CANARY opened.' })
    await withdraw(site, article, 'en')
    await change(article, { [second]: 'It shut.' })
    for (const query of ['?from=1&to=2', '?from=2&to=3']) assert.equal((await read(article, query)).status, 404, query)
    const { html } = await read(article)
    assert.deepEqual(stretches(html), ['1 same', '2 Changed: It <del>opened</del><ins>shut</ins>.'], 'over the first')
    assert.doesNotMatch(html, /CANARY|value="2"/)
    assert.match((await new Browser(site).get('/en/articles/the-lock/editions')).html, /differences\?from=1&(amp;|#38;)?to=3/)
  })

  it('leads to the other language’s editions, says when only marks moved, and moves with the address', async () => {
    const article = await publishNew(site, 'en', ['The pier', 'Read [the plan](https://a.example).'])
    await translate(site, article, 'uk', ['Пірс', 'Читайте [план](https://a.example).'])
    await publish(site, article, 'uk')
    await changeOriginal(site, article, { [article.segments[1] ?? '']: 'Read [the plan](https://b.example).' })
    await publish(site, article, 'en', { slug: 'the-long-pier' })
    const { html } = await read(article)
    assert.match(html, /The words are the same; only emphasis or links have changed/)
    for (const page of [html, (await new Browser(site).get('/en/articles/the-long-pier/editions')).html]) {
      assert.match(page, /<a href="\/uk\/articles\/pirs\/editions" lang="uk" hreflang="uk"/)
    }
    assert.match(html, /<a href="\/pl\/articles\/the-long-pier" hreflang="pl"/)
    const old = await new Browser(site).once('GET', '/en/articles/the-pier/editions/differences?from=1&to=2')
    assert.deepEqual([old.status, old.headers.get('location')], [301, '/en/articles/the-long-pier/editions/differences?from=1&to=2'])
    const correct = () => publishEdition(site.db, site.world.ed, { article: article.article, language: 'en', accepted: { missing: 0, behind: 0 }, correction: 'A word to readers.' })
    await correct()
    await site.publicationChanged()
    assert.match((await read(article)).html, /Nothing changed[\s\S]*The texts of both editions are the same/)
  })
})

describe('the stretches between two editions', () => {
  const row = (segment: string, position: number, text: string): Frozen => ({
    edition_id: '', position, segment_id: segment, kind: 'paragraph', level: 0, list: null, asset: null, language: 'en', text, hash: text,
    source_hash: text, substance: '', step: 'in_step',
  })
  const edition = fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.constantFrom('One.', 'Two.')), { selector: ([id]) => id, maxLength: 8 })
    .map((some) => some.map(([segment, text], at) => row(segment, at, text)))
  const typesetter = typesetterFor({})

  it('tell of every paragraph of both once, and of none where nothing differs', () => {
    fc.assert(fc.property(edition, edition, (before, rows) => {
      const found = stretchesOf({ rows, before, lineage: [], language: 'en', typesetter, href: '/2', hrefBefore: '/1' })
      const told = found.reduce((sum, one) => sum + (one.kind === 'same' ? one.count : 1), 0)
      const all = new Map([...before, ...rows].map((one) => [one.segment_id, one]))
      assert.equal(told, all.size)
      const sameAt = ({ segment_id, hash }: Frozen, at: number) => before[at]?.segment_id === segment_id && before[at].hash === hash
      const same = rows.length === before.length && rows.every(sameAt)
      assert.equal(found.some(({ kind }) => kind === 'change'), !same)
      assert.ok(found.every((one, at) => one.kind !== 'same' || found[at - 1]?.kind !== 'same'), 'what is the same is told in one')
    }), { numRuns: byLength(300, 10_000) })
  })
})
