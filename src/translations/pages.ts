import { placeOf as putAwayTo, type PutAway } from '../articles/details.ts'
import type { Id } from '../db/columns.ts'
import type { Problem, StateWord } from '../i18n/resources.ts'
import type { Why } from '../machine/model.ts'
import { openQuestions, type Judged } from '../quality/model.ts'
import type { Draft, SegmentFacts } from '../segments/model.ts'
import { countHeadlines, stateOf, type Headline } from '../segments/states.ts'
import { beginningOf } from '../text/excerpt.ts'
import { progressSpans, type Progress } from '../web/parts.ts'
import { findingViews, type FindingView } from './findings.ts'
import { obstacleOf, type ParagraphField } from './fields.ts'
import { filterLinks, isShown, stretchesOf, type Show, type Stretch } from './filters.ts'
import type { Undo } from './fix-back.ts'
import type { GoneParagraph } from './gone.ts'
import type { Skipped } from './model.ts'
import type { Note } from './notes.ts'
import { asksFor, paragraphsOf, type Paragraph, type TypedTexts } from './paragraphs.ts'
import type { Reading } from './reading.ts'
import type { OwnSubmission, SendDraft } from './sending-store.ts'
import { signsFor } from './signs.ts'
import { wholeMessages, type WholeMessage } from './whole.ts'

/** What has just been done, named by `?done=`. */
export const DONE = ['saved', 'nothing', 'discarded', 'sent', 'confirmed', 'passed', 'copied', 'filled', 'withdrawn', 'given_up', 'dropped', 'taken', 'merged', 'kept', 'fixed', 'unfixed', 'meant', 'reopened', 'suggested', 'offered'] as const
export type Done = (typeof DONE)[number]

/** Why a button did nothing but save what was typed. */
export type NotDone = 'confirm' | 'own_words' | 'reason' | 'other' | `machine_${Why}`

/** What the pages of one article in one language have in common. */
export interface ArticlePlace {
  article: Id
  address: string
  title: { text: string; language: string }
  source: string
  language: string
  /** Is this the page of the original itself? */
  isOriginal: boolean
  /** How many paragraphs the article has. */
  total: number
  /** Whose page it is; null for those who may not write. */
  person: Id | null
  /** What the bar of signs holds. */
  signs: readonly string[]
  /** Where the article was put away: from the trash nothing goes to review. */
  putAway: PutAway | null
}

export interface TranslatePage extends ArticlePlace {
  canWrite: boolean
  done: { what: Done; count: number } | null
  notDone: NotDone | null
  progress: ArticleProgress
  /** The first paragraph that asks for the person; null when none does. */
  next: { segment: Id; number: number; href: string } | null
  show: Show
  filters: { show: Show; count: number; current: boolean }[]
  /** Submissions that were returned as a whole. */
  returned: WholeMessage[]
  stretches: Stretch[]
  rows: PageRow[]
  removed: GoneParagraph[]
  send: SendForm
}

/** A paragraph to be translated, or a piece that stands in every language as it is. */
type PageRow = { is: 'paragraph'; one: Paragraph } | { is: 'kept'; number: number; kind: 'code' | 'rule'; text: string }

/** `_paragraph`: one of the page's paragraphs, and where it stands. */
export interface ParagraphView {
  one: Paragraph
  place: ArticlePlace
  labels: Labels
  /** The chip of its state, drawn once for all paragraphs that have it. */
  chipHtml: string
}

/** `_field`: where a paragraph is written, among others. */
export interface FieldView {
  field: ParagraphField
  labels: Labels
}

/** Words that stand in every paragraph. */
type Labels = Record<'paragraph' | 'alone' | 'change' | 'writeOwn' | 'save' | 'discard' | 'more' | 'copy' | 'sendOne' | 'saved' | 'length', string>
  & Record<'kinds' | 'states', Readonly<Record<string, string>>>

/** `_note`: what happened to a paragraph, with the languages of its diffs. */
export interface NoteView {
  note: Note
  segment: Id
  source: string
  language: string
}

interface ArticleProgress {
  /** What is not zero, from what is finished to what is not begun. */
  counts: { state: Headline; count: number }[]
  spans: Progress['spans']
  approved: number
  of: number
  /** Words of the original in paragraphs that wait for their translator; null on the original's own page. */
  words: number | null
}

/** Drafts that stay with the person, each with the way to it and the reason. */
export type SkippedList = readonly { href: string; number: number; why: Skipped }[]

export interface SendForm {
  /** Is there a paragraph to write in at all? */
  possible: boolean
  action: string
  language: string
  drafts: DraftLine[]
  held: SkippedList
  own: OwnSubmission[]
  message: string
  /** Two reviewers have to approve it. */
  twice: boolean
  problem: Problem | null
}

interface DraftLine {
  segment: Id
  number: number
  version: number
  words: string
  checked: boolean
  /** What was returned, just as it is. */
  again: boolean
  /** What has to be answered before it goes. */
  questions: FindingView[]
}

/** What the address asks for, or what a refused form held. */
export interface Wanted {
  show?: Show
  at?: Id | null
  done?: TranslatePage['done']
  notDone?: NotDone | null
  typed?: TypedTexts
  undo?: Undo | null
  message?: string
  problem?: Problem | null
  removed?: GoneParagraph[]
}

export function placeOf({ article, title, around, total }: Reading): ArticlePlace {
  const { address, source, language, writer } = around
  const isOriginal = source === language
  const signs = signsFor(language)
  return { article: article.id, address, title, source, language, isOriginal, total, person: writer, signs, putAway: putAwayTo(article) }
}

export function translatePage(reading: Reading, kept: SendDraft, own: OwnSubmission[], wanted: Wanted = {}): TranslatePage {
  const { facts, around } = reading
  const { show = 'all', at = null, done = null, notDone = null } = wanted
  const listed = facts.filter((one) => isShown(one, show, around.writer))
  const stretches = stretchesOf(listed, { at, hrefOf: (first) => pageHref(around.address, { show, at: first }) })
  const here = stretches.find(({ current }) => current)
  const some = here ? listed.slice(here.from, here.to) : listed
  const paragraphs = paragraphsOf(facts, around, { some, undo: wanted.undo, ...wanted.typed ? { typed: wanted.typed } : {} })
  const next = facts.find((one) => asksFor(one, around.writer, around.findings))
  return {
    ...placeOf(reading), canWrite: around.writer !== null, done, notDone, progress: progressOf(facts),
    next: next ? { segment: next.segment, number: next.position + 1, href: hrefOfNext(paragraphs, next, around.address) } : null,
    show, filters: filterLinks(facts, show, around.writer), stretches,
    returned: wholeMessages(facts, around, new Set(some.map(({ segment }) => segment))),
    rows: withKept(paragraphs, show === 'all' ? reading.kept : []), removed: wanted.removed ?? [],
    send: sendForm(reading, kept, own, wanted),
  }
}

/** The address of the page of an article, as far as it is not the whole of it. */
export function pageHref(address: string, { show = 'all', at = null, done, count, copy, old, fill, undo }: {
  show?: Show; at?: Id | null; done?: Done; count?: number; copy?: Id; old?: Id; fill?: string; undo?: string
}): string {
  const query = new URLSearchParams({
    ...show === 'all' ? {} : { show }, ...at === null ? {} : { at }, ...done ? { done } : {}, ...count === undefined ? {} : { count: String(count) },
    ...copy ? { copy } : {}, ...old ? { old } : {}, ...fill ? { fill } : {}, ...undo ? { undo } : {},
  }).toString()
  return query ? `${address}?${query}` : address
}

function hrefOfNext(paragraphs: readonly Paragraph[], { segment }: SegmentFacts, address: string): string {
  const here = paragraphs.some((one) => one.segment === segment)
  return `${here ? '' : pageHref(address, { at: segment })}#p-${segment}`
}

/** From what is finished to what is not begun, as on a progress bar. */
const SHOWN_STATES = ['approved', 'waiting', 'draft', 'returned', 'behind', 'not_started'] as const satisfies readonly StateWord[]
const UNFINISHED = new Set<Headline>(['draft', 'returned', 'behind', 'not_started'])
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}ʼ’'-]*/gu

function progressOf(facts: readonly SegmentFacts[]): ArticleProgress {
  const states = facts.map(stateOf)
  const counts = countHeadlines(states)
  const shown = SHOWN_STATES.flatMap((state) => counts[state] > 0 ? [{ state, count: counts[state] }] : [])
  const left = facts.filter((_, i) => UNFINISHED.has(states[i]?.headline ?? 'approved'))
  const words = left.reduce((sum, { source }) => sum + (source?.text.match(WORD)?.length ?? 0), 0)
  return {
    counts: shown, spans: progressSpans(shown), approved: counts.approved, of: facts.length,
    words: facts.some(({ source }) => source) ? words : null,
  }
}

/** Pieces that are not translated stand where they stand in the article, so that nothing is read without what is around it. */
function withKept(paragraphs: readonly Paragraph[], kept: Reading['kept']): PageRow[] {
  const [first, last] = [paragraphs[0]?.number ?? 0, paragraphs.at(-1)?.number ?? 0]
  const rows: PageRow[] = [
    ...paragraphs.map((one): PageRow => ({ is: 'paragraph', one })),
    ...kept.filter(({ number }) => number > first && number < last).map((one): PageRow => ({ is: 'kept', ...one })),
  ]
  const numberOf = (row: PageRow) => row.is === 'paragraph' ? row.one.number : row.number
  return kept.length === 0 ? rows : rows.sort((a, b) => numberOf(a) - numberOf(b))
}

function sendForm({ facts, around }: Reading, kept: SendDraft, own: OwnSubmission[], { message, problem = null }: Wanted): SendForm {
  const drafts: DraftLine[] = []
  const held: SkippedList[number][] = []
  for (const one of facts) {
    if (!one.draft || around.writer === null) continue
    const number = one.position + 1
    const findings = around.findings.get(one.segment) ?? []
    const why = obstacleOf(one, around.writer, findings)
    if (why) held.push({ href: `#p-${one.segment}`, number, why })
    else drafts.push({ ...draftLine(one, one.draft, findings), number, checked: !kept.unchosen.has(one.segment) })
  }
  return {
    twice: around.twice,
    possible: around.source === around.language || facts.some(({ source }) => source !== null),
    action: `${around.address}/submissions`, language: around.language, drafts, held, own, message: message ?? kept.message, problem,
  }
}

const FIRST_WORDS = 70

function draftLine(
  facts: SegmentFacts, { version, text }: Draft, findings: readonly Judged[],
): Pick<DraftLine, 'segment' | 'version' | 'words' | 'again' | 'questions'> {
  const again = text === facts.returned?.text
  const questions = findingViews(facts.segment, openQuestions(findings))
  return { segment: facts.segment, version, words: beginningOf(text, FIRST_WORDS), again, questions }
}
