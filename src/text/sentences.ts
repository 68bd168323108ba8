import type { Span } from './prose.ts'
import { HABITS, type Habits } from './sentence-words.ts'

// Read by own rules: what browsers call a sentence differs between them, and none knows shortened Ukrainian words.
const END = /[.!?…]+[»”’“"')\]]*(?:\[\^?[\w-]{1,16}\])*|[。！？]|\n/gu
const NO_HABITS: Habits = { before: new Set(), numbered: new Set(), either: new Set(), starters: new Set() }
/** How far back a shortened word is looked for, and how far ahead the next. */
const CONTEXT = 24

/** The sentences of a text without marks (see `readProse`), each without the spaces around it; a line is never part of two. */
export function sentencesOf(text: string, language: string): Span[] {
  const habits = HABITS[language.slice(0, 2)] ?? NO_HABITS
  const spans: Span[] = []
  let start = 0
  for (const { 0: sign, index } of text.matchAll(END)) {
    const end = index + sign.length
    if (sign !== '\n' && !endsSentence(text, { start, index, end, sign }, habits)) continue
    pushTrimmed(spans, text, { start, end })
    start = end
  }
  pushTrimmed(spans, text, { start, end: text.length })
  return spans
}

interface Stop {
  /** Where the sentence began. */
  start: number
  /** Where its last sign stands, and where the signs that close it end. */
  index: number
  end: number
  sign: string
}

function endsSentence(text: string, stop: Stop, habits: Habits): boolean {
  if (/^[。！？]/u.test(stop.sign)) return true
  const after = text.slice(stop.end, stop.end + CONTEXT)
  if (after !== '' && !/^\s/u.test(after)) return false
  const next = /^\s+(?:[—–-]\s+)?[«“„"'‘(¿¡[]*(.*)/su.exec(after)?.[1] ?? ''
  if (/^\p{Ll}/u.test(next)) return false
  // A surprise (!) inside a sentence.
  if (text[stop.index - 1] === '(' && /^[.!?…]+\)/u.test(stop.sign)) return false
  return !/^\.[^.!?…]*$/u.test(stop.sign) || !isShortened(text, stop, next, habits)
}

/** Does the full stop belong to the word, or to the number of a list? */
function isShortened(text: string, { start, index }: Stop, next: string, habits: Habits): boolean {
  const before = text.slice(Math.max(start, index - CONTEXT), index)
  if (index - start < CONTEXT && /^\s*[(«“"]?(?:[\d.]{1,8}|[ivx]{1,5}|\p{L})$/iu.test(before)) return true
  const word = /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}.’'ʼ-]+$/u.exec(before)?.[0] ?? ''
  if (word === '') return false
  if (/^\p{Ll}$/u.test(word) && /^\p{L}\./u.test(next)) return true
  const isNumber = /^(?:[№#]?\d|[IVXLCІХ]+(?![\p{L}\p{M}]))/u.test(next)
  if (/^\p{Lu}$|^Д[жз]$|(?:^|[.-])\p{Lu}$/u.test(word)) return !isNumber && /^\p{Lu}/u.test(next) && !isStarter(next, habits)
  return followsAlways(word.toLowerCase(), before, habits) || isNumber && has(habits.numbered, word)
    || has(habits.either, word) && (/^\p{N}/u.test(next) || !isStarter(next, habits) && /^\p{Lu}/u.test(next))
}

/** `м. Київ`, and not `5 м.`, which may end a sentence. */
function followsAlways(word: string, before: string, { before: known }: Habits): boolean {
  const isUnit = /^\p{L}$/u.test(word) && /\d[\s\u00a0]?\p{L}$/u.test(before)
  return has(known, word) && !isUnit
}

/** Also the last part of `т.зв`. */
function has(list: ReadonlySet<string>, word: string): boolean {
  const folded = word.toLowerCase()
  return list.has(folded) || list.has(folded.slice(folded.lastIndexOf('.') + 1))
}

/** `В. Потім` goes on with an initial, `В лісі` begins a sentence. */
function isStarter(next: string, { starters }: Habits): boolean {
  const [word = ''] = /^[\p{L}\p{M}’'ʼ]+(?!\.)/u.exec(next) ?? []
  return starters.has(word.toLowerCase())
}

function pushTrimmed(spans: Span[], text: string, { start, end }: Span): void {
  const piece = text.slice(start, end)
  const trimmed = piece.trim()
  if (trimmed === '') return
  const from = start + piece.length - piece.trimStart().length
  spans.push({ start: from, end: from + trimmed.length })
}
