import { eachPlaced, WIDEST_RUN } from './postings.ts'

/** The most a number can be counted. */
const MOST = 255

interface Counted {
  number: number
  count: number
}

/** Counts how often each number of a run comes, and gives those that came most often. One for all: nothing is awaited meanwhile. */
export class Tally {
  readonly #counts = new Uint8Array(WIDEST_RUN)
  readonly #met = new Uint32Array(WIDEST_RUN)
  #size = 0
  #least = 1

  /** Numbers that come less often than `least` are of no interest. */
  begin(least: number): void {
    this.#least = least
    this.#size = 0
  }

  /** Counts each of a list of numbers. */
  add(bytes: Uint8Array): void {
    // Everything in local names: a look-up reads a hundred thousand numbers.
    const [counts, met, least, end] = [this.#counts, this.#met, this.#least, bytes.length]
    let [number, size, at] = [0, this.#size, 0]
    while (at < end) {
      let left = bytes[at++]!
      if (left > 127) {
        let byte = bytes[at++]!
        left = left & 127 | (byte & 127) << 7
        for (let shift = 14; byte > 127; shift += 7) {
          byte = bytes[at++]!
          left |= (byte & 127) << shift
        }
      }
      number += left
      const count = counts[number]! + 1
      counts[number] = count
      if (count === least) met[size++] = number
    }
    this.#size = size
  }

  /** The same of a list with places, of those where it is wanted. */
  addPlaced(bytes: Uint8Array, isWanted: (place: number) => boolean): void {
    eachPlaced(bytes, (number, place) => {
      if (!isWanted(place)) return
      const count = this.#counts[number]! + 1
      this.#counts[number] = count
      if (count === this.#least) this.#met[this.#size++] = number
    })
  }

  /** Those that came most often, about so many, of numbers below `width`; all counts are nothing again. */
  best(most: number, width: number): Counted[] {
    const least = this.#cut(most)
    const best: Counted[] = []
    for (let at = 0; at < this.#size; at++) {
      const number = this.#met[at]!
      const count = this.#counts[number]!
      if (count >= least) best.push({ number, count })
    }
    this.#counts.fill(0, 0, width)
    return best.sort((a, b) => b.count - a.count || b.number - a.number).slice(0, most)
  }

  /** How often a number must have come for there to be at least so many of them. */
  #cut(most: number): number {
    const levels = new Uint32Array(MOST + 1)
    for (let at = 0; at < this.#size; at++) levels[this.#counts[this.#met[at]!]!]!++
    let cut = MOST
    for (let sum = levels[cut]!; cut > 1 && sum < most; sum += levels[cut]!) cut--
    return cut
  }
}
