import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, it } from 'node:test'
import Sqlite from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { openDb } from './open.ts'
import type { Db } from './schema.ts'
import { transact } from './transact.ts'

const addSetting = (db: Db, key: string) => transact(db, (tx) => tx.insertInto('setting').values({ key, value: '' }).execute())

const WAYS: [what: string, act: (file: string) => void][] = [
  ['another file stands in its place', (file) => {
    writeFileSync(`${file}.other`, '')
    renameSync(`${file}.other`, file)
  }],
  ['it has another name', (file) => renameSync(file, `${file}.other`)],
  ['it is gone', (file) => rmSync(file)],
  ['its log is gone', (file) => rmSync(`${file}-wal`)],
  ['its shared memory is gone', (file) => rmSync(`${file}-shm`)],
]

describe('a database whose files do not stand where they were opened', () => {
  for (const [what, act] of WAYS) {
    it(`acknowledges nothing from the moment that ${what}, and keeps all that it did`, async (t) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-files-'))
      t.after(() => rmSync(folder, { recursive: true, force: true }))
      const file = path.join(folder, 'zvirka.db')
      const seen: unknown[] = []
      const db = await openDb(file, (error) => seen.push(error))
      await migrate(db)
      await addSetting(db, 'before')
      act(file)
      await assert.rejects(addSetting(db, 'after'), { code: 'out_of_order', status: 503 })
      await assert.rejects(db.selectFrom('setting').selectAll().execute(), { code: 'out_of_order' })
      assert.equal(seen.length, 1)
      await db.destroy()
      const [name = ''] = readdirSync(folder).filter((found) => found.endsWith('.kept'))
      assert.ok(String(seen[0]).includes(name))
      const kept = path.join(folder, name)
      assert.equal(statSync(kept).mode & 0o777, 0o600)
      const copy = new Sqlite(kept)
      assert.deepEqual(copy.prepare("select key from setting where key in ('before', 'after')").pluck().all(), ['before'])
      copy.close()
    })
  }

  it('says why nothing could be kept', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-files-'))
    const seen: unknown[] = []
    const db = await openDb(path.join(folder, 'zvirka.db'), (error) => seen.push(error))
    await migrate(db)
    rmSync(folder, { recursive: true })
    await assert.rejects(addSetting(db, 'after'), { code: 'out_of_order' })
    assert.match(String(seen), /could not be copied: .*ENOENT/)
    await db.destroy()
  })
})
