import { textHash } from '../src/text/hash.ts'
import type { NewBlock, OldBlock } from '../src/text/align/model.ts'
import { realParagraphs } from './paragraphs.ts'

/** How much of a text is changed, in hundredths of its paragraphs. */
export interface Recipe { name: string; edited: number; inserted: number; deleted: number; moved: number; split: number; merged: number }

export const TYPICAL: Recipe = { name: 'typical', edited: 5, inserted: 3, deleted: 3, moved: 2, split: 0, merged: 0 }
export const HEAVY: Recipe = { name: 'heavy', edited: 30, inserted: 10, deleted: 10, moved: 10, split: 0, merged: 0 }
export const CUT: Recipe = { name: 'cut', edited: 0, inserted: 0, deleted: 0, moved: 0, split: 2, merged: 2 }

/** A text, the changed text, and what was done: for each new paragraph its old ids. */
export interface Revised { old: OldBlock[]; next: NewBlock[]; truth: Truth[] }
export interface Truth { fate: 'kept' | 'edited' | 'moved' | 'inserted' | 'split' | 'merged'; from: string[] }
type Written = Truth & { text: string }

const BOILERPLATE = ['See also:', 'Try it in the Playground', 'Дивіться також:', 'Детальніше про це нижче.']

export function reviseParagraphs(count: number, recipe: Recipe): Revised {
  const chance = seeded(count + recipe.edited)
  const inserted = Math.round(count * recipe.inserted / 100)
  const texts = shuffle(realParagraphs(count + inserted), chance)
  const fresh = texts.splice(count)
  const old = texts.map((text, at) => chance() < 0.02 ? BOILERPLATE[at % BOILERPLATE.length] ?? '' : text)
  const words = texts.slice(0, 2000).flatMap((text) => text.split(' '))
  const written = insertAmong(moveSome(writeAnew(old, recipe, chance, words), count * recipe.moved / 100, chance), fresh, chance)
  return {
    old: old.map((text, at) => ({ id: String(at), text, hash: textHash(text), kind: 'paragraph', level: 0, list: null })),
    next: written.map(({ text }) => ({ text, kind: 'paragraph', level: 0, list: null })),
    truth: written.map(({ fate, from }) => ({ fate, from })),
  }
}

function writeAnew(old: readonly string[], recipe: Recipe, chance: () => number, words: readonly string[]): Written[] {
  const written: Written[] = []
  for (let at = 0; at < old.length; at++) {
    const text = old[at] ?? ''
    const from = [String(at)]
    const isPlain = !BOILERPLATE.includes(text)
    const lot = chance() * 100
    const below = (...parts: number[]) => isPlain && lot < parts.reduce((sum, part) => sum + part, 0)
    if (below(recipe.deleted)) continue
    if (below(recipe.deleted, recipe.edited)) written.push({ fate: 'edited', from, text: edit(text, chance, words) })
    else if (below(recipe.deleted, recipe.edited, recipe.split) && text.length > 80) written.push(...split(text, from))
    else if (below(recipe.deleted, recipe.edited, recipe.split, recipe.merged) && at + 1 < old.length && !BOILERPLATE.includes(old[at + 1] ?? '')) {
      written.push({ fate: 'merged', from: [...from, String(++at)], text: `${text} ${old[at]}` })
    } else written.push({ fate: 'kept', from, text })
  }
  return written
}

function split(text: string, from: string[]): Written[] {
  const middle = text.indexOf(' ', text.length / 2)
  return [text.slice(0, middle), text.slice(middle + 1)].map((part) => ({ fate: 'split', from, text: part }))
}

/** One word, or up to a fifth of them: replaced (60 %), left out (20 %) or followed by another one (20 %). */
function edit(text: string, chance: () => number, words: readonly string[]): string {
  const edited = text.split(' ')
  const pick = () => words[Math.floor(chance() * words.length)] ?? ''
  const times = 1 + Math.floor(chance() * edited.length / 5)
  for (let time = 0; time < times; time++) {
    const at = Math.floor(chance() * edited.length)
    const lot = chance()
    if (lot < 0.6) edited[at] = pick()
    else if (lot < 0.8 && edited.length > 2) edited.splice(at, 1)
    else edited.splice(at, 0, pick())
  }
  const after = edited.join(' ')
  return after === text ? `${text} ${pick()}` : after
}

function moveSome(written: Written[], count: number, chance: () => number): Written[] {
  const takenOut = new Set<Written>()
  for (let time = 0; time < count; time++) {
    const one = written[Math.floor(chance() * written.length)]
    if (one?.fate === 'kept' && !BOILERPLATE.includes(one.text)) takenOut.add(one)
  }
  return scatter(written.filter((one) => !takenOut.has(one)), [...takenOut].map((one) => ({ ...one, fate: 'moved' })), chance)
}

function insertAmong(written: Written[], fresh: readonly string[], chance: () => number): Written[] {
  return scatter(written, fresh.map((text) => ({ fate: 'inserted', from: [], text })), chance)
}

function scatter(written: readonly Written[], others: readonly Written[], chance: () => number): Written[] {
  const places = new Map<number, Written[]>()
  for (const one of others) {
    const place = Math.floor(chance() * written.length)
    places.set(place, [...places.get(place) ?? [], one])
  }
  return written.flatMap((one, at) => [...places.get(at) ?? [], one])
}

function shuffle(texts: string[], chance: () => number): string[] {
  for (let at = texts.length - 1; at > 0; at--) {
    const other = Math.floor(chance() * (at + 1))
    const text = texts[at] ?? ''
    texts[at] = texts[other] ?? ''
    texts[other] = text
  }
  return texts
}

/** A linear congruential generator: the same texts in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}
