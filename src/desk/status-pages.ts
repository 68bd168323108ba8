import type { Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { BoardRow } from './board.ts'

/** How the site is: for those who run it. */
export interface StatusPage {
  version: string
  node: string
  database: 'sqlite' | 'postgres'
  /** The database has exactly the structure that this version knows. */
  migrated: boolean
  /** Lines of the ledger. */
  acts: number
  /** Letters that wait to be sent, and those that could not be. */
  mail: { waiting: number; failed: number }
  /** Languages whose dictionary is installed, and those for which nothing is said of spelling. */
  spelling: { known: readonly Language[]; unknown: readonly Language[] }
  /** What machine translation cost this month; null where the site asks no machine. */
  machine: { spent: number; budget: number } | null
  parity: ParityOf[]
}

/** What readers of one language do not have as readers of another do. */
interface ParityOf {
  language: Language
  published: number
  /** Articles that only others can read. */
  missing: Listing
  /** Articles whose published translation is older than the original. */
  older: Listing
}

interface Listing {
  total: number
  shown: { id: Id; title: Title; href: string }[]
}

/** `_listing` */
export interface TitledListing {
  title: string
  listing: Listing
}

const MOST_SHOWN = 50

/** Of articles that anybody can read; the site's own texts are among them. */
export function parityOf(rows: readonly BoardRow[], languages: readonly Language[]): ParityOf[] {
  const read = rows.filter(({ cells }) => cells.some(({ tally }) => tally.published))
  return languages.map((language) => {
    const inLanguage = read.map((row) => ({ row, tally: row.cells.find((cell) => cell.language === language)?.tally }))
    return {
      language, published: inLanguage.filter(({ tally }) => tally?.published).length,
      missing: listing(inLanguage.flatMap(({ row, tally }) => (tally?.published ? [] : [row])), language, ''),
      older: listing(inLanguage.flatMap(({ row, tally }) => (tally?.published && tally.outOfStep > 0 ? [row] : [])), language, '?show=behind'),
    }
  })
}

function listing(rows: readonly BoardRow[], language: Language, query: string): Listing {
  return {
    total: rows.length,
    shown: rows.slice(0, MOST_SHOWN).map(({ article: { id }, title }) => ({ id, title, href: `/desk/articles/${id}/languages/${language}${query}` })),
  }
}
