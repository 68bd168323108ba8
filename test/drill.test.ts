import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { it } from 'node:test'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import { newCrew } from './crew.ts'
import { findBrokenPromises } from './crew-checks.ts'
import { newPostgresDatabase } from './databases.ts'
import { killServer, PROGRAM, startServer } from './server.ts'

async function zvirka(args: readonly string[], env: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (some: Buffer) => { said += some.toString() })
  const status = await new Promise((resolve) => child.on('close', resolve))
  assert.equal(status, 0, said)
}

for (const name of ['sqlite', 'postgres']) {
  it(`copies a site while people work, loses the machine, and has every acknowledged act back, on ${name}`, async (t) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-drill-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const addressOf = async (machine: string): Promise<Record<string, string>> =>
      name === 'postgres' ? { DATA_DIR: machine, DATABASE_URL: await newPostgresDatabase() } : { DATA_DIR: machine }
    const openOn = (env: Record<string, string>) => openDb(env['DATABASE_URL'] ?? path.join(env['DATA_DIR'] ?? '', 'zvirka.db'))

    const lost = await addressOf(path.join(folder, 'lost'))
    const db = await openOn(lost)
    await migrate(db)
    const crew = await newCrew(db)
    const server = await startServer(path.join(folder, 'lost'), lost)
    const backup = { file: path.join(folder, 'backup.db'), before: 0, made: false }
    const working = crew.work({ url: server.url, db }, () => backup.made)
    while (crew.deeds.length < 60) await fetch(`${server.url}/healthz`)
    backup.before = crew.deeds.length
    await zvirka(['backup', backup.file], lost)
    backup.made = true
    await working
    assert.ok(crew.deeds.length > backup.before, 'people went on meanwhile')
    await killServer(server)
    await db.destroy()
    rmSync(path.join(folder, 'lost'), { recursive: true, force: true })

    const found = await addressOf(path.join(folder, 'found'))
    await zvirka(['restore', backup.file], found)
    await zvirka(['verify'], found)
    const restored = await openOn(found)
    // What was done before the copying began is there; of what came later, all or nothing.
    const later = crew.deeds.slice(backup.before).map((deed) => ({ ...deed, answer: 'unknown' as const }))
    assert.deepEqual(await findBrokenPromises(restored, [...crew.deeds.slice(0, backup.before), ...later]), [])
    assert.deepEqual(await restored.selectFrom('session').selectAll().execute(), [])
    await restored.destroy()

    const again = await startServer(path.join(folder, 'found'), found)
    assert.equal((await fetch(`${again.url}/readyz`)).status, 200)
    await killServer(again)
  })
}
