/** `npm run bench [-- NAME…]`: our figures beside the best peer’s and the target, a table; JSON lines too if BENCH_JSON names a file. */
import { appendFileSync } from 'node:fs'
import type { BenchRow } from './row.ts'

const BENCHES: Record<string, () => Promise<BenchRow[]>> = {
  align: async () => (await import('./align.ts')).benchAlign(),
  board: async () => (await import('./board.ts')).benchBoard(),
  checks: async () => (await import('./checks.ts')).benchChecks(),
  diff: async () => (await import('./diff.ts')).benchDiff(),
  editor: async () => (await import('./editor.ts')).benchEditor(),
  import: async () => (await import('./import.ts')).benchImport(),
  memory: async () => (await import('./memory.ts')).benchMemory(),
  publish: async () => (await import('./publish.ts')).benchPublish(),
  reader: async () => (await import('./reader.ts')).benchReader(),
  review: async () => (await import('./review.ts')).benchReview(),
  submit: async () => (await import('./submit.ts')).benchSubmit(),
  site: async () => (await import('./site.ts')).benchSite(),
  spelling: async () => (await import('./spelling.ts')).benchSpelling(),
  start: async () => (await import('./start.ts')).benchStart(),
  tmx: async () => (await import('./tmx.ts')).benchTmx(),
}

const HEAD = ['what', 'value', 'best peer', '', 'ratio', 'target', 'met']
const NUMBERS = [1, 3, 4]

if (import.meta.main) await runBenches(process.argv.slice(2))

async function runBenches(asked: string[]): Promise<void> {
  const unknown = asked.filter((name) => !(name in BENCHES))
  if (unknown.length > 0) {
    console.error(`No bench is called ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}.`)
    process.exitCode = 2
    return
  }
  const rows: BenchRow[] = []
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) rows.push(...await bench())
  }
  console.log(formatTable(rows))
  const file = process.env['BENCH_JSON']
  if (file) appendFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}

/** One row a figure, columns aligned: names to the left, numbers to the right. */
export function formatTable(rows: BenchRow[]): string {
  const lines = [HEAD, ...rows.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const pad = (text: string, column: number) => {
    const width = widths[column] ?? 0
    return NUMBERS.includes(column) ? text.padStart(width) : text.padEnd(width)
  }
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}

function cells({ name, value, unit, peer, peerValue, ratio, target, met }: BenchRow): string[] {
  const measured = (number: number | undefined) => number === undefined ? '' : `${formatNumber(number)} ${unit}`
  return [name, measured(value), peer ?? '', measured(peerValue), ratio === undefined ? '' : `${formatNumber(ratio)} ×`, target, met ? '✓' : '✗']
}

/** Three digits that count, thousands apart: 0.0123, 1.23, 123, 12 345. */
function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 }
  return new Intl.NumberFormat('en', digits).format(value).replaceAll(',', ' ')
}
