import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { publishNew } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { readConfigOf } from '../../test/exported.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')

describe('zvirka site export', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-'))
  const out = path.join(folder, 'site')
  let site: TestSite
  let database = ''
  before(async () => {
    site = await startTestSite()
    database = (await readConfigOf(site)).databaseUrl
    await publishNew(site, 'uk', ['Міст', 'Дощ.'])
  })
  after(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(...args: string[]): Promise<{ status: number | null; said: string; complained: string }> {
    const env = { ...process.env, DATABASE_URL: database, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'uk', NODE_NO_WARNINGS: '1' }
    const child = spawn(process.execPath, [PROGRAM, 'site', 'export', ...args], { env })
    let [said, complained] = ['', '']
    child.stdout.on('data', (some: Buffer) => { said += some.toString() })
    child.stderr.on('data', (some: Buffer) => { complained += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, said, complained })))
  }

  it('writes the site beside a running server, tells how much, and nothing else in a pipe', async () => {
    const { status, said, complained } = await run(out, '--base-url', 'https://example.org', '--json')
    assert.deepEqual([status, complained], [0, ''])
    const { pages, written, unchanged, removed, seconds } = JSON.parse(said) as Record<string, number>
    assert.ok(pages && pages > 20 && seconds)
    assert.deepEqual([written, unchanged, removed], [pages, 0, 0])
    assert.match(readFileSync(path.join(out, 'uk/articles/mist.html'), 'utf8'), /rel="canonical" href="https:\/\/example\.org\/uk\/articles\/mist"/)
  })

  it('says in a sentence what it did, and that an address of this machine is of no use to readers', async () => {
    const { status, said, complained } = await run(path.join(folder, 'local'))
    assert.equal(status, 0)
    assert.match(said, /^\d+ сторін\p{L}+: записано — \d+, без змін — 0; вилучено — 0\./u)
    assert.match(complained, /127\.0\.0\.1.*`--base-url`/)
  })

  it('refuses a folder of somebody else, and an address that is none', async () => {
    writeFileSync(path.join(folder, 'note.txt'), 'mine')
    const { status, complained } = await run(folder, '--base-url', 'https://example.org')
    assert.equal(status, 1)
    assert.match(complained, /є файли, яких експорт не записував/)
    assert.equal(existsSync(path.join(folder, '.zvirka')), false)
    assert.equal((await run(out, '--base-url', 'example.org/here')).status, 1)
    assert.equal((await run()).status, 2)
  })
})
