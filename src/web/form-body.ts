import express from 'express'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { AppError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'

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
    if (typeof body === 'string') request.body = collectFields(body, most)
    next()
  }
}

function collectFields(body: string, most: number): Record<string, string | string[]> {
  // Counted before they are read: reading hundreds of thousands of them takes seconds, in which nobody else is answered.
  if (hasMore(body, '&', most - 1)) throw new AppError('too_large', { fields: most })
  const sent = new URLSearchParams(body)
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

/** Does the sign stand in the text more often than that? */
function hasMore(text: string, sign: string, most: number): boolean {
  let count = 0
  for (let at = text.indexOf(sign); at !== -1 && count <= most; at = text.indexOf(sign, at + 1)) count += 1
  return count > most
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
