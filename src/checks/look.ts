import type { Span } from '../text/prose.ts'

export interface Match extends Span {
  text: string
  groups: Readonly<Record<string, string | undefined>>
}

/** Every place where the pattern (with the flag g) matches. */
export function matchesOf(words: string, pattern: RegExp): Match[] {
  const found = words.matchAll(pattern)
  return Array.from(found, ({ 0: text, index, groups = {} }) => ({ start: index, end: index + text.length, text, groups }))
}

/** Those of `some` that `others` have not, each counted. */
export function surplus(some: readonly string[], others: readonly string[]): string[] {
  return beyond(some.map((text) => ({ text })), others).map(({ text }) => text)
}

/** The same of places: what the original has too is meant so. */
export function beyond<Place extends { text: string }>(some: readonly Place[], others: readonly string[]): Place[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return some.filter(({ text }) => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count <= 0
  })
}

const LONGEST_SHOWN = 100

/** A passage as a sentence about it quotes it. */
export function shorten(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1).trimEnd()}…` : text
}

/** A character as Unicode names it: U+0456. */
export function codeOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Is the paragraph no sentence by nature: a heading, a caption, a name, a part of a list? */
export function isLabel(kind: string): boolean {
  return !['lead', 'paragraph', 'quotation'].includes(kind)
}
