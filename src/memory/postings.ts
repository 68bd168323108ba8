/** So much longer is the longest text of a class than the shortest. */
const STEP = Math.log(1.3)
const LAST = 30

/** Places for the postings of a feature in a run: the first for all of a few, or how many each class of lengths has; then one for each. */
export const PLACES = 32
/** A feature of no more units than this has all of them in its first place. */
export const FEW = 64
/** Numbers in a run are counted from its first, and must stay below this. */
export const WIDEST_RUN = 1 << 20

/** Which place a text of this length has: from 1. */
export function placeOf(length: number): number {
  return 1 + Math.min(LAST, Math.floor(Math.log(Math.max(1, length)) / STEP))
}

/** Ascending numbers, each with a place: what tells one from the one before, seven bits in a byte. */
export class PostingsWriter {
  #bytes = new Uint8Array(1 << 16)
  #last = 0
  size = 0

  /** From now on another list. */
  begin(): void {
    this.#last = 0
  }

  /** A number by itself, in the middle of lists too. */
  plain(number: number): void {
    if (this.size + 8 > this.#bytes.length) this.#grow()
    let left = number
    for (; left > 127; left >>>= 7) this.#bytes[this.size++] = left & 127 | 128
    this.#bytes[this.size++] = left
  }

  /** Some of a list of ascending numbers. */
  numbers(numbers: Uint32Array, from: number, to: number): void {
    for (let at = from; at < to; at++) this.plain(numbers[at]! - (at > from ? numbers[at - 1]! : 0))
  }

  placed(number: number, place: number): void {
    this.plain((number - this.#last) * PLACES + place)
    this.#last = number
  }

  /** What was written since the last time. */
  take(): Uint8Array {
    const bytes = this.#bytes.slice(0, this.size)
    this.size = this.#last = 0
    return bytes
  }

  #grow(): void {
    const bytes = new Uint8Array(2 * this.#bytes.length)
    bytes.set(this.#bytes)
    this.#bytes = bytes
  }
}

/** Reads numbers as they were written, one after another. */
export class PostingsReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  plain(): number {
    let byte = this.#bytes[this.#at++] ?? 0
    let number = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.#bytes[this.#at++] ?? 0
      number |= (byte & 127) << shift
    }
    return number
  }
}

/** Calls `take` with each number of a list without places. */
export function eachNumber(bytes: Uint8Array, take: (number: number) => void): void {
  const reader = new PostingsReader(bytes)
  for (let number = 0; !reader.isAtEnd;) take(number += reader.plain())
}

/** The same of a list with places. */
export function eachPlaced(bytes: Uint8Array, take: (number: number, place: number) => void): void {
  const reader = new PostingsReader(bytes)
  for (let number = 0; !reader.isAtEnd;) {
    const both = reader.plain()
    take(number += both >>> 5, both & (PLACES - 1))
  }
}

/** How many numbers each place has, as the first place of a feature with many says. */
export function countsIn(bytes: Uint8Array): { place: number; count: number }[] {
  const counts: { place: number; count: number }[] = []
  let before = 0
  eachPlaced(bytes, (sum, place) => {
    counts.push({ place, count: sum - before })
    before = sum
  })
  return counts
}
