import express from 'express'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import type { Problem } from '../i18n/resources.ts'

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

const MAX_FORM_BYTES = 2 * 1024 * 1024
const MAX_FIELDS = 5000

/** Reads urlencoded forms into `request.body`: a flat object without a prototype. A hopeless or compressed body becomes an AppError. */
export function formBody({ limit = MAX_FORM_BYTES, fields: most = MAX_FIELDS } = {}): (RequestHandler | ErrorRequestHandler)[] {
  const whole = express.text({ type: 'application/x-www-form-urlencoded', limit, inflate: false })
  return [refuseOtherCharsets, whole, splitFields(most), sayWhatIsWrong]
}

/** Bytes that are no UTF-8 become U+FFFD here, where express.urlencoded would hand on the whole value with its percent signs. */
function splitFields(most: number): RequestHandler {
  return (request, _response, next) => {
    const body: unknown = request.body
    if (typeof body === 'string') request.body = collectFields(new URLSearchParams(body), most)
    next()
  }
}

function collectFields(sent: URLSearchParams, most: number): Record<string, string | string[]> {
  if (sent.size > most) throw new AppError('too_large', { fields: most })
  const collected = new Map<string, string[]>()
  for (const [name, value] of sent) {
    const values = collected.get(name)
    if (values) values.push(value)
    else collected.set(name, [value])
  }
  const fields = Object.fromEntries([...collected].map(([name, values]) => [name, values.length > 1 ? values : values[0] ?? '']))
  Object.setPrototypeOf(fields, null)
  return fields
}

const refuseOtherCharsets: RequestHandler = (request, _response, next) => {
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]+)/i.exec(request.get('Content-Type') ?? '') ?? []
  if (charset.toLowerCase() !== 'utf-8') throw new AppError('wrong_encoding', { charset: charset.slice(0, 40) })
  next()
}

const BODY_ERRORS: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'too_large',
  'charset.unsupported': 'wrong_encoding',
  'encoding.unsupported': 'wrong_encoding',
  'entity.parse.failed': 'invalid',
  'request.aborted': 'invalid',
  'request.size.invalid': 'invalid',
}

const sayWhatIsWrong: ErrorRequestHandler = (error: unknown, _request, _response, next) => {
  next(bodyError(error) ?? error)
}

/** The AppError for an error of a body parser, or undefined for any other error. */
export function bodyError(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('type' in error) || typeof error.type !== 'string') return undefined
  const code = BODY_ERRORS[error.type]
  return code && new AppError(code, { body: error.type })
}

/** Own fields, inheriting nothing: one called `__proto__` is one more unknown field, and no prototype fills in a missing one. */
function ownFields(body: unknown): Record<string, unknown> {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body) : []
  const own: Record<string, unknown> = Object.fromEntries(sent.filter(([name]) => name !== 'form_token'))
  Object.setPrototypeOf(own, null)
  return own
}

const PROBLEMS: Record<Problem, true> = {
  required: true, too_long: true, too_short: true, invalid: true, unknown_field: true, mismatch: true, taken: true,
  guessable: true, wrong_password: true,
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
