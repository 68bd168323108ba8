import assert from 'node:assert/strict'
import { once } from 'node:events'
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Deed } from './crew.ts'
import { findDamage } from './crew-checks.ts'
import { CALLS, cannotInject, countCalls, hasFailed, spread, underFault, type Call, type Fault } from './failing-disk.ts'
import { byLength } from './long.ts'
import { prepareRoom, takeSteps, type Step } from './prepared-room.ts'
import { startServer } from './server.ts'

/** How many of the calls of each kind fail in every run, spread over all of them; every one under `npm run test:long`. */
const SHORT: Record<Call, number> = { pwrite64: 5, fsync: 8, fdatasync: 2, ftruncate: 1, openat: 1, rename: 1, unlink: 1 }
const CARELESS = { NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'careless-commit.ts')}` }

const skip = cannotInject()
const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'zvirka-eio-')))
after(() => rmSync(root, { recursive: true, force: true }))
const template = path.join(root, 'template')
let runs = 0

/** What became of a site whose disk failed once while it started, worked and stopped. */
interface Outcome {
  deeds: Deed[]
  /** How the server ended; null when it never answered. */
  status: number | null
  struck: boolean
  counted: Record<Call, number>
  /** What is wrong in the end; empty when the law was kept. */
  wrong: string[]
}

interface Manner {
  env?: Record<string, string>
  /** It is asked to stop at once after the last answer; else only when nothing failed. */
  hasty?: boolean
}

async function runUnder(steps: readonly Step[], fault: Fault | null, manner: Manner = {}): Promise<Outcome> {
  runs += 1
  const folder = path.join(root, String(runs))
  const notes = `${folder}.notes`
  cpSync(template, folder, { recursive: true })
  const file = path.join(folder, 'zvirka.db')
  const { deeds, status } = await work(folder, steps, manner, underFault(notes, [folder, file, `${file}-wal`, `${file}-shm`], fault))
  const wrong = [...findWrongEnd(deeds, status), ...await findDamage(file, deeds)]
  const outcome = { deeds, status, struck: hasFailed(notes), counted: countCalls(notes), wrong }
  rmSync(folder, { recursive: true })
  return outcome
}

async function work(folder: string, steps: readonly Step[], { env = {}, hasty = false }: Manner, under: string[]): Promise<Pick<Outcome, 'deeds' | 'status'>> {
  const server = await startServer(folder, env, 'pipe', under).catch(() => null)
  if (!server) return { deeds: [], status: null }
  const ended = once(server.child, 'close')
  server.child.stderr?.resume()
  const deeds = await takeSteps(server.url, steps)
  if (hasty || deeds.every(({ answer }) => answer === 'done')) server.child.kill('SIGTERM')
  const [status] = await ended as [number]
  return { deeds, status }
}

/** Every answer is «done» or a fault of the server's, which then ends with 70 and not with 0. */
function findWrongEnd(deeds: readonly Deed[], status: number | null): string[] {
  if (status === null) return []
  const failed = deeds.some(({ answer }) => answer !== 'done')
  return [
    ...deeds.filter(({ answer }) => answer === 'refused').map((deed) => `${deed.kind} was answered ${deed.status}`),
    ...status === 70 || status === 0 && !failed ? [] : [`ended with ${status}`],
  ]
}

describe('a disk that fails while a site starts, people submit, approve and publish, and it stops', { skip }, () => {
  let steps: Step[]
  let counted: Record<Call, number>
  before(async () => {
    steps = await prepareRoom(template)
    const untouched = await runUnder(steps, null)
    assert.deepEqual(untouched.deeds.map(({ answer }) => answer), ['done', 'done', 'done', 'done'])
    assert.deepEqual([untouched.status, untouched.wrong], [0, []])
    counted = untouched.counted
    assert.ok(counted.pwrite64 > 50 && counted.fsync + counted.fdatasync > 5, JSON.stringify(counted))
  })

  for (const ever of byLength(1, 2) === 1 ? [false] : [false, true]) {
    for (const call of CALLS) {
      it(`loses nothing that was acknowledged, whichever ${call} fails${ever ? ', and every later one' : ''}`, async () => {
        let strikes = 0
        for (const nth of spread(counted[call], byLength(SHORT[call], Infinity))) {
          const { wrong, struck } = await runUnder(steps, { call, nth, ever })
          assert.deepEqual(wrong, [], `${call} ${nth}`)
          strikes += struck ? 1 : 0
        }
        assert.equal(strikes > 0, counted[call] > 0)
      })
    }
  }

  it('ends the server with 70, also when it is asked to stop meanwhile', async () => {
    const { status, deeds, wrong } = await runUnder(steps, { call: 'pwrite64', nth: Math.floor(counted.pwrite64 / 2) }, { hasty: true })
    assert.deepEqual([status, wrong], [70, []])
    assert.ok(deeds.some((deed) => deed.status === 503))
  })

  it('is seen to lose something where nobody heeds that a commit failed', async () => {
    const seen: string[] = []
    // Not every write is of a commit that somebody was told of, and which one is the nth differs a little from run to run.
    for (const nth of spread(counted.pwrite64, 12)) {
      const { wrong } = await runUnder(steps, { call: 'pwrite64', nth }, { env: CARELESS })
      seen.push(...wrong)
      if (/lost/.test(seen.join())) return
    }
    assert.match(seen.join(), /lost/)
  })
})
