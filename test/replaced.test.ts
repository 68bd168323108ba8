import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db, Schema } from '../src/db/schema.ts'
import { makeBackup } from '../src/upkeep/backup.ts'
import { newCrew } from './crew.ts'
import { findBrokenPromises, findDamage } from './crew-checks.ts'
import { killServer, PROGRAM, startServer, type Server } from './server.ts'

const NOTICED_MS = 10_000
/** As many as work in a crew: each can have one request under way, committed and not yet answered. */
const PEOPLE = 9

interface Place {
  folder: string
  file: string
  /** A sound database of another site, which may come to stand in its place. */
  other: string
  aside: string
}

async function newPlace(t: TestContext): Promise<Place> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-replaced-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const [file = '', other = '', aside = ''] = ['zvirka.db', 'other.db', 'aside.db'].map((name) => path.join(folder, name))
  for (const one of [file, other]) {
    const db = await openDb(one)
    await migrate(db)
    if (one === other) await db.insertInto('setting').values({ key: 'which', value: 'other' }).execute()
    await db.destroy()
  }
  return { folder, file, other, aside }
}

/** What a connection of this test reads, whatever happens to the names of its files. */
function openToRead(file: string): Db {
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: new Sqlite(file, { readonly: true }) }) })
}

/** How a server ended by itself, when, and what it said until then. */
async function listen({ child }: Server): Promise<{ status: unknown; said: string; at: number }> {
  let said = ''
  child.stderr?.on('data', (some: Buffer) => { said += some.toString() })
  const [status] = await once(child, 'close') as unknown[]
  return { status, said, at: performance.now() }
}

/** Where the server says that it left what it had acknowledged. */
function keptFile({ folder }: Place, said: string): string {
  const [name = ''] = readdirSync(folder).filter((found) => found.endsWith('.kept'))
  assert.match(said, /"event":"site\.broken","error":"DatabaseReplaced: /)
  assert.ok(name !== '' && said.includes(path.join(folder, name)), said)
  return path.join(folder, name)
}

function zvirka({ folder }: Place, ...args: string[]) {
  return spawnSync(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en' }, encoding: 'utf8', timeout: NOTICED_MS,
  })
}

const WAYS: [what: string, act: (place: Place) => void, alsoIn: 'aside' | 'file' | null][] = [
  ['another file is moved over it', ({ file, other }) => renameSync(other, file), null],
  ['it is moved aside and another file put there', ({ file, other, aside }) => {
    renameSync(file, aside)
    renameSync(other, file)
  }, 'aside'],
  ['it is removed', ({ file }) => rmSync(file), null],
  ['its log is removed', ({ file }) => rmSync(`${file}-wal`), 'file'],
]

describe('a server whose database file does not stand where it was opened', () => {
  for (const [what, act, alsoIn] of WAYS) {
    it(`stops when ${what} under many requests, and all that it acknowledged is kept`, async (t) => {
      const place = await newPlace(t)
      const db = await openDb(place.file)
      const crew = await newCrew(db)
      await db.destroy()
      const server = await startServer(place.folder, {}, 'pipe')
      const ended = listen(server)
      const reading = openToRead(place.file)
      const acted = { after: Infinity, at: 0 }
      await crew.work({ url: server.url, db: reading }, () => {
        if (crew.deeds.length < 60 || acted.after < Infinity) return false
        act(place)
        Object.assign(acted, { after: crew.deeds.length, at: performance.now() })
        return false
      })
      const { status, said, at } = await ended
      await reading.destroy()
      assert.equal(status, 70)
      assert.ok(at - acted.at < NOTICED_MS)
      assert.ok(crew.deeds.some((deed) => deed.status === 503))
      assert.ok(crew.deeds.slice(acted.after).filter(({ answer }) => answer === 'done').length <= PEOPLE)
      assert.deepEqual(await findDamage(keptFile(place, said), crew.deeds), [])
      if (alsoIn) assert.deepEqual(await findDamage(place[alsoIn], crew.deeds), [])
    })
  }

  it('notices without any request, and leaves what stands there now untouched', async (t) => {
    const place = await newPlace(t)
    const server = await startServer(place.folder, {}, 'pipe')
    const ended = listen(server)
    const bytes = readFileSync(place.other)
    renameSync(place.other, place.file)
    const acted = performance.now()
    const { status, said, at } = await ended
    assert.equal(status, 70)
    assert.ok(at - acted < NOTICED_MS)
    const kept = keptFile(place, said)
    assert.deepEqual(readFileSync(place.file), bytes)
    const again = await openDb(place.file)
    assert.equal((await again.selectFrom('setting').select('value').where('key', '=', 'which').executeTakeFirst())?.value, 'other')
    assert.deepEqual(await findBrokenPromises(again, []), [])
    await again.destroy()
    assert.ok(zvirka(place, 'serve').stderr.includes(kept), 'started as if nothing had happened')
    renameSync(kept, place.aside)
    await killServer(await startServer(place.folder))
  })
})

describe('a backup brought back while the server runs', () => {
  it('is refused, and people work on', async (t) => {
    const place = await newPlace(t)
    const { folder, file } = place
    const db = await openDb(file)
    t.after(() => db.destroy())
    await makeBackup(db, file, path.join(folder, 'backup.db'))
    const crew = await newCrew(db)
    const server = await startServer(folder)
    const work = (deeds: number) => crew.work({ url: server.url, db }, () => crew.deeds.length >= deeds)
    await work(20)
    const { status, stderr } = zvirka(place, 'restore', path.join(folder, 'backup.db'))
    assert.equal(status, 1)
    assert.match(stderr, /server/)
    await work(40)
    assert.deepEqual(await findBrokenPromises(db, crew.deeds), [])
    await killServer(server)
  })
})
