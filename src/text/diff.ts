import { pairTokens } from './pair-tokens.ts'
import { differsInTypographyOnly } from './fold.ts'
import type { Kept } from './kept.ts'
import { keptStretches, sharedEdges, withoutIslands } from './kept.ts'
import { isSpaceAt } from './tokens.ts'
import type { Words } from './words.ts'
import { countWords, readWords } from './words.ts'

/** `added` and `removed` count stretches, not words: "2 additions, 1 removal". */
export type TextDiff = { shape: Shape; changes: Change[]; added: number; removed: number }
export type Shape = 'same' | 'typography' | 'words' | 'rewritten'
export type Change = { kind: 'same' | 'added' | 'removed'; text: string }

// Below this share of common words a list of changes is harder to read than the two texts.
const LEAST_SHARED = 0.4

/**
 * What changed, word by word. Exact: same + removed is `before`, same + added is `after`, to the last character. Always
 * answers, in bounded time. `language` (BCP 47) matters only to scripts that write no spaces between words.
 */
export function diffTexts(before: string, after: string, language: string): TextDiff {
  if (before === after) return describe('same', whole('same', before))
  if (before === '') return describe('words', whole('added', after))
  if (after === '') return describe('words', whole('removed', before))
  const { a, b } = readWords(before, after, language)
  const partners = pairTokens(a.ids, b.ids)
  const kept = keptStretches(a, b, partners)
  if (differsInTypographyOnly(before, after)) return describe('typography', changesAround(a, b, kept))
  if (isRewritten(a, b, partners)) return describe('rewritten', changesAround(a, b, sharedEdges(a, b, kept)))
  return describe('words', changesAround(a, b, withoutIslands(a, b, kept)))
}

function describe(shape: Shape, changes: Change[]): TextDiff {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length
  return { shape, changes, added: count('added'), removed: count('removed') }
}

function whole(kind: Change['kind'], text: string): Change[] {
  return text === '' ? [] : [{ kind, text }]
}

function isRewritten(a: Words, b: Words, partners: Int32Array): boolean {
  let shared = 0
  for (const [at, partner] of partners.entries()) if (partner >= 0 && a.isWord[at]) shared++
  // Of the shorter text: a paragraph that only grew is not a rewritten one.
  return shared < LEAST_SHARED * Math.min(countWords(a), countWords(b))
}

function changesAround(a: Words, b: Words, kept: readonly Kept[]): Change[] {
  const changes: Change[] = []
  let atA = 0
  let atB = 0
  for (const stretch of kept) {
    const end = a.ends[stretch.a + stretch.length - 1] ?? 0
    pushChange(changes, a.text.slice(atA, a.starts[stretch.a]), b.text.slice(atB, b.starts[stretch.b]))
    push(changes, 'same', a.text.slice(a.starts[stretch.a], end))
    atA = end
    atB = b.ends[stretch.b + stretch.length - 1] ?? 0
  }
  pushChange(changes, a.text.slice(atA), b.text.slice(atB))
  return changes
}

/** One text replaced by another between kept words; the spaces around both that agree are kept as well. */
function pushChange(changes: Change[], removed: string, added: string): void {
  const shorter = Math.min(removed.length, added.length)
  let head = 0
  while (head < shorter && removed[head] === added[head] && isSpaceAt(removed, head)) head++
  let tail = 0
  while (tail < shorter - head && removed.at(-1 - tail) === added.at(-1 - tail) && isSpaceAt(removed, removed.length - 1 - tail)) tail++
  push(changes, 'same', removed.slice(0, head))
  push(changes, 'removed', removed.slice(head, removed.length - tail))
  push(changes, 'added', added.slice(head, added.length - tail))
  push(changes, 'same', removed.slice(removed.length - tail))
}

function push(changes: Change[], kind: Change['kind'], text: string): void {
  const last = changes.at(-1)
  if (text === '') return
  if (last?.kind === kind) last.text += text
  else changes.push({ kind, text })
}
