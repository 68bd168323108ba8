import type { Form } from './form.ts'

/**
 * Edit distances from one text to many, by Myers' bit vectors in Hyyrö's form for patterns of several words
 * (G. Myers, JACM 46(3), 1999; H. Hyyrö, 2003): 32 cells of the table in a step.
 */
export class Measure {
  readonly #rows = new Uint16Array(0x10000)
  readonly #met: number[] = []
  #length = 0
  #blocks = 0
  #equal = new Int32Array(0)
  #plus = new Int32Array(0)
  #minus = new Int32Array(0)

  /** From now on distances are those from this text. */
  from({ codes, length }: Form): void {
    for (const code of this.#met) this.#rows[code] = 0
    this.#met.length = 0
    this.#length = length
    this.#blocks = (length + 31) >>> 5
    for (let at = 0; at < length; at++) {
      const code = codes[at] ?? 0
      if (this.#rows[code] === 0) this.#rows[code] = this.#met.push(code)
    }
    this.#equal = new Int32Array((this.#met.length + 1) * this.#blocks)
    for (let at = 0; at < length; at++) {
      const cell = (this.#rows[codes[at] ?? 0] ?? 0) * this.#blocks + (at >>> 5)
      this.#equal[cell] = (this.#equal[cell] ?? 0) | 1 << (at & 31)
    }
    this.#plus = new Int32Array(this.#blocks)
    this.#minus = new Int32Array(this.#blocks)
  }

  /** The distance to another text; -1 where it is larger than `most`. */
  to({ codes, length }: Form, most: number): number {
    if (Math.abs(length - this.#length) > most) return -1
    if (this.#length === 0) return length
    // Everything in local names: this loop is where a look-up spends its time.
    const [rows, equal, plus, minus, blocks] = [this.#rows, this.#equal, this.#plus, this.#minus, this.#blocks]
    const [last, lastBit] = [blocks - 1, 1 << ((this.#length - 1) & 31)]
    plus.fill(-1)
    minus.fill(0)
    let distance = this.#length
    for (let at = 0; at < length; at++) {
      const row = rows[codes[at]!]! * blocks
      let inPlus = 1
      let inMinus = 0
      for (let block = 0; block <= last; block++) {
        const p = plus[block]!
        const m = minus[block]!
        const e = equal[row + block]!
        const vertical = e | m
        const carried = e | inMinus
        const horizontal = (((carried & p) + p) ^ p) | carried
        let up = m | ~(horizontal | p)
        let down = p & horizontal
        if (block === last) {
          if ((up & lastBit) !== 0) distance++
          else if ((down & lastBit) !== 0) distance--
        }
        const outPlus = up >>> 31
        const outMinus = down >>> 31
        up = (up << 1) | inPlus
        down = (down << 1) | inMinus
        plus[block] = down | ~(vertical | up)
        minus[block] = up & vertical
        inPlus = outPlus
        inMinus = outMinus
      }
      if (distance - (length - 1 - at) > most) return -1
    }
    return distance <= most ? distance : -1
  }
}
