import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { clockIn } from '../editions/moments.ts'
import { findWeather } from '../weather/store.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')

describe('the temperature from the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-weather-'))
  let db: Db
  before(async () => {
    db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
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

  it('is told, by the site’s clock too, and forgotten', async () => {
    const { date, time } = clockIn('Europe/Kyiv', new Date(Date.now() - 600_000).toISOString())
    assert.deepEqual(await zvirka('weather', 'set', '9,1', '--at', `${date} ${time}`), { status: 0, out: 'Temperature set: 9.1°C.\n', err: '' })
    const known = await findWeather(db)
    assert.deepEqual([known?.celsius, known?.source, clockIn('Europe/Kyiv', known?.measuredAt ?? '')], [9.1, 'command', { date, time }])
    assert.deepEqual((await zvirka('weather', 'set', '-5')).out, 'Temperature set: −5°C.\n')
    assert.equal((await findWeather(db))?.celsius, -5)
    assert.match((await zvirka('weather', 'set', '7', '--at', `${date} ${time}`)).out, /already has a newer temperature/)
    assert.equal((await findWeather(db))?.celsius, -5)
    assert.deepEqual((await zvirka('weather', 'clear')).status, 0)
    assert.equal(await findWeather(db), undefined)
  })

  const wrong: [string[], number, RegExp][] = [
    [['weather', 'set', 'warm'], 1, /“warm” is not a temperature/], [['weather', 'set', '99'], 1, /not a temperature/],
    [['weather', 'set', '9', '--at', 'now'], 1, /“now” is not a date and time/], [['weather', 'set', '9', '--at', '2099-01-01 12:00'], 1, /has not come yet/],
    [['weather', 'set'], 2, /./], [['weather', 'set', '9', '8'], 2, /./],
  ]
  for (const [args, status, sentence] of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const answer = await zvirka(...args)
      assert.equal(answer.status, status)
      assert.match(answer.err, sentence)
      assert.equal(await findWeather(db), undefined)
    })
  }
})
