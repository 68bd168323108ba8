import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { hasNginx, startNginx } from '../test/nginx.ts'
import type { Answer, Question } from './reader-server.ts'
import type { BenchRow } from './row.ts'

const ROUNDS = 6
const ROUND_MS = 1500
/** The first seconds are the compiler's. */
const WARM_MS = 4000
const CONNECTIONS = 16
const PAGES = 10_000
const PAGE_BYTES = 12_000
const BROWSER = 'gzip, deflate, br, zstd'

/** What readers cost: CPU of a request beside raw node:http with the same bytes and headers, the first after a publication, memory. */
export async function benchReader(): Promise<BenchRow[]> {
  const site = start('site')
  const raw = start('raw')
  try {
    const [article = '', long = ''] = await urlsFrom(site)
    const rows = await costRows(site, raw, article)
    return [...rows, await firstRow(site, long), await memoryRow(site)]
  } finally {
    for (const server of [site, raw]) if (server.connected) server.disconnect()
  }
}

function start(mode: 'site' | 'raw'): ChildProcess {
  return fork(new URL('reader-server.ts', import.meta.url), [mode])
}

/** What the server says next; an error when it ends instead. */
async function answerFrom(server: ChildProcess): Promise<Answer> {
  const ended = new AbortController()
  const abort = () => ended.abort(new Error('a server of the bench ended'))
  server.once('exit', abort)
  const [answer] = await once(server, 'message', { signal: ended.signal }) as [Answer]
  server.off('exit', abort)
  return answer
}

async function urlsFrom(server: ChildProcess): Promise<string[]> {
  const answer = await answerFrom(server)
  if (!('urls' in answer)) throw new Error('a server without addresses')
  return answer.urls
}

async function ask(server: ChildProcess, question: Question): Promise<number> {
  server.send(question)
  const answer = await answerFrom(server)
  return 'value' in answer ? answer.value : 0
}

interface Load {
  server: ChildProcess
  url: string
  headers: Record<string, string>
}

async function costRows(site: ChildProcess, raw: ChildProcess, url: string): Promise<BenchRow[]> {
  // Asked for often enough that the shelf has made its smallest bytes, which is what nearly all readers get.
  let etag = ''
  for (let settled = 0; settled < 200; settled += 1) {
    const answer = await fetch(url, { headers: { 'accept-encoding': BROWSER } })
    await answer.arrayBuffer()
    if (answer.headers.get('etag') !== etag) settled = 0
    etag = answer.headers.get('etag') ?? ''
  }
  const whole = await receive({ url, headers: { 'accept-encoding': BROWSER } })
  const same = await receive({ url, headers: { 'accept-encoding': BROWSER, 'if-none-match': etag } })
  if (whole.status !== 200 || same.status !== 304) throw new Error(`the site answers ${whole.status} and ${same.status}`)
  raw.send({ ask: 'serve', whole: whole.headers, same: same.headers, body: whole.body.toString('base64') } satisfies Question)
  const [rawWhole = '', rawSame = ''] = await urlsFrom(raw)
  const headers = { 'accept-encoding': BROWSER }
  const revisit = { ...headers, 'if-none-match': etag }
  return [
    await costRow('reader: a cached article', { server: site, url, headers }, { server: raw, url: rawWhole, headers }),
    await costRow('reader: 304', { server: site, url, headers: revisit }, { server: raw, url: rawSame, headers: revisit }),
    await codingRow(site, url, 'gzip'),
    await codingRow(site, url, 'zstd'),
    await nginxRow(url),
  ]
}

/** The same article for those who read one coding alone. */
async function codingRow(site: ChildProcess, url: string, coding: string): Promise<BenchRow> {
  const load = { server: site, url, headers: { 'accept-encoding': coding } }
  await costOf(load, ROUND_MS)
  const costs: number[] = []
  for (let at = 0; at < ROUNDS; at += 1) costs.push(await costOf(load, ROUND_MS))
  return { name: `reader: a cached article, ${coding}`, value: round(median(costs)), unit: 'µs', target: 'told', met: true }
}

/** CPU of nginx for the same bytes as a file, where it is installed. */
async function nginxRow(url: string): Promise<BenchRow> {
  const name = 'reader: the same article as a file, nginx'
  if (!hasNginx) return { name: `${name} (not installed here)`, value: 0, unit: 'µs', target: 'told', met: true }
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  const body = Buffer.from(await answer.arrayBuffer())
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  writeFileSync(path.join(folder, 'page.html'), body)
  writeFileSync(path.join(folder, 'page.html.gz'), gzipSync(body, { level: 9 }))
  const nginx = await startNginx((socket) => `http { server { listen unix:${socket}; root ${folder}; gzip_static on; keepalive_requests 100000000; } }`)
  try {
    await nginx.costOf('/page.html', WARM_MS)
    const costs: number[] = []
    for (let at = 0; at < ROUNDS; at += 1) costs.push(await nginx.costOf('/page.html', ROUND_MS))
    return { name, value: round(median(costs)), unit: 'µs', target: 'told', met: true }
  } finally {
    await nginx.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rounds of the two in turn, so that whatever else the machine does falls on both. */
async function costRow(name: string, ours: Load, peer: Load): Promise<BenchRow> {
  for (const load of [ours, peer]) await costOf(load, WARM_MS)
  const rounds: { own: number; other: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push({ own: await costOf(ours, ROUND_MS), other: await costOf(peer, ROUND_MS) })
  const ratio = median(rounds.map(({ own, other }) => other / own))
  return {
    name, value: round(median(rounds.map(({ own }) => own))), unit: 'µs', peer: 'raw node:http', peerValue: round(median(rounds.map(({ other }) => other))),
    ratio: round(ratio), target: '≥ 0.95 ×', met: ratio >= 0.95,
  }
}

/** CPU time of the server for one request, in microseconds. */
async function costOf({ server, url, headers }: Load, ms: number): Promise<number> {
  const { length } = await receive({ url, headers })
  const before = await ask(server, { ask: 'cpu' })
  const requests = await drive(url, headers, length, ms)
  return (await ask(server, { ask: 'cpu' }) - before) / requests
}

/** Asks over kept connections, each as soon as its answer is whole; every answer has the same length. Gives how many came. */
async function drive(url: string, headers: Record<string, string>, length: number, ms: number): Promise<number> {
  const request = requestText(url, headers)
  const end = performance.now() + ms
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    const socket = await open(url)
    let [received, count] = [0, 0]
    const done = new Promise<void>((resolve, reject) => {
      socket.on('error', reject).on('data', (bytes) => {
        received += bytes.length
        if (received < length) return
        if (received > length) reject(new Error('an answer of another length'))
        received = 0
        count += 1
        if (performance.now() < end) socket.write(request)
        else resolve()
      })
    })
    socket.write(request)
    await done
    socket.destroy()
    return count
  }))
  return counts.reduce((sum, count) => sum + count, 0)
}

interface Received {
  status: number
  /** As they came, without those that Node adds by itself. */
  headers: string[]
  body: Buffer
  length: number
}

/** One answer as bytes. */
async function receive({ url, headers }: { url: string; headers: Record<string, string> }): Promise<Received> {
  const socket = await open(url)
  socket.write(requestText(url, headers))
  let bytes = Buffer.alloc(0)
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk as Buffer])
    const end = bytes.indexOf('\r\n\r\n') + 4
    if (end < 4) continue
    const [first = '', ...lines] = bytes.subarray(0, end - 4).toString('latin1').split('\r\n')
    const pairs = lines.map((line) => line.split(/: (.*)/s).slice(0, 2)).filter(([name = '']) => !/^(date|connection|keep-alive)$/i.test(name))
    const length = Number(pairs.find(([name]) => name?.toLowerCase() === 'content-length')?.[1] ?? 0)
    if (bytes.length < end + length) continue
    return { status: Number(first.split(' ')[1]), headers: pairs.flat(), body: bytes.subarray(end), length: bytes.length }
  }
  throw new Error(`${url} did not answer`)
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  return socket
}

/** What a browser sends, shortened to what servers look at. */
function requestText(url: string, headers: Record<string, string>): string {
  const { host, pathname } = new URL(url)
  const lines = Object.entries({ host, 'user-agent': 'bench', 'accept': 'text/html', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return `GET ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

const FIRST_LIMIT = 30

async function firstRow(site: ChildProcess, url: string): Promise<BenchRow> {
  const times: number[] = []
  for (let n = 0; n < 21; n += 1) {
    await ask(site, { ask: 'drop' })
    const before = performance.now()
    await (await fetch(url, { headers: { 'accept-encoding': BROWSER } })).arrayBuffer()
    times.push(performance.now() - before)
  }
  const ms = median(times)
  return { name: 'reader: first after publication', value: round(ms), unit: 'ms', target: `≤ ${FIRST_LIMIT} ms`, met: ms <= FIRST_LIMIT }
}

const MEMORY_LIMIT = 150

async function memoryRow(site: ChildProcess): Promise<BenchRow> {
  await ask(site, { ask: 'fill', pages: PAGES, bytes: PAGE_BYTES })
  const megabytes = await ask(site, { ask: 'rss' }) / 1e6
  return {
    name: `reader: ${PAGES} pages of 12 KB`, value: Math.round(megabytes), unit: 'MB', target: `≤ ${MEMORY_LIMIT} MB resident`,
    met: megabytes <= MEMORY_LIMIT,
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
