import type { Row } from '../db/schema.ts'
import { newForm, readForm } from './form.ts'
import { firstPosting, type IndexedUnit } from './index-store.ts'
import { packNumbers, PLACES, placeOf } from './postings.ts'
import { FEATURES, FeatureReader, newFeatures, STEMS } from './terms.ts'

/** Of texts as short as this, groups of letters are indexed too: with few words, one changed word says too much. */
export const SHORT = 100
/** So many of them, the rarest. */
const MOST_LETTERS = 24
/** Each seen up to twice as often as the one before. */
const RARITIES = 17
/** So many are sorted in one go, while others wait. */
const SLICE = 20_000
/** A feature of no more units than this has all of them in one row, whatever their lengths. */
const FEW = 64
/** Numbers in a run are counted from its first, and must stay below this. */
export const WIDEST_RUN = 1 << 20

/** The readers of features for each direction; each keeps the stems of words that it has met. */
export class Readers {
  readonly #readers = new Map<string, FeatureReader>()

  of(from: string, to: string): FeatureReader {
    const key = `${from}>${to}`
    const reader = this.#readers.get(key) ?? new FeatureReader(from, to)
    this.#readers.set(key, reader)
    return reader
  }
}

/** Gathers the features of units, then gives them as rows: postings by feature, run and class of length. */
export class RunBuilder {
  readonly #readers: Readers
  readonly #first: number
  readonly #form = newForm()
  readonly #features = newFeatures()
  readonly #seen = new Uint16Array(STEMS)
  #list = new Uint32Array(1 << 16)
  #size = 0
  readonly #sides: number[] = []
  readonly #ends: number[] = []
  #starts = new Uint32Array(0)
  #entries = new Uint32Array(0)
  last: number
  units = 0

  constructor(readers: Readers, first: number) {
    this.#readers = readers
    this.#first = first
    this.last = first
  }

  /** Hears of some of the units beforehand, to learn which features are rare. */
  learn(unit: IndexedUnit): void {
    this.#eachSide(unit, () => {
      for (let at = 0; at < this.#features.letters; at++) {
        const feature = this.#features.list[at] ?? 0
        this.#seen[feature] = Math.min(0xffff, (this.#seen[feature] ?? 0) + 1)
      }
    })
  }

  add(unit: IndexedUnit): void {
    const number = unit.id - this.#first
    this.#eachSide(unit, (length) => {
      this.#takeFeatures()
      this.#sides.push(placeOf(length) * WIDEST_RUN + number)
      this.#ends.push(this.#size)
    })
    this.last = unit.id
    this.units += 1
  }

  /** The rows of the run, a feature at a time, in the order of their ids; `sort` comes first. */
  *rows(run: number): Generator<Row<'memory_posting'>> {
    const base = firstPosting(run)
    const byPlace = Array.from({ length: PLACES }, (): number[] => [])
    for (let feature = 0; feature < FEATURES; feature++) {
      const [from, to] = [this.#starts[feature] ?? 0, this.#starts[feature + 1] ?? 0]
      if (from === to) continue
      for (let at = from; at < to; at++) {
        const entry = this.#entries[at] ?? 0
        byPlace[to - from <= FEW ? 0 : Math.floor(entry / WIDEST_RUN)]?.push(entry % WIDEST_RUN)
      }
      for (const [place, numbers] of byPlace.entries()) {
        if (numbers.length === 0) continue
        yield { id: base + feature * PLACES + place, count: numbers.length, units: packNumbers(numbers, numbers.length) }
        numbers.length = 0
      }
    }
  }

  /** Brings all features in order, by counting: where those of each begin, and in which units they are. Stops now and then. */
  *sort(): Generator<void> {
    const starts = this.#starts = new Uint32Array(FEATURES + 2)
    for (let at = 0; at < this.#size; at++) {
      starts[this.#list[at]! + 2]!++
      if (at % (32 * SLICE) === 0) yield
    }
    for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
    yield
    this.#entries = new Uint32Array(this.#size)
    let at = 0
    for (const [each, side] of this.#sides.entries()) {
      for (const end = this.#ends[each] ?? 0; at < end; at++) this.#entries[starts[this.#list[at]! + 1]!++] = side
      if (each % SLICE === 0) yield
    }
  }

  #eachSide({ language_a: a, text_a: textA, language_b: b, text_b: textB }: IndexedUnit, take: (length: number) => void): void {
    for (const [from, to, text] of [[a, b, textA], [b, a, textB]] as const) {
      readForm(text, this.#form)
      this.#readers.of(from, to).read(this.#form, this.#features, this.#form.length < SHORT)
      take(this.#form.length)
    }
  }

  #takeFeatures(): void {
    const { list, letters, size } = this.#features
    this.#makeRoom(size)
    this.#takeRarest()
    for (let at = letters; at < size; at++) this.#list[this.#size++] = list[at] ?? 0
  }

  /** Of the groups of letters those that are rarest elsewhere. */
  #takeRarest(): void {
    const { list, letters } = this.#features
    const levels = new Uint8Array(RARITIES)
    for (let at = 0; at < letters; at++) levels[this.#rarity(list[at] ?? 0)]!++
    let [level, left] = [0, MOST_LETTERS]
    while (level < RARITIES && (levels[level] ?? 0) <= left) left -= levels[level++] ?? 0
    for (let at = 0; at < letters; at++) {
      const own = this.#rarity(list[at] ?? 0)
      if (own < level || (own === level && left-- > 0)) this.#list[this.#size++] = list[at] ?? 0
    }
  }

  #rarity(feature: number): number {
    return 32 - Math.clz32(this.#seen[feature] ?? 0)
  }

  #makeRoom(more: number): void {
    if (this.#size + more <= this.#list.length) return
    const list = new Uint32Array(2 * (this.#size + more))
    list.set(this.#list.subarray(0, this.#size))
    this.#list = list
  }
}
