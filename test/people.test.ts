import assert from 'node:assert/strict'
import { it } from 'node:test'
import { newCrew } from './crew.ts'
import { findBrokenPromises } from './crew-checks.ts'
import { newPostgresDatabase } from './databases.ts'
import { byLength } from './long.ts'
import { startTestSite } from './site.ts'

const LASTS = byLength(20_000, 30 * 60_000)
const WINDOWS = byLength(5, 32)

for (const name of ['sqlite', 'postgres']) {
  it(`keeps every promise to people who work on the same paragraphs at the same time, on ${name}`, async (t) => {
    const site = await startTestSite(name === 'postgres' ? { DATABASE_URL: await newPostgresDatabase() } : {})
    t.after(site.close)
    const crew = await newCrew(site.db, { windows: WINDOWS })
    const end = performance.now() + LASTS / 2
    await crew.work(site, () => performance.now() > end)
    assert.deepEqual(crew.deeds.filter(({ status }) => status === null || status >= 500), [])
    assert.deepEqual(await findBrokenPromises(site.db, crew.deeds), [])
    const done = Map.groupBy(crew.deeds.filter(({ answer }) => answer === 'done'), ({ kind }) => kind)
    for (const kind of ['save', 'send', 'approve', 'return', 'publish', 'withdraw'] as const) assert.ok((done.get(kind)?.length ?? 0) > 0, kind)
    assert.ok(crew.deeds.some(({ kind, answer }) => kind === 'save' && answer === 'refused'), 'windows met in the same drafts')
    t.diagnostic(`${crew.deeds.length} deeds: ${[...done].map(([kind, some]) => `${kind} ${some.length}`).join(', ')}`)
  })
}
