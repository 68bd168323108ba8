import { z } from 'zod'
import { inDegrees, isAhead, type Measurement } from './model.ts'

const PATIENCE_MS = 5000
const MOST_BYTES = 64 * 1024

/** An answer that says no temperature. Its message is for the log: nothing of the answer and nothing of the address stands in it. */
class Unread extends Error {}

// The time is of the place that was asked for, without its zone; with `timeformat=unixtime` it is seconds of the epoch.
const ANSWER = z.object({
  utc_offset_seconds: z.number().int().min(-86_400).max(86_400),
  current_units: z.object({ temperature_2m: z.literal('°C') }),
  current: z.object({
    time: z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/), z.number().int().min(0).max(1e11)]),
    temperature_2m: z.number(),
  }),
})

/** Asks a service that answers as Open-Meteo does. One address, without redirects: nothing that answers can send the site elsewhere. */
export async function askTemperature(url: string, stop: AbortSignal, patience = PATIENCE_MS): Promise<Measurement> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)])
  const answer = await fetch(url, { signal, redirect: 'error', headers: { 'Accept': 'application/json', 'User-Agent': 'Zvirka' } })
  if (answer.status !== 200) {
    await answer.body?.cancel()
    throw new Unread(`status ${answer.status}`)
  }
  return readAnswer(await readBody(answer), Date.now())
}

/** What of a failure can be told. */
export function failureOf(error: unknown): string {
  if (error instanceof Unread) return error.message
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  if (cause instanceof Error) return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message
  return error.name
}

async function readBody({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > MOST_BYTES) throw new Unread('longer than 64 KiB')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readAnswer(body: string, clock: number): Measurement {
  const { success, data } = ANSWER.safeParse(readJson(body))
  if (!success) throw new Unread('not as Open-Meteo answers, or not in °C')
  const { utc_offset_seconds: offset, current: { time, temperature_2m: degrees } } = data
  const celsius = inDegrees(degrees)
  if (celsius === undefined) throw new Unread('a temperature that cannot be')
  const at = typeof time === 'number' ? time * 1000 : Date.parse(`${time}Z`) - offset * 1000
  if (Number.isNaN(at)) throw new Unread('a time that cannot be')
  const measuredAt = new Date(at).toISOString()
  if (isAhead(measuredAt, clock)) throw new Unread('a time that is still to come')
  return { celsius, measuredAt, source: 'service' }
}

function readJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Unread('not JSON')
  }
}
