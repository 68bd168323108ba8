import { foldWord, stemsOf } from '../text/stems/stem.ts'
import { isWordCode, type Form } from './form.ts'

/** Features are numbers below this: the lower half are groups of three letters, the upper half stems of words. */
export const FEATURES = 1 << 22
export const STEMS = FEATURES / 2
const SHORT_FORM = 6
const APOSTROPHE = 39
const KEPT = 1 << 16
const SPARE = 4 * KEPT

/** What a text is found by: every feature once. `letters`: how many of them, at the beginning, are groups of letters. */
export interface Features {
  list: Uint32Array
  size: number
  letters: number
}

/** Reads features of texts in one language that have, or want, a translation into another one. */
export class FeatureReader {
  readonly #language: string
  readonly #seed: number
  readonly #met = new Uint32Array(FEATURES >>> 5)
  /** Words met lately, by two hashes of their letters, and the features of their stems. */
  readonly #words = new Uint32Array(4 * KEPT + 4)

  constructor(from: string, to: string) {
    this.#language = from
    this.#seed = hashOf(`${from}>${to}`)
  }

  /** `letters`: groups of letters too, which tell short texts apart. */
  read({ codes, length }: Form, features: Features, letters: boolean): void {
    if (features.list.length < 3 * length + 8) features.list = new Uint32Array(6 * length + 8)
    features.size = 0
    if (length < SHORT_FORM) this.#add(features, hashOf(String.fromCharCode(...codes.subarray(0, length)), this.#seed) % STEMS)
    if (letters) for (let at = 2; at < length; at++) this.#add(features, this.#lettersAt(codes, at))
    features.letters = features.size
    this.#readWords(codes, length, features)
    for (let at = 0; at < features.size; at++) this.#met[(features.list[at] ?? 0) >>> 5] = 0
  }

  /** The feature of a stem, as `stemsOf` gives it. */
  ofStem(stem: string): number {
    return STEMS + hashOf(stem, this.#seed) % STEMS
  }

  #lettersAt(codes: Uint16Array, at: number): number {
    const [first, second, third] = [codes[at - 2] ?? 0, codes[at - 1] ?? 0, codes[at] ?? 0]
    const mixed = Math.imul(first ^ this.#seed, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35)
    return (Math.imul(mixed ^ mixed >>> 15, 0x2c1b3c6d) >>> 11) % STEMS
  }

  #readWords(codes: Uint16Array, length: number, features: Features): void {
    let [start, hash, other] = [-1, 0, 0]
    for (let at = 0; at <= length; at++) {
      const code = at < length ? codes[at] ?? 0 : 0
      if (isWordCode(code)) {
        if (start < 0) [start, hash, other] = [at, this.#seed, 0]
        hash = Math.imul(hash ^ code, 0x01000193)
        other = Math.imul(other + code, 0x9e3779b1) ^ other >>> 15
      } else if (start >= 0 && (code !== APOSTROPHE || !isWordCode(codes[at + 1] ?? 0) || at + 1 >= length)) {
        this.#addWord(features, { codes, start, end: at, hash, other })
        start = -1
      }
    }
  }

  #addWord(
    features: Features, { codes, start, end, hash, other }: { codes: Uint16Array; start: number; end: number; hash: number; other: number },
  ): void {
    const words = this.#words
    const place = 4 * ((hash ^ hash >>> 15) & (KEPT - 1))
    if (words[place] !== hash >>> 0 || words[place + 1] !== other >>> 0) {
      // Two places that differ in one bit: of two words that meet in one, neither drives the other out.
      words.copyWithin(SPARE, place ^ 4, (place ^ 4) + 4)
      words.copyWithin(place ^ 4, place, place + 4)
      words.copyWithin(place, SPARE)
    }
    if (words[place] !== hash >>> 0 || words[place + 1] !== other >>> 0) {
      const word = foldWord(String.fromCharCode(...codes.subarray(start, end)))
      const [stem = '', second = ''] = word === '' ? [] : stemsOf(word, this.#language)
      words.set([hash, other, stem === '' ? 0 : this.ofStem(stem), second === '' ? 0 : this.ofStem(second)], place)
    }
    const [stem, second] = [words[place + 2] ?? 0, words[place + 3] ?? 0]
    if (stem !== 0) this.#add(features, stem)
    if (second !== 0) this.#add(features, second)
  }

  #add(features: Features, feature: number): void {
    const [place, bit] = [feature >>> 5, 1 << (feature & 31)]
    const met = this.#met[place] ?? 0
    if ((met & bit) !== 0) return
    this.#met[place] = met | bit
    features.list[features.size++] = feature
  }
}

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

export function newFeatures(): Features {
  return { list: new Uint32Array(1024), size: 0, letters: 0 }
}

/** FNV-1a. */
function hashOf(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ hash >>> 13) >>> 0
}
