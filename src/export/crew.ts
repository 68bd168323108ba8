import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError } from '../errors.ts'
import type { Reader } from '../reader/surroundings.ts'
import { Maker, type MakerOptions } from './maker.ts'
import type { Bundle, Outcome } from './model.ts'
import { isSameForReaders } from './standing.ts'

export interface Job {
  name: string
  known: Bundle | null
}

/** What a worker says: of which moment its pages are, then what became of each batch. */
export type Said = { standing: string } | { outcomes: Outcome[] }

/** Those who make pages at the same time, all of one moment. */
export interface Crew {
  /** For whoever lists what there is. */
  reader: Reader
  standing: string
  size: number
  make: (jobs: readonly Job[]) => Promise<Outcome[]>
  close: () => Promise<void>
}

const MOST_TRIES = 20

/**
 * Opens so many workers at one moment of the database: they try again until nothing was published between the first and the last. Where
 * nothing was since the last export, none: each would take longer to begin than looking at thousands of files does.
 */
export async function openCrew(options: Omit<MakerOptions, 'mark'>, size: number): Promise<Crew> {
  for (let tries = 1; ; tries += 1) {
    const first = await Maker.open({ ...options, mark: 'first' })
    const hands = first.settled ? 0 : size
    const workers = await Promise.all(Array.from({ length: hands }, (_, n) => Hand.open({ ...options, mark: String(n) })))
    if (workers.every(({ standing }) => isSameForReaders(standing, first.standing))) return crewOf(first, workers)
    await Promise.all([first, ...workers].map((one) => one.close()))
    if (tries === MOST_TRIES) throw new AppError('too_busy')
  }
}

/** Without workers the first, who is this thread, makes everything. */
function crewOf(first: Maker, workers: readonly Hand[]): Crew {
  const free = [...workers]
  const waiting: ((worker: Hand) => void)[] = []
  const take = async () => free.pop() ?? new Promise<Hand>((resolve) => waiting.push(resolve))
  const giveBack = (worker: Hand) => {
    const next = waiting.shift()
    if (next) next(worker)
    else free.push(worker)
  }
  return {
    reader: first.reader, standing: first.standing, size: Math.max(1, workers.length),
    make: async (jobs) => {
      if (workers.length === 0) return makeAll(first, jobs)
      const worker = await take()
      return worker.make(jobs).finally(() => giveBack(worker))
    },
    close: async () => { await Promise.all([first, ...workers].map((one) => one.close())) },
  }
}

/** Megabytes for what a thread made last: docs/decisions/0005-start-and-memory.md. */
const YOUNG = 16

export async function makeAll(maker: Maker, jobs: readonly Job[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { name, known } of jobs) outcomes.push(await maker.make(name, known))
  return outcomes
}

/** One worker thread. */
class Hand {
  readonly standing: string
  readonly #worker: Worker

  private constructor(worker: Worker, standing: string) {
    this.#worker = worker
    this.standing = standing
  }

  static async open(options: MakerOptions): Promise<Hand> {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: options, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } })
    const said = await nextFrom(worker)
    if (!('standing' in said)) throw new Error('a worker that does not say of which moment it is')
    return new Hand(worker, said.standing)
  }

  async make(jobs: readonly Job[]): Promise<Outcome[]> {
    this.#worker.postMessage(jobs)
    const said = await nextFrom(this.#worker)
    return 'outcomes' in said ? said.outcomes : []
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}

/** An error of the worker is ours. */
async function nextFrom(worker: Worker): Promise<Said> {
  const [said] = await once(worker, 'message') as [Said]
  return said
}
