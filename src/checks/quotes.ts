import type { Prose } from '../text/prose.ts'
import { OWN_QUOTES, pairQuotes, type QuotePair } from '../text/typeset/quotes.ts'
import { matchesOf } from './look.ts'
import type { Noticed, Read } from './model.ts'

const ANY = /["“”„«»]/gu
const FOREIGN: Readonly<Record<string, RegExp>> = { uk: /[„“”]/u, en: /[„«»]/u, pl: /["“]/u, de: /["”«»]/u }

const TAG = /<\/?[a-z][^<>]{0,300}>/giu
/** A text full of them is told of the first ones. */
const MOST = 3

/** Quotation marks without a partner, or of another language: straight ones are set for readers (P44). */
export function checkQuotes({ text, target, original, to }: Read): Noticed[] {
  const { words } = text
  const pairs = pairQuotes(words)
  const allowed = original ? looseQuotes(original.words, pairQuotes(original.words)).length : 0
  const loose = looseQuotes(words, pairs).slice(allowed)
  return [
    ...loose.slice(0, MOST).map((at): Noticed => (
      { severity: 'warning', says: 'quote_loose', words: { sign: words.charAt(at) }, at: { start: at, end: at + 1 }, about: String(at - words.length) }
    )),
    ...foreignQuotes(text, target, pairs, to).slice(0, MOST),
    ...loose.length > 0 || !original || original.words === words ? [] : lostQuotations(original.words, pairs.length),
  ]
}

function looseQuotes(words: string, pairs: readonly QuotePair[]): number[] {
  const bare = words.replace(TAG, (tag) => ' '.repeat(tag.length))
  const paired = new Set(pairs.flatMap(({ from, to }) => [from, to]))
  return matchesOf(bare, ANY).map(({ start }) => start).filter((at) => !paired.has(at) && !isInches(words, at))
}

/** The words between stay as they were typed, with whatever marks. */
function foreignQuotes({ words, places }: Prose, typed: string, pairs: readonly QuotePair[], language: string): Noticed[] {
  const [own, foreign] = [OWN_QUOTES[language], FOREIGN[language]]
  if (!own || !foreign) return []
  // Ukrainian words keep their own in an English text.
  const keepsOwn = (quoted: string) => language !== 'uk' && /\p{Script=Cyrillic}/u.test(quoted)
  const wrong = pairs.filter(({ from, to, depth }) => depth === 0 && foreign.test(words.charAt(from)) && !keepsOwn(words.slice(from, to)))
  return wrong.map(({ from, to }): Noticed => {
    const [start = 0, last = 0] = [places[from], places[to]]
    return {
      severity: 'warning', says: 'quotes_foreign', words: { typed: words.charAt(from) + words.charAt(to), right: own.slice(0, 2) },
      at: { start: from, end: to + 1 }, fix: { start, end: last + 1, text: own.charAt(0) + typed.slice(start + 1, last) + own.charAt(1) },
    }
  })
}

/** Words of somebody else must not become the author's; a word or two in quotation marks are a matter of language. */
function lostQuotations(original: string, given: number): Noticed[] {
  const wanted = pairQuotes(original).filter(({ from, to, depth }) => depth === 0 && original.slice(from, to).split(/\s+/u).length >= FEW).length
  return wanted <= given ? [] : [{ severity: 'warning', says: 'quotes_fewer', words: { wanted, given }, about: `${wanted}:${given}` }]
}

/** So many words are what somebody said. */
const FEW = 4

/** 5" of a screen; and a mark between letters is an apostrophe. */
function isInches(words: string, at: number): boolean {
  return words[at] === '"' && (/\d/u.test(words.charAt(at - 1)) || /\p{L}"\p{L}/u.test(words.slice(at - 1, at + 2)))
}
