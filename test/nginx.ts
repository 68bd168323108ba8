import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A real nginx over a folder, on a socket of its own. */
export interface Nginx {
  socket: string
  get: (url: string, headers?: Record<string, string>) => Promise<Answered>
  /** CPU time of nginx for one request of several kept connections that ask for so long, in microseconds. */
  costOf: (url: string, ms: number) => Promise<number>
  close: () => Promise<void>
}

interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

export const hasNginx = spawnSync('nginx', ['-v']).status === 0

/** The example of the documentation, for this folder; `socket` in place of its port. */
export function documentedConfig(document: string, folder: string, socket: string): string {
  const [, example = ''] = /```nginx\n([\s\S]*?)```/.exec(readFileSync(document, 'utf8')) ?? []
  return example.replaceAll('/srv/zvirka', folder).replace(/listen [^;]+;/, `listen unix:${socket};`)
}

export async function startNginx(config: (socket: string) => string): Promise<Nginx> {
  const own = mkdtempSync(path.join(os.tmpdir(), 'zvirka-nginx-'))
  const socket = path.join(own, 's')
  for (const place of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(path.join(own, place))
  const places = ['client_body_temp_path body;', 'proxy_temp_path proxy;', 'fastcgi_temp_path fastcgi;', 'uwsgi_temp_path uwsgi;', 'scgi_temp_path scgi;']
  const text = [
    ...process.getuid?.() === 0 ? ['user root;'] : [], 'daemon off;', 'worker_processes 1;', 'pid pid;', 'error_log stderr;', 'events { }',
    config(socket).replace(/http \{/, `http {\n  access_log off;\n  ${places.join('\n  ')}`),
  ].join('\n')
  writeFileSync(path.join(own, 'nginx.conf'), text)
  const child = spawn('nginx', ['-p', own, '-c', path.join(own, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (some: Buffer) => { said += some.toString() })
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error(said)
    await wait(10)
  }
  const close = async () => {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(own, { recursive: true, force: true })
  }
  const costOf = async (url: string, ms: number) => {
    const before = cpuOf(child.pid ?? 0)
    const requests = await drive(socket, url, ms)
    return (cpuOf(child.pid ?? 0) - before) / requests
  }
  return { socket, get: (url, headers = {}) => ask(socket, url, headers), costOf, close }
}

async function ask(socketPath: string, url: string, headers: Record<string, string>): Promise<Answered> {
  const asked = request({ socketPath, path: url, headers: { host: 'example.org', ...headers } }).end()
  const [answer] = await once(asked, 'response') as [NodeJS.ReadableStream & { statusCode: number; headers: IncomingHttpHeaders }]
  const parts: Buffer[] = []
  for await (const part of answer) parts.push(part as Buffer)
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }
}

const CONNECTIONS = 16
/** Linux counts CPU time in hundredths of a second. */
const TICK_US = 10_000

/** What the workers of this process have used, in microseconds. */
function cpuOf(parent: number): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return children.reduce((sum, child) => {
    const [user = 0, system = 0] = readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? []
    return sum + (user + system) * TICK_US
  }, 0)
}

async function drive(socketPath: string, url: string, ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + ms
  let count = 0
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() < end) {
      const [answer] = await once(request({ socketPath, path: url, agent, headers: { 'host': 'example.org', 'accept-encoding': 'gzip' } }).end(), 'response') as
        [NodeJS.ReadableStream]
      answer.resume()
      await once(answer, 'end')
      count += 1
    }
  }))
  agent.destroy()
  return count
}
