import type { Id } from '../db/columns.ts'
import type { Problem } from '../i18n/resources.ts'
import type { Draft, SegmentFacts } from '../segments/model.ts'
import { countHeadlines, stateOf, type Headline } from '../segments/states.ts'
import type { TextProblem } from '../text/clean.ts'
import { progressSpans, type Progress } from '../web/parts.ts'
import type { Conflict, Skipped } from './model.ts'
import { changesHtmlOf, formOf, obstacleOf, paragraphsOf, type Note, type Paragraph, type ParagraphForm } from './paragraphs.ts'
import type { Reading } from './reading.ts'

/** What has just been done, named by `?done=`. */
export const DONE = ['saved', 'discarded', 'sent', 'confirmed'] as const
type Done = (typeof DONE)[number]

/** What the pages of one article in one language have in common. */
export interface ArticlePlace {
  article: Id
  address: string
  title: { text: string; language: string }
  source: string
  language: string
  /** Is this the page of the original itself? */
  isOriginal: boolean
}

export interface TranslatePage extends ArticlePlace {
  canWrite: boolean
  done: Done | null
  /** What is not zero, from what is finished to what is not begun. */
  counts: { state: Headline; count: number }[]
  spans: Progress['spans']
  approved: number
  /** The first paragraph that asks for the person; null when none does. */
  next: { segment: Id; number: number } | null
  paragraphs: Paragraph[]
  send: SendForm
}

/** `_paragraph`: one of the page's paragraphs, and where it stands. */
export interface ParagraphView {
  one: Paragraph
  place: ArticlePlace
  /** The chip of its state, drawn once for all paragraphs that have it. */
  chipHtml: string
}

/** `_note`: what happened to a paragraph, with the languages of its diffs. */
export interface NoteView {
  note: Note
  source: string
  language: string
}

/** Drafts that stay with the person, each with the way to it and the reason. */
export type SkippedList = readonly { href: string; number: number; why: Skipped }[]

export interface SendForm {
  action: string
  language: string
  drafts: { segment: Id; number: number; version: number; words: string; checked: boolean }[]
  held: SkippedList
  message: string
  problem: Problem | null
}

/** A send form that was refused: what was chosen and written. */
export interface KeptSend {
  chosen: ReadonlySet<Id>
  message: string
  problem: Problem
}

export function placeOf({ article, title, around }: Reading): ArticlePlace {
  const { address, source, language } = around
  return { article: article.id, address, title, source, language, isOriginal: source === language }
}

export function translatePage(reading: Reading, { done = null, kept }: { done?: Done | null; kept?: KeptSend } = {}): TranslatePage {
  const { facts, around } = reading
  const counts = countHeadlines(facts.map(stateOf))
  const shown = SHOWN_STATES.flatMap((state) => counts[state] > 0 ? [{ state, count: counts[state] }] : [])
  const paragraphs = paragraphsOf(facts, around)
  return {
    ...placeOf(reading), canWrite: around.writer !== null, done,
    counts: shown, spans: progressSpans(shown),
    approved: counts.approved,
    next: paragraphs.find(({ asks }) => asks) ?? null,
    paragraphs,
    send: sendForm(reading, kept),
  }
}

/** From what is finished to what is not begun, as on a progress bar. */
const SHOWN_STATES = ['approved', 'waiting', 'draft', 'returned', 'behind', 'not_started'] as const

function sendForm({ facts, around }: Reading, kept?: KeptSend): SendForm {
  const drafts: SendForm['drafts'] = []
  const held: SkippedList[number][] = []
  for (const one of facts) {
    if (!one.draft || around.writer === null) continue
    const { segment } = one
    const number = one.position + 1
    const why = obstacleOf(one, around.writer)
    if (why) held.push({ href: `#p-${segment}`, number, why })
    else drafts.push({ ...draftLine(one.draft), segment, number, checked: kept?.chosen.has(segment) ?? true })
  }
  const { message = '', problem = null } = kept ?? {}
  return { action: `${around.address}/submissions`, language: around.language, drafts, held, message, problem }
}

/** A paragraph that could not be saved as typed: nothing was overwritten, and what was typed stands in the form. */
export interface MendPage extends ArticlePlace {
  number: number
  kind: SegmentFacts['kind']
  segment: Id
  original: string | null
  form: ParagraphForm
  conflict: { with: Conflict['with']; theirs: string; changesHtml: string } | null
  problem: TextProblem | null
}

/** After a conflict: the form names what stands there now, so that saving it again works. */
export function mendPage(
  reading: Reading & { one: SegmentFacts }, typed: string, fault: { conflict: Conflict } | { problem: TextProblem },
): MendPage {
  const { one, around } = reading
  const number = one.position + 1
  return {
    ...placeOf(reading), number, kind: one.kind, segment: one.segment, original: one.source?.text ?? null,
    form: { ...formOf(one, around), mode: 'open', value: typed, fits: false, savedAt: null },
    conflict: 'conflict' in fault
      ? { ...fault.conflict, changesHtml: changesHtmlOf(fault.conflict.theirs, typed, around.language, around.words) }
      : null,
    problem: 'problem' in fault ? fault.problem : null,
  }
}

/** What could be sent and what could not, when some could not. */
export interface SentPage extends ArticlePlace {
  sent: number
  skipped: SkippedList
}

export function sentPage(reading: Reading, asked: number, skipped: readonly { segment: Id; why: Skipped }[]): SentPage {
  const numbers = new Map(reading.facts.map(({ segment, position }) => [segment, position + 1]))
  return {
    ...placeOf(reading), sent: asked - skipped.length,
    skipped: skipped.map(({ segment, why }) => ({ href: `${reading.around.address}#p-${segment}`, why, number: numbers.get(segment) ?? 0 })),
  }
}

const FIRST_WORDS = 70

function draftLine({ version, text }: Draft): { version: number; words: string } {
  return { version, words: firstWords(text) }
}

function firstWords(text: string): string {
  const [line = ''] = text.split('\n')
  if (line.length <= FIRST_WORDS) return line
  return `${line.slice(0, line.lastIndexOf(' ', FIRST_WORDS)).trimEnd() || line.slice(0, FIRST_WORDS)}…`
}
