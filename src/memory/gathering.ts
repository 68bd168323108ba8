import { newForm, readForm } from './form.ts'
import type { IndexedUnit } from './index-store.ts'
import { placeOf, PostingsWriter, WIDEST_RUN } from './postings.ts'
import { newFeatures, STEMS, type Readers } from './terms.ts'

/** Of texts as short as this, groups of letters are indexed too: with few words, one changed word says too much. */
export const SHORT = 100
/** So many of them, the rarest. */
const MOST_LETTERS = 24
/** Each seen up to twice as often as the one before. */
const RARITIES = 17
/** So many features are gathered before they are put in order: their memory is what making an index takes. */
const MOST_GATHERED = 1 << 20
/** Features are put in order by half of their bits, then by the other half. */
const HALF = 11
const CHUNK = 1 << 16

/** Gathers the features of units, and gives those of some units in order: features, and of each the units that have it. */
export class Gathering {
  readonly #readers: Readers
  readonly #first: number
  readonly #form = newForm()
  readonly #features = newFeatures()
  readonly #seen = new Uint16Array(STEMS)
  #gathered = newRoom(MOST_GATHERED)
  #spare = newRoom(0)
  #size = 0
  last: number
  units = 0

  constructor(readers: Readers, first: number) {
    this.#readers = readers
    this.#first = first
    this.last = first
  }

  get isFull(): boolean {
    return this.#size >= MOST_GATHERED * 0.9
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
    this.#eachSide(unit, (length) => this.#takeFeatures(placeOf(length) * WIDEST_RUN + number))
    this.last = unit.id
    this.units += 1
  }

  /** What was gathered since the last time, in order, as chunks of bytes for `joinParts`; stops now and then with none. */
  *take(): Generator<Uint8Array | undefined> {
    yield* this.#sort()
    const [{ features, entries }, size, writer] = [this.#gathered, this.#size, new PostingsWriter()]
    for (let from = 0, to = 0; from < size; from = to) {
      const feature = features[from]!
      while (to < size && features[to] === feature) to++
      writer.plain(feature)
      writer.plain(to - from)
      writer.begin()
      for (let at = from; at < to; at++) writer.placed(entries[at]! % WIDEST_RUN, Math.floor(entries[at]! / WIDEST_RUN))
      if (writer.size >= CHUNK) yield writer.take()
    }
    if (writer.size > 0) yield writer.take()
    this.#size = 0
  }

  /** By feature; units of the same one stay in their order. */
  *#sort(): Generator<undefined> {
    if (this.#spare.features.length < this.#size) this.#spare = newRoom(this.#gathered.features.length)
    for (const shift of [0, HALF]) {
      const next = new Uint32Array((1 << HALF) + 1)
      const [{ features, entries }, to, mask] = [this.#gathered, this.#spare, (1 << HALF) - 1]
      for (let at = 0; at < this.#size; at++) next[(features[at]! >>> shift & mask) + 1]!++
      for (let at = 1; at < next.length; at++) next[at]! += next[at - 1]!
      yield
      for (let at = 0; at < this.#size; at++) {
        const place = next[features[at]! >>> shift & mask]!++
        to.features[place] = features[at]!
        to.entries[place] = entries[at]!
      }
      this.#spare = this.#gathered
      this.#gathered = to
      yield
    }
  }

  #eachSide({ language_a: a, text_a: textA, language_b: b, text_b: textB }: IndexedUnit, take: (length: number) => void): void {
    for (const [from, to, text] of [[a, b, textA], [b, a, textB]] as const) {
      readForm(text, this.#form)
      this.#readers.of(from, to).read(this.#form, this.#features, this.#form.length < SHORT)
      take(this.#form.length)
    }
  }

  #takeFeatures(entry: number): void {
    const { list, letters, size } = this.#features
    this.#makeRoom(size)
    this.#takeRarest(entry)
    for (let at = letters; at < size; at++) this.#put(list[at]!, entry)
  }

  /** Of the groups of letters those that are rarest elsewhere. */
  #takeRarest(entry: number): void {
    const { list, letters } = this.#features
    const levels = new Uint8Array(RARITIES)
    for (let at = 0; at < letters; at++) levels[this.#rarity(list[at]!)]!++
    let [level, left] = [0, MOST_LETTERS]
    while (level < RARITIES && levels[level]! <= left) left -= levels[level++]!
    for (let at = 0; at < letters; at++) {
      const own = this.#rarity(list[at]!)
      if (own < level || (own === level && left-- > 0)) this.#put(list[at]!, entry)
    }
  }

  #put(feature: number, entry: number): void {
    this.#gathered.features[this.#size] = feature
    this.#gathered.entries[this.#size++] = entry
  }

  #rarity(feature: number): number {
    return 32 - Math.clz32(this.#seen[feature] ?? 0)
  }

  #makeRoom(more: number): void {
    if (this.#size + more <= this.#gathered.features.length) return
    const room = newRoom(2 * (this.#size + more))
    room.features.set(this.#gathered.features)
    room.entries.set(this.#gathered.entries)
    this.#gathered = room
  }
}

/** Room for features, and for the unit that each is of, behind its place. */
function newRoom(size: number): { features: Uint32Array; entries: Uint32Array } {
  return { features: new Uint32Array(size), entries: new Uint32Array(size) }
}
