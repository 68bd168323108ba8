import { foldWord, stemsOf } from '../text/stems/stem.ts'
import type { Language } from '../db/columns.ts'
import type { WantedWord } from './model.ts'

/** A piece of a text, found or between what was found. */
export interface Piece {
  text: string
  found: boolean
}

/** Words of a text that a query asks for: where each stands, and which of the query's words it is. */
interface Hit {
  start: number
  end: number
  wanted: number
  /** Found by ґ in the place of г, or the reverse. */
  twin: boolean
}

const REST = "(?:[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d\\u2060]|['\\u2019\\u2018`](?=[\\p{L}\\p{N}]))*"
const NOT_INSIDE = "(?<![\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d\\u2060]['\\u2019\\u2018`]?)"
/** Letters that may stand first in forms of one word, or for one another. */
const KIN = ['гґ', 'іїеєо', 'ув', 'йі', 'зс']
const LATIN_ACCENTS = '\\u00c0-\\u024f'
const LONGEST_STEP_BACK = 80

/** Finds the words of one query in many texts: only those that begin alike are looked at more closely. */
export class Marker {
  readonly #wanted: readonly WantedWord[]
  readonly #language: Language
  readonly #words: RegExp
  /** Words as they stood in texts; one query's texts repeat them. */
  readonly #known = new Map<string, Pick<Hit, 'wanted' | 'twin'> | null>()

  constructor(wanted: readonly WantedWord[], language: Language) {
    this.#wanted = wanted
    this.#language = language
    this.#words = new RegExp(`${NOT_INSIDE}${firstLetters(wanted)}${REST}`, 'gu')
  }

  hitsIn(text: string): Hit[] {
    const hits: Hit[] = []
    for (const { 0: found, index } of text.matchAll(this.#words)) {
      const known = this.#known.get(found)
      const meant = known === undefined ? this.#meantBy(found) : known
      if (known === undefined) this.#known.set(found, meant)
      if (meant) hits.push({ start: index, end: index + found.length, ...meant })
    }
    return hits
  }

  #meantBy(found: string): Pick<Hit, 'wanted' | 'twin'> | null {
    const stems = stemsOf(foldWord(found), this.#language)
    const isOwn = this.#wanted.findIndex(({ stems: own }) => stems.some((stem) => own.includes(stem)))
    if (isOwn >= 0) return { wanted: isOwn, twin: false }
    const isTwin = this.#wanted.findIndex(({ twin }) => stems.some((stem) => twin?.stems.includes(stem)))
    return isTwin >= 0 ? { wanted: isTwin, twin: true } : null
  }
}

/** How many of a query's words were found. */
export function countWanted(hits: readonly Hit[]): number {
  return new Set(hits.map(({ wanted }) => wanted)).size
}

/** The part of a text, about so long, that shows most of what was found. */
export function excerptAround(text: string, hits: readonly Hit[], most: number): Piece[] {
  const { from, to } = bestWindow(text, hits, most)
  const pieces: Piece[] = []
  const add = (part: string, found: boolean) => { if (part !== '') pieces.push({ text: part, found }) }
  let at = from
  if (from > 0) add('…', false)
  for (const { start, end } of hits.filter((hit) => hit.start >= from && hit.end <= to)) {
    add(text.slice(at, start), false)
    add(text.slice(start, end), true)
    at = end
  }
  add(text.slice(at, to), false)
  if (to < text.length) add('…', false)
  return pieces
}

/** Begins a little before a word that was found, and ends between words. */
function bestWindow(text: string, hits: readonly Hit[], most: number): { from: number; to: number } {
  if (text.length <= most) return { from: 0, to: text.length }
  const before = Math.floor(most / 4)
  let best = { from: 0, found: -1 }
  for (const { start } of hits) {
    const from = Math.max(0, Math.min(start - before, text.length - most))
    const found = countWanted(hits.filter((hit) => hit.start >= from && hit.end <= from + most))
    if (found > best.found) best = { from, found }
  }
  // What was found may be a part of a longer word: it is not cut away with the rest of that.
  const first = Math.min(...hits.filter(({ start }) => start >= best.from).map(({ start }) => start))
  const from = best.from === 0 ? 0 : Math.min(wordStart(text, best.from), first)
  const end = Math.min(text.length, from + most)
  const last = Math.max(0, ...hits.filter((hit) => hit.start >= from && hit.end <= end).map((hit) => hit.end))
  return { from, to: end === text.length ? end : Math.max(wordEnd(text, end, from), last) }
}

function wordStart(text: string, at: number): number {
  const space = /\s(?=\S)/u.exec(text.slice(at - 1, at + 40))
  return space ? at + space.index : at
}

function wordEnd(text: string, at: number, from: number): number {
  // Only so far back: over a long row of commas or dashes the search takes the square of its length.
  const start = Math.max(from, at - LONGEST_STEP_BACK)
  const space = text.slice(start, at + 1).search(/[\s,;:.—–-]*\s\S*$/u)
  return space >= 0 && start + space > from ? start + space : at
}

function firstLetters(wanted: readonly WantedWord[]): string {
  const letters = new Set<string>()
  for (const [first] of wanted.map(({ word }) => word)) {
    if (first === undefined) continue
    for (const letter of KIN.find((kin) => kin.includes(first)) ?? first) letters.add(letter).add(letter.toUpperCase())
  }
  const any = [...letters].some((letter) => !/[\p{Script=Cyrillic}a-z\d]/iu.test(letter))
  const latin = [...letters].some((letter) => /[a-z]/i.test(letter)) ? LATIN_ACCENTS : ''
  return any || letters.size === 0 ? '[\\p{L}\\p{N}]' : `[${[...letters].join('')}${latin}]`
}
