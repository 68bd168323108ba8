import { AppError } from '../errors.ts'
import type { Article } from '../articles/model.ts'
import type { Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { StateWord } from '../i18n/resources.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { progressSpans, type Progress } from '../web/parts.ts'
import { BOARD_STATES, SORTS, type BoardCell, type BoardFilter, type BoardRow, type BoardState, type Sort } from './board.ts'
import { boardHref, NO_FILTER } from './board-filter.ts'
import type { Option } from './board-store.ts'
import { WAITS, type WaitKind } from './waits.ts'

const ROWS_PER_PAGE = 100

/** Articles down, languages across. */
export interface BoardPage {
  rows: { id: Id; title: Title; kind: Article['kind']; cells: CellView[] }[]
  languages: readonly Language[]
  canBringIn: boolean
  filter: BoardFilter
  /** Ways to the articles that stand so somewhere, with how many there are; the number is the length of that list. */
  states: { state: BoardState; count: number; href: string; current: boolean }[]
  /** The same list whatever the state. */
  everyState: string
  options: { topics: readonly Option[]; authors: readonly Option[]; kinds: readonly Article['kind'][]; sorts: readonly Sort[] }
  found: number
  pages: { number: number; href: string; current: boolean }[]
  /** Why the list is empty: there is nothing at all, or nothing that the filter lets through. */
  empty: 'nothing' | 'archive' | 'filtered' | null
  clear: string
  archive: string
}

/** How an article stands in one language, with the ways to what can be done about it. */
export interface CellView {
  language: Language
  isOriginal: boolean
  room: string
  /** What readers have of it, and what they are to get at a time; empty while they have nothing. */
  standings: { state: StateWord; at: Timestamp | null; href: string }[]
  works: CellWork[]
  approved: number
  total: number
  bar: Progress['spans']
  /** Something is under way: neither untouched nor all done. */
  begun: boolean
  counts: { state: 'approved' | 'waiting' | 'returned' | 'behind' | 'not_started'; count: number }[]
}

interface CellWork {
  kind: WaitKind | 'not_started' | 'ready' | 'refused'
  state: StateWord
  count: number
  href: string
  since: Timestamp | null
  /** The submission that waits longest, where the work lies in several. */
  oldest: string | null
}

/** `_works` */
export type CellWorks = readonly CellWork[]

interface Chosen {
  chosen: readonly BoardRow[]
  counts: ReadonlyMap<BoardState, number>
}

interface Around {
  filter: BoardFilter
  languages: readonly Language[]
  actor: Actor
  topics: readonly Option[]
  authors: readonly Option[]
}

export function boardPage({ chosen, counts }: Chosen, { filter, languages, actor, topics, authors }: Around): BoardPage {
  const last = Math.max(1, Math.ceil(chosen.length / ROWS_PER_PAGE))
  if (filter.page > last) throw new AppError('not_found', { page: filter.page })
  const shown = chosen.slice((filter.page - 1) * ROWS_PER_PAGE, filter.page * ROWS_PER_PAGE)
  const narrowed = boardHref({ ...filter, archived: NO_FILTER.archived, sort: NO_FILTER.sort, page: 1 }) !== boardHref(NO_FILTER)
  return {
    rows: shown.map(({ article: { id, kind }, title, cells }) => ({ id, title, kind, cells: cells.map((cell) => cellView(id, cell)) })),
    languages, canBringIn: can(actor, 'article.import'), filter,
    states: BOARD_STATES.map((state) => ({
      state, count: counts.get(state) ?? 0, href: boardHref({ ...filter, state, page: 1 }), current: filter.state === state,
    })).filter(({ count, current }) => count > 0 || current),
    everyState: boardHref({ ...filter, state: null, page: 1 }),
    options: { topics, authors, kinds: ['article', 'site'], sorts: SORTS },
    found: chosen.length,
    pages: Array.from({ length: last > 1 ? last : 0 }, (_, i) => i + 1)
      .map((number) => ({ number, href: boardHref({ ...filter, page: number }), current: filter.page === number })),
    empty: chosen.length > 0 ? null : narrowed ? 'filtered' : filter.archived ? 'archive' : 'nothing',
    clear: boardHref({ archived: filter.archived, sort: filter.sort }), archive: boardHref({ archived: !filter.archived }),
  }
}

const SHOWN_STATES = ['approved', 'waiting', 'returned', 'behind', 'not_started'] as const

export function cellView(article: Id, cell: BoardCell): CellView {
  const { language, isOriginal, tally } = cell
  const room = `/desk/articles/${article}/languages/${language}`
  const counts = SHOWN_STATES.flatMap((state) => (tally.counts[state] > 0 ? [{ state, count: tally.counts[state] }] : []))
  return {
    language, isOriginal, room, counts, approved: tally.counts.approved, total: tally.total,
    standings: standingsOf(cell, `${room}/editions`), works: worksIn(cell, room), bar: progressSpans(counts),
    begun: tally.counts.not_started < tally.total && tally.counts.approved < tally.total,
  }
}

function standingsOf({ states, plan }: BoardCell, href: string): CellView['standings'] {
  const held = (['stale', 'published', 'withdrawn'] as const).find((state) => states.has(state))
  return [
    ...states.has('scheduled') ? [{ state: 'scheduled' as const, at: plan?.at ?? null, href }] : [],
    ...held ? [{ state: held, at: null, href }] : [],
  ]
}

const WORK_STATE: Record<WaitKind, StateWord> = { returned: 'returned', review: 'waiting', confirmation: 'confirmation', behind: 'behind' }

function worksIn({ states, tally, plan }: BoardCell, room: string): CellWork[] {
  const waiting = WAITS.flatMap((kind): CellWork[] => {
    const waited = tally.waits.get(kind)
    if (!waited) return []
    const { count, since, submissions } = waited
    return [{ kind, state: WORK_STATE[kind], count, since, ...wayTo(kind, submissions, room) }]
  })
  const publish = { href: `${room}/editions`, since: null, oldest: null }
  return [
    ...waiting,
    ...states.has('refused') ? [{ kind: 'refused' as const, state: 'returned' as const, count: 1, ...publish, since: plan?.at ?? null }] : [],
    ...states.has('ready') ? [{ kind: 'ready' as const, state: 'ready' as const, count: tally.total, ...publish }] : [],
    ...tally.counts.not_started > 0 ? [{
      kind: 'not_started' as const, state: 'not_started' as const, count: tally.counts.not_started, href: `${room}?show=not_started`,
      since: null, oldest: null,
    }] : [],
  ]
}

/** To the very paragraphs: a submission if they are all in one, else the language’s page that shows them alone. */
function wayTo(kind: WaitKind, submissions: readonly Id[], room: string): Pick<CellWork, 'href' | 'oldest'> {
  const [first] = submissions
  if (kind === 'review' && first !== undefined) {
    const oldest = `/desk/submissions/${first}`
    return submissions.length === 1 ? { href: oldest, oldest: null } : { href: `${room}?show=waiting`, oldest }
  }
  const show = { returned: 'returned', review: 'waiting', confirmation: 'waiting', behind: 'behind' }[kind]
  return { href: `${room}?show=${show}`, oldest: null }
}
