import { parseDocument } from 'yaml'
import { toLine } from '../clean.ts'
import { escapeInline } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import type { Notices, Particulars } from './model.ts'

/** Most letters of front matter: no article has more to say about itself. */
const LONGEST = 20_000
const FRONT = /^---[^\S\n]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[^\S\n]*(?:\n|$)/
const KEYS = {
  title: ['title', 'заголовок', 'назва'],
  lead: ['lead', 'description', 'summary', 'вступ', 'опис'],
  author: ['author', 'authors', 'by', 'byline', 'автор', 'авторка', 'автори'],
  role: ['role', 'position', 'author_role', 'посада'],
  language: ['language', 'lang', 'мова'],
  date: ['date', 'published', 'дата'],
  topics: ['topics', 'topic', 'tags', 'tag', 'categories', 'category', 'keywords', 'теми', 'тема', 'теги', 'мітки'],
  genre: ['kind', 'genre', 'type', 'вид', 'жанр'],
} as const satisfies Record<string, readonly string[]>

type Key = keyof typeof KEYS

interface Front { blocks: Block[]; particulars: Particulars; body: string; above: number }

/** What stands above a text between two lines of `---`, as YAML; null where nothing of the kind does. What is not understood is named. */
export function readFront(text: string, notices: Notices): Front | null {
  const [whole, yaml] = FRONT.exec(text.slice(0, LONGEST)) ?? []
  if (whole === undefined || yaml === undefined) return null
  const above = whole.split('\n').length - (whole.endsWith('\n') ? 1 : 0)
  const entries = readEntries(yaml)
  if (entries === 'no map') return null
  const body = text.slice(whole.length)
  if (entries === 'unreadable') return { blocks: [leftOut(yaml, above, notices)], particulars: nothing(), body, above }
  return { ...understand(entries, above, notices), body, above }
}

type Entries = readonly (readonly [key: string, value: unknown])[]

/** Never expands an alias: a few lines could mean gigabytes. */
function readEntries(yaml: string): Entries | 'unreadable' | 'no map' {
  try {
    const parsed = parseDocument(yaml, { schema: 'failsafe', uniqueKeys: true, logLevel: 'silent' })
    if (parsed.errors.length > 0) return /^[\p{L}_-]+:/mu.test(yaml) ? 'unreadable' : 'no map'
    const value: unknown = parsed.toJS({ maxAliasCount: 0 })
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : 'no map'
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return 'unreadable'
    throw error
  }
}

function understand(entries: Entries, above: number, notices: Notices): Pick<Front, 'blocks' | 'particulars'> {
  const found = new Map<Key, unknown>()
  for (const [key, value] of entries) {
    const known = keyOf(key)
    if (known && !found.has(known) && isFit(known, value)) found.set(known, value)
    else if (value !== '' && value !== null) notices.add('front_matter', `${key}: ${spellValue(value)}`)
  }
  const one = (key: Key) => textOf(found.get(key))
  const blocks = [
    ...blockOf('title', one('title'), above), ...blockOf('lead', one('lead'), above),
    ...authorsOf(found.get('author'), one('role')).flatMap(({ name, role }) => [...blockOf('author_name', name, above), ...blockOf('author_role', role, above)]),
  ]
  return { blocks, particulars: { language: languageOf(one('language')), date: one('date') || null, topics: topicsOf(found.get('topics')), genre: one('genre') || null } }
}

function keyOf(key: string): Key | undefined {
  const wanted = key.trim().toLowerCase()
  return Object.keys(KEYS).filter((one): one is Key => one in KEYS).find((one) => KEYS[one].some((name) => name === wanted))
}

function isFit(key: Key, value: unknown): boolean {
  if (key === 'author') return authorsOf(value, '').length > 0
  if (key === 'topics') return topicsOf(value).length > 0
  if (key === 'date') return isDate(textOf(value))
  if (key === 'language') return languageOf(textOf(value)) !== null
  return textOf(value) !== ''
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function languageOf(text: string): string | null {
  const [, primary] = /^([a-z]{2,3})(?:[-_][\w-]+)?$/iu.exec(text) ?? []
  return primary ? primary.toLowerCase().replace(/^ua$/, 'uk') : null
}

function authorsOf(value: unknown, role: string): { name: string; role: string }[] {
  const all = Array.isArray(value) ? value.map((one: unknown) => authorOf(one)) : [authorOf(value)]
  const named = all.filter((one) => one !== undefined)
  if (named.length < all.length) return []
  return named.map((one, at) => at === 0 && one.role === '' ? { ...one, role } : one)
}

function authorOf(value: unknown): { name: string; role: string } | undefined {
  const name = textOf(value)
  if (name !== '') return { name, role: '' }
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Object.entries(value)
  const strange = entries.some(([key]) => key !== 'name' && key !== 'role')
  const read = (key: string) => textOf(entries.find(([one]) => one === key)?.[1])
  return strange || read('name') === '' ? undefined : { name: read('name'), role: read('role') }
}

function topicsOf(value: unknown): string[] {
  const listed = Array.isArray(value) ? value.map((one: unknown) => textOf(one)) : textOf(value).split(',').map((one) => one.trim())
  return listed.every((topic) => topic !== '') ? [...new Set(listed)] : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? toLine(value) : ''
}

function spellValue(value: unknown): string {
  return typeof value === 'string' ? toLine(value) : JSON.stringify(value)
}

function blockOf(kind: Block['kind'], text: string, above: number): Block[] {
  return text === '' ? [] : [{ kind, text: escapeInline(text), lines: [1, above], doubts: [] }]
}

function leftOut(yaml: string, above: number, notices: Notices): Block {
  notices.add('unreadable_front_matter')
  return { kind: 'aside', aside: 'other', text: escapeInline(yaml.trim()), lines: [1, above], doubts: [] }
}

function nothing(): Particulars {
  return { language: null, date: null, topics: [], genre: null }
}
