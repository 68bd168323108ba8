import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type Sqlite from 'better-sqlite3'
import { importArticle } from '../src/articles/actions.ts'
import type { Id } from '../src/db/columns.ts'
import { newId, now } from '../src/db/id.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { openSqlite } from '../src/db/sqlite.ts'
import { addPerson } from '../src/people/actions.ts'
import type { Actor, Grant } from '../src/people/model.ts'
import { loadFacts } from '../src/segments/facts.ts'
import { textHash } from '../src/text/hash.ts'
import { saveDraft, sendSubmission } from '../src/translations/actions.ts'
import type { BenchRow } from './row.ts'

const PARAGRAPHS = 400
const TEXT = 'Дощ ішов до ранку, а зранку на мості вже стояли люди з парасолями й чекали на перший трамвай.'

/** One paragraph sent to review and durably committed, against the same rows written by prepared statements alone. */
export async function benchSubmit(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const db = await openDb(path.join(folder, 'ours.db'))
  const raw = openSqlite(path.join(folder, 'ours.db'))
  try {
    await migrate(db)
    const desk = await newDesk(db)
    const saves: number[] = []
    for (const segment of desk.segments) saves.push(await timed(() => desk.save(segment)))
    const writeRaw = rawSubmission(raw, desk)
    const ours: number[] = []
    const peers: number[] = []
    // In turn, so that the disk's moods fall on both alike.
    for (const segment of desk.segments) {
      ours.push(await timed(() => desk.send(segment)))
      peers.push(await timed(async () => writeRaw(segment)))
    }
    const [mine, peer] = [median(ours), median(peers)]
    return [
      row('one submission, durably committed', mine, { peer: 'prepared statements alone', peerValue: peer, ratio: peer / mine, target: '≥ 0.85 of raw', met: peer / mine >= 0.85 }),
      row('saving a draft, p95', quantile(saves, 0.95), { target: '≤ 25 ms', met: quantile(saves, 0.95) <= 25 }),
    ]
  } finally {
    raw.close()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

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
    article, segments, ada,
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

/** Revision, submission, proposal and ledger, with nothing asked and nothing checked. */
function rawSubmission(database: Sqlite.Database, { article, ada }: { article: Id; ada: Actor }): (segment: Id) => void {
  database.exec(`create table raw_revision as select * from revision where 0; create table raw_submission as select * from submission where 0;
    create table raw_proposal as select * from proposal where 0; create table raw_ledger as select * from ledger where 0;
    create unique index raw_revision_key on raw_revision (id); create unique index raw_submission_key on raw_submission (id);
    create unique index raw_proposal_key on raw_proposal (id); create unique index raw_ledger_key on raw_ledger (number);
    create table raw_head (number integer, hash text); insert into raw_head values (0, '')`)
  const revision = database.prepare('insert into raw_revision (id, segment_id, language, text, hash, writer_id, origin, created_at) values (?,?,?,?,?,?,?,?)')
  const submission = database.prepare('insert into raw_submission (id, article_id, language, sender_id, message, created_at) values (?,?,?,?,?,?)')
  const proposal = database.prepare('insert into raw_proposal (id, submission_id, segment_id, language, revision_id, awaits, created_at) values (?,?,?,?,?,?,?)')
  const ledger = database.prepare('insert into raw_ledger (number, actor, act, subject, details, at, previous_hash, hash) values (?,?,?,?,?,?,?,?)')
  const head = database.prepare('update raw_head set number = number + 1, hash = ?')
  let number = 0
  return database.transaction((segment: Id) => {
    const [words, sent, at] = [newId(), newId(), now()]
    const text = `${TEXT} ${segment}`
    revision.run(words, segment, 'uk', text, textHash(text), ada.id, 'written', at)
    submission.run(sent, article, 'uk', ada.id, '', at)
    proposal.run(newId(), sent, segment, 'uk', words, 'review', at)
    number += 1
    ledger.run(number, ada.id, 'submission.sent', `submission:${sent}`, '{}', at, '', textHash(sent))
    head.run(textHash(sent))
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
