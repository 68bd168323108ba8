import { Numbering } from './numbering.ts'

const BITS = 31
const ALL = 0x7fffffff

/** How long the longest shared sequence of words is, counted for one text against many (Hyyrö's bit rows). */
export class Likeness {
  readonly #places = new Numbering(512)
  #masks = new Int32Array(1024)
  #row = new Int32Array(64)
  #width = 0
  #length = 0
  #steps = 0

  /** Steps taken so far: what a caller limits. */
  get steps(): number {
    return this.#steps
  }

  /** Takes the text that others are compared with. */
  load(words: Int32Array, from: number, to: number): void {
    this.#places.clear()
    this.#length = to - from
    this.#width = Math.ceil(this.#length / BITS)
    this.#reserve(this.#length * this.#width)
    for (let at = 0; at < this.#length; at++) {
      const known = this.#places.size
      const place = this.#places.enter(words[from + at] ?? 0)
      if (place === known) this.#masks.fill(0, place * this.#width, (place + 1) * this.#width)
      const index = place * this.#width + Math.floor(at / BITS)
      this.#masks[index] = (this.#masks[index] ?? 0) | (1 << (at % BITS))
    }
    this.#steps += this.#length * this.#width
  }

  /** How many words it shares, in order, with those that stand from `from` to `to`. */
  shared(words: Int32Array, from: number, to: number): number {
    this.#row.fill(ALL, 0, this.#width)
    for (let at = from; at < to; at++) {
      const place = this.#places.find(words[at] ?? 0)
      if (place >= 0) this.#take(place * this.#width)
    }
    this.#steps += (to - from) * this.#width
    return this.#countZeros()
  }

  #take(mask: number): void {
    let carry = 0
    for (let column = 0; column < this.#width; column++) {
      const row = this.#row[column] ?? 0
      const kept = row & (this.#masks[mask + column] ?? 0)
      const sum = row + kept + carry
      carry = sum > ALL ? 1 : 0
      this.#row[column] = (sum & ALL) | (row & ~kept)
    }
  }

  #countZeros(): number {
    let zeros = 0
    for (let column = 0; column < this.#width; column++) {
      const bits = Math.min(BITS, this.#length - column * BITS)
      let open = ~(this.#row[column] ?? 0) & (bits === BITS ? ALL : (1 << bits) - 1)
      for (; open !== 0; open &= open - 1) zeros++
    }
    return zeros
  }

  #reserve(size: number): void {
    if (this.#masks.length < size) this.#masks = new Int32Array(size * 2)
    if (this.#row.length < this.#width) this.#row = new Int32Array(this.#width * 2)
  }
}
