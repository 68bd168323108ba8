import { LONGEST_SEGMENT } from '../../articles/model.ts'
import type { Id } from '../../db/columns.ts'
import { isId } from '../../db/id.ts'
import { AppError } from '../../errors.ts'
import { cleanText } from '../../text/clean.ts'
import type { Shown } from '../model.ts'
import { readOffer } from '../offers.ts'
import type { ChosenPlaces, PutBack } from './actions.ts'
import type { Target } from './copying.ts'
import { LONGEST_FIND, LONGEST_PUT, type Wish } from './model.ts'

export const OPTIONS = ['words', 'cased', 'alike', 'marks'] as const

/** In which drafts: of this article, or all one has in the language. */
export const SCOPES = ['article', 'all'] as const
export type Scope = (typeof SCOPES)[number]

/** What the page asks for. */
export interface Asked {
  wish: Wish
  scope: Scope
  /** The paragraph after which the list goes on. */
  after: Id | null
  /** Null before anything was asked. */
  problem: 'required' | 'too_long' | 'invalid' | null | undefined
}

const FIRST: Wish = { find: '', put: '', words: false, cased: true, alike: true, marks: false }

/** Spaces at the ends are as much to be found as any other sign. */
export function askedIn(fields: Readonly<Record<string, unknown>>): Asked {
  const { find, put, after, scope } = fields
  const read = { scope: scope === 'all' ? 'all' as const : 'article' as const, after: isId(after) ? after : null }
  if (typeof find !== 'string') return { ...read, wish: FIRST, problem: undefined }
  const words = { find: find.normalize('NFC'), put: typeof put === 'string' ? put.normalize('NFC') : '' }
  const wish = { ...words, ...Object.fromEntries(OPTIONS.map((one) => [one, fields[one] !== undefined])) } as Wish
  return { ...read, wish, problem: problemOf(words) }
}

function problemOf({ find, put }: Pick<Wish, 'find' | 'put'>): Asked['problem'] {
  if (find === '') return 'required'
  if (find.length > LONGEST_FIND || put.length > LONGEST_PUT) return 'too_long'
  return /[\n\r]/.test(find + put) || 'problem' in cleanText(find) || 'problem' in cleanText(put) ? 'invalid' : null
}

/** The question as a part of an address. */
export function queryOf({ wish, scope, after }: Pick<Asked, 'wish' | 'scope' | 'after'>): string {
  const { find, put } = wish
  const on = OPTIONS.filter((one) => wish[one]).map((one) => [one, '1'])
  return new URLSearchParams([['find', find], ['put', put], ...on, ['scope', scope], ...after ? [['after', after]] : []]).toString()
}

const PLAIN: readonly string[] = ['form_token', 'find', 'put', 'scope', 'after', ...OPTIONS]

/** What was ticked on a plan. Throws `invalid` for a form that no page of ours shows. */
export function readChosen(body: unknown): { asked: Asked; chosen: ChosenPlaces[] } {
  const fields = fieldsIn(body)
  const drafts = new Map<Id, { version: number; starts: Set<number> }>()
  for (const [name, value] of fields) {
    if (PLAIN.includes(name)) continue
    const [, what, segment, start] = /^(draft|place):([^:]+)(?::(\d{1,6}))?$/.exec(name) ?? []
    if (!isId(segment) || (what === 'place') !== (start !== undefined)) throw new AppError('invalid', { field: name.slice(0, 40) })
    const known = drafts.get(segment) ?? { version: 0, starts: new Set() }
    if (what === 'draft') known.version = versionIn(value)
    else known.starts.add(Number(start))
    drafts.set(segment, known)
  }
  const chosen = [...drafts].flatMap(([segment, one]) => one.starts.size > 0 ? [{ segment, ...one }] : [])
  const asked = askedIn(Object.fromEntries(fields))
  if (asked.problem !== null) throw new AppError('invalid', { field: 'find' })
  return { asked, chosen }
}

/** What a change left, and what is to stand there again. */
export function readPutBack(body: unknown): PutBack[] {
  const fields = new Map(fieldsIn(body).filter(([name]) => name !== 'form_token'))
  const drafts: PutBack[] = []
  for (const [name, value] of fields) {
    const [, what, segment] = /^(back|text|offer):([0-9a-z]{22})$/.exec(name) ?? []
    if (segment === undefined || what !== 'back' && !fields.has(`back:${segment}`)) throw new AppError('invalid', { field: name.slice(0, 40) })
    if (what === 'back') drafts.push({ segment, version: versionIn(value), text: storedIn(fields.get(`text:${segment}`)), ...offerIn(fields.get(`offer:${segment}`)) })
  }
  return drafts
}

function storedIn(text: string | undefined): string | null {
  if (text === undefined) return null
  const cleaned = cleanText(text, { max: LONGEST_SEGMENT })
  if ('problem' in cleaned || cleaned.text === '') throw new AppError('invalid', { field: 'text' })
  return cleaned.text
}

/** An empty one is none. */
function offerIn(printed: string | undefined): Pick<PutBack, 'offer'> {
  if (printed === undefined) return {}
  if (printed !== '' && !readOffer(printed)) throw new AppError('invalid', { field: 'offer' })
  return { offer: printed === '' ? null : printed }
}

const SHOWN = /^([0-9a-z]{22})?,([0-9a-z]{22})?,(\d{1,9})$/
const MOST_TARGETS = 100

/** What the row of a paragraph showed. */
export function printTarget({ base, source, version }: Shown): string {
  return [base ?? '', source ?? '', version].join()
}

/** Which paragraphs were ticked, and the words that were to be put there. */
export function readTargets(body: unknown): { mark: string; targets: Target[] } {
  const fields = fieldsIn(body).filter(([name]) => name !== 'form_token')
  const targets = fields.filter(([name]) => name !== 'mark').map(([name, value]) => {
    const [, segment] = /^to:([0-9a-z]{22})$/.exec(name) ?? []
    const [, base, source, version] = SHOWN.exec(value) ?? []
    if (segment === undefined || version === undefined) throw new AppError('invalid', { field: name.slice(0, 40) })
    return { segment, base: base ?? null, source: source ?? null, version: Number(version) }
  })
  const mark = new Map(fields).get('mark') ?? ''
  if (targets.length > MOST_TARGETS || !/^[0-9a-f]{16}$/.test(mark)) throw new AppError('invalid', { field: 'mark' })
  return { mark, targets }
}

function versionIn(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new AppError('invalid', { field: 'version' })
  return Number(value)
}

/** A field that comes twice says two things. */
function fieldsIn(body: unknown): [string, string][] {
  const sent = typeof body === 'object' && body !== null ? Object.entries(body as Record<string, unknown>) : []
  return sent.map(([name, value]) => {
    if (typeof value !== 'string') throw new AppError('invalid', { twice: name.slice(0, 40) })
    return [name, value]
  })
}
