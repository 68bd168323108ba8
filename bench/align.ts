import { diffArrays } from 'diff'
import { alignBlocks } from '../src/text/align/align.ts'
import type { Alignment } from '../src/text/align/model.ts'
import { hasRevisions, judgeRevisions } from '../test/revisions.ts'
import { timeMsgmerge } from './msgmerge.ts'
import type { Recipe, Revised, Truth } from './revised.ts'
import { CUT, HEAVY, reviseParagraphs, TYPICAL } from './revised.ts'
import type { BenchRow } from './row.ts'

/** BENCH_LONG=1 runs msgmerge on 10,000 paragraphs too, which takes it minutes. */
const MSGMERGE_LIMIT = process.env['BENCH_LONG'] ? 10_000 : 1000
const DIFF_LIMIT = 10_000

const SIZES: readonly [count: number, recipe: Recipe, limit: number, rounds: number][] = [
  [100, TYPICAL, 1, 21], [100, HEAVY, 2, 21],
  [1000, TYPICAL, 5, 21], [1000, HEAVY, 25, 21],
  [10_000, TYPICAL, 40, 11], [10_000, HEAVY, 250, 7],
  [100_000, TYPICAL, 700, 3], [100_000, HEAVY, 2000, 3],
]

/** How fast a changed article is aligned, and how much of what was done to it is found. */
export function benchAlign(): BenchRow[] {
  const rows: BenchRow[] = []
  for (const [count, recipe, limit, rounds] of SIZES) {
    const revised = reviseParagraphs(count, recipe)
    rows.push(timeRow(revised, { name: `align: ${number(count)} paragraphs, ${recipe.name}`, limit, rounds, count }))
    if (count === 10_000) rows.push(...shareRows(revised, recipe.name))
  }
  rows.push(...shareRows(reviseParagraphs(10_000, CUT), CUT.name))
  return [...rows, ...(hasRevisions ? revisionRows() : [])]
}

interface Timing { name: string; limit: number; rounds: number; count: number }

function timeRow(revised: Revised, { name, limit, rounds, count }: Timing): BenchRow {
  // The clock of the processor is too coarse for one short text.
  const repeats = Math.ceil(5000 / count)
  const value = median(Array.from({ length: rounds }, () => {
    // Strings that nobody has hashed or compared yet, as they come out of a form.
    const copy = () => revised.next.map((block) => ({ ...block, text: Buffer.from(block.text).toString() }))
    const copies = Array.from({ length: repeats }, copy)
    return milliseconds(() => copies.map((next) => alignBlocks(revised.old, [], next))) / repeats
  }))
  return { name, value, unit: 'ms CPU', ...peerOf(revised, count, value), target: `≤ ${number(limit)} ms`, met: value <= limit }
}

function peerOf(revised: Revised, count: number, value: number): Pick<BenchRow, 'peer' | 'peerValue' | 'ratio'> {
  const merged = count <= MSGMERGE_LIMIT ? timeMsgmerge(revised) : undefined
  if (merged !== undefined) return { peer: 'msgmerge', peerValue: merged, ratio: value / merged }
  if (count > DIFF_LIMIT) return {}
  const [before, after] = [revised.old.map(({ text }) => text), revised.next.map(({ text }) => text)]
  const peerValue = milliseconds(() => diffArrays(before, after))
  return { peer: 'jsdiff diffArrays (equal ones only)', peerValue, ratio: value / peerValue }
}

const WANTED: readonly [fate: Truth['fate'], what: string, share: number][] = [
  ['kept', 'unchanged ones found', 100], ['edited', 'edited ones found', 99.5], ['moved', 'moved ones found', 99],
  ['inserted', 'new ones taken for old', 3], ['split', 'split ones found', 98], ['merged', 'merged ones found', 98],
]

/** By what was done to them, the share of new paragraphs that were given the right old ones. */
function shareRows(revised: Revised, recipe: string): BenchRow[] {
  const alignment = alignBlocks(revised.old, [], revised.next)
  return WANTED.flatMap(([fate, what, limit]): BenchRow[] => {
    const places = [...revised.truth.keys()].filter((at) => revised.truth[at]?.fate === fate)
    if (places.length === 0) return []
    const right = percent(places.filter((at) => isRight(revised, alignment, at)).length, places.length)
    const value = fate === 'inserted' ? 100 - right : right
    const met = fate === 'inserted' ? value <= limit : value >= limit
    return [{ name: `align: 10,000 paragraphs, ${recipe}: ${what}`, value, unit: '%', target: `${fate === 'inserted' ? '≤' : '≥'} ${limit} %`, met }]
  })
}

/** Of equal paragraphs any is right. */
function isRight({ old, truth }: Revised, { blocks }: Alignment, at: number): boolean {
  const texts = (ids: readonly string[] = []) => ids.map((id) => old[Number(id)]?.text).join('\n')
  const { from } = blocks[at] ?? {}
  return from?.length === truth[at]?.from.length && texts(from) === texts(truth[at]?.from)
}

function revisionRows(): BenchRow[] {
  const { judged, touched } = judgeRevisions()
  const found = (['changed', 'added', 'deleted', 'moved'] as const).map((op) => {
    const ones = judged.filter((one) => one.op === op)
    return revisionRow(`${op} ones found (of ${ones.length})`, ones.filter((one) => one.found).length, ones.length, 95)
  })
  const [idle, real] = [touched.filter(({ revision }) => revision.startsWith('noop')), touched.filter(({ revision }) => !revision.startsWith('noop'))]
  return [
    ...found,
    revisionRow(`all of them found (of ${judged.length})`, judged.filter((one) => one.found).length, judged.length),
    revisionRow(`called changed and were (of ${real.length})`, real.filter(({ right }) => right).length, real.length),
    { name: 'align: real revisions that change no words: called changed', value: idle.length, unit: 'paragraphs', target: '0', met: idle.length === 0 },
  ]
}

function revisionRow(what: string, right: number, all: number, limit = 98): BenchRow {
  const value = percent(right, all)
  return { name: `align: real revisions, ${what}`, value, unit: '%', target: `≥ ${limit} %`, met: value >= limit }
}

function percent(part: number, all: number): number {
  return Math.round(10_000 * part / all) / 100
}

function milliseconds(act: () => void): number {
  const start = process.threadCpuUsage()
  act()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
}

function number(count: number): string {
  return count.toLocaleString('en')
}
