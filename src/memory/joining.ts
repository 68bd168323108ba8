import type { Row } from '../db/schema.ts'
import { FEW, PLACES, PostingsReader, PostingsWriter, WIDEST_RUN } from './postings.ts'
import { firstPosting } from './postings-store.ts'
import { FEATURES } from './terms.ts'

type Posting = Row<'memory_posting'>

/** Chunks of one part, in order, one by one; after the last one none. */
export type Chunks = () => Promise<Uint8Array | undefined>

/** What was gathered in one go, read a feature at a time. */
class Part {
  readonly #chunks: Chunks
  #reader = new PostingsReader(new Uint8Array(0))
  /** The feature that comes next; `FEATURES` when all have come. */
  feature = -1

  constructor(chunks: Chunks) {
    this.#chunks = chunks
  }

  /** True when the next feature is known without `advance`. */
  step(): boolean {
    if (this.#reader.isAtEnd) return false
    this.feature = this.#reader.plain()
    return true
  }

  async advance(): Promise<void> {
    const chunk = await this.#chunks()
    this.#reader = new PostingsReader(chunk ?? new Uint8Array(0))
    if (!this.step()) this.feature = FEATURES
  }

  read(take: (number: number, place: number) => void): void {
    let number = 0
    for (let left = this.#reader.plain(); left > 0; left--) {
      const both = this.#reader.plain()
      take(number += both >>> 5, both & (PLACES - 1))
    }
  }
}

/** Joins parts, each of later units than the one before, to the postings of a run, in the order of their ids. */
export async function joinParts(
  run: number, chunks: readonly Chunks[], take: (postings: Posting[]) => Promise<void> | undefined,
): Promise<void> {
  const parts = chunks.map((one) => new Part(one))
  for (const part of parts) await part.advance()
  const list = new List()
  for (;;) {
    const feature = parts.reduce((least, part) => Math.min(least, part.feature), FEATURES)
    if (feature === FEATURES) return
    for (const part of parts) {
      if (part.feature !== feature) continue
      part.read(list.add)
      if (!part.step()) await part.advance()
    }
    const waited = take(list.take(firstPosting(run) + feature * PLACES))
    if (waited) await waited
  }
}

/** In which units one feature is. */
class List {
  #entries = new Uint32Array(1 << 16)
  #byPlace = new Uint32Array(0)
  #size = 0
  readonly #counts = new Uint32Array(PLACES)
  readonly #writer = new PostingsWriter()

  readonly add = (number: number, place: number): void => {
    if (this.#size === this.#entries.length) this.#grow()
    this.#entries[this.#size++] = place * WIDEST_RUN + number
    this.#counts[place]! += 1
  }

  /** Its postings, the first one under this id. */
  take(id: number): Posting[] {
    const postings = this.#size <= FEW ? [this.#postingOf(id)] : this.#postingsOf(id)
    this.#size = 0
    this.#counts.fill(0)
    return postings
  }

  #postingOf(id: number): Posting {
    for (const entry of this.#entries.subarray(0, this.#size)) this.#writer.placed(entry % WIDEST_RUN, Math.floor(entry / WIDEST_RUN))
    return { id, count: this.#size, units: this.#writer.take() }
  }

  #postingsOf(id: number): Posting[] {
    const ends = this.#order()
    const postings: Posting[] = []
    let from = 0
    for (const [place, end] of ends.entries()) {
      if (end === from) continue
      this.#writer.numbers(this.#byPlace, from, end)
      postings.push({ id: id + place, count: end - from, units: this.#writer.take() })
      from = end
    }
    let sum = 0
    for (const { id: own, count } of postings) this.#writer.placed(sum += count, own - id)
    return [{ id, count: this.#size, units: this.#writer.take() }, ...postings]
  }

  /** The numbers of each place after those of the one before; where those of each end. */
  #order(): Uint32Array {
    if (this.#byPlace.length < this.#size) this.#byPlace = new Uint32Array(this.#entries.length)
    const next = new Uint32Array(PLACES)
    for (let place = 1; place < PLACES; place++) next[place] = next[place - 1]! + this.#counts[place - 1]!
    for (let at = 0; at < this.#size; at++) {
      const entry = this.#entries[at]!
      this.#byPlace[next[Math.floor(entry / WIDEST_RUN)]!++] = entry % WIDEST_RUN
    }
    return next
  }

  #grow(): void {
    const entries = new Uint32Array(2 * this.#size)
    entries.set(this.#entries)
    this.#entries = entries
  }
}
