import { readFileSync, writeFileSync } from 'node:fs'
import { checkSpelling } from '../src/spelling/spell.ts'
import { openSpeller, type Speller } from '../src/spelling/speller.ts'
import { hasPairs, readPairs, type RealPair } from './check-pairs.ts'
import type { BenchRow } from './row.ts'
import { SLIPS, slippedIn } from './seeded-slips.ts'

const MOST_ALARMS = 0.02
const MOST_SEEDED = 600

interface Told { pair: RealPair; words: string[] }

/**
 * Words told of in what people approved, and how many slips put in by chance are found, beside the dictionary alone. BENCH_ALARMS names a
 * file for the words that nobody judged.
 */
export async function benchSpelling(): Promise<BenchRow[]> {
  if (!hasPairs) return []
  const speller = openSpeller()
  const rows: BenchRow[] = []
  for (const to of ['uk', 'en'] as const) rows.push(...await benchLanguage(to, speller))
  speller.close()
  return rows
}

async function benchLanguage(to: 'uk' | 'en', speller: Speller): Promise<BenchRow[]> {
  const pairs = readPairs()
  const told: Told[] = []
  const before = process.cpuUsage()
  for (const pair of pairs) told.push({ pair, words: await toldOf(pair, pair[to], to, speller) })
  const { user, system } = process.cpuUsage(before)
  const judged = readJudgedWords(to)
  const alarms = told.map(({ pair, words }) => ({ pair, words: words.filter((word) => !judged.has(word)) }))
  const file = process.env['BENCH_ALARMS']
  if (file) writeFileSync(`${file}.${to}`, alarms.flatMap(({ pair, words }) => words.map((word) => `${pair.name}\t${word}\n`)).join(''))
  const share = (some: readonly Told[]) => some.filter(({ words }) => words.length > 0).length / pairs.length
  return [
    { name: `spelling ${to}: told of without a real defect`, value: share(alarms) * 100, unit: '% of pairs', target: '≤ 2 %', met: share(alarms) <= MOST_ALARMS },
    { name: `spelling ${to}: told of, real defects too`, value: share(told) * 100, unit: '% of pairs', target: '', met: true },
    { name: `spelling ${to}: a pair, the thread’s work too`, value: (user + system) / pairs.length, unit: 'µs', target: '', met: true },
    ...await Promise.all(Object.keys(SLIPS).map((name) => recallRow(name, to, pairs, speller))),
  ]
}

/** Of words in which a slip was put, how many are told of; the dictionary alone would tell of as many as it does not have. */
async function recallRow(name: string, to: 'uk' | 'en', pairs: readonly RealPair[], speller: Speller): Promise<BenchRow> {
  const chance = seeded(7)
  let [tried, found, unknown] = [0, 0, 0]
  for (const pair of pairs) {
    const slipped = tried < MOST_SEEDED ? slippedIn(pair[to], to, name, chance) : null
    if (!slipped || (await speller.findMisspelled([slipped.before], to))?.size !== 0) continue
    tried += 1
    if ((await speller.findMisspelled([slipped.after], to))?.size !== 0) unknown += 1
    if ((await toldOf(pair, slipped.text, to, speller)).some((word) => word.includes(slipped.after))) found += 1
  }
  const [value, peerValue] = [found / tried * 100, unknown / tried * 100]
  return { name: `spelling ${to}: ${name}, found of ${tried}`, value, unit: '%', peer: 'the dictionary alone', peerValue, ratio: value / peerValue, target: '≥ 0.99 ×', met: value / peerValue >= 0.99 }
}

/** The words that are told of in a translation of the pair. */
export async function toldOf(pair: RealPair, target: string, to: 'uk' | 'en', speller: Speller): Promise<string[]> {
  const from = to === 'uk' ? 'en' : 'uk'
  const found = await checkSpelling({ source: pair[from], target, from, to, known: new Set(), terms: null }, speller)
  return found?.map(({ words }) => String(words['word'])) ?? []
}

/** Words told of that somebody read and found wrong. */
export function readJudgedWords(language: string): Set<string> {
  const lines = readFileSync(new URL('judged-spellings.tsv', import.meta.url), 'utf8').split('\n').map((line) => line.split('\t'))
  return new Set(lines.filter(([of]) => of === language).map(([, word]) => word ?? ''))
}

function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}
