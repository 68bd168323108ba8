import { hash } from 'node:crypto'
import type { NewUnit } from './model.ts'

const FULL = 0.7

/** Which units came already: eight bytes for each, whatever its length. */
export class SeenUnits {
  #size = 0
  /** Two numbers a place; both 0: nothing stands there. */
  #places = new Uint32Array(1 << 15)

  /** False when the same texts came before, between the same neighbours. */
  add({ languageA, textA, languageB, textB, before = '-', after = '-' }: NewUnit): boolean {
    const sides = languageA < languageB ? [languageA, textA, languageB, textB] : [languageB, textB, languageA, textA]
    const digest = hash('md5', [...sides, before, after].join('\0'), 'buffer')
    const isNew = this.#put(digest.readUInt32LE(0) | 1, digest.readUInt32LE(4))
    if (isNew && ++this.#size * 2 > FULL * this.#places.length) this.#grow()
    return isNew
  }

  #put(first: number, second: number): boolean {
    const places = this.#places
    const mask = places.length / 2 - 1
    for (let at = second & mask; ; at = (at + 1) & mask) {
      if (places[2 * at] === 0) {
        places[2 * at] = first
        places[2 * at + 1] = second
        return true
      }
      if (places[2 * at] === first >>> 0 && places[2 * at + 1] === second) return false
    }
  }

  #grow(): void {
    const old = this.#places
    this.#places = new Uint32Array(2 * old.length)
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) this.#put(old[at] ?? 0, old[at + 1] ?? 0)
  }
}
