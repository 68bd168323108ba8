import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '../src/config.ts'
import { openDb } from '../src/db/open.ts'
import { exportSite } from '../src/export/export.ts'
import { publishedOnly } from '../src/reader/published.ts'
import { resolveAddress } from '../src/reader/resolve.ts'
import type { Reader } from '../src/reader/surroundings.ts'
import { syncSearch } from '../src/search/sync.ts'
import { findFault } from '../src/upkeep/soundness.ts'
import type { BenchRow } from './row.ts'
import { buildSite } from './site-build.ts'

/** Articles, each in two languages. `SITE_SIZES=500,5000,50000` goes on to 50,000, which takes 12 GB and twenty minutes. */
const SIZES = (process.env['SITE_SIZES'] ?? '500,5000').split(',').map(Number)
const TARGET_SIZE = 5000
/** Larger sites are asked only, not exported: their pages would take hours and fill the disk. */
const EXPORTED = Number(process.env['SITE_EXPORTED'] ?? TARGET_SIZE)
/** Of processor time, for a page made and packed for the first time: docs/decisions/0017-static-export.md. */
const MS_A_PAGE = 6
const ASKED = 40
const WARM = 5

/** Pages that gather from everything, by what they are: each is made anew, as the first reader after a publication gets it. */
const QUESTIONS: readonly [name: string, limit: number, urls: readonly string[]][] = [
  ['list', 20, ['/uk/articles', '/en/articles?page=7', '/uk/articles?page=20', '/en/articles?page=25']],
  ['filtered list', 20, ['/uk/articles?kind=essay', '/en/articles?topic=topic-3&kind=interview', '/uk/articles?author=avtorka-7']],
  ['topic', 20, ['/uk/topics/tema-3', '/en/topics/topic-11', '/uk/authors/avtorka-17']],
  ['search', 20, ['/uk/search?q=права', '/en/search?q=human+rights', '/uk/search?q=свобода+думки']],
  ['feed', 100, ['/uk/feed.xml', '/en/feed.json', '/uk/editions.xml']],
  ['sitemap', 100, ['/sitemap.xml', '/sitemaps/pages.xml']],
]

/** In milliseconds: of CPU, but for `wall`; `first` is the first after a publication, when all is counted anew. */
interface Latency {
  first: number
  p50: number
  p95: number
  wall: number
}

interface Measured {
  size: number
  questions: Map<string, Latency>
  exported: { first: Cost; again: Cost; memory: number } | null
  megabytes: number
  build: number
}

interface Cost {
  pages: number
  seconds: number
  cpu: number
}

/** A large site: what readers wait for where nothing is kept, the export of all of it, and how both grow. */
export async function benchSite(): Promise<BenchRow[]> {
  const all: Measured[] = []
  for (const size of SIZES) all.push(await measure(size))
  const at = all.find(({ size }) => size === TARGET_SIZE) ?? all.at(-1)
  const exported = all.filter((one) => one.exported).at(-1)
  return at ? [...questionRows(at, all), ...exported ? exportRows(exported, all) : [], builtRow(at)] : []
}

async function measure(size: number): Promise<Measured> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  try {
    const file = path.join(folder, 'zvirka.db')
    const started = performance.now()
    await buildSite(file, size)
    const build = (performance.now() - started) / 1000
    const questions = await askAll(file, size)
    const exported = size <= EXPORTED ? await exportTwice(file, path.join(folder, 'site')) : null
    return { size, questions, exported, megabytes: statSync(file).size / 1e6, build }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function exportTwice(file: string, folder: string): Promise<NonNullable<Measured['exported']>> {
  const config = readConfig({ DATABASE_URL: file, BASE_URL: 'https://example.org' })
  const write = () => costOf(async () => (await exportSite(config, { folder })).pages)
  const before = process.memoryUsage.rss()
  const [first, again] = [await write(), await write()]
  return { first, again, memory: (process.memoryUsage.rss() - before) / 1e6 }
}

async function askAll(file: string, size: number): Promise<Measured['questions']> {
  const db = await openDb(file)
  // The smallest is as all are: its chains and indexes are recomputed.
  const fault = size === SIZES[0] ? await findFault(db) : null
  if (fault) throw new Error(`the site of the bench is not one: ${JSON.stringify(fault)}`)
  await syncSearch(db)
  const found: Measured['questions'] = new Map()
  for (const [name, , urls] of QUESTIONS) found.set(name, await askOne(db, urls))
  await db.destroy()
  return found
}

async function askOne(db: Awaited<ReturnType<typeof openDb>>, urls: readonly string[]): Promise<Latency> {
  const config = readConfig({ BASE_URL: 'https://example.org' })
  const [cpu, wall]: [number[], number[]] = [[], []]
  // No page is kept; what is counted once for each publication stays with its reader.
  const reader: Reader = { db: publishedOnly(db), config, clock: Date.now }
  let first = 0
  for (let n = 0; n < ASKED + WARM; n += 1) {
    const [before, since] = [process.cpuUsage(), performance.now()]
    const answer = await resolveAddress(reader, urls[n % urls.length] ?? '').make()
    if (answer.status !== 200) throw new Error(`${urls[n % urls.length]} answers ${answer.status}`)
    const { user, system } = process.cpuUsage(before)
    if (n === 0) first = (user + system) / 1000
    if (n < WARM) continue
    cpu.push((user + system) / 1000)
    wall.push(performance.now() - since)
  }
  return { first, p50: quantile(cpu, 0.5), p95: quantile(cpu, 0.95), wall: quantile(wall, 0.95) }
}

async function costOf(work: () => Promise<number>): Promise<Cost> {
  const [before, since] = [process.cpuUsage(), performance.now()]
  const pages = await work()
  const { user, system } = process.cpuUsage(before)
  return { pages, seconds: (performance.now() - since) / 1000, cpu: (user + system) / 1e6 }
}

function questionRows(at: Measured, all: readonly Measured[]): BenchRow[] {
  return QUESTIONS.map(([name, limit]) => {
    const { first = 0, p50 = 0, p95 = 0, wall = 0 } = at.questions.get(name) ?? {}
    const growth = growthOf(all, ({ questions }) => questions.get(name)?.p50 ?? 0)
    return {
      name: `site of ${at.size}: ${name}, made anew, p95 of CPU (p50 ${round(p50)}, wall ${round(wall)}, first ${round(first)}; n^${round(growth)})`,
      value: round(p95), unit: 'ms', target: `≤ ${limit} ms`, met: p95 <= limit,
    }
  })
}

function exportRows({ size, exported }: Measured, all: readonly Measured[]): BenchRow[] {
  if (!exported) return []
  const rate = ({ pages, seconds }: Cost) => Math.round(pages / seconds)
  const row = (name: string, value: number, unit: string, target: string, met: boolean): BenchRow =>
    ({ name: `site of ${size}: ${name}`, value, unit, target, met })
  const growth = growthOf(all.filter((one) => one.exported), (one) => one.exported?.first.cpu ?? 0)
  const { first, again, memory } = exported
  const milliseconds = first.cpu * 1000 / first.pages
  return [
    row(`export of ${first.pages} pages, first time, CPU a page (${rate(first)} pages/s; grows as n^${round(growth)})`, round(milliseconds), 'ms',
      `≤ ${MS_A_PAGE} ms`, milliseconds <= MS_A_PAGE),
    row('export again, nothing changed', rate(again), 'pages/s', '≥ 20000 pages/s', rate(again) >= 20_000),
    row('memory that both exports added', Math.round(memory), 'MB', 'told', true),
  ]
}

function builtRow({ size, megabytes, build }: Measured): BenchRow {
  return { name: `site of ${size}: built in ${Math.round(build)} s`, value: Math.round(megabytes), unit: 'MB', target: 'told', met: true }
}

/** The exponent by which a cost grows from the smallest site to the largest. */
function growthOf(all: readonly Measured[], costIn: (one: Measured) => number): number {
  const [first, last] = [all[0], all.at(-1)]
  if (!first || !last || first === last) return 0
  return Math.log(costIn(last) / costIn(first)) / Math.log(last.size / first.size)
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
