import { readFileSync, writeFileSync } from 'node:fs'
import { checkPair } from '../src/checks/check.ts'
import type { Finding, Pair } from '../src/checks/model.ts'
import { openSpeller } from '../src/spelling/speller.ts'
import { hasPairs, readPairs, type RealPair } from './check-pairs.ts'
import type { BenchRow } from './row.ts'
import { SEEDS, type Seed } from './seeded-errors.ts'
import { readJudgedWords, toldOf } from './spelling.ts'

type Direction = 'en → uk' | 'uk → en'

interface Looked { pair: RealPair; direction: Direction; found: Finding[] }

const MOST_SEEDED = 400
const MOST_ALARMS = 0.02

/**
 * False alarms on what people approved, what it costs, and how many mistakes put in by chance are found. BENCH_ALARMS names a file for the
 * alarms that nobody judged; BENCH_MISSED=1 shows the mistakes that were not found.
 */
export async function benchChecks(): Promise<BenchRow[]> {
  if (!hasPairs) return []
  const pairs = readPairs()
  const judged = readJudged()
  const looked = (['en → uk', 'uk → en'] as const).map((direction) => lookAt(pairs, direction))
  const alarms = looked.map(({ all }) => all.map((one) => ({ ...one, found: one.found.filter(({ check }) => !judged.has(`${one.pair.name}\t${check}`)) })))
  const file = process.env['BENCH_ALARMS']
  if (file) writeFileSync(file, alarms.flat().flatMap(linesOf).join(''))
  return [
    ...await allRows(alarms),
    ...alarms.flatMap((some, at) => alarmRows(some, looked[at]?.all.filter(({ found }) => found.length > 0).length ?? 0, pairs.length)),
    ...looked.flatMap(({ direction, median, slowest }): BenchRow[] => [
      { name: `checks ${direction}: a pair`, value: median, unit: 'µs', target: '≤ 1000 µs', met: median <= 1000 },
      { name: `checks ${direction}: the slowest pair`, value: slowest / 1000, unit: 'ms', target: '≤ 25 ms', met: slowest <= 25_000 },
    ]),
    ...SEEDS.map((seed) => recallRow(seed, pairs)),
  ]
}

/** All checks with spelling, as people meet them. */
async function allRows(alarms: readonly (readonly Looked[])[]): Promise<BenchRow[]> {
  const speller = openSpeller()
  const rows: BenchRow[] = []
  for (const looked of alarms) {
    const direction = looked[0]?.direction ?? 'en → uk'
    const to = direction === 'en → uk' ? 'uk' : 'en'
    const judged = readJudgedWords(to)
    let told = 0
    for (const { pair, found } of looked) {
      if (found.length > 0 || (await toldOf(pair, pair[to], to, speller)).some((word) => !judged.has(word))) told += 1
    }
    rows.push(rateRow(`checks ${direction}: any alarm without a real defect, spelling too`, told / looked.length))
  }
  speller.close()
  return rows
}

function rateRow(name: string, share: number): BenchRow {
  return { name, value: share * 100, unit: '% of pairs', target: '≤ 2 %', met: share <= MOST_ALARMS }
}

function lookAt(pairs: readonly RealPair[], direction: Direction) {
  const all = pairs.map((pair): Looked & { time: number } => ({ pair, direction, ...timed(pair, direction) }))
  // The first ones compile the code; others have met whatever else the machine was doing, so the slowest are measured again.
  const warm = all.slice(200).toSorted((a, b) => a.time - b.time)
  const again = warm.slice(-10).map(({ pair }) => Math.min(...Array.from({ length: 5 }, () => timed(pair, direction).time)))
  return { direction, all, median: warm[warm.length >> 1]?.time ?? NaN, slowest: Math.max(...again) }
}

function timed(pair: RealPair, direction: Direction): { found: Finding[]; time: number } {
  const asked = asPair(pair, direction)
  const before = process.hrtime.bigint()
  const found = checkPair(asked)
  return { found, time: Number(process.hrtime.bigint() - before) / 1000 }
}

function alarmRows(looked: readonly Looked[], before: number, count: number): BenchRow[] {
  const [{ direction } = { direction: '' }] = looked
  const shareOf = (fits: (finding: Finding) => boolean) => looked.filter(({ found }) => found.some(fits)).length / count
  const checks = [...new Set(looked.flatMap(({ found }) => found.map(({ check }) => check)))]
  const row = (name: string, share: number) => rateRow(`checks ${direction}: ${name}`, share)
  return [
    row('any alarm without a real defect', shareOf(() => true)),
    { ...row('any alarm, real defects too', before / count), target: '', met: true },
    ...checks.map((check) => row(check, shareOf((finding) => finding.check === check))).sort((a, b) => b.value - a.value),
  ]
}

/** Of the texts that had no alarm, how many have one once the mistake is in them. */
function recallRow({ name, put }: Seed, pairs: readonly RealPair[]): BenchRow {
  const chance = seeded(7)
  let [tried, noticed] = [0, 0]
  for (const pair of pairs) {
    if (tried === MOST_SEEDED) break
    const wrong = put(pair.uk, pair.en, chance)
    if (wrong === null || checkPair(asPair(pair, 'en → uk')).length > 0) continue
    tried += 1
    if (checkPair(asPair({ ...pair, uk: wrong }, 'en → uk')).length > 0) noticed += 1
    else if (process.env['BENCH_MISSED']) console.error(`${name}\t${pair.name}\t${wrong}`)
  }
  const share = tried === 0 ? NaN : noticed / tried
  return { name: `checks: ${name}, found of ${tried}`, value: share * 100, unit: '%', target: '100 %', met: share === 1 }
}

function asPair({ en, uk, kind }: RealPair, direction: Direction): Pair {
  const rest = { kind, terms: null, links: null, elsewhere: [], known: new Set<string>(), stops: 'inside' as const }
  return direction === 'en → uk' ? { source: en, target: uk, from: 'en', to: 'uk', ...rest } : { source: uk, target: en, from: 'uk', to: 'en', ...rest }
}

/** Alarms that somebody read and found right: the pair, the check, what is wrong. */
function readJudged(): Set<string> {
  const lines = readFileSync(new URL('judged-alarms.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))
  return new Set(lines.map((line) => line.split('\t').slice(0, 2).join('\t')))
}

function linesOf({ pair, direction, found }: Looked): string[] {
  return found.map(({ check, says, severity, at, side, words }) => {
    const text = (side === 'target') === (direction === 'en → uk') ? pair.uk : pair.en
    const place = at ? text.slice(Math.max(0, at.start - 25), at.start) + '⟦' + text.slice(at.start, at.end) + '⟧' + text.slice(at.end, at.end + 25) : ''
    return `${[pair.name, check, direction, severity, says, JSON.stringify(words), place, pair.en, pair.uk].join('\t')}\n`
  })
}

function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}
