import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import { definePage } from '../web/page.ts'
import type { SearchDb } from '../search/engine.ts'
import { wantedIn, type WantedWord } from '../search/model.ts'
import { findEditions, findElsewhere, type Found } from '../search/store.ts'
import { render } from './answers.ts'
import { listPublishedDetails } from './details.ts'
import type { Rendered } from './finished.ts'
import type { Version } from './model.ts'
import { listPath, searchPath } from './paths.ts'
import { RESULTS_LENGTH, resultsOf, searchPager, type SearchPage, type SearchResults } from './search.ts'
import { listOpenings, listVersionsOf, listWords } from './store.ts'
import { frameOf, loadSurroundings, switcherOf, type Reader, type Surroundings } from './surroundings.ts'
import { teasersOf } from './teasers.ts'

const showSearch = definePage<SearchPage>('reader/search', 'public')

const ELSEWHERE = 5
/** A page that was made before everything could be found is made again soon. */
const UNREADY_MS = 3000

/** A page of what was found. Throws `not_found` beyond its end. */
export async function searchAnswer(reader: Reader, language: Language, q: string, page: number): Promise<Rendered> {
  const { languages } = reader.config
  const around = await loadSurroundings(reader, language)
  const ready = q === '' || await reader.searchReady?.() === true
  const others = languages.filter((tag) => tag !== language)
  const asLong = page === 1 ? [] : await languagesWith(reader, others, q, page)
  const switcher = switcherOf(languages, language, (tag) => searchPath(tag, { q, page: asLong.includes(tag) ? page : 1 }))
  const content = {
    head: { frame: frameOf(around, switcher), robots: 'noindex' as const }, language, form: { action: searchPath(language), language, query: q },
    results: q === '' ? null : await readResults(reader, around, q, page), all: listPath(language),
    others: others.map((tag) => ({ language: tag, href: searchPath(tag, { q }) })),
    elsewhere: page > 1 ? { total: 0, teasers: [] } : await readElsewhere(reader, around, wantedIn(q, others), others),
  }
  return render(showSearch, reader, around, searchPath(language, { q, page }), content, ready ? Infinity : reader.clock() + UNREADY_MS)
}

async function readResults(reader: Reader, around: Surroundings, q: string, page: number): Promise<SearchResults> {
  const { db } = reader
  const { language, typesetter } = around
  const wanted = wantedIn(q, [language])
  const start = (page - 1) * RESULTS_LENGTH
  const slice = { offset: start, limit: RESULTS_LENGTH }
  const { editions, total } = await whereWanted(wanted, () => findEditions(indexOf(reader), language, wanted, slice))
  if (page > 1 && editions.length === 0) throw new AppError('not_found', { page })
  const versions = await inOrder(reader, editions)
  const details = await listPublishedDetails(db, versions.map(({ article }) => article), language)
  const rows = await listWords(db, versions.map(({ edition }) => edition))
  const genreOf = ({ article }: Version) => details.get(article)?.genre ?? null
  const results = await resultsOf(versions, rows, { wanted, language, typesetter, genreOf })
  return { language, total, start: start + 1, ...results, pager: searchPager(language, q, page, total) }
}

/** Of these languages those whose results go on to this page. */
async function languagesWith(reader: Reader, languages: readonly Language[], q: string, page: number): Promise<Language[]> {
  const slice = { offset: (page - 1) * RESULTS_LENGTH, limit: 1 }
  const found = await Promise.all(languages.map(async (language) => {
    const wanted = wantedIn(q, [language])
    const { editions } = await whereWanted(wanted, () => findEditions(indexOf(reader), language, wanted, slice))
    return editions.length > 0 ? [language] : []
  }))
  return found.flat()
}

async function readElsewhere(
  reader: Reader, { language, typesetter }: Surroundings, wanted: readonly WantedWord[], others: readonly Language[],
): Promise<SearchPage['elsewhere']> {
  const { editions, total } = await whereWanted(wanted, () => findElsewhere(indexOf(reader), language, others, wanted, ELSEWHERE))
  const versions = await inOrder(reader, editions)
  return { total, teasers: teasersOf(versions, await listOpenings(reader.db, versions.map(({ edition }) => edition)), typesetter) }
}

async function whereWanted(wanted: readonly WantedWord[], find: () => Promise<Found>): Promise<Found> {
  return wanted.length === 0 ? { editions: [], total: 0 } : find()
}

function indexOf({ db }: Reader): SearchDb {
  return db.$pickTables<'search_document' | 'search_index' | 'publication'>()
}

async function inOrder({ db }: Reader, editions: Found['editions']): Promise<Version[]> {
  const versions = await listVersionsOf(db, editions.map(({ article }) => article))
  return editions.flatMap(({ edition }) => versions.find((version) => version.edition === edition) ?? [])
}
