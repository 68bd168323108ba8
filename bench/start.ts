import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { BenchRow } from './row.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const ROUNDS = 5

/** From the command to the first answer: a server on a set-up database, against an empty script; and the demo on a new one. */
export async function benchStart(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  try {
    await start('zvirka.js', ['serve'], path.join(folder, 'site'))
    const starts: number[] = []
    const empties: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      empties.push(await emptyScript())
      starts.push(await start('zvirka.js', ['serve'], path.join(folder, 'site')))
    }
    const [ours, empty] = [median(starts), median(empties)]
    const demo = await start('demo.js', [], path.join(folder, 'demo'))
    return [
      { name: 'start to first answer', value: ours, unit: 'ms', peer: 'an empty script', peerValue: empty, ratio: empty / ours, target: '≤ 200 ms', met: ours <= 200 },
      { name: 'demo to first answer', value: demo, unit: 'ms', target: '≤ 3000 ms', met: demo <= 3000 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function start(script: string, args: string[], folder: string): Promise<number> {
  const begun = performance.now()
  const env = { ...process.env, PORT: '0', DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en' }
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts', script), ...args], { env })
  try {
    const url = await addressOf(child)
    const answer = await fetch(`${url}/uk/`)
    await answer.arrayBuffer()
    return performance.now() - begun
  } finally {
    const closed = new Promise((resolve) => child.on('close', resolve))
    child.kill('SIGTERM')
    await closed
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.on('close', () => reject(new Error(`the server ended: ${said}`)))
    child.stdout?.on('data', (some: Buffer) => {
      said += some.toString()
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
      if (url) resolve(url)
    })
  })
}

async function emptyScript(): Promise<number> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.on('close', resolve))
  return performance.now() - begun
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
