import type { Request } from 'express'
import { z } from 'zod'
import type { Language } from '../db/columns.ts'
import type { Resources } from '../i18n/resources.ts'
import { sentToken } from '../web/forgery.ts'
import { safeNext } from '../web/redirect.ts'
import { takesForms } from './addresses.ts'

/** A form that came too late, as it was sent. It travels with the page that asks to sign in; nothing of it is stored. */
export interface KeptForm {
  /** Where it was going. */
  to: string
  /** Its own token, which says whose it is. */
  token: string
  fields: readonly (readonly [name: string, value: string])[]
  /** A password was typed into it: that travels nowhere. */
  secret: boolean
  /** Files may have come with it: neither do they. */
  files: boolean
}

/** A form shown again to whoever typed it: what was typed to be read, the rest to be sent along. */
export interface ResumePage {
  to: string
  typed: readonly TypedField[]
  carried: readonly (readonly [name: string, value: string])[]
  secret: boolean
  files: boolean
}

export interface TypedField {
  id: string
  name: string
  value: string
  label: keyof Resources['people']['resume']['field']
  /** Which of several with the same label; null for the only one. */
  number: number | null
  /** Empty where nobody knows. */
  language: Language
  rows: number
  /** To be copied, not to be changed. */
  fixed?: true
}

/** As many as a form may have that anybody can send: this can be sent by anybody too, and more would take seconds. */
const MOST_FIELDS = 5000

const stored = z.strictObject({
  to: z.string().refine(isFormAddress),
  token: z.string().max(200),
  fields: z.array(z.tuple([z.string(), z.string()])).max(MOST_FIELDS),
  secret: z.boolean(),
  files: z.boolean(),
})

/** The form in this request, when it is one of the desk's that was read; undefined for any other. */
export function keptFrom(request: Request): KeptForm | undefined {
  const body: unknown = request.body
  if (request.method !== 'POST' || !isFormAddress(request.originalUrl) || typeof body !== 'object' || body === null) return undefined
  const sent = Object.entries(body).flatMap(([name, value]: [string, unknown]) => [value].flat().filter((one) => typeof one === 'string')
    .map((one): [string, string] => [name, one]))
  return {
    to: request.originalUrl,
    token: sentToken(body),
    fields: sent.filter(([name]) => name !== 'form_token').map(([name, value]) => [name, isSecret(name) ? '' : value]),
    secret: sent.some(([name, value]) => isSecret(name) && value !== ''),
    files: Boolean(request.is('multipart/form-data')),
  }
}

/** As it stood in the hidden field of the page; undefined for anything else. */
export function readKept(text: string): KeptForm | undefined {
  try {
    const read = stored.safeParse(JSON.parse(text))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

export function resumePage({ to, fields, secret, files }: KeptForm): ResumePage {
  const { chosen, others } = chosenFirst(fields)
  return { to, carried: fields.filter((field) => !isTyped(field)), secret, files, typed: typedFields([...chosen, ...others], to) }
}

/** What was typed. A page may send all its paragraphs with the button of one, or with something chosen for some: those come first. */
export function chosenFirst(fields: KeptForm['fields']): { chosen: KeptForm['fields']; others: KeptForm['fields'] } {
  const pressed = fields.find(([name]) => name === 'do')?.[1].split(':')[1]
  const wanted = new Set(fields.flatMap(([name, value]) => {
    const [, one] = /^outcome:(.+)$/.exec(name) ?? []
    return one === undefined ? [] : value === 'return' ? [`reason:${one}`] : value === 'edit' ? [`text:${one}`] : []
  }))
  const isChosen = ([name]: readonly [string, string]) => wanted.has(name) || pressed !== undefined && name.endsWith(`:${pressed}`)
  const typed = fields.filter(isTyped)
  return { chosen: typed.filter(isChosen), others: typed.filter((field) => !isChosen(field)) }
}

/** Fields as they are shown again, in this order. */
export function typedFields(typed: KeptForm['fields'], to: string): TypedField[] {
  const labels = typed.map(([name]) => labelOf(name))
  return typed.map(([name, value], i) => {
    const label = labels[i] ?? 'other'
    return {
      id: `kept-${i + 1}`, name, value, label,
      number: labels.filter((one) => one === label).length > 1 ? labels.slice(0, i + 1).filter((one) => one === label).length : null,
      language: languageOf(name, to), rows: Math.min(12, Math.max(1, Math.ceil(value.length / 60), value.split('\n').length)),
    }
  })
}

const LABELS: readonly [RegExp, TypedField['label']][] = [
  [/^(?:text|body)\b/, 'text'], [/^reason\b/, 'reason'], [/^message\b/, 'message'], [/^note\b/, 'note'], [/^correction\b/, 'correction'],
  [/^(?:comment|question|answer)\b/, 'comment'], [/^(?:slug|address)\b/, 'address'], [/^site_name_/, 'siteName'], [/^place_/, 'place'],
  [/^tagline_/, 'tagline'], [/^name(?:_|$)/, 'name'], [/^email$/, 'email'], [/^title\b/, 'title'],
]

function labelOf(name: string): TypedField['label'] {
  return LABELS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'
}

/** Ids, marks and choices hold neither spaces nor letters of any alphabet but the Latin; what is written as JSON is ours. */
function isTyped([name, value]: readonly [string, string]): boolean {
  return value.trim() !== '' && !/^[[{]/.test(value) && (labelOf(name) !== 'other' || /[\s\u0080-\uffff]/.test(value))
}

function isFormAddress(address: string): boolean {
  return safeNext(address, '') === address && takesForms(address.split(/[?#]/)[0] ?? '')
}

function isSecret(name: string): boolean {
  return /password/.test(name)
}

/** The text's own language where the name of the field or the address tells it. */
function languageOf(name: string, to: string): Language {
  const [, named] = /^(?:site_name|place|tagline|name)_([a-z-]+)$/.exec(name) ?? []
  const [, addressed = ''] = labelOf(name) === 'text' ? /\/languages\/([a-z-]+)\//.exec(to) ?? [] : []
  return named ?? addressed
}
