import { isId } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { LONGEST_SEGMENT } from '../articles/model.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import { checkbox, form, id, line, readForm, text, type Problems } from '../web/form.ts'
import { LONGEST_MESSAGE, type Shown } from './model.ts'

/** Longer than any body: what is too long for a paragraph is said by `cleanText`, with the text kept. */
const ANY_LENGTH = 4_000_000

const DRAFT = form({
  text: text({ max: ANY_LENGTH, optional: true }),
  base: line({ max: 22, optional: true }),
  source: line({ max: 22, optional: true }),
  version: line({ max: 9 }).refine((value) => /^\d+$/.test(value)),
  discard: checkbox(),
  fits: checkbox(),
})

interface SentDraft {
  /** As it came, apart from line ends. */
  typed: string
  /** Fit to store, or why it is not. Empty gives the draft up. */
  cleaned: ReturnType<typeof cleanText>
  shown: Shown
  done: 'saved' | 'discarded'
}

/** Reads a paragraph's form. Throws `invalid` for a form that no page of ours shows. */
export function readDraft(body: unknown): SentDraft {
  const read = readForm(DRAFT, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  const { text: typed, base, source, version, discard } = read.value
  return {
    typed, cleaned: discard ? { text: '' } : cleanText(typed, { max: LONGEST_SEGMENT }),
    shown: { base: base || null, source: source || null, version: Number(version) }, done: discard ? 'discarded' : 'saved',
  }
}

/** What can be shown, and sent again, of a text that cannot be stored. */
export function showable(typed: string, problem: TextProblem): string {
  if (problem === 'too_long') return typed
  return typed.toWellFormed()
    // eslint-disable-next-line no-control-regex -- these are what a text may not hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd\p{Noncharacter_Code_Point}]/gu, '')
    .replace(/(\p{M}{30})\p{M}+/gu, '$1')
}

const PREFIX = 'draft:'

interface SentChoice {
  drafts: { segment: Id; version: number }[]
  /** As it came. */
  message: string
  problems: Problems
}

/** Reads which drafts go to review, each with the version that was shown. Throws `invalid` for a form that no page of ours shows. */
export function readChoice(body: unknown): SentChoice {
  const fields = entriesOf(body)
  const drafts = fields.filter(([name]) => name.startsWith(PREFIX)).map(([name, value]) => readChosen(name.slice(PREFIX.length), value))
  const read = readForm(form({ message: text({ max: LONGEST_MESSAGE, optional: true }) }),
    Object.fromEntries(fields.filter(([name]) => !name.startsWith(PREFIX))))
  const message = read.ok ? read.value.message : typedIn(body, 'message')
  const problems = read.ok ? {} : read.problems
  return { drafts, message, problems: drafts.length > 0 ? problems : { drafts: 'required', ...problems } }
}

function readChosen(segment: string, version: unknown): { segment: Id; version: number } {
  if (!isId(segment) || typeof version !== 'string' || !/^\d{1,9}$/.test(version)) throw new AppError('invalid', { field: segment.slice(0, 40) })
  return { segment, version: Number(version) }
}

const RESTORATION = form({ revision: id(), message: text({ max: LONGEST_MESSAGE, optional: true }) })

export function readRestoration(body: unknown) {
  return readForm(RESTORATION, body)
}

/** What stood in a refused form. */
export function typedRestoration(body: unknown): { revision: string; message: string } {
  return { revision: typedIn(body, 'revision'), message: typedIn(body, 'message') }
}

/** A content language of the site. Throws `not_found` for any other. */
export function knownLanguage(tag: unknown, languages: readonly string[]): Language {
  if (typeof tag === 'string' && languages.includes(tag)) return tag
  throw new AppError('not_found', { language: String(tag).slice(0, 20) })
}

/** Throws `not_found` for what cannot be an id. */
export function knownId(value: unknown): Id {
  if (isId(value)) return value
  throw new AppError('not_found', { id: String(value).slice(0, 40) })
}

function typedIn(body: unknown, field: string): string {
  const value = entriesOf(body).find(([name]) => name === field)?.[1]
  return typeof value === 'string' ? value : ''
}

function entriesOf(body: unknown): [string, unknown][] {
  return typeof body === 'object' && body !== null ? Object.entries(body) : []
}
