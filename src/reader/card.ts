import path from 'node:path'
import type { default as Sharp } from 'sharp'
import { loadSharp } from '../assets/sharp.ts'
import { beginningOf } from '../text/excerpt.ts'
import { paintCard, type Layer } from './card-png.ts'
import { CARD } from './work.ts'

/** The words on a card; all but the title may be empty. */
export interface Card {
  kicker: string
  title: string
  byline: string
  credit: string
  siteName: string
}

const FONTS = path.resolve(import.meta.dirname, '../../public/fonts')
/** Families of our own names: a system's font of the same name would otherwise be taken. */
const SERIF = { family: 'Zvirka Card Serif', file: 'card-serif.ttf' }
const SANS = { family: 'Zvirka Card Sans', file: 'card-sans.ttf' }
const STRONG = { family: 'Zvirka Card Sans Strong', file: 'card-sans-strong.ttf' }

const PAPER = '#FBFAF6'
const INK = '#1B1A17'
const INK_2 = '#4A4842'
const RULE = '#DCD8CD'
const BRICK = '#9A3324'
const STYR = '#1B5064'

const MARGIN = 80
const MEASURE = CARD.width - 2 * MARGIN
const TITLE = { top: 136, height: 300, lines: 4, sizes: [92, 80, 70, 62, 55, 49] }
/** More never fits four lines. */
const LONGEST_TITLE = 200
const LONGEST_LINE = 160
/** Of a size, an average letter's width at the least: what is wider than four lines of these need not be tried. */
const NARROWEST = 0.4
/** Pango's part of the font's own line, and what that makes of a size. */
const LINE = { share: 0.85, of: 1.18 }
const SLOWEST_SECONDS = 10

interface Face {
  family: string
  file: string
}

interface Style {
  face: Face
  size: number
  width?: number
}

/** Ink alone, without its colour. */
interface Drawn {
  coverage: Buffer
  width: number
  height: number
}

let turn: Promise<unknown> = Promise.resolve()

/** A PNG, the same bytes for the same words. One at a time, off the main thread: readers who wait for pages need the other threads. */
export async function drawCard(card: Card): Promise<Buffer> {
  const mine = turn.then(() => draw(card))
  turn = mine.catch(() => undefined)
  return mine
}

async function draw({ kicker, title, byline, credit, siteName }: Card): Promise<Buffer> {
  const sharp = await loadSharp()
  const line = (words: string, face: Face, size: number) => drawLine(sharp, words, { face, size })
  return paintCard(PAPER, [
    bar(BRICK, { left: 0, top: 0, width: CARD.width, height: 10 }), bar(RULE, { left: MARGIN, top: 546, width: MEASURE, height: 2 }),
    ...inked(BRICK, 76, await line(kicker, STRONG, 27)),
    ...inked(INK, TITLE.top, await drawTitle(sharp, title)),
    ...inked(INK, 462, await line(byline, STRONG, 31)),
    ...inked(INK_2, 503, await line(credit, SANS, 27)),
    ...inked(STYR, 568, await line(siteName, SERIF, 30)),
  ])
}

function bar(color: string, box: { left: number; top: number; width: number; height: number }): Layer {
  return { color, ...box, coverage: new Uint8Array(box.width * box.height).fill(255) }
}

function inked(color: string, top: number, drawn: Drawn | null): Layer[] {
  return drawn ? [{ color, left: MARGIN, top, ...drawn }] : []
}

/** In the largest size in which it takes four lines at most; then as narrow as that many lines allow, so that they end alike. */
async function drawTitle(sharp: typeof Sharp, title: string): Promise<Drawn | null> {
  let words = beginningOf(drawable(title), LONGEST_TITLE)
  if (words === '') return null
  const at = (size: number, width = MEASURE) => drawText(sharp, words, { face: SERIF, size, width })
  for (const size of TITLE.sizes) {
    if (words.length * NARROWEST * size > MEASURE * TITLE.lines) continue
    const drawn = await at(size)
    if (fits(drawn, size)) return balance(drawn, size, (width) => at(size, width))
  }
  const size = TITLE.sizes.at(-1) ?? 0
  for (;;) {
    words = beginningOf(words, Math.floor(words.length * 0.9))
    const drawn = await at(size)
    if (fits(drawn, size) || words.length < 10) return drawn
  }
}

function fits({ width, height }: Drawn, size: number): boolean {
  return width <= MEASURE && height <= TITLE.height && linesOf(height, size) <= TITLE.lines
}

async function balance(widest: Drawn, size: number, at: (width: number) => Promise<Drawn>): Promise<Drawn> {
  const lines = linesOf(widest.height, size)
  if (lines === 1) return widest
  let [narrow, wide, best] = [MEASURE / 2, widest.width, widest]
  while (wide - narrow > 36) {
    const middle = Math.round((narrow + wide) / 2)
    const drawn = await at(middle)
    const same = linesOf(drawn.height, size) === lines && drawn.width <= middle
    if (same) [wide, best] = [drawn.width, drawn]
    else narrow = middle
  }
  return best
}

/** What is drawn begins and ends with ink: half a size to one and a quarter for the last line, whatever its letters. */
function linesOf(height: number, size: number): number {
  return 1 + Math.round((height - 0.85 * size) / (LINE.of * size))
}

/** On one line, cut short with … where it is too long. */
async function drawLine(sharp: typeof Sharp, text: string, style: Style): Promise<Drawn | null> {
  let words = beginningOf(drawable(text), LONGEST_LINE)
  while (words !== '') {
    const drawn = await drawText(sharp, words, style)
    if (drawn.width <= MEASURE || words.length < 10) return drawn
    words = beginningOf(words, Math.min(words.length - 1, Math.floor(words.length * MEASURE / drawn.width)))
  }
  return null
}

async function drawText(sharp: typeof Sharp, words: string, { face, size, width }: Style): Promise<Drawn> {
  const text = `<span line_height="${LINE.share}" insert_hyphens="false">${escapeMarkup(words)}</span>`
  const wrap = width === undefined ? { wrap: 'none' as const } : { width, wrap: 'word-char' as const }
  const { data, info } = await sharp({ text: { text, font: `${face.family} ${size}`, fontfile: path.join(FONTS, face.file), dpi: 72, ...wrap } })
    .timeout({ seconds: SLOWEST_SECONDS }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return { coverage: data, width: info.width, height: info.height }
}

/** Without signs that turn or hide what stands beside them: a card has nothing to check them against. */
function drawable(text: string): string {
  return text.toWellFormed().replace(/[\s\p{Cc}]+/gu, ' ').replace(/[\u00ad\p{Cf}\ufffd]/gu, '').trim()
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
