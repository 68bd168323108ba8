import { isSlug } from '../articles/slugs.ts'
import { AppError } from '../errors.ts'
import { cleanText } from '../text/clean.ts'
import { checkbox, form, line, readForm, text, type Problems } from '../web/form.ts'
import { LONGEST_NOTE } from './model.ts'

// How long a text may be is said beside its field, where it is kept; the form as a whole has its own limit.
const typed = text({ max: Infinity, optional: true }).optional()
const number = line({ max: 6 }).refine((value) => /^\d+$/.test(value)).transform(Number)

const publication = form({
  slug: typed, note: typed, missing: number, behind: number, shown: line({ max: 64 }).optional(),
  accept_missing: checkbox(), accept_behind: checkbox(),
})
const restoration = form({ note: typed })
const withdrawal = form({ reason: typed })

export interface PublicationFields {
  /** Null where the form has no such field. */
  slug: string | null
  note: string
  /** What stood on the page: the numbers, and the mark of the content. */
  missing: number
  behind: number
  shown: string | undefined
  acceptMissing: boolean
  acceptBehind: boolean
}

/** Reads a publication. Throws `invalid` for what the form cannot have sent. */
export function readPublication(body: unknown): { fields: PublicationFields; problems: Problems } {
  const { slug = null, note = '', missing, behind, shown, accept_missing: acceptMissing, accept_behind: acceptBehind } = valueOf(readForm(publication, body))
  const noteProblem = textProblem(note)
  const problems: Problems = {
    ...slug !== null && !isSlug(slug) ? { slug: slugProblem(slug) } : {},
    ...missing > 0 && !acceptMissing ? { accept_missing: 'required' } as const : {},
    ...behind > 0 && !acceptBehind ? { accept_behind: 'required' } as const : {},
    ...noteProblem ? { note: noteProblem } : {},
  }
  return { fields: { slug, note: noteProblem ? note : cleaned(note), missing, behind, shown, acceptMissing, acceptBehind }, problems }
}

interface Said {
  text: string
  problem: 'required' | 'invalid' | 'too_long' | null
}

export function readRestoration(body: unknown): Said {
  const { note = '' } = valueOf(readForm(restoration, body))
  const problem = textProblem(note)
  return { text: problem ? note : cleaned(note), problem }
}

/** A reason is needed. */
export function readWithdrawal(body: unknown): Said {
  const { reason = '' } = valueOf(readForm(withdrawal, body))
  const problem = textProblem(reason)
  if (problem) return { text: reason, problem }
  return { text: cleaned(reason), problem: cleaned(reason) === '' ? 'required' : null }
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

function cleaned(raw: string): string {
  const result = cleanText(raw)
  return 'text' in result ? result.text : ''
}
