import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { newWorld } from '../../test/world.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { listTerms } from '../glossary/store.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')

describe('the glossary from the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-glossary-'))
  const file = path.join(folder, 'terms.csv')
  let db: Db
  before(async () => {
    db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    await newWorld(db)
    writeFileSync(file, 'en,uk\nally,союзник\nhub,осередок\n')
  })
  after(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  async function zvirka(...args: string[]): Promise<{ status: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [PROGRAM, 'glossary', ...args], { env: { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (some: Buffer) => { out += some.toString() })
    child.stderr.on('data', (some: Buffer) => { err += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })))
  }

  it('says what a file would do, does it, and then finds nothing left to do', async () => {
    assert.deepEqual(await zvirka('import', file, '--dry-run'), { status: 0, out: 'New: 2. Would be changed: 0. As they are: 0.\n', err: '' })
    assert.equal((await listTerms(db)).length, 0)
    assert.equal((await zvirka('import', file)).out, 'New: 2. Changed: 0. As they were: 0.\n')
    const told: unknown = JSON.parse((await zvirka('import', file, '--json')).out)
    assert.deepEqual(told, { done: true, same: 2, added: [], changed: [] })
    assert.equal((await listTerms(db)).length, 2)
  })

  it('is written out in both formats, and read again', async () => {
    assert.match((await zvirka('export', '--format', 'tbx')).out, /<term>союзник<\/term>/)
    const out = path.join(folder, 'out.csv')
    assert.deepEqual((await zvirka('export', '--format', 'csv', '--output', out)).status, 0)
    assert.match(readFileSync(out, 'utf8'), /союзник/)
    assert.equal((await zvirka('import', out)).out, 'New: 0. Changed: 0. As they were: 2.\n')
  })

  const wrong: [args: string[], status: number, sentence: RegExp][] = [
    [['import', '/no/such.csv'], 1, /no such file/], [['export', '--format', 'xls'], 1, /“xls” is no format/], [['export'], 2, /./],
    [['import', file, '--by', 'nobody@example.org'], 1, /nobody@example.org/],
  ]
  for (const [args, status, sentence] of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const answer = await zvirka(...args)
      assert.equal(answer.status, status)
      assert.match(answer.err, sentence)
    })
  }

  it('says which line of a file is wrong', async () => {
    const bad = path.join(folder, 'bad.csv')
    writeFileSync(bad, 'en,uk\nally,союзник\n"open\n')
    const answer = await zvirka('import', bad)
    assert.deepEqual([answer.status, answer.err], [1, `${bad}: A quotation mark is not closed, or stands in the wrong place. Line 3.\n`])
  })
})
