import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newArticle, newWorld, reviewAll, submit, translateAll, type World } from '../../test/world.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { listEditions } from '../editions/store.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')
const YEAR = new Date().getFullYear() + 2

interface Blockers {
  ready: boolean
  blockers: { why: string; count: number; option: string | null; paragraphs: { number: number; url: string }[] }[]
}

describe('publishing from the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-editions-'))
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

  async function zvirka(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (some: Buffer) => { out += some.toString() })
    child.stderr.on('data', (some: Buffer) => { err += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })))
  }
  const bringIn = async () => ({ ...await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.']), source: 'en', language: 'uk' })
  const numbersIn = async (article: string, language: string) => (await listEditions(db, article, language)).map(({ number }) => number)

  it('names everything that stands in the way, with its pages, by a dry run and when it refuses', async () => {
    const desk = await bringIn()
    await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Тихий міст', [desk.segments[1] ?? '']: 'Дощило.' })
    await reviewAll(db, world.rev, desk, ({ position }) => position === 0 ? { outcome: 'approve' } : { outcome: 'return', reason: 'Ні.' })
    const dry = await zvirka('publish', desk.article, '--language', 'uk', '--dry-run', '--json')
    assert.equal(dry.status, 1)
    const { ready, blockers } = JSON.parse(dry.out) as Blockers
    assert.deepEqual([ready, blockers.map(({ why, count, option }) => [why, count, option])],
      [false, [['returned', 1, '--partial'], ['not_started', 1, '--partial'], ['unfillable', 2, null]]])
    assert.match(blockers[0]?.paragraphs[0]?.url ?? '', new RegExp(`^http://.*/desk/articles/${desk.article}/languages/uk/segments/${desk.segments[1]}$`))
    const refused = await zvirka('publish', desk.article, '--language', 'uk')
    assert.deepEqual([refused.status, refused.out], [1, ''])
    assert.match(refused.err, /uk: 1 paragraph is returned to the translator \(can be published with `--partial`\)\n {2}2\thttp[\s\S]*2 gaps cannot be filled/)
    assert.deepEqual(await numbersIn(desk.article, 'uk'), [])
    const both = await zvirka('publish', desk.article, '--language', 'uk', '--partial', '--together', '--correction', 'Назву виправлено.')
    assert.equal(both.status, 0, both.err)
    assert.match(both.out, /Edition 1 is published: http.*\/en\/articles\/[\s\S]*Edition 1 is published: http.*\/uk\/articles\//)
    assert.equal((await listEditions(db, desk.article, 'uk'))[0]?.correction, 'Назву виправлено.')
    const again = await zvirka('publish', desk.article, '--language', 'uk', '--partial', '--dry-run')
    assert.deepEqual([again.status, again.out], [1, 'uk: Readers have exactly this text already.\n'])
  })

  it('says so when nothing stands in the way, and changes nothing', async () => {
    const { article } = await bringIn()
    const { status, out } = await zvirka('publish', article, '--language', 'en', '--dry-run')
    assert.deepEqual([status, out], [0, 'Nothing stands in the way of publishing.\n'])
    assert.deepEqual(await numbersIn(article, 'en'), [])
  })

  it('schedules, lists and calls off', async () => {
    const desk = await bringIn()
    await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
    for (const at of ['tomorrow', `${YEAR}-02-31 09:00`, '2020-01-01 09:00']) {
      const { status, err } = await zvirka('publish', desk.article, '--language', 'uk', '--at', at)
      assert.equal(status, 1)
      assert.match(err, /cannot be used\. Write a time ahead.*Europe\/Kyiv/)
    }
    const planned = await zvirka('publish', desk.article, '--language', 'uk', '--at', `${YEAR}-12-14 09:00`)
    assert.equal(planned.out, `Publication is scheduled for 14 December ${YEAR} at 09:00.\n`)
    const list = JSON.parse((await zvirka('schedules', '--json')).out) as { article: string; at: string; state: string }[]
    assert.deepEqual(list.map(({ article, at, state }) => [article, at, state]), [[desk.article, `${YEAR}-12-14T07:00:00.000Z`, 'waiting']])
    assert.equal((await zvirka('unschedule', desk.article, '--language', 'uk')).status, 0)
    assert.equal((await zvirka('unschedule', desk.article, '--language', 'uk')).status, 1)
    assert.equal((await zvirka('schedules')).out, 'Nothing is scheduled.\n')
    assert.deepEqual(await numbersIn(desk.article, 'uk'), [])
  })

  it('says what a person without the right lacks', async () => {
    const { article } = await bringIn()
    const { status, out } = await zvirka('publish', article, '--language', 'en', '--dry-run', '--by', `Ada.${world.ada.id}@example.org`)
    assert.equal(status, 1)
    assert.match(out, /^en: You may not publish in this language/)
  })

  it('publishes an original as important, and a translation never', async () => {
    const desk = await bringIn()
    assert.equal((await zvirka('publish', desk.article, '--language', 'en', '--important')).status, 0)
    assert.deepEqual((await listEditions(db, desk.article, 'en')).map(({ important }) => important), ['yes'])
    const refused = await zvirka('publish', desk.article, '--language', 'uk', '--important')
    assert.equal(refused.status, 1)
    assert.match(refused.err, /Only an edition of the original can be important: `--language en`/)
  })
})
