import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newSigned } from '../../test/articles.ts'
import { newWorld } from '../../test/world.ts'
import { putAway } from '../articles/archive-actions.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')

describe('articles on the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-details-'))
  let articles: string[]
  before(async () => {
    const db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    const world = await newWorld(db)
    const details = { authors: [{ name: 'Ada Hill', role: 'poet' }], topics: ['Bridges'], genre: 'essay', date: '2025-12-10' } as const
    const [kept, gone] = [await newSigned(world, 'en', ['The quiet bridge', 'Ada Hill', 'poet'], details), await newSigned(world, 'uk', ['Зайва', 'Іван Сич'])]
    await putAway(db, world.ed, { article: gone.article, to: 'trash', reason: 'Twice.' })
    await db.destroy()
    articles = [gone.article, kept.article]
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  async function zvirka(...args: string[]): Promise<{ status: number | null; out: string }> {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' } })
    let out = ''
    child.stdout.on('data', (some: Buffer) => { out += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, out })))
  }

  it('are listed, the newest first, with where they are put away', async () => {
    const { out } = await zvirka('article', 'list', '--json')
    assert.deepEqual(JSON.parse(out), [
      { article: articles[0], language: 'uk', kind: 'article', title: 'Зайва', place: 'trash' },
      { article: articles[1], language: 'en', kind: 'article', title: 'The quiet bridge', place: null },
    ])
    assert.match((await zvirka('article', 'list')).out, /\tuk\tЗайва\tin the trash\n/)
  })

  it('are told with all that is known of them, by any of their addresses', async () => {
    const { out } = await zvirka('article', 'details', 'the-quiet-bridge', '--json')
    assert.deepEqual(JSON.parse(out), {
      article: articles[1], language: 'en', slugs: { en: 'the-quiet-bridge' }, genre: 'essay', date: '2025-12-10',
      topics: [{ en: 'Bridges' }], authors: [{ en: 'Ada Hill' }], published: [], place: null,
    })
    assert.match((await zvirka('article', 'details', articles[1] ?? '')).out, /essay\n[\s\S]*2025-12-10\n[\s\S]*Bridges\n[\s\S]*Ada Hill\n/)
    assert.equal((await zvirka('article', 'details', 'nothing')).status, 1)
  })
})
