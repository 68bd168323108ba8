import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { newSigned } from '../../test/articles.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, type World } from '../../test/world.ts'
import { findArticle } from '../articles/store.ts'
import { listReturned, listToConfirm } from '../desk/store.ts'
import { tallyArticles } from '../desk/tallies.ts'
import { titleArticles } from '../desk/titles.ts'
import { readConfig } from '../config.ts'
import { publishEdition } from '../editions/actions.ts'
import { publishedOnly } from '../reader/published.ts'
import { resolveAddress } from '../reader/resolve.ts'
import { listReturnedChanges } from '../segments/source-changes.ts'
import { migrate } from './migrate.ts'
import { openDb } from './open.ts'
import type { Db } from './schema.ts'

/** Tables that grow with the work: none of them may be read from end to end for one paragraph. */
const GROWING = [
  'article', 'slug', 'segment', 'outline', 'outline_row', 'revision', 'revision_parent', 'draft', 'submission', 'proposal', 'decision',
  'source_approval', 'approval', 'edition', 'edition_segment', 'edition_event', 'ledger', 'session',
]
/** The same for one page of readers; what is counted over all of these is counted once a generation. */
const LISTED = [...GROWING, 'publication', 'article_topic', 'article_author', 'name_slug']

describe('queries on SQLite', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-plans-'))
  const file = path.join(folder, 'site.db')
  let db: Db
  const asked = new Set<string>()
  before(async () => {
    db = await openDb(file)
    await migrate(db)
    const world = await newWorld(db)
    const stop = listen(asked)
    await work(world).finally(stop)
    await shelve(world)
  })
  after(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true })
  })

  it('are heard', () => assert.ok(asked.size > 20, `${asked.size} queries`))

  it('of the way of a paragraph, from draft to approval and to the board, search every growing table by an index', () => {
    const database = new Sqlite(file, { readonly: true })
    // An automatic index is one that the query makes of the whole table, each time.
    const isScan = (step: string) => step.includes(' AUTOMATIC ') || GROWING.some((table) => new RegExp(`^SCAN ${table}\\b`).test(step))
    const scans = [...asked].flatMap((sql) => plan(database, sql).filter(isScan).map((step) => `${step}: ${sql}`))
    database.close()
    assert.deepEqual(scans, [])
  })

  it('of readers’ lists, topics, authors and related articles do so too, but for what is counted once a generation', async () => {
    const pages = new Set<string>()
    const reader = { db: publishedOnly(db), config: readConfig({ DATA_DIR: folder }), clock: Date.now }
    const stop = listen(pages)
    for (const path of LISTS) assert.equal((await resolveAddress(reader, path).make()).status, 200, path)
    stop()
    const database = new Sqlite(file, { readonly: true })
    const isScan = (step: string) => LISTED.some((table) => new RegExp(`^SCAN ${table}\\b`).test(step))
    const one = [...pages].filter((sql) => !/\bcount\(\*\)/.test(sql))
    assert.ok(one.length > 20)
    assert.deepEqual(one.flatMap((sql) => plan(database, sql).filter(isScan).map((step) => `${step}: ${sql}`)), [])
    database.close()
  })

  it('of what somebody sent find it by its sender, whatever others send', async () => {
    const mine = new Set<string>()
    const stop = listen(mine)
    await listReturned(db, 'nobody')
    await listToConfirm(db, 'nobody')
    await listReturnedChanges(db, 'nobody', '2026-01-01T00:00:00.000Z')
    stop()
    const database = new Sqlite(file, { readonly: true })
    const plans = [...mine].map((sql) => plan(database, sql).join('\n'))
    database.close()
    assert.equal(plans.length, 3)
    for (const steps of plans) assert.match(steps, /SEARCH submission USING .*\bsubmission_sender \(sender_id=\?\)/)
  })

  it('that read a table from end to end would be found', () => {
    const database = new Sqlite(file, { readonly: true })
    assert.match(plan(database, 'select id from revision where text = ?').join(), /^SCAN revision/)
    database.close()
  })
})

const LISTS = [
  '/uk/', '/uk/articles', '/uk/articles?topic=mosty&author=ada-hill&kind=essay&year=2026', '/uk/topics/mosty', '/uk/authors/ada-hill', '/uk/topics', '/uk/articles/mist',
].map((path) => path.replace('2026', String(new Date().getFullYear())))

/** Translates, returns, edits and approves a paragraph, with every read on the way, and counts it for the board. */
async function work(world: World): Promise<void> {
  const { article, segments: [, segment = ''] } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
  const desk = { article, source: 'en', language: 'uk' }
  await submit(world.db, world.ada, desk, { [segment]: 'Дощило.' })
  await reviewAll(world.db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
  await submit(world.db, world.ada, desk, { [segment]: 'Дощило зранку.' })
  await reviewAll(world.db, world.rev, desk)
  await factsIn(world.db, article, 'en', 'uk', world.ada)
  const tallied = [await findArticle(world.db, article)]
  await tallyArticles(world.db, tallied, ['uk', 'en'])
  await titleArticles(world.db, tallied, 'uk')
}

/** An article with everything that a list tells. */
async function shelve(world: World): Promise<void> {
  const details = { authors: [{ name: 'Ada Hill', role: '' }], topics: ['Мости'], genre: 'essay' as const }
  const { article } = await newSigned(world, 'uk', ['Міст', 'Ada Hill'], details)
  await publishEdition(world.db, world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
}

/** Collects the reading and changing queries that are prepared from now on; the answer stops it. */
function listen(asked: Set<string>): () => void {
  // better-sqlite3 has no hook that tells the SQL with its places still empty.
  const { prepare } = Sqlite.prototype
  Sqlite.prototype.prepare = function (this: Sqlite.Database, sql: string) {
    if (/^(?:select|with|update|delete)\b/.test(sql)) asked.add(sql)
    return prepare.call(this, sql)
  } as typeof prepare
  return () => { Sqlite.prototype.prepare = prepare }
}

function plan(database: Sqlite.Database, sql: string): string[] {
  const places = Array.from({ length: sql.split('?').length - 1 }, () => null)
  return database.prepare<null[], { detail: string }>(`explain query plan ${sql}`).all(...places).map(({ detail }) => detail)
}
