import { readdirSync } from 'node:fs'
import path from 'node:path'

export const LOCALES_FOLDER = path.resolve(import.meta.dirname, '../../locales')

/** Languages the interface speaks: the folders of locales/. */
export const interfaceLanguages: readonly string[] = Object.freeze(
  readdirSync(LOCALES_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort(),
)

/** The language's own name for itself, as a title: «Українська», “English”. */
export function endonym(tag: string): string {
  const known = endonyms.get(tag) ?? makeEndonym(tag)
  endonyms.set(tag, known)
  return known
}

// Asking for one takes longer than all else that a switch of languages does; there are as many as the site has languages.
const endonyms = new Map<string, string>()

function makeEndonym(tag: string): string {
  const name = new Intl.DisplayNames([tag, 'en'], { type: 'language' }).of(tag) ?? tag
  const [first = ''] = name
  return first.toLocaleUpperCase(tag) + name.slice(first.length)
}

export function direction(tag: string): 'ltr' | 'rtl' {
  const known = directions.get(tag) ?? (RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr')
  if (directions.size < MOST_KEPT) directions.set(tag, known)
  return known
}

// A page is asked on which side it begins; a tag may be anything that somebody typed.
const directions = new Map<string, 'ltr' | 'rtl'>()
const MOST_KEPT = 200

const RIGHT_TO_LEFT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr'])

// A browser sends about ten ranges; whatever a longer header says after them is not worth reading.
const MAX_HEADER = 1000
const RANGE = /^([a-z]{1,8}(?:-[a-z0-9]{1,8}){0,8})(?:\s*;\s*q=([01](?:\.\d{0,3})?))?$/i

/** RFC 4647 lookup with q-values over `Accept-Language`: the first available match, or `fallback`. Never throws. */
export function negotiate(acceptLanguage: string | undefined, available: readonly string[], fallback: string): string {
  const ranges = (acceptLanguage ?? '').slice(0, MAX_HEADER).split(',').flatMap(readRange)
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ range }) => range))
  const wanted = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality)
  for (const { range } of wanted) {
    const found = truncations(range).find((tag) => available.includes(tag) && !refused.has(tag))
    if (found) return found
  }
  return fallback
}

function readRange(text: string): { range: string, quality: number }[] {
  const [, range, quality = '1'] = RANGE.exec(text.trim()) ?? []
  return range ? [{ range: range.toLowerCase(), quality: Math.min(1, Number(quality)) }] : []
}

/** `zh-hant-x-a` → itself, `zh-hant`, `zh`: a single letter never stands last (RFC 4647 3.4). */
function truncations(range: string): string[] {
  const parts = range.split('-')
  return parts.map((_, cut) => parts.slice(0, parts.length - cut)).filter((kept) => kept.length === 1 || kept.at(-1)?.length !== 1)
    .map((kept) => kept.join('-'))
}
