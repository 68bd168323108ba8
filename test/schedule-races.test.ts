import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { readConfig } from '../src/config.ts'
import type { Id } from '../src/db/columns.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { publishDue } from '../src/editions/due.ts'
import { scheduleEditions, unschedule } from '../src/editions/schedule-actions.ts'
import { listEditions } from '../src/editions/store.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import { startSite } from '../src/serve.ts'
import { newPostgresDatabase } from './databases.ts'
import { newArticle, newWorld, type World } from './world.ts'

const NOTHING_MISSING = { missing: 0, behind: 0 }
const ROOT = path.resolve(import.meta.dirname, '..')
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

const addresses: Record<string, (folder: string) => Promise<string> | string> = {
  sqlite: (folder) => path.join(folder, 'zvirka.db'),
  postgres: () => newPostgresDatabase(),
}

for (const [name, addressIn] of Object.entries(addresses)) {
  describe(`plans on a database of several processes, on ${name}`, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-due-'))
    let address: string
    let dbs: [Db, Db]
    let world: World
    before(async () => {
      address = await addressIn(folder)
      dbs = [await openDb(address), await openDb(address)]
      await migrate(dbs[0])
      world = await newWorld(dbs[0])
    })
    after(async () => {
      for (const db of dbs) await db.destroy()
      rmSync(folder, { recursive: true, force: true })
    })

    it('are carried out once each, whatever the interleaving of planning, calling off, publishing by hand and looking', async () => {
      const step = fc.oneof(
        { weight: 4, arbitrary: fc.record({ what: fc.constant('look' as const), connection: fc.nat(1), hours: fc.nat(4) }) },
        fc.record({ what: fc.constantFrom('plan' as const, 'call off' as const, 'publish' as const), connection: fc.nat(1), hours: fc.nat(4) }),
      )
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
        const request = { article, language: 'en', accepted: NOTHING_MISSING }
        const planned: Id[] = []
        const acts = steps.map(({ what, connection, hours }) => async () => {
          const db = dbs[connection] ?? dbs[0]
          if (what === 'look') assert.deepEqual((await publishDue(db, inHours(hours))).failures, [])
          if (what === 'plan') await scheduleEditions(db, world.ed, [request], inHours(hours + 0.5)).then((id) => planned.push(id), expectRefusal)
          if (what === 'call off' && planned[0]) await unschedule(db, world.ed, planned[0]).catch(expectRefusal)
          if (what === 'publish') await publishEdition(db, world.ed, request).catch(expectRefusal)
        })
        // Two connections to SQLite in one process would wait for each other while nothing else runs.
        if (name === 'postgres') await Promise.all(acts.map((act) => act()))
        else for (const act of acts) await act()
        for (const db of dbs) await publishDue(db, inHours(9))
        const states = (await dbs[0].selectFrom('schedule').select('state').where('id', 'in', [...planned, '']).execute()).map(({ state }) => state)
        const editions = await listEditions(dbs[0], article, 'en')
        assert.ok(!states.includes('waiting'))
        assert.ok(states.filter((state) => state === 'published').length <= editions.length && editions.length <= 1, states.join())
      }), { numRuns: 30 })
      assert.deepEqual([await findEditionFault(dbs[0]), await findLedgerFault(dbs[0])], [null, null])
    })

    it('are carried out once each by processes that look at the same moment', async () => {
      const articles = await Promise.all(Array.from({ length: 8 }, async (_, i) => (await newArticle(world, 'en', [`Bridge ${i}`, 'It rained.'])).article))
      for (const article of articles) await scheduleEditions(dbs[0], world.ed, [{ article, language: 'en', accepted: NOTHING_MISSING }], inHours(1))
      const published = await Promise.all([1, 2, 3].map(() => publishElsewhere(address, inHours(2))))
      assert.equal(published.reduce((sum, one) => sum + one, 0), articles.length)
      for (const article of articles) assert.equal((await listEditions(dbs[0], article, 'en')).length, 1)
      assert.deepEqual([await findEditionFault(dbs[0]), await findLedgerFault(dbs[0])], [null, null])
    })

    // Two servers share PostgreSQL; an SQLite file belongs to one.
    if (name === 'postgres') it('are carried out once each by two sites that start together', async () => {
      const articles = await Promise.all([1, 2, 3].map(async (i) => (await newArticle(world, 'en', [`Gate ${i}`, 'It rained.'])).article))
      for (const article of articles) await scheduleEditions(dbs[0], world.ed, [{ article, language: 'en', accepted: NOTHING_MISSING }], inHours(1))
      await dbs[0].updateTable('schedule').set({ due_at: inHours(-1) }).where('state', '=', 'waiting').execute()
      const sites = await Promise.all([1, 2].map(() => startSite(readConfig({ PORT: '0', DATA_DIR: folder, DATABASE_URL: address }))))
      await Promise.all(sites.map((site) => site.close()))
      for (const article of articles) assert.equal((await listEditions(dbs[0], article, 'en')).length, 1)
      assert.deepEqual([await findEditionFault(dbs[0]), await findLedgerFault(dbs[0])], [null, null])
    })
  })
}

/** A process of its own that looks once; how many it published. */
async function publishElsewhere(address: string, at: string): Promise<number> {
  const program = `
    const { openDb } = await import('./src/db/open.ts')
    const { publishDue } = await import('./src/editions/due.ts')
    const db = await openDb(${JSON.stringify(address)})
    const { published, failures } = await publishDue(db, ${JSON.stringify(at)})
    for (const failure of failures) console.error(failure)
    console.log(published)
    await db.destroy()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (some: Buffer) => { said += some.toString() })
  await once(child, 'close')
  return Number(said)
}

function expectRefusal(error: unknown): void {
  assert.match(String(error), /wrong_state|not_ready/)
}
