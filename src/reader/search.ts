import { setImmediate as turn } from 'node:timers/promises'
import type { Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { beginningOf } from '../text/excerpt.ts'
import { countWanted, excerptAround, Marker, type Piece } from '../search/marking.ts'
import type { WantedWord } from '../search/model.ts'
import type { SearchForm } from '../web/frame.ts'
import type { PageHead } from './head.ts'
import type { Pager } from './list-pages.ts'
import type { Version, WordsRow } from './model.ts'
import { articlePath, searchPath } from './paths.ts'
import type { Teaser } from './teasers.ts'
import type { Typesetter } from './typesetter.ts'

export interface SearchPage {
  head: PageHead
  language: Language
  form: SearchForm
  /** Null before anything was asked. */
  results: SearchResults | null
  /** Every article, and the same words in other languages. */
  all: string
  others: { language: Language; href: string }[]
  /** Articles that readers have in other languages only. */
  elsewhere: { total: number; teasers: Teaser[] }
}

export interface SearchResults {
  language: Language
  total: number
  /** The number of the first on this page. */
  start: number
  found: Result[]
  /** Words with ґ for г, or г for ґ, that were found as well. */
  also: string[]
  pager: Pager
}

export interface Result {
  href: string
  language: Language
  title: string
  genre: Genre | null
  author: string
  at: string
  /** Where in the article, in pieces; of a gap in the original's language. */
  excerpt: { href: string; language: Language; pieces: Piece[] } | null
}

export const RESULTS_LENGTH = 20
const LONGEST_EXCERPT = 240
const NO_EXCERPT: readonly WordsRow['kind'][] = ['title', 'author_name', 'author_role', 'rule', 'code']

/** What a page of results shows of each article: the paragraph with most of the words, and which twins were found. */
export async function resultsOf(versions: readonly Version[], rows: readonly WordsRow[], { wanted, language, typesetter, genreOf }: {
  wanted: readonly WantedWord[]; language: Language; typesetter: Typesetter; genreOf: (version: Version) => Genre | null
}): Promise<{ found: Result[]; also: string[] }> {
  const marker = new Marker(wanted, language)
  const twins = new Set<number>()
  const byEdition = Map.groupBy(rows, ({ edition_id }) => edition_id)
  const found: Result[] = []
  for (const version of versions) {
    const own = byEdition.get(version.edition) ?? []
    const best = bestOf(own, marker, wanted.length)
    for (const hit of best?.hits ?? []) if (hit.twin) twins.add(hit.wanted)
    const author = own.find(({ kind }) => kind === 'author_name')
    found.push({
      href: articlePath(version), language: version.language, title: typesetter.plain(version.title, version.language),
      genre: genreOf(version), author: author ? typesetter.plain(author.text, author.language) : '', at: version.firstPublishedAt,
      excerpt: excerptOf(version, best, own, { marker, typesetter }),
    })
    // Others are answered between two articles, of which one may be a book.
    await turn()
  }
  return { found, also: [...twins].flatMap((at) => wanted[at]?.twin?.word ?? []) }
}

interface Best {
  row: WordsRow
  hits: ReturnType<Marker['hitsIn']>
}

/** Among equals the first; a paragraph that can be shown before one that cannot. */
function bestOf(rows: readonly WordsRow[], marker: Marker, words: number): Best | undefined {
  let best: Best & { worth: number } | undefined
  for (const row of rows) {
    const hits = marker.hitsIn(row.text)
    if (hits.length === 0) continue
    const worth = countWanted(hits) + (NO_EXCERPT.includes(row.kind) ? 0 : 0.5)
    if (!best || worth > best.worth) best = { row, hits, worth }
    if (worth > words) break
  }
  return best
}

/** Where the best is a title or a name, which the result shows anyway, how the article begins. */
function excerptOf(
  version: Version, best: Best | undefined, rows: readonly WordsRow[], { marker, typesetter }: { marker: Marker; typesetter: Typesetter },
): Result['excerpt'] {
  const shown = best && !NO_EXCERPT.includes(best.row.kind) ? best.row : rows.find(({ kind }) => kind === 'lead' || kind === 'paragraph')
  if (!shown) return null
  const { segment_id: segment, language, text } = shown
  // Spaces that do not break stay, as in a list of articles.
  const line = typesetter.plain(text, language).replace(/[^\S\u00a0]+/gu, ' ')
  const hits = marker.hitsIn(line)
  const pieces = hits.length > 0 ? excerptAround(line, hits, LONGEST_EXCERPT) : [{ text: beginningOf(line, LONGEST_EXCERPT), found: false }]
  return { href: `${articlePath(version)}#p-${segment}`, language, pieces }
}

export function searchPager(language: Language, q: string, page: number, total: number): Pager {
  const pages = Math.max(1, Math.ceil(total / RESULTS_LENGTH))
  return {
    page, pages,
    previous: page > 1 ? searchPath(language, { q, page: page - 1 }) : null,
    next: page < pages ? searchPath(language, { q, page: page + 1 }) : null,
  }
}
