import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { openSqlite } from '../src/db/sqlite.ts'
import { transact } from '../src/db/transact.ts'
import { keepIndex } from '../src/memory/indexing.ts'
import { findMatches } from '../src/memory/matches.ts'
import { finishImport, insertImport, insertUnits } from '../src/memory/store.ts'
import { takeDecisions } from '../src/memory/sync.ts'
import { newArticle, newPerson, newWorld, translateAll } from '../test/world.ts'
import { recallOf } from './memory-best.ts'
import { editText, newChance, pairsOf, type TextPair } from './memory-texts.ts'
import type { BenchRow } from './row.ts'
import { threadTime } from './thread-time.ts'

/** Units, each found from both sides. `MEMORY_SIZES=10000,100000,1000000` goes on to a million, which takes minutes. */
const SIZES = (process.env['MEMORY_SIZES'] ?? '10000,100000').split(',').map(Number)
const ASKED = 400
const WARM = 200
/** Each is asked so often, the others between; what counts is the middle. */
const TIMES = 5
const AT_ONCE = 2000
const APPROVED = 200
/** The best peers at 1,000,000 and at 100,000 (research/performance.md): `pg_trgm` and the scan of OmegaT. */
const PEERS: Readonly<Record<number, { peer: string; peerValue: number }>> = {
  100_000: { peer: 'OmegaT, scan', peerValue: 95 }, 1_000_000: { peer: 'pg_trgm', peerValue: 1287 },
}

interface Query {
  text: string
  from: 'en' | 'uk'
  to: 'en' | 'uk'
}

/** How fast the memory answers, how much of the best it finds, and what its index costs. */
export async function benchMemory(): Promise<BenchRow[]> {
  const rows: BenchRow[] = []
  for (const size of SIZES) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
    const file = path.join(folder, 'memory.db')
    const db = await openDb(file)
    try {
      rows.push(...await measure(db, file, size))
    } finally {
      await db.destroy()
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return rows
}

async function measure(db: Db, file: string, size: number): Promise<BenchRow[]> {
  await migrate(db)
  await fill(db, size)
  const build = await cost(() => keepIndex(db, { anew: true }))
  const bytes = sizeOfIndex(file) / size
  const queries = queriesOf(size)
  const { cpu, scores } = await ask(db, queries)
  const name = (what: string) => `memory: ${size.toLocaleString('en')} units, ${what}`
  const [p50, p95] = [quantile(cpu, 0.5), quantile(cpu, 0.95)]
  const found = recallOf(size, queries.map((query, at) => ({ ...query, score: scores[at] ?? 0 })))
  const update = await updateCost(db)
  const inTime = Math.max(1, size / 50_000)
  return [
    { name: name('look-up, middle'), value: p50, unit: 'ms CPU', target: '≤ 3 ms', met: p50 <= 3 },
    { name: name('look-up, p95'), value: p95, unit: 'ms CPU', ...peerOf(size, p95), target: '≤ 5 ms', met: p95 <= 5 },
    { name: name('best match found'), value: found, unit: '%', target: '≥ 99 %', met: found >= 99 },
    { name: name('index beside the texts, for both directions'), value: bytes, unit: 'bytes a unit', target: '≤ 220 bytes', met: bytes <= 220 },
    { name: name('index made'), value: build / 1000, unit: 's CPU', target: `≤ ${inTime} s`, met: build / 1000 <= inTime },
    { name: name('one approval more'), value: update, unit: 'ms CPU', target: '≤ 2 ms', met: update <= 2 },
  ]
}

function peerOf(size: number, value: number): Partial<BenchRow> {
  const peer = PEERS[size]
  return peer ? { ...peer, ratio: value / peer.peerValue } : {}
}

async function fill(db: Db, size: number): Promise<void> {
  const { id: person } = await newPerson(db, 'Ada', [])
  const id = await transact(db, (tx) => insertImport(tx, 'bench', person))
  let some: TextPair[] = []
  const write = async () => {
    await transact(db, (tx) => insertUnits(tx, id, some.map(unitOf)))
    some = []
  }
  for (const pair of pairsOf(size)) if (some.push(pair) === AT_ONCE) await write()
  await write()
  await transact(db, (tx) => finishImport(tx, id))
}

function unitOf({ en, uk }: TextPair) {
  return { languageA: 'en', textA: en, languageB: 'uk', textB: uk, level: 'paragraph' as const }
}

/** What an approval costs the memory beside the decision itself: its sentences paired, all of them stored, earlier ones taken out. */
async function updateCost(db: Db): Promise<number> {
  const world = await newWorld(db)
  const pairs = [...pairsOf(APPROVED)]
  const { article } = await newArticle(world, 'en', pairs.map(({ en }) => en))
  await translateAll(world, { article, source: 'en', language: 'uk' }, pairs.map(({ uk }) => uk))
  return await cost(() => takeDecisions(db, Infinity)) / APPROVED
}

/** Both sides in turn, each an edit of a stored text. */
function queriesOf(size: number): Query[] {
  const chance = newChance(7)
  const wanted = new Map<number, Query['from'][]>()
  for (let each = 0; each < ASKED; each++) {
    const place = Math.floor(chance() * size)
    wanted.set(place, [...wanted.get(place) ?? [], each % 2 === 0 ? 'en' : 'uk'])
  }
  const words = { en: [] as string[], uk: [] as string[] }
  for (const { en, uk } of pairsOf(Math.min(size, 4000))) {
    words.en.push(...en.split(' '))
    words.uk.push(...uk.split(' '))
  }
  const queries: Query[] = []
  let place = 0
  for (const pair of pairsOf(size)) {
    for (const from of wanted.get(place) ?? []) queries.push({ from, to: from === 'en' ? 'uk' : 'en', text: editText(pair[from], words[from], chance) })
    place++
  }
  return queries
}

async function ask(db: Db, queries: readonly Query[]): Promise<{ cpu: number[]; scores: number[] }> {
  for (const query of queries.slice(0, WARM)) await findMatches(db, { ...query, limit: 5 })
  const times: number[][] = queries.map(() => [])
  const scores: number[] = []
  for (let each = 0; each < TIMES; each++) {
    for (const [at, query] of queries.entries()) {
      times[at]?.push(await cost(async () => { scores[at] = (await findMatches(db, { ...query, limit: 5 }))[0]?.score ?? 0 }))
    }
  }
  return { cpu: times.map((some) => quantile(some, 0.5)), scores }
}

function sizeOfIndex(file: string): number {
  const database = openSqlite(file)
  const bytes = database.prepare("select sum(pgsize) from dbstat where name like 'memory_%' and name <> 'memory_unit'").pluck().get() as number
  database.close()
  return bytes
}

async function cost(work: () => Promise<unknown>): Promise<number> {
  const before = threadTime()
  await work()
  return threadTime() - before
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN
}
