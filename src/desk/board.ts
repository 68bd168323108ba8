import type { Article } from '../articles/model.ts'
import type { Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import { foldApostrophes } from '../text/fold.ts'
import type { Tallied, Tally } from './tallies.ts'
import { WAITS } from './waits.ts'

/** How an article can stand in a language, in the order in which an editor would look for it; several hold at once. */
export const BOARD_STATES = [
  ...WAITS, 'stale', 'refused', 'ready', 'scheduled', 'translating', 'not_started', 'published', 'withdrawn',
] as const
export type BoardState = (typeof BOARD_STATES)[number]

export const SORTS = ['newest', 'oldest', 'title'] as const
export type Sort = (typeof SORTS)[number]

export type Listed = Tallied & Pick<Article, 'kind' | 'archived_at'>

/** When an edition is to come out, or should have. */
export interface Planned {
  at: Timestamp
  state: 'waiting' | 'refused'
}

export interface BoardCell {
  language: Language
  isOriginal: boolean
  tally: Tally
  plan: Planned | null
  states: ReadonlySet<BoardState>
}

export interface BoardRow {
  article: Listed
  title: Title
  /** Titles in every language, for the search. */
  titles: readonly string[]
  cells: readonly BoardCell[]
}

export interface BoardFilter {
  state: BoardState | null
  language: Language | null
  kind: Article['kind'] | null
  topic: Id | null
  author: Id | null
  archived: boolean
  /** Words of a title. */
  q: string
  sort: Sort
  page: number
}

/** Everything approved, up to date, and other than what readers have. */
export function isReady({ complete, differs, outOfStep }: Tally): boolean {
  return complete && differs && outOfStep === 0
}

export function boardCell(language: Language, isOriginal: boolean, tally: Tally, plan: Planned | null): BoardCell {
  const { counts, total, waits, published, withdrawn, outOfStep, differs } = tally
  const holding: Record<BoardState, boolean> = {
    returned: waits.has('returned'), review: waits.has('review'), confirmation: waits.has('confirmation'), behind: waits.has('behind'),
    stale: published && (outOfStep > 0 || differs),
    refused: plan?.state === 'refused', ready: isReady(tally) && plan?.state !== 'waiting', scheduled: plan?.state === 'waiting',
    translating: counts.not_started > 0 && counts.not_started < total, not_started: total > 0 && counts.not_started === total,
    published, withdrawn,
  }
  return { language, isOriginal, tally, plan, states: new Set(BOARD_STATES.filter((state) => holding[state])) }
}

/** The rows that the filter lets through, in its order, and how many it would let through with each state. */
export function chooseRows(
  rows: readonly BoardRow[], filter: BoardFilter, lang: Language,
): { chosen: BoardRow[]; counts: Map<BoardState, number> } {
  const words = foldTitle(filter.q).split(/\s+/).filter(Boolean)
  const others = rows.filter(({ article, titles }) => (filter.kind === null || article.kind === filter.kind)
    && words.every((word) => titles.some((title) => foldTitle(title).includes(word))))
  const counts = new Map(BOARD_STATES.map((state) => [state, others.filter((row) => stands(row, state, filter.language)).length]))
  const chosen = others.filter((row) => filter.state === null || stands(row, filter.state, filter.language))
  return { chosen: sortRows(chosen, filter.sort, lang), counts }
}

function stands({ cells }: BoardRow, state: BoardState, language: Language | null): boolean {
  return cells.some((cell) => (language === null || cell.language === language) && cell.states.has(state))
}

function sortRows(rows: BoardRow[], sort: Sort, lang: Language): BoardRow[] {
  if (sort === 'newest') return rows
  if (sort === 'title') {
    const collator = new Intl.Collator(lang)
    return rows.sort((a, b) => collator.compare(a.title.text, b.title.text))
  }
  const since = new Map(rows.map((row) => [row, oldestOf(row)]))
  const at = (row: BoardRow) => since.get(row) ?? '\uffff'
  return rows.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0))
}

/** Since when the oldest of what waits in the row waits; undefined when nothing does. */
function oldestOf({ cells }: Pick<BoardRow, 'cells'>): Timestamp | undefined {
  return cells.flatMap(({ tally }) => [...tally.waits.values()].map(({ since }) => since)).toSorted()[0]
}

/** Upper and lower case, and the three apostrophes, are alike to somebody who searches. */
function foldTitle(text: string): string {
  return foldApostrophes(text.normalize('NFC')).toLowerCase()
}
