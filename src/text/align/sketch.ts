import { Numbering } from './numbering.ts'
import type { Stems } from './stems.ts'

const SIZE = 16
/** A feature that so many blocks have tells nothing. */
const MOST_HOLDERS = 24
const MOST_FOUND = 5

/** Which blocks may be alike: each is known by the smallest hashes of its words and pairs of words, which similar texts share. */
export class SketchIndex {
  readonly #stems: Stems
  readonly #slots: Numbering
  readonly #sizes: Uint8Array
  readonly #heads: Int32Array
  readonly #followers: Int32Array
  readonly #holders: Int32Array
  readonly #hits: Uint8Array
  readonly #sketch = new Sketch()
  #entries = 0
  #steps = 0

  /** `from` to `to`: the blocks that can be found. */
  constructor(stems: Stems, from: number, to: number) {
    const most = (to - from) * SIZE
    this.#stems = stems
    this.#slots = new Numbering(most)
    this.#sizes = new Uint8Array(most)
    this.#heads = new Int32Array(most).fill(-1)
    this.#followers = new Int32Array(most)
    this.#holders = new Int32Array(most)
    this.#hits = new Uint8Array(to)
    for (let block = from; block < to; block++) this.#enter(block)
  }

  /** Blocks looked at so far. */
  get steps(): number {
    return this.#steps
  }

  /** The few blocks that share most with this one; of equals the earlier. */
  find(block: number): number[] {
    const met = this.#meet(block)
    const best: number[] = []
    for (const holder of met) {
      const hits = this.#hits[holder] ?? 0
      let at = best.length
      while (at > 0 && isBetter(hits, holder, this.#hits[best[at - 1] ?? 0] ?? 0, best[at - 1] ?? 0)) at--
      if (at < MOST_FOUND) best.splice(at, 0, holder)
      if (best.length > MOST_FOUND) best.pop()
    }
    for (const holder of met) this.#hits[holder] = 0
    return best
  }

  #meet(block: number): number[] {
    const met: number[] = []
    this.#sketch.read(this.#stems, block)
    for (let each = 0; each < this.#sketch.size; each++) {
      const slot = this.#slots.find(this.#sketch.features[each] ?? 0)
      if (slot < 0 || (this.#sizes[slot] ?? 0) > MOST_HOLDERS) continue
      for (let at = this.#heads[slot] ?? -1; at >= 0; at = this.#followers[at] ?? -1) {
        const holder = this.#holders[at] ?? 0
        this.#steps++
        if (this.#hits[holder] === 0) met.push(holder)
        this.#hits[holder] = (this.#hits[holder] ?? 0) + 1
      }
    }
    return met
  }

  #enter(block: number): void {
    this.#sketch.read(this.#stems, block)
    for (let each = 0; each < this.#sketch.size; each++) {
      const slot = this.#slots.enter(this.#sketch.features[each] ?? 0)
      const size = this.#sizes[slot] ?? 0
      if (size > MOST_HOLDERS) continue
      this.#sizes[slot] = size + 1
      this.#followers[this.#entries] = this.#heads[slot] ?? -1
      this.#holders[this.#entries] = block
      this.#heads[slot] = this.#entries++
    }
  }
}

function isBetter(hits: number, holder: number, otherHits: number, other: number): boolean {
  return hits > otherHits || (hits === otherHits && holder < other)
}

/** The smallest features of one block after another, each once, in rising order. */
class Sketch {
  readonly features = new Int32Array(SIZE)
  size = 0

  read({ words, starts }: Stems, block: number): void {
    this.size = 0
    const end = starts[block + 1] ?? 0
    for (let at = starts[block] ?? 0; at < end; at++) {
      const word = words[at] ?? 0
      this.#keep(mix(word))
      if (at + 1 < end) this.#keep(mix(Math.imul(word, 31) + (words[at + 1] ?? 0) | 0))
    }
  }

  #keep(feature: number): void {
    const { features } = this
    if (this.size === SIZE && feature >= (features[SIZE - 1] ?? 0)) return
    let at = this.size
    while (at > 0 && (features[at - 1] ?? 0) > feature) at--
    if (at > 0 && features[at - 1] === feature) return
    if (this.size < SIZE) this.size++
    for (let each = this.size - 1; each > at; each--) features[each] = features[each - 1] ?? 0
    features[at] = feature
  }
}

/** Bits spread evenly (the finisher of MurmurHash3). */
function mix(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return bits ^ (bits >>> 16)
}
