import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, it } from 'node:test'
import { text } from 'node:stream/consumers'
import pg from 'pg'

const folder = mkdtempSync(path.join(tmpdir(), 'runs-'))
after(() => rmSync(folder, { recursive: true }))

const ASK_SERVER = `
  const client = new pg.Client(process.env.TEST_DATABASE_URL)
  await client.connect()
  const { rows: [row] } = await client.query("select current_setting('data_directory') as home, getdatabaseencoding() as encoding, lower('Ї') as lower")
  await client.end()`

it('gives the tests a real PostgreSQL and leaves nothing of it', async () => {
  const { code, output } = await run(`${ASK_SERVER}; it('asks', () => console.log('HOME ' + row.home + ' ' + row.encoding))`).finished
  assert.equal(code, 0, output)
  const [, home = '', encoding] = /HOME (\S+) (\S+)/.exec(output) ?? []
  assert.equal(encoding, 'UTF8')
  assert.equal(existsSync(path.dirname(home)), false)
  assert.match(output, /tests 1\n.*pass 1\n/s)
})

it('fails when a test fails', async () => {
  const { code, output } = await run("it('breaks', () => { throw new Error('as it should') })").finished
  assert.equal(code, 1)
  assert.match(output, /fail 1\n/)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  it(`stops everything on ${signal}`, async () => {
    const tests = run(`${ASK_SERVER}; it('waits', async () => { console.log('HOME ' + row.home + ' ' + process.env.TEST_DATABASE_URL); await new Promise(() => setInterval(() => {}, 1000)) })`)
    const [, home = '', url = ''] = await tests.says(/HOME (\S+) (postgres:\S+)/)
    tests.child.kill(signal)
    const { code } = await tests.finished
    assert.notEqual(code, 0)
    assert.equal(existsSync(path.dirname(home)), false)
    await assert.rejects(new pg.Client(url).connect(), { code: 'ECONNREFUSED' })
  })
}

function run(body: string) {
  const file = path.join(mkdtempSync(path.join(folder, 'one-')), 'one.test.ts')
  writeFileSync(file, `import { it } from 'node:test'\nimport pg from '${import.meta.resolve('pg')}'\nvoid pg\n${body}\n`)
  // A test runner that finds itself inside another one would run nothing.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const child = spawn(process.execPath, ['test/run.ts', file], { stdio: ['ignore', 'pipe', 'pipe'], env })
  const closed = once(child, 'close')
  const finished = Promise.all([closed, text(child.stdout), text(child.stderr)])
    .then(([[code], out, errors]) => ({ code: code as number | null, output: out + errors }))
  let printed = ''
  const says = (what: RegExp) => new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      const match = what.exec(printed += String(chunk))
      if (match) resolve(match)
    })
    closed.then(() => reject(new Error(`ended without saying ${what}: ${printed}`)), reject)
  })
  return { child, finished, says }
}
