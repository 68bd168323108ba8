/** Numbers numbers in the order they come, from 0: a hash table without objects, emptied at once. */
export class Numbering {
  #keys: Int32Array
  #places: Int32Array
  #rounds: Int32Array
  #round = 1
  #size = 0

  constructor(expected: number) {
    const capacity = 2 ** Math.ceil(Math.log2(2 * expected + 16))
    this.#keys = new Int32Array(capacity)
    this.#places = new Int32Array(capacity)
    this.#rounds = new Int32Array(capacity)
  }

  get size(): number {
    return this.#size
  }

  clear(): void {
    this.#size = 0
    this.#round++
  }

  find(key: number): number {
    const at = this.#seek(key)
    return this.#rounds[at] === this.#round ? this.#places[at] ?? -1 : -1
  }

  enter(key: number): number {
    if (this.#size * 2 >= this.#keys.length) this.#widen()
    const at = this.#seek(key)
    if (this.#rounds[at] === this.#round) return this.#places[at] ?? -1
    this.#put(at, key, this.#size)
    return this.#size++
  }

  #seek(key: number): number {
    const mask = this.#keys.length - 1
    let at = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d) >>> 7 & mask
    while (this.#rounds[at] === this.#round && this.#keys[at] !== key) at = (at + 1) & mask
    return at
  }

  #put(at: number, key: number, place: number): void {
    this.#keys[at] = key
    this.#places[at] = place
    this.#rounds[at] = this.#round
  }

  #widen(): void {
    const [keys, places, rounds, round] = [this.#keys, this.#places, this.#rounds, this.#round]
    const capacity = keys.length * 2
    this.#keys = new Int32Array(capacity)
    this.#places = new Int32Array(capacity)
    this.#rounds = new Int32Array(capacity)
    this.#round = 1
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? 0
      if (rounds[at] === round) this.#put(this.#seek(key), key, places[at] ?? 0)
    }
  }
}
