import { z } from 'zod'
import { AppError } from '../errors.ts'
import { form, line, readForm, words, type FormResult } from '../web/form.ts'
import { LONGEST_REASON } from './model.ts'
import type { Way } from './taking.ts'

const COUNT = line({ max: 6 }).refine((value) => /^\d+$/.test(value)).transform(Number)
const HOW: z.ZodType<Way['how']> = z.enum(['theirs', 'merged', 'own'])

const TAKE = form({ how: HOW, decisions: COUNT, mark: line({ max: 32 }) })
const DECLINE = form({ decisions: COUNT, reason: words({ max: LONGEST_REASON }) })
const REOPEN = form({ decisions: COUNT })

/** Throws `invalid` for what no button of ours sends. */
export function readTaking(body: unknown): { how: Way['how']; decisions: number; mark: string } {
  return valid(readForm(TAKE, body))
}

/** A reason left out is said beside its field; throws `invalid` for any other mistake. */
export function readDeclining(body: unknown): FormResult<{ decisions: number; reason: string }> {
  const read = readForm(DECLINE, body)
  return read.ok || Object.keys(read.problems).every((name) => name === 'reason') ? read : { ok: true, value: valid(read) }
}

export function readReopening(body: unknown): { decisions: number } {
  return valid(readForm(REOPEN, body))
}

function valid<T>(read: FormResult<T>): T {
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  return read.value
}
