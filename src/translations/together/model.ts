import type { Nodes } from 'mdast'
import { LONGEST_SEGMENT } from '../../articles/model.ts'
import type { Id, Language } from '../../db/columns.ts'
import type { SegmentKind } from '../../db/tables/article.ts'
import { cleanText } from '../../text/clean.ts'
import { readMarks } from '../../text/inline.ts'
import { readProse, type Span } from '../../text/prose.ts'
import { OPAQUE } from '../../text/typeset/guard.ts'

/** What is looked for, and what is to stand there. */
export interface Wish {
  find: string
  put: string
  /** Whole words alone, as they are typed: other forms of a word are other words. */
  words: boolean
  /** Capital letters count. */
  cased: boolean
  /** Any apostrophe, quotation mark, dash or space is every other one. */
  alike: boolean
  /** Also within code and the targets of links, and over the signs of marks. */
  marks: boolean
}

export const LONGEST_FIND = 200
export const LONGEST_PUT = 500

/**
 * Where a text has the words: `free` to be replaced, how many are `held` back for the sake of marks, code and addresses, and how many come
 * after the `free` ones, too many for one page.
 */
export interface Places {
  free: Span[]
  held: number
  more: number
}

const MOST_PLACES = 200
/** Of more, each is not tried by itself: all are replaced, or none. */
const MOST_TRIED = 30

export function placesIn(text: string, kind: SegmentKind, wish: Wish): Places {
  const found = listPlaces(text, wish)
  const open = wish.marks ? found : kind === 'code' ? [] : openPlaces(text, found, wish)
  const free = open.slice(0, MOST_PLACES)
  return { free, held: found.length - open.length, more: open.length - free.length }
}

/** Those of the places where only words are replaced, and nothing becomes a mark or ceases to be one. */
function openPlaces(text: string, found: readonly Span[], { put }: Wish): Span[] {
  if (found.length === 0) return []
  const units = readUnits(text)
  const words = found.filter((place) => isFree(place, units))
  if (keepsMarks(text, withPut(text, words.slice(0, MOST_PLACES), put))) return words
  return words.length > MOST_TRIED ? [] : words.filter((place) => keepsMarks(text, withPut(text, [place], put)))
}

/** The text with these places replaced; null where nothing fit to be stored would be left, or marks would not be what they were. */
export function replaceIn(text: string, places: readonly Span[], { put, marks }: Wish): string | null {
  const after = withPut(text, places, put)
  if (!marks && !keepsMarks(text, after)) return null
  const cleaned = cleanText(after, { max: LONGEST_SEGMENT })
  return 'text' in cleaned && cleaned.text !== '' ? cleaned.text : null
}

function withPut(text: string, places: readonly Span[], put: string): string {
  const ends = [0, ...places.map(({ end }) => end)]
  return [...places.map(({ start }, i) => text.slice(ends[i], start) + put), text.slice(ends.at(-1))].join('')
}

const IN_WORD = /[\p{L}\p{M}\p{N}]/u
const APOSTROPHE = /['\u2018\u2019\u02bc`]/u

function listPlaces(text: string, wish: Wish): Span[] {
  const needle = folded(wish.find.normalize('NFC'), wish)
  const hay = folded(text, wish)
  const places: Span[] = []
  if (needle === '') return places
  for (let start = hay.indexOf(needle); start !== -1;) {
    const place = { start, end: start + needle.length }
    const fits = !splitsSign(text, place) && (!wish.words || isWholeWord(text, place))
    if (fits) places.push(place)
    start = hay.indexOf(needle, fits ? place.end : start + 1)
  }
  return places
}

/** Every sign stays in its place, so that what is found here stands there in the text. */
function folded(text: string, { cased, alike }: Wish): string {
  const like = alike ? text.replace(/['\u2018\u2019\u02bc`]/g, '\'').replace(/["\u201c-\u201f\u00ab\u00bb]/g, '"')
    .replace(/[\u00a0\u202f\u2009]/g, ' ').replace(/[\u2012-\u2015\u2212]/g, '\u2014').replace(/[\u2010\u2011]/g, '-') : text
  return cased ? like : like.replace(/\p{Lu}/gu, (letter) => letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)
}

/** A stress mark and the second half of a pair belong to the sign before them. */
function splitsSign(text: string, { end }: Span): boolean {
  const next = text.charCodeAt(end)
  return next >= 0xdc00 && next <= 0xdfff || /^\p{M}/u.test(text.slice(end, end + 2))
}

function isWholeWord(text: string, { start, end }: Span): boolean {
  return !joins(text, start) && !joins(text, end)
}

/** Do the signs on both sides of this place belong to one word? An apostrophe within a word does. */
function joins(text: string, at: number): boolean {
  const [before = '', after = ''] = [text[at - 1], text[at]]
  if (IN_WORD.test(before) && IN_WORD.test(after)) return true
  if (APOSTROPHE.test(after)) return IN_WORD.test(before) && IN_WORD.test(text[at + 1] ?? '')
  return APOSTROPHE.test(before) && IN_WORD.test(after) && IN_WORD.test(text[at - 2] ?? '')
}

/** Which units of the text are words that readers see. */
function readUnits(text: string): Uint8Array {
  const { words, places } = readProse(text)
  const units = new Uint8Array(text.length)
  for (let at = 0; at < words.length; at += 1) if (words[at] !== OPAQUE) units[places[at] ?? 0] = 1
  return units
}

function isFree({ start, end }: Span, units: Uint8Array): boolean {
  return units.subarray(start, end).every((one) => one === 1)
}

function keepsMarks(before: string, after: string): boolean {
  return shapeOf(readMarks(before)) === shapeOf(readMarks(after))
}

/** The marks of a text without its words; a link with its target, code with what stands in it. */
function shapeOf(node: Nodes | undefined): string {
  if (!node || node.type === 'text') return ''
  if (node.type === 'inlineCode') return `\`${node.value}\``
  const inside = 'children' in node ? node.children.map(shapeOf).join('') : ''
  if (node.type === 'root' || node.type === 'paragraph') return inside
  return `(${node.type} ${node.type === 'link' ? node.url : ''}${inside})`
}

/** Where a paragraph stands. */
export interface Standing {
  segment: Id
  article: Id
  /** The article's own language. */
  source: Language
  position: number
}

export interface OwnDraft extends Standing {
  kind: SegmentKind
  text: string
  version: number
}

/** One of one's drafts that is to have other words: as it was shown. */
export interface Chosen {
  segment: Id
  version: number
}

/** Why a draft stays as it is: changed since it was shown, gone, or what would come of it cannot be stored. */
export type Unchanged = 'moved' | 'gone' | 'unusable'

/** A draft after it was given other words; `before` is null where there was none. */
export interface Changed extends Chosen {
  article: Id
  before: string | null
  after: string
  /** Where the words before were taken from, where that was changed with them. */
  offer?: string | null
}

/** What became of several drafts, in the order they were named. */
export interface Outcome {
  changed: Changed[]
  skipped: { segment: Id; why: Unchanged }[]
}
