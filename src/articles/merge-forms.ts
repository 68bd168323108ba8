import { AppError } from '../errors.ts'
import { isId } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import { form, id, line, readForm } from '../web/form.ts'
import { LONGEST_NAME } from './details.ts'

const merge = form({ other: id(), shown: line({ max: 64 }) })

/** Which record is to be merged in, and the mark of both as they were shown. Throws `invalid` for what the form cannot have sent. */
export function readMerge(body: unknown): { other: Id; shown: string } {
  const read = readForm(merge, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  return read.value
}

/** What is looked for in a list; nothing when it cannot be a name. */
export function queryIn(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST_NAME) : ''
}

/** An id in an address. Throws `not_found` for anything else. */
export function idIn(value: unknown): Id {
  if (!isId(value)) throw new AppError('not_found')
  return value
}
