import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { newCrew, type Crew } from './crew.ts'
import { findBrokenPromises } from './crew-checks.ts'
import { byLength } from './long.ts'
import { buildPowerCut, cutPower, killServer, startServer } from './server.ts'

const CYCLES = byLength(20, 2000)
const CARELESS_CYCLES = 40

const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-kill-'))
  folders.push(folder)
  return folder
}

async function openIn(folder: string): Promise<Db> {
  const db = await openDb(path.join(folder, 'zvirka.db'))
  await migrate(db)
  return db
}

/** People work until the server has answered so many, and it is killed in the middle of whatever else was sent. */
async function workUntilKilled(folder: string, db: Db, crew: Crew, enough: number, env: Record<string, string> = {}): Promise<void> {
  const server = await startServer(folder, env)
  const last = crew.deeds.length + enough
  const killed = () => {
    if (crew.deeds.length >= last) server.child.kill('SIGKILL')
    return false
  }
  await crew.work({ url: server.url, db }, killed)
  await killServer(server)
}

describe('a server killed in the middle of many requests', () => {
  it('has everything that it acknowledged when it starts again, and nothing by halves', async () => {
    const folder = newFolder()
    const db = await openIn(folder)
    const crew = await newCrew(db)
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await workUntilKilled(folder, db, crew, 1 + cycle % 20 * 3)
      assert.deepEqual(await findBrokenPromises(db, crew.deeds), [], `cycle ${cycle}`)
    }
    await db.destroy()
    assert.ok(crew.deeds.some(({ kind, answer }) => kind === 'publish' && answer === 'done'))
  })
})

describe('a machine that loses power', () => {
  const library = buildPowerCut(newFolder())
  const skip = library ? false : 'there is no C compiler here'

  it('has everything that was acknowledged when it is back', { skip }, async () => {
    assert.deepEqual(await findLoss(CYCLES, { LD_PRELOAD: library ?? '' }), [])
  })

  it('is seen to lose some of it where the disk is not asked to keep it', { skip }, async () => {
    const careless = path.join(import.meta.dirname, 'careless-sqlite.ts')
    assert.notDeepEqual(await findLoss(CARELESS_CYCLES, { LD_PRELOAD: library ?? '', NODE_OPTIONS: `--import ${careless}` }), [])
  })
})

/** What the first power cut that loses anything loses, of so many; nothing when none does. */
async function findLoss(cycles: number, env: Record<string, string>): Promise<string[]> {
  let folder = newFolder()
  let db = await openIn(folder)
  const crew = await newCrew(db)
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await workUntilKilled(folder, db, crew, 5 + cycle % 10 * 4, env)
    const left = cutPower(folder)
    folders.push(left)
    await db.destroy()
    rmSync(folder, { recursive: true })
    folder = left
    db = await openIn(folder)
    const lost = await findBrokenPromises(db, crew.deeds)
    if (lost.length > 0) return db.destroy().then(() => lost)
  }
  await db.destroy()
  return []
}
