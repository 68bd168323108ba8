import { setTimeout as wait } from 'node:timers/promises'
import { MachineFailure } from './model.ts'

const MOST_BYTES = 1024 * 1024
/** A service that is busy is asked once more, unless it wants longer than this. */
const LONGEST_WAIT_MS = 10_000
const SHORT_WAIT_MS = 1000

interface Posted {
  headers: Record<string, string>
  body: unknown
  signal: AbortSignal
}

/** Sends JSON to one address, without redirects, and reads the JSON that it answers. Throws `MachineFailure`. */
export async function postJson(url: string, posted: Posted): Promise<unknown> {
  try {
    const first = await send(url, posted)
    if (!isBusy(first)) return await readAnswer(first)
    const pause = pauseOf(first)
    await first.body?.cancel()
    if (pause > LONGEST_WAIT_MS) throw new MachineFailure('busy', `status ${first.status}`)
    await wait(pause, undefined, { signal: posted.signal })
    return await readAnswer(await send(url, posted))
  } catch (error) {
    throw failureOf(error, posted.signal)
  }
}

async function send(url: string, { headers, body, signal }: Posted): Promise<Response> {
  return fetch(url, {
    method: 'POST', signal, redirect: 'error', body: JSON.stringify(body),
    headers: { 'Accept': 'application/json', 'Content-Type': 'application/json', 'User-Agent': 'Zvirka', ...headers },
  })
}

function isBusy({ status }: Response): boolean {
  return status === 429 || status === 503
}

/** Milliseconds that the answer asks to wait: seconds, or a moment. */
function pauseOf({ headers }: Response): number {
  const said = headers.get('Retry-After') ?? ''
  if (/^\d{1,6}$/.test(said)) return Number(said) * 1000
  const until = Date.parse(said) - Date.now()
  return Number.isNaN(until) ? SHORT_WAIT_MS : Math.max(0, until)
}

async function readAnswer(answer: Response): Promise<unknown> {
  const type = answer.headers.get('Content-Type') ?? ''
  const isJson = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)
  const refused = answer.status === 200 ? null : refusalOf(answer.status)
  if (refused || !isJson || Number(answer.headers.get('Content-Length') ?? 0) > MOST_BYTES) {
    await answer.body?.cancel()
    throw refused ?? new MachineFailure('unreadable', isJson ? 'too long' : 'not JSON')
  }
  return readJson(await readBody(answer))
}

const REFUSALS = { 401: 'refused', 403: 'refused', 402: 'quota', 456: 'quota', 429: 'busy', 503: 'busy' } as const satisfies Record<number, string>

function refusalOf(status: number): MachineFailure {
  const known = Object.entries(REFUSALS).find(([code]) => Number(code) === status)?.[1]
  return new MachineFailure(known ?? (status >= 400 && status < 500 ? 'rejected' : 'broken'), `status ${status}`)
}

async function readBody({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > MOST_BYTES) throw new MachineFailure('unreadable', 'too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new MachineFailure('unreadable', 'not JSON')
  }
}

function failureOf(error: unknown, signal: AbortSignal): MachineFailure {
  if (error instanceof MachineFailure) return error
  if (signal.aborted) return new MachineFailure('late')
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  return new MachineFailure('unreachable', code)
}
