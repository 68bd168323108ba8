import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import manifest from '../package.json' with { type: 'json' }
import { openBrowser } from './chromium.ts'
import { Player } from './player.ts'
import { PROGRAM } from './server.ts'
import { readTutorial } from './tutorial.ts'

const TUTORIALS = [['uk', 'docs/uk/tutorials/first-article.md'], ['en', 'docs/tutorials/first-article.md']] as const

describe('the tutorial', () => {
  let browser: Browser
  before(async () => { browser = await openBrowser() })
  after(() => browser.close())

  for (const [language, file] of TUTORIALS) {
    it(`does what it says, step by step, in ${language}`, async (t) => {
      const steps = readTutorial(readFileSync(file, 'utf8'))
      assert.ok(steps.filter(({ does }) => does === 'name').length > 50)
      await new Player(browser, language, newTerminal(t, language)).play(steps)
    })
  }
})

describe('a step of a tutorial', () => {
  it('is read from its mark', () => {
    const text = 'how to **“read”**\n\n## 1\n\n**Olena:** press **“Go”**, type `a b`, see *“Done”*, open `http://127.0.0.1:3000/uk/`.\n\n```sh\nnpm ci\nnpm start\n```\n\n```text\nA\n\nB\n```\n'
    assert.deepEqual(readTutorial(text).map(({ does, text }) => `${does} ${text}`), [
      'window Olena', 'name Go', 'type a b', 'see Done', 'open /uk/', 'command npm ci', 'command npm start', 'type A\n\nB',
    ])
  })
})

/** Runs the commands of a tutorial in a new folder: `npm start` goes on running, as it does in a terminal. */
function newTerminal(t: TestContext, language: string): (command: string) => Promise<{ url: string; link: string } | null> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-tutorial-'))
  const env = { ...process.env, PORT: '0', DATA_DIR: path.join(folder, 'data'), ZVIRKA_LANGUAGE: language }
  let server: ChildProcess | null = null
  t.after(async () => {
    if (server?.kill('SIGKILL')) await once(server, 'close')
    rmSync(folder, { recursive: true, force: true })
  })
  return async (command) => {
    if (command === 'npm ci') assert.ok(existsSync('package-lock.json'))
    else if (command === 'npm start') {
      assert.equal(manifest.scripts.start, `node --max-semi-space-size=8 ${path.relative('.', PROGRAM)} serve`)
      server = spawn(process.execPath, [PROGRAM, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
      return readLinks(server)
    } else if (command.startsWith('npx zvirka ')) await promisify(execFile)(process.execPath, [PROGRAM, ...command.split(' ').slice(2)], { env })
    else assert.fail(`this command was never tried: ${command}`)
    return null
  }
}

/** What a new site prints when it starts: where it answers, and the link that opens once. */
async function readLinks({ stdout }: ChildProcess): Promise<{ url: string; link: string }> {
  let said = ''
  for await (const some of stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    said += String(some)
    const [link] = /http:\S+\/setup\?token=\S+(?=\s)/.exec(said) ?? []
    if (link) return { url: new URL(link).origin, link }
  }
  return assert.fail(`the site ended: ${said}`)
}
