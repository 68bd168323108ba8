import { z } from 'zod'
import type { Problem } from '../i18n/resources.ts'
import { cleanText } from '../text/clean.ts'

/** What is wrong with a form, by field: the first problem of each, worded by `common:problem.<code>`. */
export type Problems = Readonly<Record<string, Problem>>

export type FormResult<T> = { ok: true, value: T } | { ok: false, problems: Problems }

/** Checks a posted form. `schema` comes from `form({…})`; a field it does not name is refused as well. */
export function readForm<T>(schema: z.ZodType<T>, body: unknown): FormResult<T> {
  const result = schema.safeParse(ownFields(body), { reportInput: true })
  if (result.success) return { ok: true, value: result.data }
  const problems = new Map<string, Problem>()
  for (const issue of result.error.issues) {
    for (const name of issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? 'form')]) {
      if (!problems.has(name)) problems.set(name, problemOf(issue))
    }
  }
  return { ok: false, problems: Object.fromEntries(problems) }
}

/** A form of exactly these fields. */
export function form<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape)
}

interface TextLimits {
  /** In UTF-16 units, after trimming. */
  max: number
  /** An empty text is an answer too. */
  optional?: boolean
}

/** Text of several lines: line ends become `\n`, spaces at both ends go. */
export function text({ max, optional = false }: TextLimits): z.ZodType<string> {
  return z.string().transform((value) => value.replace(/\r\n?/g, '\n').trim()).pipe(z.string().min(optional ? 0 : 1).max(max))
}

/** The same of words that are stored as they came: none of the characters that no stored text may hold. */
export function words(limits: TextLimits): z.ZodType<string> {
  return text(limits).refine((value) => 'text' in cleanText(value))
}

/** One line: no control characters, spaces at both ends go. */
export function line({ max, optional = false }: TextLimits): z.ZodType<string> {
  return z.string().transform((value) => value.trim()).pipe(z.string().min(optional ? 0 : 1).max(max).regex(/^\P{Cc}*$/u))
}

/** The id of something stored. */
export function id(): z.ZodType<string> {
  return z.string().regex(/^[0-9a-z]{22}$/)
}

/** One of the languages given. */
export function language(allowed: readonly string[]): z.ZodType<string> {
  return z.string().refine((tag) => allowed.includes(tag))
}

/** A checkbox: present or absent. */
export function checkbox(): z.ZodType<boolean> {
  return z.string().max(20).optional().transform((value) => value !== undefined)
}

/** A field that may come none, one or many times. */
export function several<T>(one: z.ZodType<T>, { max }: { max: number }): z.ZodType<T[]> {
  return z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(one).max(max))
}

/** Own fields, inheriting nothing: one called `__proto__` is one more unknown field, and no prototype fills in a missing one. */
function ownFields(body: unknown): Record<string, unknown> {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const own: Record<string, unknown> = Object.fromEntries(sent.filter(([name]) => name !== 'form_token'))
  Object.setPrototypeOf(own, null)
  return own
}

const PROBLEMS: Record<Problem, true> = {
  required: true, too_long: true, too_short: true, invalid: true, unknown_field: true, mismatch: true, taken: true, address: true,
  guessable: true, wrong_password: true, late: true, time_zone: true, days: true, backwards: true, person_taken: true, degrees: true,
  one_preferred: true, romanized: true, faulty: true,
}

/** A schema's own check may name its problem as its message: `.refine(matches, 'mismatch')`. */
function problemOf(issue: z.core.$ZodIssue): Problem {
  if (isProblem(issue.message)) return issue.message
  if (issue.code === 'unrecognized_keys') return 'unknown_field'
  if (issue.code === 'too_big') return 'too_long'
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'required' : 'too_short'
  return issue.code === 'invalid_type' && issue.input === undefined ? 'required' : 'invalid'
}

function isProblem(message: string): message is Problem {
  return Object.hasOwn(PROBLEMS, message)
}
