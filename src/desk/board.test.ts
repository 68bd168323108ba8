import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newStages } from '../../test/stages.ts'
import { newArticle, reviewAll, submit } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import type { Id } from '../db/columns.ts'
import { publishEdition } from '../editions/actions.ts'
import { scheduleEditions } from '../editions/schedule-actions.ts'
import { BOARD_STATES, type BoardFilter } from './board.ts'
import { boardHref, filterIn, NO_FILTER } from './board-filter.ts'

let site: TestSite
let articles: ReadonlyMap<string, Id>
before(async () => {
  site = await startTestSite()
  articles = await newStages(site.world)
})
after(() => site.close())

const as = (person = site.world.ed, language = 'en') => new Browser(site, { language }).signInAs(site, person)

/** Which articles a filter must find, in Ukrainian. */
const FOUND: Record<string, string[]> = {
  not_started: ['untouched'], translating: ['waiting', 'returned', 'edited', 'sent'], review: ['waiting', 'sent'],
  returned: ['returned'], confirmation: ['edited'],
  ready: ['ready', 'withdrawn'], published: ['published', 'stale'], stale: ['stale'], behind: ['stale'], withdrawn: ['withdrawn'],
  scheduled: [], refused: [],
}

const rowsOf = (html: string) => [...html.matchAll(/<th scope="row"><a href="\/desk\/articles\/(\w+)"/g)].map(([, id]) => id)
const idsOf = (names: readonly string[]) => names.map((name) => articles.get(name)).toReversed()

describe('the board', () => {
  it('finds articles by how they stand in a language', async () => {
    const browser = await as()
    assert.deepEqual(Object.keys(FOUND).toSorted(), [...BOARD_STATES].toSorted())
    for (const [state, names] of Object.entries(FOUND)) {
      const { html } = await browser.get(`/desk/articles?language=uk&state=${state}`)
      assert.deepEqual(rowsOf(html).toSorted(), idsOf(names).toSorted(), state)
      assert.deepEqual(await checkHtml(html), [])
    }
  })

  it('shows beside each way to a list how long that list is', async () => {
    const browser = await as()
    const { html } = await browser.get('/desk/articles?language=uk')
    const ways = [...html.matchAll(/<a href="(\/desk\/articles\?state=[^"]+)">[^<]+<span class="count">(\d+)</g)]
    assert.ok(ways.length > 6)
    for (const [, href = '', count] of ways) {
      const list = await browser.get(href.replaceAll('&amp;', '&'))
      assert.equal(rowsOf(list.html).length, Number(count), href)
      assert.match(wordsOf(list), new RegExp(`${count} articles?`))
    }
  })

  it('leads from every cell to exactly the work it says, and says since when it waits (P28)', async () => {
    const browser = await as()
    const { html } = await browser.get('/desk/articles')
    const work = /<li><a href="([^"]+)"><span class="chip".*?<span class="word">(\d+) [^<]+<\/span><\/span>\n<\/a>( <(?:time|a) class="age")?/g
    const works = [...html.matchAll(work)]
    const led = new Set<string>()
    for (const [, href = '', said, age] of works) {
      const page = await browser.get(href.replaceAll('&amp;', '&'))
      const [, show = 'submission'] = /show=(\w+)/.exec(href) ?? []
      assert.equal(page.html.match(/<section class="row/g)?.length, Number(said), `${href} says ${said}`)
      assert.equal(age === undefined, show === 'not_started', href)
      led.add(show)
    }
    assert.deepEqual([...led].toSorted(), ['behind', 'not_started', 'returned', 'submission', 'waiting'])
    assert.match(html, /class="age" href="\/desk\/submissions\/\w+">the oldest/)
  })

  it('says of a language both what readers have and what they are to get', async () => {
    const { article, segments } = await newArticle(site.world, 'en', ['Twice standing', 'It rained.'])
    const request = { article, language: 'en', accepted: { missing: 0, behind: 0 } }
    await publishEdition(site.db, site.world.ed, request)
    const desk = { article, source: 'en', language: 'en' }
    await submit(site.db, site.world.ed, desk, { [segments[1] ?? '']: 'It poured.' })
    await reviewAll(site.db, site.world.rev, desk)
    await scheduleEditions(site.db, site.world.ed, [request], new Date(Date.now() + 3_600_000).toISOString())
    for (const path of ['/desk/articles?q=twice+standing', '/desk/articles?state=stale&q=twice+standing', `/desk/articles/${article}`]) {
      const { html } = await (await as()).get(path)
      assert.match(html, /class="standing"[^>]*><span class="chip" data-state="scheduled"[\s\S]*class="standing"[^>]*><span class="chip" data-state="stale"/, path)
      assert.deepEqual(await checkHtml(html), [])
    }
    await transact(site.db, (tx) => tx.updateTable('article').set({ trashed_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', article).execute())
  })

  it('searches titles in every language, whatever the case and the apostrophe', async () => {
    const { article } = await newArticle(site.world, 'uk', ['Обʼєднання мостів', 'x'])
    const browser = await as()
    for (const q of ["об'єднання", 'ОБ’ЄДНАННЯ', 'мостів обʼєд', ' мостів  ']) {
      assert.deepEqual(rowsOf((await browser.get(`/desk/articles?q=${encodeURIComponent(q)}`)).html), [article], q)
    }
    const nothing = await browser.get('/desk/articles?q=нічого')
    assert.match(wordsOf(nothing), /There are no such articles.*Clear all conditions/)
    assert.match(nothing.html, /value="нічого"/)
    assert.deepEqual(await checkHtml(nothing.html), [])
  })

  it('sorts by title and by what waits longest', async () => {
    const browser = await as()
    const titles = (html: string) => [...html.matchAll(/<th scope="row"><a [^>]*>([^<]+)</g)].map(([, title = '']) => title)
    const sorted = titles((await browser.get('/desk/articles?sort=title&kind=article')).html)
    assert.deepEqual(sorted, sorted.toSorted(new Intl.Collator('en').compare))
    const [first] = rowsOf((await browser.get('/desk/articles?sort=oldest')).html)
    assert.equal(first, articles.get('waiting'))
  })

  it('leaves out the archive, which has a list of its own, and the trash, which has a room of its own', async () => {
    const [archived, trashed] = [await newArticle(site.world, 'en', ['Put away', 'x']), await newArticle(site.world, 'en', ['Thrown away', 'x'])]
    await transact(site.db, async (tx) => {
      await tx.updateTable('article').set({ archived_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', archived.article).execute()
      await tx.updateTable('article').set({ trashed_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', trashed.article).execute()
    })
    const browser = await as()
    const now = rowsOf((await browser.get('/desk/articles')).html)
    const { html } = await browser.get('/desk/articles?archived=1')
    assert.ok(!now.includes(archived.article) && !now.includes(trashed.article))
    assert.deepEqual(rowsOf(html), [archived.article])
    assert.deepEqual(await checkHtml(html), [])
    assert.ok(!(await browser.get('/desk')).html.includes(archived.article))
  })

  it('goes on after a hundred articles', async () => {
    const crowded = await startTestSite()
    try {
      const ids: string[] = []
      for (let i = 0; i < 102; i += 1) ids.push((await newArticle(crowded.world, 'en', [`Title ${i}`, 'x'])).article)
      const browser = await new Browser(crowded, { language: 'en' }).signInAs(crowded, crowded.world.ed)
      const first = await browser.get('/desk/articles')
      assert.deepEqual(rowsOf(first.html), ids.slice(2).reverse())
      assert.match(wordsOf(first), /102 articles/)
      assert.match(first.html, /href="\/desk\/articles\?page=2"/)
      assert.deepEqual(rowsOf((await browser.get('/desk/articles?page=2')).html), ids.slice(0, 2).reverse())
      assert.equal((await browser.get('/desk/articles?page=3')).status, 404)
    } finally {
      await crowded.close()
    }
  })

  it('offers nothing to those who may not bring articles in, and shows titles in the reader’s language', async () => {
    const { html } = await (await as(site.world.ada, 'uk')).get('/desk/articles')
    assert.doesNotMatch(html, /href="\/desk\/articles\/new"/)
    assert.match(html, />ready uk</)
    assert.match((await (await as()).get('/desk/articles')).html, /href="\/desk\/articles\/new"/)
  })
})

describe('the address of a filter', () => {
  const filters: fc.Arbitrary<BoardFilter> = fc.record({
    state: fc.constantFrom(null, ...BOARD_STATES), language: fc.constantFrom(null, 'uk', 'en'),
    kind: fc.constantFrom(null, 'article' as const, 'site' as const),
    topic: fc.constantFrom(null, '0hof5i8qwyg2cxafog3wfv'), author: fc.constantFrom(null, '0hof5i8qq0g1b016w2m22t'), archived: fc.boolean(),
    q: fc.string({ maxLength: 50 }).map((q) => q.trim()), sort: fc.constantFrom('newest' as const, 'oldest' as const, 'title' as const),
    page: fc.integer({ min: 1, max: 999_999 }),
  })

  it('means the filter it was made of', () => {
    fc.assert(fc.property(filters, (filter) => {
      const query = Object.fromEntries(new URL(boardHref(filter), 'http://x').searchParams)
      assert.deepEqual(filterIn(query, ['uk', 'en']), { ...filter })
    }))
  })

  it('asks for nothing when its fields are empty, and is not there when it asks for what cannot be', () => {
    assert.deepEqual(filterIn({ state: '', language: '', q: '', sort: '', page: '', topic: '' }, ['uk']), NO_FILTER)
    const nowhere = [
      { state: 'x' }, { language: 'pl' }, { sort: 'x' }, { page: '0' }, { page: '-1' }, { topic: 'x' }, { q: ['a', 'b'] }, { archived: '2' },
    ]
    for (const query of nowhere) {
      assert.throws(() => filterIn(query, ['uk']), { code: 'not_found' }, JSON.stringify(query))
    }
  })
})
