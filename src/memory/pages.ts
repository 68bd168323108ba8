import type { Id, Language, Timestamp } from '../db/columns.ts'
import { readProse, type Span } from '../text/prose.ts'
import { keptUntil, SHOWN_MS, type MemoryFile, type MemoryImport } from './imports-store.ts'
import type { Incoming, TmxFault } from './incoming.ts'
import type { LeftOut } from './waiting.ts'

export const SIDES = ['both', 'source', 'target'] as const
type Side = (typeof SIDES)[number]

/** What the address asks for. */
export interface AskedMemory {
  words: string
  from: Language
  to: Language
  side: Side
  /** From 1. */
  page: number
}

/** Words in translations that somebody made before. */
export interface MemoryPage {
  asked: AskedMemory
  directions: { value: string; from: Language; to: Language }[]
  sides: readonly Side[]
  /** Null while nothing was asked. */
  found: { units: ShownUnit[]; total: number; isExact: boolean } | null
  newer: string | null
  older: string | null
  isEmpty: boolean
}

/** `_units` */
export interface UnitList { units: readonly ShownUnit[] }

/** `_file`: from which file something is, and who made the translation when, as far as the file says. */
export interface FileSaid {
  file: MemoryFile
  by: string
  at: Timestamp | null
}

/** Two texts, and where they come from. */
export interface ShownUnit {
  source: ShownText
  target: ShownText
  article: { title: string; language: Language; href: string } | null
  file: MemoryFile | null
  by: string | null
  at: Timestamp | null
}

interface ShownText { language: Language; pieces: Piece[] }

/** A part of a text: words that were looked for, or what stands between them. */
interface Piece { text: string; isHit: boolean }

/** Longer ones are shown around the first place that was looked for. */
const LONGEST_SHOWN = 900

/** A text as readers see it, without the signs of marks, in pieces. */
export function piecesOf(stored: string, storedHits: readonly Span[]): Piece[] {
  const { places } = readProse(stored)
  const text = Array.from(places.subarray(0, -1), (place) => stored[place] ?? '').join('')
  const hits = storedHits.map(({ start, end }) => ({ start: shownAt(places, start), end: shownAt(places, end) }))
    .filter(({ start, end }) => start < end)
  const { start, end } = windowOf(text, hits[0]?.start ?? 0)
  const pieces: Piece[] = start > 0 ? [{ text: '… ', isHit: false }] : []
  let at = start
  for (const hit of hits) {
    if (hit.start < at || hit.end > end) continue
    if (hit.start > at) pieces.push({ text: text.slice(at, hit.start), isHit: false })
    pieces.push({ text: text.slice(hit.start, hit.end), isHit: true })
    at = hit.end
  }
  if (at < end) pieces.push({ text: text.slice(at, end), isHit: false })
  return end < text.length ? [...pieces, { text: ' …', isHit: false }] : pieces
}

/** Where in the shown text stands what comes from this place of the stored one, or next after it: places rise. */
function shownAt(places: Int32Array, place: number): number {
  let [from, to] = [0, places.length - 1]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((places[middle] ?? 0) < place) from = middle + 1
    else to = middle
  }
  return from
}

/** Cut at spaces, where there are any. */
function windowOf(text: string, hit: number): Span {
  if (text.length <= LONGEST_SHOWN) return { start: 0, end: text.length }
  const before = text.indexOf(' ', hit - LONGEST_SHOWN / 3) + 1
  const start = hit < LONGEST_SHOWN / 2 || before > hit ? Math.max(0, hit < LONGEST_SHOWN / 2 ? 0 : hit) : before
  const last = text.lastIndexOf(' ', start + LONGEST_SHOWN)
  return { start, end: start + LONGEST_SHOWN >= text.length ? text.length : last > hit ? last : start + LONGEST_SHOWN }
}

const DONE = ['added', 'removed', 'discarded'] as const
type Done = (typeof DONE)[number]

export function doneIn(value: unknown): Done | null {
  return DONE.find((one) => one === value) ?? null
}

/** A file that was read, or is being read, and is not added yet. */
interface WaitingImport extends Omit<MemoryImport, 'state' | 'at'> {
  /** Null while it is being read. */
  until: Timestamp | null
  at: Timestamp | null
}

export function waitingOf({ id, name, by, byName, units, ...rest }: MemoryImport): WaitingImport {
  const until = keptUntil(rest)
  return { id, name, by, byName, units, until, at: until && new Date(Date.parse(until) - SHOWN_MS).toISOString() }
}

/** Files in the memory, those that wait to be added, and the way to bring in another. */
export interface ImportsPage extends WaitingList {
  imports: readonly MemoryImport[]
  newer: string | null
  older: string | null
  done: Done | null
  moved: 'moved' | 'gone' | null
  fault: ImportFault | null
  /** How much a file may weigh that is sent from here. */
  megabytes: number
}

export interface ImportFault {
  code: TmxFault | 'empty'
  place: { line: number; column: number } | null
}

/** `_waiting` */
export interface WaitingList {
  waiting: readonly WaitingImport[]
  canChange: boolean
}

/** `_bring` */
export type BringingIn = Pick<ImportsPage, 'fault' | 'megabytes'>

/** What was understood of a file, before anybody is offered any of it. */
export interface PreviewPage extends Pick<Incoming, 'units' | 'pairs'> {
  id: Id
  name: string
  by: string
  until: Timestamp
  /** Null where that is not known any more. */
  left: LeftOut | null
  examples: ShownUnit[]
  /** Since when a file of this name with as many pairs is there. */
  again: Timestamp | null
}

/** Before a file is removed. */
export type RemovalPage = MemoryImport
