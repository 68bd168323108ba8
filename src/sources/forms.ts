import { z } from 'zod'
import type { Request } from 'express'
import type { Id } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { form, line, readForm } from '../web/form.ts'
import { cleanText } from '../text/clean.ts'
import { FORMATS, type Format } from '../text/recognise.ts'
import { LONGEST_MESSAGE } from '../translations/model.ts'
import { FATES, type Fate } from './fates.ts'
import type { Choice, Choices } from './model.ts'

const SOURCE_ACTS = ['save', 'plan', 'discard', 'file', 'pictures', 'back'] as const
const version = z.string().regex(/^\d{1,9}$/).transform(Number)

const sourceForm = form({
  text: z.string(), version, do: z.enum(SOURCE_ACTS).optional().default('save'), instead: z.literal('yes').optional(),
  format: line({ max: 20, optional: true }).optional(),
})

/** The form of the whole text, as it was sent. */
export interface SentSource {
  text: string
  version: number
  act: (typeof SOURCE_ACTS)[number]
  instead: boolean
  format: Format | null
}

/** Throws `invalid` for a form that no page of ours shows. */
export function readSent(body: unknown): SentSource {
  const read = readForm(sourceForm, body)
  if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ').slice(0, 80) })
  const { text, do: act, instead, format, ...rest } = read.value
  return { ...rest, act, text: text.replace(/\r\n?/g, '\n'), instead: instead === 'yes', format: FORMATS.find((one) => one === format) ?? null }
}

const PLAN_ACTS = ['update', 'send', 'apply', 'text', 'show'] as const

/** The form of a plan, as it was sent. */
export interface SentPlan {
  act: (typeof PLAN_ACTS)[number]
  /** The first change to show then. */
  from: number
  version: number
  mark: string
  /** When the plan was made that was shown. */
  made: string
  message: string
  tooLong: boolean
  choices: Choices
}

const planForm = z.object({
  version, mark: z.string().regex(/^[0-9a-f]{64}$/), made: z.iso.datetime(), message: z.string().optional().default(''),
  from: z.string().regex(/^\d{1,6}$/).transform(Number), do: z.string().regex(/^[a-z]{4,6}(?::\d{1,6})?$/).optional().default('update'),
})
const KEY = /^[0-9a-f]{16}-\d{1,6}$/

/** Throws `invalid` for a form that no page of ours shows. */
export function readSentPlan(body: unknown): SentPlan {
  const fields = Object.entries(typeof body === 'object' && body !== null ? body : {})
  const plain = Object.fromEntries(fields.filter(([name]) => !name.includes(':') && name !== 'form_token'))
  const read = z.strictObject(planForm.shape).safeParse(plain)
  if (!read.success) throw new AppError('invalid', { plan: read.error.issues[0]?.path.join('.') ?? '' })
  const [name, at] = read.data.do.split(':')
  const act = PLAN_ACTS.find((one) => one === name)
  if (!act) throw new AppError('invalid', { field: 'do' })
  const message = cleanText(read.data.message, { max: LONGEST_MESSAGE })
  return {
    act, from: at === undefined ? read.data.from : Number(at), version: read.data.version, mark: read.data.mark, made: read.data.made,
    message: 'text' in message ? message.text : read.data.message, tooLong: 'problem' in message,
    choices: choicesIn(fields.filter(([field]) => field.includes(':'))),
  }
}

/** What stands beside the rows of a plan. Throws `invalid` for a field that is none of its. */
function choicesIn(fields: readonly [string, unknown][]): Choices {
  const choices = new Map<string, Choice>()
  const add = (key: string, choice: Choice) => choices.set(key, { ...choices.get(key), ...choice })
  for (const [name, value] of fields) {
    const [what = '', key = '', segment = ''] = name.split(':')
    const known = (KEY.test(key) || what === 'change' && key === '') && (what === 'as' ? segment === '' : what === 'change' && isId(segment))
    if (typeof value !== 'string' || !known) throw new AppError('invalid', { field: name.slice(0, 40) })
    if (what === 'as') add(key, matchIn(value))
    else if (!isFate(value)) throw new AppError('invalid', { field: what })
    else {
      add(segment, { leave: value === 'leave' })
      if (key !== '' && (value === 'minor' || value === 'substance')) add(key, { minor: value === 'minor' })
    }
  }
  return Object.fromEntries(choices)
}

/** Nothing chosen: as it was found. */
function matchIn(value: string): Choice {
  if (value === '') return {}
  if (value !== 'new' && !isId(value)) throw new AppError('invalid', { field: 'as' })
  return { as: value }
}

function isFate(value: string): value is Fate {
  return FATES.some((fate) => fate === value)
}

const structureForm = z.object({
  do: z.enum(['approve', 'return', 'withdraw', 'again']), shown: z.string().regex(/^[0-9a-f]{64}$/), reason: z.string().optional().default(''),
  own: z.literal('yes').optional(), replace: version.optional().default(0), from: z.string().regex(/^\d{1,6}$/).transform(Number).optional().default(1),
})

/** A decision on a structure, as it was sent. */
export interface SentDecision {
  act: 'approve' | 'return' | 'withdraw' | 'again'
  shown: string
  reason: string
  own: boolean
  replace: number
  /** The first change that was shown. */
  from: number
  minor: Id[]
}

/** Throws `invalid` for a form that no page of ours shows. */
export function readSentDecision(body: unknown): SentDecision {
  const fields = Object.entries(typeof body === 'object' && body !== null ? body : {})
  const read = z.strictObject(structureForm.shape).safeParse(Object.fromEntries(fields.filter(([name]) => !name.includes(':') && name !== 'form_token')))
  const minor = fields.flatMap(([name]) => name.includes(':') ? [name.replace(/^minor:/, '')] : [])
  if (!read.success || !minor.every(isId)) throw new AppError('invalid')
  const { do: act, own, ...rest } = read.data
  return { ...rest, act, own: own === 'yes', minor }
}

/** What the address says was just done. */
export function doneIn<Done extends string>({ query }: Request, known: readonly Done[]): Done | null {
  return known.find((one) => one === query['done']) ?? null
}

export function fromIn({ query }: Request): number {
  return typeof query['from'] === 'string' && /^\d{1,6}$/.test(query['from']) ? Number(query['from']) : 1
}

