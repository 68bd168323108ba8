import { onlyPlaces } from '../anchors.ts'
import { pairTokens } from '../pair-tokens.ts'
import type { Keys } from './keys.ts'
import type { NewBlock, OldBlock } from './model.ts'
import { Numbering } from './numbering.ts'
import type { Pairing } from './pairing.ts'
import { arePairless, pair, pairInTurn } from './pairing.ts'

/** Blocks that both sides have, in order: where each stands, and its number. What only one side has cannot part neighbours. */
interface Shared { places: number[]; keys: number[] }

/** Pairs equal blocks: what there is once and its neighbours, then the rest in order, then in turn; a kind may have changed. */
export function pairEqual(pairing: Pairing, keys: Keys, old: readonly OldBlock[], next: readonly NewBlock[]): void {
  const a = sharedBlocks(keys.old.blocks, keys.next.blocks)
  const b = sharedBlocks(keys.next.blocks, keys.old.blocks)
  pairNeighbours(pairing, a, b, pairSingles(pairing, a, b))
  pairInOrder(pairing, a, b)
  pairInTurn(pairing, (at) => keys.old.blocks[at] ?? -1, (at) => keys.next.blocks[at] ?? -1)
  pairInTurn(pairing, (at) => wordsKey(keys.old.texts, old, at), (at) => wordsKey(keys.next.texts, next, at))
}

function sharedBlocks(own: Int32Array, others: Int32Array): Shared {
  const known = new Numbering(others.length)
  for (const key of others) known.enter(key)
  const shared: Shared = { places: [], keys: [] }
  for (const [at, key] of own.entries()) {
    if (known.find(key) < 0) continue
    shared.places.push(at)
    shared.keys.push(key)
  }
  return shared
}

/** What stands once on each side is surely the same, wherever it stands; gives the places. */
function pairSingles(pairing: Pairing, a: Shared, b: Shared): [at: number, other: number][] {
  const inB = onlyPlaces(b.keys, 0, b.keys.length)
  const singles: [at: number, other: number][] = []
  for (const [key, at] of onlyPlaces(a.keys, 0, a.keys.length)) {
    const other = inB.get(key) ?? -1
    if (at < 0 || other < 0) continue
    singles.push([at, other])
    pair(pairing, a.places[at] ?? -1, b.places[other] ?? -1)
  }
  return singles
}

/** Of several equal blocks, the one beside a neighbour is the one that stays beside it, or moves along. */
function pairNeighbours(pairing: Pairing, a: Shared, b: Shared, singles: readonly [at: number, other: number][]): void {
  for (const step of [1, -1]) for (const [at, other] of singles) grow(pairing, a, b, { at, other, step })
}

function grow(pairing: Pairing, a: Shared, b: Shared, { at, other, step }: { at: number; other: number; step: number }): void {
  let i = at + step
  let j = other + step
  while (a.keys[i] !== undefined && a.keys[i] === b.keys[j] && arePairless(pairing, a.places[i] ?? -1, b.places[j] ?? -1)) {
    pair(pairing, a.places[i] ?? -1, b.places[j] ?? -1)
    i += step
    j += step
  }
}

/** The others as far as they keep their order, each between the paired neighbours it has. */
function pairInOrder(pairing: Pairing, a: Shared, b: Shared): void {
  const oldOf = (place: number) => pairing.toOld[place] ?? -1
  const walls = new Set([...besideFree(a, (place) => place, pairing.toNew), ...besideFree(b, oldOf, pairing.toOld)])
  const left = walled(a, (place) => pairing.toNew[place] === -1 ? -1 : place, walls)
  const right = walled(b, oldOf, walls)
  for (const [at, partner] of pairTokens(left.keys, right.keys).entries()) {
    if (partner >= 0) pair(pairing, left.places[at] ?? -1, right.places[partner] ?? -1)
  }
}

/** Paired blocks, by their old index, that stand beside one that has no partner yet. */
function besideFree({ places }: Shared, oldOf: (place: number) => number, partners: Int32Array): number[] {
  const isFree = (at: number) => partners[places[at] ?? -1] === -1
  return places.flatMap((place, at) => !isFree(at) && (isFree(at - 1) || isFree(at + 1)) ? [oldOf(place)] : [])
}

/** Blocks without a partner, and the walls between them: each wall is a number of its own, the same on both sides. */
function walled({ places, keys }: Shared, oldOf: (place: number) => number, walls: ReadonlySet<number>): Shared {
  const found: Shared = { places: [], keys: [] }
  for (const [at, place] of places.entries()) {
    const old = oldOf(place)
    if (old >= 0 && !walls.has(old)) continue
    found.places.push(place)
    found.keys.push(old >= 0 ? -1 - old : keys[at] ?? 0)
  }
  return found
}

/** Equal words of whatever kind; not an image's, whose picture counts too. */
export function wordsKey(texts: Int32Array, blocks: readonly Pick<NewBlock, 'kind'>[], at: number): number {
  return blocks[at]?.kind === 'image' ? -1 : texts[at] ?? -1
}
