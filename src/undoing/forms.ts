import { isId } from '../db/id.ts'
import type { Timestamp } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { form, line, readForm, several, words, type Problems } from '../web/form.ts'
import { MOST_AT_ONCE, type Chosen } from './actions.ts'
import type { Selection } from './model.ts'
import type { Cursor } from './store.ts'

const LONGEST_REASON = 2000
const LONGEST_FIELD = 100
const DAY = 86_400_000

/** The moment when clocks of the site's place show a date and a time; null when there is no such date. */
export type FindMoment = (zone: string, date: string, time: string) => { at: Timestamp } | null

/** Whose texts are asked for, as it was typed: days of the site's place, the last one whole. */
export interface Typed {
  person: string
  language: string
  from: string
  to: string
}

/** The selection once all of it is given and makes sense. Throws `not_found` for what no form of ours asks. */
export function selectionIn(query: Readonly<Record<string, unknown>>, zone: string, find: FindMoment): {
  typed: Typed; selection: Selection | null; problems: Problems
} {
  const text = (name: string) => {
    const value = query[name] ?? ''
    if (typeof value !== 'string' || value.length > LONGEST_FIELD) throw new AppError('not_found', { [name]: 'unknown' })
    return value.trim()
  }
  const typed = { person: text('person'), language: text('language'), from: text('from'), to: text('to') }
  if (typed.person !== '' && !isId(typed.person)) throw new AppError('not_found', { person: 'unknown' })
  const since = find(zone, typed.from, '00:00')
  const until = find(zone, typed.to, '00:00') && find(zone, nextDay(typed.to), '00:00')
  const problems: Problems = {
    ...typed.from !== '' && !since ? { from: 'invalid' as const } : {},
    ...typed.to !== '' && (!until || since && until.at <= since.at) ? { to: 'invalid' as const } : {},
  }
  const whole = typed.person !== '' && typed.language !== '' && since && until && Object.keys(problems).length === 0
  return { typed, problems, selection: whole ? { person: typed.person, language: typed.language, from: since.at, to: until.at } : null }
}

function nextDay(date: string): string {
  return new Date(Date.parse(date) + DAY).toISOString().slice(0, 10)
}

export function printCursor({ article, segment }: Cursor): string {
  return `${article}.${segment}`
}

/** Null for the beginning. Throws `not_found` for anything else that is no place in a plan. */
export function readCursor(value: unknown): Cursor | null {
  if (value === undefined || value === '') return null
  const [article, segment, ...more] = typeof value === 'string' ? value.split('.') : []
  if (!isId(article) || !isId(segment) || more.length > 0) throw new AppError('not_found', { after: 'unknown' })
  return { article, segment }
}

export function printChosen({ segment, mark }: Chosen): string {
  return `${segment}.${mark}`
}

const FIELD = line({ max: LONGEST_FIELD })
const CHOSEN = /^[0-9a-z]{22}\.[0-9a-f]{32}$/

const UNDO = form({
  person: FIELD, language: FIELD, from: FIELD, to: FIELD, after: line({ max: LONGEST_FIELD, optional: true }).optional(),
  reason: words({ max: LONGEST_REASON }),
  'edit[]': several(FIELD.refine((value) => CHOSEN.test(value)), { max: MOST_AT_ONCE })
    .refine((some) => some.length > 0, 'required'),
})

/** What is to be undone and why; of a form with mistakes, what was chosen and typed. */
export function readUndo(body: unknown): { chosen: Chosen[]; reason: string; problems: Problems } {
  const read = readForm(UNDO, body)
  if (read.ok) return { chosen: read.value['edit[]'].map(readChosen), reason: read.value.reason, problems: {} }
  const known = Object.keys(read.problems).every((name) => name === 'reason' || name === 'edit[]')
  if (!known) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
  const { 'edit[]': edit = [], reason } = Object(body) as { 'edit[]'?: unknown; reason?: unknown }
  const edits = [edit].flat().filter((one): one is string => typeof one === 'string')
  return { chosen: edits.map(readChosen), reason: typeof reason === 'string' ? reason : '', problems: read.problems }
}

function readChosen(value: string): Chosen {
  const [segment = '', mark = ''] = value.split('.')
  return { segment, mark }
}
