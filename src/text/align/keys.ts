import { textHash } from '../hash.ts'
import type { ArchivedBlock, NewBlock, OldBlock } from './model.ts'

/** Numbers for texts, and for texts of a kind: equal numbers, equal texts (after NFC). */
export interface Keys { old: Numbers; next: Numbers; archived: Numbers }
interface Numbers { texts: Int32Array; blocks: Int32Array }

// How far ahead of the last match equal characters are looked for before a hash is made.
const LOOK = 3
const MOST_KINDS = 32
const IMAGES = 2 ** 30

export function numberBlocks(old: readonly OldBlock[], archived: readonly ArchivedBlock[], next: readonly NewBlock[]): Keys {
  const numbers = new Map<string, number>()
  const oldTexts = numberHashes(old, numbers)
  const archivedTexts = numberHashes(archived, numbers)
  const nextTexts = numberTexts(old, oldTexts, next, numbers)
  const kinds = new Map<string, number>()
  return {
    old: { texts: oldTexts, blocks: numberKinds(old, oldTexts, kinds) },
    next: { texts: nextTexts, blocks: numberKinds(next, nextTexts, kinds) },
    archived: { texts: archivedTexts, blocks: numberKinds(archived, archivedTexts, kinds) },
  }
}

export function numberOf(name: string, numbers: Map<string, number>): number {
  const known = numbers.get(name)
  if (known !== undefined) return known
  numbers.set(name, numbers.size)
  return numbers.size - 1
}

function numberHashes(blocks: readonly { hash: string }[], numbers: Map<string, number>): Int32Array {
  const texts = new Int32Array(blocks.length)
  for (const [at, { hash }] of blocks.entries()) texts[at] = numberOf(hash, numbers)
  return texts
}

/** Most new texts are old ones in their old order: comparing characters there spares making their hashes. */
function numberTexts(old: readonly OldBlock[], oldTexts: Int32Array, next: readonly NewBlock[], numbers: Map<string, number>): Int32Array {
  const texts = new Int32Array(next.length)
  const places = new Int32Array(numbers.size).fill(-1)
  for (let at = oldTexts.length - 1; at >= 0; at--) places[oldTexts[at] ?? 0] = at
  let expected = 0
  for (const [at, { text }] of next.entries()) {
    const place = findText(old, text, expected)
    const number = place < 0 ? numberOf(textHash(text), numbers) : oldTexts[place] ?? -1
    texts[at] = number
    expected = place < 0 ? (places[number] ?? expected) + 1 : place + 1
  }
  return texts
}

function findText(old: readonly OldBlock[], text: string, from: number): number {
  for (let at = from; at <= from + LOOK; at++) if (old[at]?.text === text) return at
  return -1
}

/** An image's picture is part of what it is. */
function numberKinds(blocks: readonly Pick<NewBlock, 'kind' | 'asset'>[], texts: Int32Array, kinds: Map<string, number>): Int32Array {
  const numbers = new Int32Array(blocks.length)
  for (const [at, { kind, asset }] of blocks.entries()) {
    const text = texts[at] ?? 0
    const isImage = kind === 'image'
    const number = numberOf(isImage ? `image ${text} ${asset ?? ''}` : kind, kinds)
    // Two kinds of very many may share a number: a kind parts no equal texts for good anyway. Images never do.
    numbers[at] = isImage ? IMAGES + number : text * MOST_KINDS + number % MOST_KINDS
  }
  return numbers
}
