import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import { newCrew } from './crew.ts'
import { findBrokenPromises } from './crew-checks.ts'
import { byLength } from './long.ts'
import { startServer } from './server.ts'

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-stop-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('a server that is asked to stop', () => {
  it('answers what it began, loses nothing and ends with 0', async (t) => {
    const folder = newFolder(t)
    const db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    const crew = await newCrew(db)
    for (let round = 0; round < byLength(3, 200); round += 1) {
      const server = await startServer(folder)
      const ended = once(server.child, 'close')
      const last = crew.deeds.length + 20
      await crew.work({ url: server.url, db }, () => {
        if (crew.deeds.length >= last && !server.child.killed) server.child.kill('SIGTERM')
        return false
      })
      assert.deepEqual(await ended, [0, null])
      assert.deepEqual(await findBrokenPromises(db, crew.deeds), [])
    }
    await db.destroy()
  })

  it('tells balancers first, while it goes on answering', async (t) => {
    const server = await startServer(newFolder(t), { DRAIN_SECONDS: '600' })
    const ready = async () => (await fetch(`${server.url}/readyz`)).status
    assert.equal(await ready(), 200)
    server.child.kill('SIGTERM')
    while (await ready() === 200);
    assert.deepEqual([await ready(), (await fetch(`${server.url}/healthz`)).status], [503, 200])
    server.child.kill('SIGTERM')
    assert.deepEqual(await once(server.child, 'close'), [1, null])
  })
})

describe('what a server tells those who run it', () => {
  it('is one JSON object a line on standard error, with its beginning and its end', async (t) => {
    const server = await startServer(newFolder(t), {}, 'pipe')
    let said = ''
    server.child.stderr?.on('data', (some: Buffer) => { said += some.toString() })
    server.child.kill('SIGINT')
    await once(server.child, 'close')
    const events = said.trim().split('\n').map((line) => (JSON.parse(line) as { at: string; event: string }).event)
    assert.deepEqual(events, ['site.started', 'site.stopping', 'site.stopped'])
  })
})
