import type { Id } from '../db/columns.ts'
import type { LivePair } from '../quality/live.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import type { Aids } from './aids.ts'
import type { FoundJson } from './findings.ts'
import type { Undo } from './fix-back.ts'
import { historyOf, type History, type KeptRestoration } from './history.ts'
import { placeOf, type ArticlePlace, type TranslatePage } from './pages.ts'
import type { Past } from './past.ts'
import { paragraphsOf, type Paragraph, type TypedText } from './paragraphs.ts'
import type { ParagraphReading } from './reading.ts'

/** One paragraph by itself: what stands around it, its field, and every text it ever had. */
export interface FocusPage extends ArticlePlace {
  one: Paragraph
  before: Neighbour | null
  after: Neighbour | null
  canWrite: boolean
  done: TranslatePage['done']
  notDone: TranslatePage['notDone']
  history: History
  spelling: Spelling | null
  aids: Aids | null
  /** For the checks that run while somebody types. */
  pair: LivePair | null
  /** What the site found in the draft, for scripts: spelling, a machine's words and answers are known to it alone. */
  found: readonly FoundJson[]
  /** Where the words in the field were taken from, if they were just put there. */
  offer: string | null
}

/** What stands beside a paragraph, to be read and not to be changed. */
interface Neighbour {
  segment: Id
  href: string
  number: number
  original: string | null
  text: string | null
}

/** `_neighbour`: which side of the paragraph, and where. */
export interface NeighbourView {
  one: Neighbour
  place: ArticlePlace
  which: 'before' | 'after'
}

/** How an author's name or role is written in other articles. */
export interface Spelling {
  text: string
  href: string | null
}

export interface FocusWanted {
  done?: TranslatePage['done']
  notDone?: TranslatePage['notDone']
  typed?: TypedText | undefined
  undo?: Undo | null
  compared?: { from: Id; to: Id } | null
  kept?: KeptRestoration | undefined
  spelling?: Spelling | null
  aids?: Aids | null
  pair?: LivePair | null
  found?: readonly FoundJson[]
  offer?: string | null
}

export function focusPage(reading: ParagraphReading, past: Past, wanted: FocusWanted = {}): FocusPage {
  const { one, around } = reading
  const typed = wanted.typed === undefined ? undefined : new Map([[one.segment, wanted.typed]])
  const [paragraph] = paragraphsOf([one], around, { undo: wanted.undo, ...typed ? { typed } : {} })
  if (!paragraph) throw new Error('a paragraph has a place')
  return {
    ...placeOf(reading), canWrite: around.writer !== null, done: wanted.done ?? null, notDone: wanted.notDone ?? null,
    one: { ...paragraph, item: reading.item, field: paragraph.field && { ...paragraph.field, mode: 'open' } },
    before: neighbourOf(reading.before, around.address), after: neighbourOf(reading.after, around.address),
    history: historyOf(reading, past, wanted), spelling: wanted.spelling ?? null,
    aids: wanted.aids ?? null, pair: wanted.pair ?? null, found: wanted.found ?? [], offer: wanted.offer ?? null,
  }
}

function neighbourOf(facts: SegmentFacts | null, address: string): Neighbour | null {
  if (!facts) return null
  const { segment, source, draft, position } = facts
  return {
    segment, href: `${address}/segments/${segment}`, number: position + 1, original: source?.text ?? null,
    text: draft?.text ?? headOf(facts)?.text ?? null,
  }
}
