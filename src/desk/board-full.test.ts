import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Browser, type Answer } from '../../test/browser.ts'
import { copyArticles } from '../../test/copies.ts'
import { newPostgresDatabase } from '../../test/databases.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newStages } from '../../test/stages.ts'
import { newArticle } from '../../test/world.ts'
import { publishEdition } from '../editions/actions.ts'
import { BOARD_STATES, type BoardState } from './board.ts'

const ARTICLES = 500
const PER_PAGE = 100
/** In the order of the columns. */
const LANGUAGES = ['uk', 'en']

/** What one cell must say, counted paragraph by paragraph in SQL that shares nothing with the board's. */
interface Count {
  article: string
  language: string
  total: number
  approved: number
  review: number
  confirmation: number
  returned: number
  behind: number
  untouched: number
  published: number
  once: number
  moved: number
}

const COUNT = sql<Record<keyof Count, string | number>>`
  with part as (
    select o.article_id as article, r.segment_id as segment, t.language
    from outline o join outline_row r on r.outline_id = o.id
    cross join (select 'en' as language union all select 'uk') t
    where o.number = (select max(number) from outline where article_id = o.article_id)
  ), fact as (
    select part.*,
      (select p.awaits from proposal p where p.segment_id = part.segment and p.language = part.language and p.closed_at is null) as awaits,
      (select d.outcome from decision d where d.segment_id = part.segment and d.language = part.language and d.outcome <> 'revoked'
        order by d.number desc limit 1) as last,
      (select x.hash from approval a join revision x on x.id = a.revision_id where a.segment_id = part.segment and a.language = part.language) as text,
      (select x.hash from approval a join revision x on x.id = a.source_revision_id where a.segment_id = part.segment and a.language = part.language) as made_from,
      (select x.hash from approval a join revision x on x.id = a.revision_id where a.segment_id = part.segment and a.language = 'en') as original,
      (select e.hash from publication p join edition_segment e on e.edition_id = p.edition_id
        where p.article_id = part.article and p.language = part.language and e.segment_id = part.segment) as shown
    from part
  ), told as (
    select article, language, text, original, made_from, shown, case
      when awaits is not null then awaits when last = 'returned' then 'returned' when text is null then 'untouched'
      when language <> 'en' and made_from <> original then 'behind' else 'approved' end as state
    from fact
  )
  select article, language, count(*) as total,
    sum(case when state = 'approved' then 1 else 0 end) as approved, sum(case when state = 'review' then 1 else 0 end) as review,
    sum(case when state = 'confirmation' then 1 else 0 end) as confirmation, sum(case when state = 'returned' then 1 else 0 end) as returned,
    sum(case when state = 'behind' then 1 else 0 end) as behind, sum(case when state = 'untouched' then 1 else 0 end) as untouched,
    sum(case when shown is null then 0 else 1 end) as published,
    sum(case when shown is not null and (shown <> text or (language <> 'en' and made_from <> original)) then 1 else 0 end) as moved,
    (select count(*) from edition e where e.article_id = told.article and e.language = told.language) as once
  from told group by article, language`

/** The states of a cell by the plain meaning of their words. */
const HOLDS: Record<BoardState, (count: Count) => boolean> = {
  returned: ({ returned }) => returned > 0, review: ({ review }) => review > 0, confirmation: ({ confirmation }) => confirmation > 0,
  behind: ({ behind }) => behind > 0, stale: ({ moved }) => moved > 0, refused: () => false, scheduled: () => false,
  ready: ({ approved, total, published }) => approved === total && published === 0,
  translating: ({ untouched, total }) => untouched > 0 && untouched < total, not_started: ({ untouched, total }) => untouched === total,
  published: ({ published }) => published > 0, withdrawn: ({ published, once }) => published === 0 && once > 0,
}

const sites = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }
for (const [name, surroundings] of Object.entries(sites)) {
  describe(`a board of ${ARTICLES} articles in two languages (P28), on ${name}`, () => {
    let site: TestSite
    let browser: Browser
    let counts: Count[]
    before(async () => {
      site = await startTestSite(await surroundings())
      const { article } = await newArticle(site.world, 'en', ['The original alone', 'x', 'y', 'z'])
      await publishEdition(site.db, site.world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
      const stages = [...(await newStages(site.world)).values(), article]
      await copyArticles(site.db, stages, ARTICLES / stages.length - 1)
      counts = (await COUNT.execute(site.db)).rows.map(numbered)
      browser = await new Browser(site, { language: 'en' }).signInAs(site, site.world.ed)
    })
    after(() => site.close())

    it('shows every one of them once, with the counts that a plain count gives', async () => {
      assert.equal(counts.length, ARTICLES * LANGUAGES.length)
      assert.equal(new Set(counts.map((count) => JSON.stringify({ ...count, article: '' }))).size, 11)
      const shown = new Map<string, string[]>()
      for (let page = 1; page <= ARTICLES / PER_PAGE; page += 1) {
        for (const [key, said] of cellsIn(await browser.get(`/desk/articles?page=${page}`))) shown.set(key, said)
      }
      assert.equal(shown.size, counts.length)
      const wrong = counts.map((count) => ({ ...count, said: shown.get(`${count.article} ${count.language}`), expected: expectedOf(count) }))
        .filter(({ said, expected }) => said?.join() !== expected.join())
      assert.deepEqual(wrong, [])
    })

    it('finds by each state as many articles as the plain count, in each language and in both', async () => {
      for (const languages of [LANGUAGES, ...LANGUAGES.map((language) => [language])]) {
        const only = languages.length === 1 ? `&language=${languages[0]}` : ''
        for (const state of BOARD_STATES) {
          const held = counts.filter((count) => languages.includes(count.language) && HOLDS[state](count))
          const wanted = new Set(held.map(({ article }) => article))
          const page = await browser.get(`/desk/articles?state=${state}${only}`)
          const found = Number(/(\d+) articles?</.exec(page.html)?.[1] ?? 0)
          assert.equal(found, wanted.size, `${state}${only}`)
          for (const id of idsIn(page)) assert.ok(wanted.has(id), `${state}${only} ${id}`)
        }
      }
    })
  })
}

function numbered(row: Record<keyof Count, string | number>): Count {
  const { article, language, ...numbers } = row
  const counted = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value)]))
  return { ...counted as Record<keyof typeof numbers, number>, article: String(article), language: String(language) }
}

/** How the cell says it: where it stands, how far it is, and what waits. */
function expectedOf(count: Count): string[] {
  const { total, approved, review, confirmation, returned, behind, untouched } = count
  const standing = (['stale', 'published', 'withdrawn'] as const).find((state) => HOLDS[state](count))
  const works = Object.entries({ returned, waiting: review, confirmation, behind })
  return [
    ...standing ? [standing] : [], ...(untouched < total && approved < total ? [`${approved} of ${total}`] : []),
    ...works.filter(([, number]) => number > 0).map(([state, number]) => `${number} ${state}`),
    ...(HOLDS.ready(count) ? ['ready'] : []), ...(untouched > 0 ? [`${untouched} not_started`] : []),
  ]
}

function idsIn({ html }: Answer): string[] {
  return [...html.matchAll(/<th scope="row"><a href="\/desk\/articles\/(\w+)"/g)].map(([, id = '']) => id)
}

const SAID = /class="chip" data-state="(\w+)">.*?<span class="word">(\d*)|<p class="far"><a [^>]*>(\d+ of \d+) /g

/** By article and language, what each cell says. */
function cellsIn({ html }: Answer): [key: string, said: string[]][] {
  return [...html.matchAll(/<th scope="row"><a href="\/desk\/articles\/(\w+)"([\s\S]*?)<\/tr>/g)].flatMap(([, id = '', row = '']) =>
    [...row.matchAll(/<td>[\s\S]*?<\/td>/g)].map(([cell], at): [string, string[]] => [
      `${id} ${LANGUAGES[at]}`, [...cell.matchAll(SAID)].map(([, state = '', number = '', far]) => far ?? `${number} ${state}`.trim()),
    ]))
}
