import type { IncomingMessage, ServerResponse } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { levelOf } from './shedding.ts'

const WINDOW_MS = 500
const RESOLUTION_MS = 20

/** How much this process has to do just now. */
export class Workload {
  readonly #requests = new Set<IncomingMessage>()
  readonly #busyAt: number
  /** 99th percentiles of the last two windows: one long turn is in one of them, overload in both. */
  #delays: [number, number] = [0, 0]
  #watch: NodeJS.Timeout | undefined
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })

  constructor(busyAt: number) {
    this.#busyAt = busyAt
  }

  /** 1 is what the site is meant to bear; see shedding.ts. */
  get level(): number {
    return levelOf({ inFlight: this.inFlight, delayMs: this.delayMs }, this.#busyAt)
  }

  /** Requests that have come whole and have no answer yet: nobody makes a crowd by sending slowly. */
  get inFlight(): number {
    let count = 0
    for (const { complete } of this.#requests) if (complete) count += 1
    return count
  }

  get delayMs(): number {
    return Math.min(...this.#delays)
  }

  watch(): void {
    this.#histogram.enable()
    this.#watch = setInterval(() => {
      this.#delays = [this.#delays[1], Math.max(0, this.#histogram.percentile(99) / 1e6 - RESOLUTION_MS)]
      this.#histogram.reset()
    }, WINDOW_MS).unref()
  }

  close(): void {
    clearInterval(this.#watch)
    this.#histogram.disable()
    this.#delays = [0, 0]
  }

  /** Looks after a request until its answer is made. */
  count(request: IncomingMessage, response: ServerResponse): void {
    this.#requests.add(request)
    // What is answered in one turn was waiting together: it counts until the turn is over.
    const end = () => setImmediate(() => this.#requests.delete(request))
    response.once('prefinish', end).once('close', end)
  }
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
