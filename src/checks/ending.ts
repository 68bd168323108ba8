import { HABITS } from '../text/sentence-words.ts'
import { isLabel } from './look.ts'
import type { Noticed, Read } from './model.ts'

const END = /([.,;:!?…。！？]*)[\s»”’“"')\]*_]*$/u
const KINDS: readonly [kind: string, sign: RegExp][] = [['?', /[?？]/u], ['!', /[!！]/u], ['…', /…|\.{3}/u], [':', /:/u], [';', /;/u], [',', /,/u], ['.', /[.。]/u]]

/** The sign at the end: a question that is none in the translation, a full stop that is missing. */
export function checkEnding({ text: { words }, original, kind, to }: Read): Noticed[] {
  if (!original || original.words === words) return []
  const [wanted, given] = [endOf(original.words), endOf(words)]
  if (wanted.sign === given.sign || isHabit(wanted, given, { kind, words, original: original.words, to })) return []
  return [{
    severity: 'warning', says: given.sign === '' ? 'end_missing' : wanted.sign === '' ? 'end_extra' : 'end_differs',
    words: { wanted: wanted.sign, given: given.sign }, about: `${wanted.sign}:${given.sign}`, ...mended(words, wanted, given),
  }]
}

interface End {
  sign: string
  /** Where the signs stand. */
  start: number
  end: number
}

function endOf(words: string): End {
  const trimmed = words.trimEnd()
  const tail = trimmed.slice(Math.max(0, trimmed.length - 12))
  const found = END.exec(tail)
  const signs = found?.[1] ?? ''
  const start = trimmed.length - tail.length + (found?.index ?? tail.length)
  return { sign: KINDS.find(([, sign]) => sign.test(signs))?.[0] ?? '', start, end: start + signs.length }
}

interface Ground {
  kind: string
  words: string
  original: string
  to: string
}

/** Two or three words that are no sentence. */
const FEW_WORDS = /^\s*(?:\S+\s+){0,4}\S*\s*$/u

/** What differs between languages and tastes: `!` and `.`, the signs of lists, a heading with a question mark. */
function isHabit(wanted: End, given: End, { kind, words, original, to }: Ground): boolean {
  const both = `${wanted.sign}>${given.sign}`
  if (/^(?:[.!…]>[.!…]|[;,.]?>[;,]|[;,]>[;,.]?|\.>:|>[?!…])$/u.test(both)) return true
  if (isLabel(kind) && /^[.?]>$/u.test(both) || kind === 'list_item' && both === '>.') return true
  // «Стаття 9.»
  if (isLabel(kind) && both === '>.' && /\d\.\s*$/u.test(words)) return true
  if (both === '>:' && FEW_WORDS.test(original) || both === ':>' && FEW_WORDS.test(words)) return true
  return endsShortened(words, given, to) || endsShortened(original, wanted, to)
}

/** `etc.`, `2014 р.`: the full stop belongs to the word. */
function endsShortened(words: string, { start, sign }: End, to: string): boolean {
  if (sign !== '.') return false
  const last = /(?<![\p{L}\p{M}])[\p{L}\p{M}.]{1,8}$/u.exec(words.slice(Math.max(0, start - 9), start))?.[0].toLowerCase() ?? ''
  const { before, numbered, either } = HABITS[to] ?? {}
  return [...last].length === 1 || ['ін', 'тис', 'млн', 'грн', 'тощо', 'etc', 'inc', 'ltd', 'a.m', 'p.m'].includes(last)
    || Boolean(before?.has(last) || numbered?.has(last) || either?.has(last))
}

/** A sign is added after the last letter, or changed where it stands. */
function mended(words: string, wanted: End, given: End): Pick<Noticed, 'at' | 'fix'> {
  const added = wanted.sign
  if (given.sign !== '') return { at: { start: given.start, end: given.end }, fix: added }
  const last = { start: given.start - 1, end: given.start }
  if (!/[\p{L}\p{M}\p{N}%]/u.test(words.slice(last.start, last.end)) || given.start !== words.trimEnd().length) return { at: null }
  return { at: last, fix: words.slice(last.start, last.end) + added }
}
