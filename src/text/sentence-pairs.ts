import { readProse, spanIn, type Prose, type Span } from './prose.ts'
import { sentencesOf } from './sentences.ts'

/** A sentence, or two, of a text and of its translation, as parts of both. */
interface SentencePair {
  source: Span
  target: Span
}

/** What stands for what, how often: W. Gale, K. Church, “A Program for Aligning Sentences in Bilingual Corpora”, 1993; less is left out. */
const BEADS: readonly (readonly [source: number, target: number, chance: number])[] =
  [[1, 1, 0.89], [1, 0, 0.0005], [0, 1, 0.0005], [2, 1, 0.049], [1, 2, 0.049], [2, 2, 0.011]]
/** The same where a translation surely lacks some, or has some more. */
const LOST = 0.1
const JOINED = 0.01
/** By how much lengths of translations vary, by the same. */
const VARIANCE = 6.8
const SHARED_ANCHOR = 2.5
const LONE_ANCHOR = 1.5
const SURE = 0.95
const MOST_DEVIATION = 2.5
/** A translation by so much shorter or longer, in fewer or more sentences, may lack some or have some more. */
const MOST_UNLIKE = 0.13
const MOST_SENTENCES = 60
/** Numbers, names in Latin letters, and what marks and addresses were: the same in every language. */
const ANCHORS = /\p{Nd}+(?:[.,:]\p{Nd}+)*|[A-Z][\w+#.-]*[\w+#]|\uFFFC+/gu
const QUOTES = /["«»“”„]/gu

/** The sentences of a text and those of its translation that surely belong together; none where each is a single one. */
export function sentencePairs(source: string, target: string, from: string, to: string): SentencePair[] {
  const [a, b] = [readSide(source, from), readSide(target, to)]
  if (a.spans.length + b.spans.length <= 2 || Math.max(a.spans.length, b.spans.length) > MOST_SENTENCES) return []
  if (a.spans.length === 0 || b.spans.length === 0) return []
  keepShared(a, b)
  return alignSides(a, b).flatMap(({ i, j, m, n }) => {
    const [left, right] = [whole(a, i, m), whole(b, j, n)]
    return left && right ? [{ source: left, target: right }] : []
  })
}

interface Side {
  text: string
  prose: Prose
  spans: Span[]
  lengths: number[]
  anchors: string[][]
}

/** Sentences from `i` and from `j` on: so many of the source, so many of the translation. */
interface Bead {
  i: number
  j: number
  m: number
  n: number
}

function readSide(text: string, language: string): Side {
  const prose = readProse(text)
  const spans = sentencesOf(prose.words, language)
  const words = spans.map(({ start, end }) => prose.words.slice(start, end))
  return { text, prose, spans, lengths: words.map(({ length }) => length), anchors: words.map(anchorsOf) }
}

function anchorsOf(words: string): string[] {
  const signs = words.match(ANCHORS)?.map((anchor) => anchor.replace(/^\uFFFC+$/, '\uFFFC').replace(/\D/g, '') || anchor) ?? []
  return [...signs, ...Array.from({ length: Math.floor((words.match(QUOTES)?.length ?? 0) / 2) }, () => '"'), ...words.endsWith('?') ? ['?'] : []]
}

/** A word in Latin letters is a name where it stands in both texts; else it is a word. */
function keepShared(a: Side, b: Side): void {
  const names = (side: Side) => new Set(side.anchors.flat().filter((anchor) => /^[A-Z]/.test(anchor)))
  const shared = names(a).intersection(names(b))
  for (const side of [a, b]) side.anchors = side.anchors.map((some) => some.filter((anchor) => !/^[A-Z]/.test(anchor) || shared.has(anchor)))
}

/** Every bead that almost all ways through both texts agree on, by how likely these ways are. */
function alignSides(a: Side, b: Side): Bead[] {
  const [rows, columns] = [a.spans.length, b.spans.length]
  const whole = sum(b.lengths) / Math.max(1, sum(a.lengths))
  const isWhole = rows === columns || Math.abs(Math.log(whole)) <= MOST_UNLIKE
  // Where something was left out, the whole lengths say little of those of single sentences.
  const ratio = rows === columns ? whole : Math.min(1.25, Math.max(0.8, whole))
  const grid = () => Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1).fill(-Infinity))
  const [ahead, behind] = [grid(), grid()]
  const beads: (Bead & { weight: number })[] = []
  const at = (cells: Float64Array[], i: number, j: number) => cells[i]?.[j] ?? -Infinity
  ahead[0]!.fill(0, 0, 1)
  for (let i = 0; i <= rows; i++) {
    for (let j = 0; j <= columns; j++) {
      for (const [m, n, chance] of BEADS) {
        if (i + m > rows || j + n > columns) continue
        const weight = Math.log(isWhole || m * n === 1 ? chance : m * n === 0 ? LOST : JOINED) + likeness(a, b, { i, j, m, n }, ratio)
        beads.push({ i, j, m, n, weight })
        ahead[i + m]![j + n] = addLogs(at(ahead, i + m, j + n), at(ahead, i, j) + weight)
      }
    }
  }
  behind[rows]![columns] = 0
  for (const { i, j, m, n, weight } of beads.toReversed()) behind[i]![j] = addLogs(at(behind, i, j), at(behind, i + m, j + n) + weight)
  const all = at(ahead, rows, columns)
  const isSure = ({ i, j, m, n, weight }: Bead & { weight: number }) =>
    Math.exp(at(ahead, i, j) + weight + at(behind, i + m, j + n) - all) >= SURE
  return beads.filter((bead) => bead.m > 0 && bead.n > 0 && bead.m + bead.n < 4 && (isWhole || hasAnchor(a, b, bead)) && isSure(bead)
    && Math.abs(deviation(a, b, bead, ratio)) <= MOST_DEVIATION)
}

/** Only what both share can tell which of the sentences are there. */
function hasAnchor(a: Side, b: Side, { i, j, m, n }: Bead): boolean {
  return m === 1 && n === 1 && (a.anchors[i]?.some((anchor) => anchor !== '?' && b.anchors[j]?.includes(anchor)) ?? false)
}

function likeness(a: Side, b: Side, bead: Bead, ratio: number): number {
  const { i, j, m, n } = bead
  const [left, right] = [a.anchors.slice(i, i + m).flat(), b.anchors.slice(j, j + n).flat()]
  const rest = [...right]
  let shared = 0
  for (const anchor of left) {
    const place = rest.indexOf(anchor)
    if (place < 0) continue
    rest.splice(place, 1)
    shared++
  }
  const lone = left.length - shared + rest.length
  // How long something is that was left out says nothing.
  return SHARED_ANCHOR * shared - LONE_ANCHOR * lone - (m * n === 0 ? 0 : deviation(a, b, bead, ratio) ** 2 / 2)
}

/** How far the lengths are from what is usual, in standard deviations. */
function deviation(a: Side, b: Side, { i, j, m, n }: Bead, ratio: number): number {
  const [left, right] = [sum(a.lengths.slice(i, i + m)), sum(b.lengths.slice(j, j + n))]
  const mean = (left + right / ratio) / 2
  return (right - left * ratio) / Math.sqrt(Math.max(1, mean) * VARIANCE)
}

/** The sentences as a part of the text; undefined where they hold half of a mark. */
function whole({ text, prose, spans }: Side, from: number, count: number): Span | undefined {
  const [first, last] = [spans[from], spans[from + count - 1]]
  if (!first || !last) return undefined
  const span = spanIn(prose, { start: first.start, end: last.end })
  const own = readProse(text.slice(span.start, span.end)).words
  return own === prose.words.slice(first.start, last.end) ? span : undefined
}

function addLogs(a: number, b: number): number {
  if (a === -Infinity) return b
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0)
}
