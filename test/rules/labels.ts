import type { Locale } from './locales.ts'

/** What a text says stands on the screen: **“Approve”** or a link to [“My work”](/desk). */
export function namedLabels(text: string): string[] {
  return [...text.matchAll(/(?:\*\*|\[)[«“]([^»”]+)[»”](?:\*\*|\])/g)].map(([, label = '']) => label)
}

/** The names among them that stand on no screen in that language: a button was renamed, or never was. */
export function unknownLabels(text: string, { words }: Locale): string[] {
  const exact = new Set(words.values())
  const patterns = [...exact].filter((words) => words.includes('{{')).map(patternOf)
  return namedLabels(text).filter((label) => !exact.has(label) && !patterns.some((pattern) => pattern.test(label)))
}

/** A sentence with places to fill in, as one that is filled in; one that is nothing but places says nothing. */
function patternOf(sentence: string): RegExp {
  const parts = sentence.split(/\{\{[^}]*\}\}/).map((part) => RegExp.escape(part))
  return parts.join('').trim().length < 4 ? /^(?!)/ : new RegExp(`^${parts.join('.+')}$`, 'u')
}
