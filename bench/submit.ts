import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { importArticle } from '../src/articles/actions.ts'
import type { Id } from '../src/db/columns.ts'
import { newId, now } from '../src/db/id.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { openSqlite } from '../src/db/sqlite.ts'
import { ledgerHash } from '../src/ledger/model.ts'
import { addPerson } from '../src/people/actions.ts'
import type { Actor, Grant } from '../src/people/model.ts'
import { loadFacts } from '../src/segments/facts.ts'
import { canonicalJson } from '../src/text/canonical.ts'
import { textHash } from '../src/text/hash.ts'
import { saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { copyArticles } from '../test/copies.ts'
import type { BenchRow } from './row.ts'

const PARAGRAPHS = 1000
const WARM_UP = 200
const TEXT = 'Дощ ішов до ранку, а зранку на мості вже стояли люди з парасолями й чекали на перший трамвай.'

/**
 * One paragraph sent to review and durably committed, against the same rows in the same tables written by prepared statements
 * alone, in a copy of the database: nothing asked, nothing checked.
 */
export async function benchSubmit(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const db = await openDb(path.join(folder, 'ours.db'))
  try {
    await migrate(db)
    const desk = await newDesk(db)
    await saveAll(desk)
    await sql`vacuum into ${path.join(folder, 'raw.db')}`.execute(db)
    const { ours, peers } = await race(desk, openSqlite(path.join(folder, 'raw.db')))
    await fillDatabase(db, desk)
    const [mine, peer, save] = [median(ours), median(peers), quantile(await saveAll(await newDesk(db)), 0.95)]
    return [
      row('one submission, durably committed', mine, { peer: 'prepared statements alone', peerValue: peer, ratio: peer / mine, target: '≥ 0.85 of raw', met: peer / mine >= 0.85 }),
      row('saving a draft among 200,000 paragraphs, p95', save, { target: '≤ 25 ms', met: save <= 25 }),
    ]
  } finally {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function saveAll(desk: Desk): Promise<number[]> {
  const times: number[] = []
  for (const segment of desk.segments) times.push(await timed(() => desk.save(segment)))
  return times
}

/** Copies the desk's article, whole with what was sent and approved, until 200,000 paragraphs are there. */
async function fillDatabase(db: Db, { article }: Desk): Promise<void> {
  await copyArticles(db, [article], 200_000 / PARAGRAPHS - 1)
  const { rows: [{ count } = { count: 0 }] } = await sql<{ count: number }>`select count(*) as count from segment`.execute(db)
  if (count !== 200_000) throw new Error(`${count} paragraphs instead of 200,000`)
}

/** In turn, so that the disk's moods fall on both alike; each with a warm-up that is not counted. */
async function race(desk: Desk, database: Sqlite.Database): Promise<{ ours: number[]; peers: number[] }> {
  const writeRaw = rawSubmission(database, desk)
  const ours: number[] = []
  const peers: number[] = []
  for (const segment of desk.segments) {
    ours.push(await timed(() => desk.send(segment)))
    peers.push(await timed(async () => writeRaw(segment)))
  }
  database.close()
  return { ours: ours.slice(WARM_UP), peers: peers.slice(WARM_UP) }
}

type Desk = Awaited<ReturnType<typeof newDesk>>

async function newDesk(db: Db) {
  const editor = await newActor(db, [{ right: 'publish', language: 'en' }])
  const ada = await newActor(db, [{ right: 'translate', language: 'uk' }])
  const { article, segments } = await importArticle(db, editor, {
    language: 'en', siteText: null, approved: true, message: '',
    segments: Array.from({ length: PARAGRAPHS }, (_, i) => ({ kind: i === 0 ? 'title' : 'paragraph', level: 0, list: null, text: `Paragraph ${i} of the essay.` })),
  })
  const facts = await loadFacts(db, { article, source: 'en', language: 'uk' })
  const sources = new Map(facts.map(({ segment, source }) => [segment, source?.revision ?? null]))
  return {
    article, segments, ada, sources,
    save: (segment: Id) => saveDraft(db, ada, {
      article, language: 'uk', segment, text: `${TEXT} ${segment}`, shown: { base: null, source: sources.get(segment) ?? null, version: 0 },
    }),
    send: (segment: Id) => sendSubmission(db, ada, { article, language: 'uk', message: '', drafts: [{ segment, version: 1 }] }),
  }
}

async function newActor(db: Db, grants: Grant[]): Promise<Actor> {
  const { person } = await addPerson(db, { name: 'Ada', email: `${newId()}@example.org`, grants })
  return { id: person, name: 'Ada', interfaceLanguage: null, grants }
}

/** Revision, submission, proposal, draft, article and ledger: what a submission changes. */
function rawSubmission(database: Sqlite.Database, { article, ada, sources }: Desk): (segment: Id) => void {
  const revision = database.prepare('insert into revision (id, segment_id, language, text, hash, writer_id, origin, created_at) values (?,?,?,?,?,?,?,?)')
  const submission = database.prepare('insert into submission (id, article_id, language, sender_id, message, created_at) values (?,?,?,?,?,?)')
  const proposal = database.prepare(`insert into proposal (id, submission_id, segment_id, language, revision_id, source_revision_id, awaits, created_at)
    values (?,?,?,?,?,?,?,?)`)
  const draft = database.prepare('delete from draft where segment_id = ? and language = ? and person_id = ?')
  const version = database.prepare('update article set version = version + 1 where id = ?')
  const ledger = database.prepare('insert into ledger (number, actor, act, subject, details, at, previous_hash, hash) values (?,?,?,?,?,?,?,?)')
  const head = database.prepare('update ledger_head set number = ?, hash = ?')
  let last = database.prepare<[], { number: number; hash: string }>('select number, hash from ledger_head').get() ?? { number: 0, hash: '' }
  return database.transaction((segment: Id) => {
    const [words, sent, at] = [newId(), newId(), now()]
    const text = `${TEXT} ${segment}`
    revision.run(words, segment, 'uk', text, textHash(text), ada.id, 'written', at)
    submission.run(sent, article, 'uk', ada.id, '', at)
    proposal.run(newId(), sent, segment, 'uk', words, sources.get(segment), 'review', at)
    draft.run(segment, 'uk', ada.id)
    version.run(article)
    const line = {
      number: last.number + 1, actor: ada.id, act: 'submission.sent', subject: `submission:${sent}`,
      details: canonicalJson({ article, language: 'uk', revisions: [words] }), at, previous_hash: last.hash,
    }
    last = { number: line.number, hash: ledgerHash(line) }
    ledger.run(line.number, line.actor, line.act, line.subject, line.details, at, line.previous_hash, last.hash)
    head.run(last.number, last.hash)
  }).immediate
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function row(name: string, value: number, rest: Omit<BenchRow, 'name' | 'value' | 'unit'>): BenchRow {
  return { name, value, unit: 'ms', ...rest }
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
