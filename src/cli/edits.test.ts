import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { factsIn, newArticle, newWorld, reviewAll, submit, type World } from '../../test/world.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')
const DAYS = ['--from', '2000-01-01', '--to', '2100-01-01']

describe('undoing one person’s texts from the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-edits-'))
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
    const child = spawn(process.execPath, [PROGRAM, 'edits', 'undo', ...args], { env: { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (some: Buffer) => { out += some.toString() })
    child.stderr.on('data', (some: Buffer) => { err += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })))
  }

  it('says what it would do, does it with a reason, and leaves later texts of others', async () => {
    const { article, segments: [title = '', one = ''] } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.'])
    const desk = { article, source: 'en', language: 'uk' }
    const approve = async (writer: typeof world.ada, texts: Record<string, string>) => {
      await submit(db, writer, desk, texts)
      await reviewAll(db, world.rev, desk)
    }
    await approve(world.bob, { [title]: 'Тихий міст' })
    await approve(world.ada, { [title]: 'Спам', [one]: 'Спам' })
    await approve(world.bob, { [one]: 'Дощило.' })
    const textsNow = async () => (await factsIn(db, article, 'en', 'uk')).map(({ approved }) => approved?.text)
    const whose = ['--person', `Ada.${world.ada.id}@example.org`, '--language', 'uk', ...DAYS]
    const dry = await zvirka(...whose, '--dry-run', '--json')
    assert.equal(dry.status, 0, dry.err)
    const told = JSON.parse(dry.out) as Record<'undone' | 'untouched', { segment: string; why?: string; back?: { text: string; by: string } }[]> & { done: boolean }
    assert.equal(told.done, false)
    assert.deepEqual(told.undone.map(({ segment, back }) => [segment, back?.text, back?.by]), [[title, 'Тихий міст', 'Rev']])
    assert.deepEqual(told.untouched.map(({ segment, why }) => [segment, why]), [[one, 'changed']])
    assert.equal((await zvirka(...whose)).status, 1)
    assert.deepEqual(await textsNow(), ['Спам', 'Дощило.'])
    const done = await zvirka(...whose, '--reason', 'Спам')
    assert.deepEqual([done.status, done.out], [0, 'The quiet bridge\t1\tСпам\tТихий міст\nOne paragraph is left as it is.\nOne paragraph is undone.\n'])
    assert.deepEqual(await textsNow(), ['Тихий міст', 'Дощило.'])
    assert.match((await zvirka(...whose, '--reason', 'Спам')).out, /0 paragraphs are undone/)
  })

  const refused: [what: string, args: string[], words: RegExp][] = [
    ['somebody unknown', ['--person', 'nobody@example.org', '--language', 'uk', ...DAYS, '--dry-run'], /nobody@example\.org/],
    ['a time that is none', ['--person', 'nobody@example.org', '--language', 'uk', '--from', 'yesterday', '--to', '2100-01-01', '--dry-run'], /nobody|not a time/],
  ]
  for (const [what, args, words] of refused) {
    it(`refuses ${what}`, async () => {
      const { status, err } = await zvirka(...args)
      assert.equal(status, 1)
      assert.match(err, words)
    })
  }

  it('refuses whoever may not publish the language', async () => {
    const email = `Ada.${world.ada.id}@example.org`
    const { status, err } = await zvirka('--person', email, '--language', 'uk', ...DAYS, '--by', email, '--dry-run')
    assert.equal(status, 1)
    assert.match(err, /\S/)
  })
})
