import type { Line } from './lines.ts'
import { endsInHyphen } from './joints.ts'

/** The words a text uses, for asking whether it writes one of them whole or with a hyphen elsewhere. */
export interface Vocabulary { knows(word: string): boolean; knowsStem(stem: string): boolean }

// Bounded, because an endless word would overflow the stack of the regular expression.
const WORD = /[\p{L}\p{M}\p{N}ʼ]{1,80}(?:-[\p{L}\p{M}\p{N}ʼ]{1,80}){0,8}/gu

// Two letters tell most of a long text apart from the few words asked about.
const HEAD = 2

/** Collects the words that begin like one that will be `asked` about. Words torn by a line end do not count: they are the question. */
export function readVocabulary(lines: Line[], asked: string[]): Vocabulary {
  const heads = new Set(asked.map((word) => foldWord(word).slice(0, HEAD)))
  const words = new Set<string>()
  lines.forEach((line, index) => {
    const found = foldWord(line.text).match(WORD) ?? []
    const first = endsInHyphen(lines[index - 1]?.text ?? '') ? 1 : 0
    const end = endsInHyphen(line.text) ? found.length - 1 : found.length
    for (let at = first; at < end; at += 1) addWord(words, found[at] ?? '', heads)
  })
  let sorted: string[] | undefined
  return {
    knows: (word) => words.has(foldWord(word)),
    knowsStem: (stem) => {
      sorted ??= [...words].sort()
      return sorted[firstNotBefore(sorted, foldWord(stem))]?.startsWith(foldWord(stem)) ?? false
    },
  }
}

function addWord(words: Set<string>, word: string, heads: Set<string>): void {
  if (heads.has(word.slice(0, HEAD))) words.add(word)
  if (!word.includes('-')) return
  // "build-essential" inside "build-essential-mipsen" is evidence too: every tail and head of a chain counts.
  const parts = word.split('-')
  if (parts.length < 3 || parts.length > 6) return
  for (let at = 1; at < parts.length; at += 1) {
    words.add(parts.slice(at).join('-'))
    words.add(parts.slice(0, at + 1).join('-'))
  }
}

function foldWord(word: string): string {
  return word.toLowerCase().replace(/[‐‑'’\u00AD]/gu, (sign) => FOLDED[sign] ?? '')
}

const FOLDED: Record<string, string> = { '‐': '-', '‑': '-', '\'': 'ʼ', '’': 'ʼ' }

function firstNotBefore(sorted: string[], wanted: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < wanted) low = middle + 1
    else high = middle
  }
  return low
}
