import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newArticle, newWorld, type World } from '../../test/world.ts'
import { readConfig } from '../config.ts'
import type { Id } from '../db/columns.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { startSite } from '../serve.ts'
import { scheduleEditions } from './schedule-actions.ts'
import { findPublished } from './store.ts'
import { startTimer } from './timer.ts'

const PAST = '2026-01-01T09:00:00.000Z'

describe('the clock of a server', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-timer-'))
  let db: Db
  let world: World
  before(async () => {
    db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    world = await newWorld(db)
  })
  after(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Planned for a time that went by while no server ran. */
  async function planOverdue(): Promise<Id> {
    const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
    const plan = await scheduleEditions(db, world.ed, [{ article, language: 'en', accepted: { missing: 0, behind: 0 } }], new Date(Date.now() + 60_000).toISOString())
    await db.updateTable('schedule').set({ due_at: PAST }).where('id', '=', plan).execute()
    return article
  }
  const watch = () => {
    const seen = { changes: 0, lines: [] as string[] }
    const timer = startTimer({ db, publicationChanged: () => Promise.resolve(void (seen.changes += 1)) }, (event, fields) => seen.lines.push(`${event} ${JSON.stringify(fields)}`))
    return { seen, timer }
  }

  it('publishes first what came due while nothing ran, with the time when it really happened', async () => {
    const articles = [await planOverdue(), await planOverdue()]
    const start = new Date().toISOString()
    const { seen, timer } = watch()
    await timer.stop()
    assert.deepEqual(seen, { changes: 1, lines: [] })
    for (const article of articles) assert.ok((await findPublished(db, article, 'en'))?.created_at ?? '' >= start)
  })

  it('touches nothing that is not due', async () => {
    const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
    await scheduleEditions(db, world.ed, [{ article, language: 'en', accepted: { missing: 0, behind: 0 } }], new Date(Date.now() + 3_600_000).toISOString())
    const { seen, timer } = watch()
    await timer.stop()
    assert.deepEqual([seen, await findPublished(db, article, 'en')], [{ changes: 0, lines: [] }, undefined])
  })

  it('goes on with the others when one cannot be tried, and says so', async () => {
    const broken = await planOverdue()
    const fine = await planOverdue()
    const { id } = await db.selectFrom('schedule').innerJoin('schedule_part', 'schedule_id', 'id').select('id').where('article_id', '=', broken).executeTakeFirstOrThrow()
    await db.insertInto('schedule_part').values({ schedule_id: id, position: 1, article_id: broken, language: 'uk', title: 'x', slug: 'x', content: 'no JSON' }).execute()
    const { seen, timer } = watch()
    await timer.stop()
    assert.deepEqual([seen.changes, seen.lines.length], [1, 1])
    assert.match(seen.lines[0] ?? '', /^schedule\.failed .*SyntaxError/)
    assert.deepEqual([(await findPublished(db, broken, 'en')), (await findPublished(db, fine, 'en'))?.number], [undefined, 1])
    await db.updateTable('schedule').set({ state: 'cancelled', closed_at: PAST }).where('id', '=', id).execute()
  })

  it('belongs to the site, which readers find changed, and which closes only when it is done', async () => {
    const article = await planOverdue()
    const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
    await site.close()
    assert.equal((await findPublished(db, article, 'en'))?.number, 1)
  })
})
