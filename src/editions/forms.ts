import { isSlug } from '../articles/slugs.ts'
import { now } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { cleanText } from '../text/clean.ts'
import { checkbox, form, line, readForm, text, type Problems } from '../web/form.ts'
import { LONGEST_NOTE } from './model.ts'
import { isAhead, momentIn, type Moment, type TimeProblem } from './moments.ts'

// How long a text may be is said beside its field, where it is kept; the form as a whole has its own limit.
const typed = text({ max: Infinity, optional: true }).optional()
const number = line({ max: 6 }).refine((value) => /^\d+$/.test(value)).transform(Number)
const mark = line({ max: 64 }).optional()
const clock = line({ max: 40, optional: true }).optional()

const publication = form({
  slug: typed, note: typed, correction: typed, missing: number, behind: number, shown: mark,
  accept_missing: checkbox(), accept_behind: checkbox(), important: checkbox(),
  together: checkbox(), together_shown: mark, original_shown: mark, when: line({ max: 5 }).optional(), date: clock, time: clock,
})
const said = form({ reason: typed })
const restoration = form({ reason: typed, undone: number.optional(), accept_undone: checkbox() })
const times = form({ date: clock, time: clock, shown: line({ max: 30 }), language: line({ max: 40 }) })
const cancellation = form({ language: line({ max: 40 }) })

export interface PublicationFields {
  /** Null where the form has no such field. */
  slug: string | null
  note: string
  correction: string
  /** Tell readers of translations at once. */
  important: boolean
  /** What stood on the page: the numbers, and the marks of the content, alone and together with the original. */
  missing: number
  behind: number
  shown: string | undefined
  acceptMissing: boolean
  acceptBehind: boolean
  together: boolean
  togetherShown: string | undefined
  originalShown: string | undefined
  later: boolean
  date: string
  time: string
}

export interface Publication {
  fields: PublicationFields
  problems: Problems
  whenProblem: TimeProblem | null
  /** When it is to be published; null for now. */
  at: Moment | null
}

/** Reads a publication; its time is one of the zone. Throws `invalid` for what the form cannot have sent. */
export function readPublication(body: unknown, zone: string): Publication {
  const { slug = null, note = '', correction = '', missing, behind, shown, ...more } = valueOf(readForm(publication, body))
  const { when, date = '', time = '', ...rest } = more
  const { accept_missing: acceptMissing, accept_behind: acceptBehind, important } = rest
  const { together, together_shown: togetherShown, original_shown: originalShown } = rest
  const later = when === 'later'
  const { at, problem: whenProblem } = later ? readMoment(zone, date, time) : { at: null, problem: date + time === '' ? null : 'undecided' as const }
  const problems: Problems = {
    ...slug !== null && !isSlug(slug) ? { slug: slugProblem(slug) } : {},
    ...missing > 0 && !acceptMissing ? { accept_missing: 'required' } as const : {},
    ...behind > 0 && !acceptBehind ? { accept_behind: 'required' } as const : {},
    ...named('note', textProblem(note)), ...named('correction', textProblem(correction)),
  }
  const fields = {
    slug, note: cleaned(note), correction: cleaned(correction), important, missing, behind, shown, acceptMissing, acceptBehind,
    together, togetherShown, originalShown, later, date, time,
  }
  return { fields, problems, whenProblem, at }
}

interface Said {
  text: string
  problem: 'required' | 'invalid' | 'too_long' | null
}

/** Why something is withdrawn: it must be said. */
export function readReason(body: unknown): Said {
  return reasonIn(valueOf(readForm(said, body)).reason)
}

/** Why something is brought back; `undone` paragraphs that were on the page come along by a yes alone. */
export function readRestoration(body: unknown): Said & { undone: number; unaccepted: 'required' | null } {
  const { reason, undone = 0, accept_undone: accepted } = valueOf(readForm(restoration, body))
  return { ...reasonIn(reason), undone, unaccepted: undone > 0 && !accepted ? 'required' : null }
}

function reasonIn(reason = ''): Said {
  return { text: cleaned(reason), problem: textProblem(reason) ?? (cleaned(reason) === '' ? 'required' : null) }
}

/** Another time for a plan; `language` is the page it was asked on. */
export function readNewTime(body: unknown, zone: string) {
  const { date = '', time = '', shown, language } = valueOf(readForm(times, body))
  return { shown, language, date, time, ...readMoment(zone, date, time) }
}

export function readCancellation(body: unknown): { language: string } {
  return valueOf(readForm(cancellation, body))
}

function readMoment(zone: string, date: string, time: string): { at: Moment | null; problem: TimeProblem | null } {
  if (date === '' || time === '') return { at: null, problem: 'required' }
  const at = momentIn(zone, date, time)
  if (!at) return { at: null, problem: 'invalid' }
  return isAhead(at.at, now()) ? { at, problem: null } : { at: null, problem: 'past' }
}

function named(field: string, problem: Problems[string] | null): Problems {
  return problem ? { [field]: problem } : {}
}

function valueOf<T>(result: { ok: true; value: T } | { ok: false; problems: Problems }): T {
  if (!result.ok) throw new AppError('invalid', { fields: Object.keys(result.problems).join(' ') })
  return result.value
}

function slugProblem(slug: string): 'required' | 'too_long' | 'address' {
  if (slug === '') return 'required'
  return /^[a-z0-9-]{100,}$/.test(slug) ? 'too_long' : 'address'
}

function textProblem(raw: string): 'invalid' | 'too_long' | null {
  const result = cleanText(raw, { max: LONGEST_NOTE })
  if ('text' in result) return null
  return result.problem === 'too_long' ? 'too_long' : 'invalid'
}

/** What cannot be cleaned stays as it was typed, beside its problem. */
function cleaned(raw: string): string {
  const result = cleanText(raw, { max: LONGEST_NOTE })
  return 'text' in result ? result.text : raw
}
