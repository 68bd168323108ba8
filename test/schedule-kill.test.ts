import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import { newArticle, newWorld, translateAll } from './world.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../scripts/zvirka.js')
const ARTICLES = 12
const PAST = '2026-01-01T09:00:00.000Z'

describe('a server killed while it publishes what came due (S42)', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-kill-due-'))
  let db: Db
  let server: ChildProcess | undefined
  before(async () => {
    db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    const world = await newWorld(db)
    for (let i = 0; i < ARTICLES; i += 1) {
      const { article } = await newArticle(world, 'en', [`Bridge ${i}`, ...Array.from({ length: 60 }, (_, n) => `Paragraph ${n} of ${i}.`)])
      await translateAll(world, { article, source: 'en', language: 'uk' }, [])
      const both = ['en', 'uk'].map((language) => ({ article, language, accepted: { missing: 0, behind: 0 } }))
      await scheduleEditions(db, world.ed, both, new Date(Date.now() + 60_000).toISOString())
    }
    await db.updateTable('schedule').set({ due_at: PAST }).execute()
  })
  after(async () => {
    await kill()
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has published each of them whole or not at all, and the rest after the next start, once each', async () => {
    for (let enough = 1; enough <= ARTICLES; enough += 3) {
      await publishUntil(enough)
      await assertWhole()
    }
    await publishUntil(ARTICLES)
    await assertWhole()
    const editions = await db.selectFrom('edition').select(['article_id', 'language', 'number']).execute()
    assert.deepEqual([editions.length, editions.every(({ number }) => number === 1)], [2 * ARTICLES, true])
    const states = await db.selectFrom('schedule').select('state').execute()
    assert.ok(states.every(({ state }) => state === 'published'))
  })

  /** Runs a server until so many articles are published, and kills it in whatever it does then. */
  async function publishUntil(enough: number): Promise<void> {
    server = spawn(process.execPath, [PROGRAM, 'serve'], { env: { ...process.env, PORT: '0', DATA_DIR: folder }, stdio: ['ignore', 'ignore', 'inherit'] })
    while (await countIn('waiting') > ARTICLES - enough && server.exitCode === null) await pause(1)
    await kill()
  }

  async function kill(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return
    server.kill('SIGKILL')
    await once(server, 'close')
  }

  async function countIn(state: 'waiting' | 'published'): Promise<number> {
    return (await db.selectFrom('schedule').select('id').where('state', '=', state).execute()).length
  }

  async function assertWhole(): Promise<void> {
    assert.deepEqual([await findLedgerFault(db), await findEditionFault(db)], [null, null])
    assert.equal((await db.selectFrom('publication').select('edition_id').execute()).length, 2 * await countIn('published'))
  }
})
