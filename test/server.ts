import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'

export const PROGRAM = path.resolve(import.meta.dirname, '../scripts/zvirka.js')

/** A server in a process of its own. */
export interface Server {
  url: string
  child: ChildProcess
}

/** Resolves once the server answers; rejects with what it said when it ends before that. `under` is a command that runs another. */
export async function startServer(
  folder: string, env: Record<string, string> = {}, told: 'inherit' | 'pipe' = 'inherit', under: readonly string[] = [],
): Promise<Server> {
  const [command = '', ...words] = [...under, process.execPath, PROGRAM, 'serve']
  const child = spawn(command, words, {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', ...env }, stdio: ['ignore', 'pipe', told],
  })
  let said = ''
  // Read to the end: a server whose output nobody reads any more could not say anything.
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (some: Buffer) => {
      said += some.toString()
      const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? []
      if (url) resolve({ url, child })
    })
    child.once('close', () => reject(new Error(`the server ended: ${said}`)))
  })
}

export async function killServer({ child }: Server): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
}

/** The library that remembers what was synced; null on a machine without a C compiler or another system than Linux. */
export function buildPowerCut(folder: string): string | null {
  const library = path.join(folder, 'power-cut.so')
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, path.join(import.meta.dirname, 'power-cut.c'), '-ldl'], { stdio: 'pipe' })
  } catch {
    return null
  }
  return process.platform === 'linux' ? library : null
}

/** A copy of a dead server's folder as the disk was told to keep it: what a power cut leaves. */
export function cutPower(folder: string): string {
  const left = `${folder}+`
  mkdirSync(left)
  for (const name of ['zvirka.db', 'zvirka.db-wal']) {
    const file = path.join(folder, name)
    const durable = existsSync(`${file}.durable`) ? `${file}.durable` : name.endsWith('.db') ? file : null
    if (durable) copyFileSync(durable, path.join(left, name))
  }
  return left
}
