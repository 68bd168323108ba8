import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { newPostgresDatabase } from '../../test/databases.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { newArticle, newWorld, translateAll, type World } from '../../test/world.ts'
import { takeServerLock, freeServerLock } from '../db/lock.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { publishEdition } from '../editions/actions.ts'
import { publishDue } from '../editions/due.ts'
import { scheduleEditions } from '../editions/schedule-actions.ts'
import { findDueMail, insertMail, listFailedMail } from '../mail/store.ts'
import { findMatches } from '../memory/matches.ts'
import { finishImport, insertImport, insertUnits } from '../memory/store.ts'
import { rebuildMemory } from '../memory/sync.ts'
import { syncSearch } from '../search/sync.ts'
import { makeBackup } from './backup.ts'
import { restoreBackup } from './restore.ts'
import { findFault } from './soundness.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-backup-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => path.join(folder, `${files += 1}.db`)

const ADDRESSES: Record<string, () => Promise<string>> = { sqlite: async () => newFile(), postgres: newPostgresDatabase }

/** A site with a published article, in a database of this kind. */
async function newSite(kind: string): Promise<{ db: Db; url: string }> {
  const url = await ADDRESSES[kind]?.() ?? ''
  const db = await openDb(url)
  await migrate(db)
  const world = await newWorld(db)
  const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
  await publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
  await sendBlocks(db, world.ed, article, [...await blocksOf(db, world.ed, article), paragraph('Nobody came.')])
  await approveOriginal(db, world.rev, article)
  await rememberBridges(db, world, article)
  // Derived, and different on each database: it must not be in the way.
  await syncSearch(db)
  return { db, url }
}

/** Translations that the memory knows by an approval, and by a file. */
async function rememberBridges(db: Db, world: World, article: string): Promise<void> {
  await translateAll(world, { article, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
  const unit = { languageA: 'en', textA: 'The quiet bridges', languageB: 'uk', textB: 'Тихі мости', level: 'paragraph' } as const
  await transact(db, async (tx) => {
    const id = await insertImport(tx, 'old.tmx', world.ed.id)
    await insertUnits(tx, id, [unit])
    await finishImport(tx, id)
  })
  await rebuildMemory(db)
}

async function remembered(db: Db): Promise<string[]> {
  return (await findMatches(db, { text: 'The quiet bridge', from: 'en', to: 'uk', limit: 5 })).map(({ score, target }) => `${score} ${target}`)
}

/** Every row of the tables that a restored site must have as they were. */
async function rowsIn(db: Db): Promise<unknown> {
  const tables = ['person', 'person_right', 'article', 'slug', 'outline_row', 'revision', 'decision', 'source_change', 'source_change_row', 'approval', 'edition', 'edition_segment', 'publication']
  const rowsOf = async (table: string) => (await sql<object>`select * from ${sql.table(table)}`.execute(db)).rows
    .map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => a < b ? -1 : 1))).sort()
  return Promise.all(tables.map(async (table) => [table, await rowsOf(table)]))
}

for (const from of ['sqlite', 'postgres']) {
  for (const to of ['sqlite', 'postgres']) {
    it(`brings a site on ${from} back on ${to}, row by row`, async () => {
      const { db, url } = await newSite(from)
      const file = newFile()
      const { line } = await makeBackup(db, url, file)
      const target = await ADDRESSES[to]?.() ?? ''
      assert.deepEqual(await restoreBackup(target, file), { line, aside: null })
      const restored = await openDb(target)
      assert.deepEqual(await rowsIn(restored), await rowsIn(db))
      assert.equal(await findFault(restored), null)
      await syncSearch(restored)
      assert.deepEqual(await restored.selectFrom('search_document').select('language').execute(), [{ language: 'en' }])
      assert.deepEqual(await remembered(restored), ['100 Тихий міст', '94 Тихі мости'])
      await rebuildMemory(restored)
      assert.deepEqual(await remembered(restored), ['100 Тихий міст', '94 Тихі мости'])
      await db.destroy()
      await restored.destroy()
    })
  }
}

describe('a backup', () => {
  let site: { db: Db; url: string }
  before(async () => { site = await newSite('sqlite') })
  after(() => site.db.destroy())
  const make = async () => {
    const file = newFile()
    await makeBackup(site.db, site.url, file)
    return file
  }

  it('is one file that only its owner may read, with a checksum beside it', async () => {
    const file = await make()
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.match(readFileSync(`${file}.sha256`, 'utf8'), new RegExp(`^[0-9a-f]{64}  ${path.basename(file)}\n$`))
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith(path.basename(file)) && !name.endsWith('.sha256')), [path.basename(file)])
  })

  it('never replaces another', async () => {
    const file = await make()
    const bytes = readFileSync(file)
    await assert.rejects(makeBackup(site.db, site.url, file), { problem: 'exists' })
    assert.deepEqual(readFileSync(file), bytes)
  })

  it('is not made of a database that does not agree with itself', async () => {
    const { db, url } = await newSite('sqlite')
    await sql`update ledger_head set hash = 'x'`.execute(db)
    const file = newFile()
    await assert.rejects(makeBackup(db, url, file), { problem: 'unsound' })
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith(path.basename(file))), [])
    await db.destroy()
  })

  const damages: [what: string, problem: string, damage: (file: string) => void][] = [
    ['that is not there', 'missing', (file) => rmSync(file)],
    ['without its checksum', 'unsealed', (file) => rmSync(`${file}.sha256`)],
    ['cut short', 'unsound', (file) => writeFileSync(file, readFileSync(file).subarray(0, 8192))],
    ['with something behind it', 'unsound', (file) => appendFileSync(file, 'x')],
    ['with one bit turned over', 'unsound', (file) => {
      const bytes = readFileSync(file)
      bytes[bytes.length - 200] = (bytes[bytes.length - 200] ?? 0) ^ 1
      writeFileSync(file, bytes)
    }],
  ]
  for (const [what, problem, damage] of damages) {
    it(`is not put back ${what}, and the site stays as it was`, async () => {
      const file = await make()
      damage(file)
      const { db, url } = await newSite('sqlite')
      await db.destroy()
      const bytes = readFileSync(url)
      await assert.rejects(restoreBackup(url, file), { problem })
      assert.deepEqual(readFileSync(url), bytes)
      assert.equal(existsSync(`${url}.restoring`), false)
    })
  }

  it('is not put back when it says something else than it hashed, even without a checksum', async () => {
    const file = await make()
    rmSync(`${file}.sha256`)
    const copy = new Sqlite(file)
    copy.exec("drop trigger ledger_no_update; update ledger set actor = 'somebody else'")
    copy.close()
    await assert.rejects(restoreBackup(newFile(), file, { unsealed: true }), { problem: 'unsound' })
  })

  it('is not put back under a running server', async (t) => {
    const file = await make()
    const { db, url } = await newSite('sqlite')
    await db.destroy()
    assert.ok(takeServerLock(url))
    t.after(freeServerLock)
    await assert.rejects(restoreBackup(url, file), { problem: 'in_use' })
  })

  it('is not put into a PostgreSQL database that holds people', async () => {
    const file = await make()
    const { db, url } = await newSite('postgres')
    const before = await rowsIn(db)
    await assert.rejects(restoreBackup(url, file), { problem: 'not_empty' })
    assert.deepEqual(await rowsIn(db), before)
    await db.destroy()
  })

  it('keeps what stood there before beside it, and ends sessions', async () => {
    const { person_id } = await site.db.selectFrom('person').select('id as person_id').executeTakeFirstOrThrow()
    const times = { created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z' }
    await site.db.insertInto('session').values({ token_hash: 'x', person_id, ...times }).execute()
    const file = await make()
    const other = await newSite('sqlite')
    const rows = await rowsIn(other.db)
    await other.db.destroy()
    const { aside } = await restoreBackup(other.url, file)
    const [kept, restored] = [await openDb(aside ?? ''), await openDb(other.url)]
    assert.deepEqual(await rowsIn(kept), rows)
    assert.deepEqual(await rowsIn(restored), await rowsIn(site.db))
    assert.deepEqual(await restored.selectFrom('session').selectAll().execute(), [])
    await kept.destroy()
    await restored.destroy()
  })

  it('publishes nothing by itself whose time passed since, and sends no letter of then', async () => {
    const { db, url } = await newSite('sqlite')
    const world = await newWorld(db)
    const { article } = await newArticle(world, 'en', ['The planned bridge', 'It rained.'])
    const plan = await scheduleEditions(db, world.ed, [{ article, language: 'en', accepted: { missing: 0, behind: 0 } }],
      new Date(Date.now() + 86_400_000).toISOString())
    await db.updateTable('schedule').set({ due_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', plan).execute()
    const letter = { subject: 'Come in', text: 'https://zvirka.example/invitations/x', html: '' }
    await transact(db, (tx) => insertMail(tx, { person: world.ada.id, kind: 'invitation', language: 'en', letter }))
    const file = newFile()
    await makeBackup(db, url, file)
    await db.destroy()
    const target = newFile()
    await restoreBackup(target, file)
    const restored = await openDb(target)
    assert.equal((await publishDue(restored)).published, 0)
    assert.deepEqual(await restored.selectFrom('schedule').select(['state', 'reason']).execute(), [{ state: 'refused', reason: 'restored' }])
    assert.equal(await findDueMail(restored), undefined)
    assert.equal((await listFailedMail(restored)).length, 1)
    await restored.destroy()
  })
})
