import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../errors.ts'
import type { Db } from '../db/schema.ts'
import { log as writeLog, type Log } from '../log.ts'
import { readGeneration } from './store.ts'

const PATIENCE_MS = 2000
/** Publications that follow one another are made findable together, beside whoever publishes them. */
const LATER_MS = 1000

/** Keeps what readers can find in step with what they have. */
export class SearchKeeper {
  readonly #db: Db
  readonly #log: Log
  /** The generation of the site whose every article can be found. */
  #synced = -1
  #known = -1
  #working: Promise<boolean> | undefined
  #later: NodeJS.Timeout | undefined
  #closed = false

  constructor(db: Db, log: Log = writeLog) {
    this.#db = db
    this.#log = log
  }

  /** Hears of the site's generation, and passes it on; what is new is looked for soon, without anybody waiting. */
  notice(generation: number): number {
    this.#known = generation
    if (generation === this.#synced || this.#later || this.#closed) return generation
    this.#later = setTimeout(() => {
      this.#later = undefined
      if (this.#known !== this.#synced) void this.#work()
    }, LATER_MS).unref()
    return generation
  }

  /** Can everything that readers have be found? Waits for that, but not long. */
  async ready(patience: number = PATIENCE_MS): Promise<boolean> {
    const late = new AbortController()
    const limit = wait(patience, undefined, { signal: late.signal, ref: false }).then(() => false, () => false)
    try {
      for (;;) {
        const generation = await readGeneration(this.#db)
        if (this.#synced >= generation) return true
        if (this.#closed || !await Promise.race([this.#work(), limit])) return false
      }
    } finally {
      late.abort()
    }
  }

  /** Lets what was begun come to an end. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#later)
    await this.#working
  }

  /** Did it come to its end? */
  #work(): Promise<boolean> {
    return this.#working ??= this.#sync().finally(() => { this.#working = undefined })
  }

  async #sync(): Promise<boolean> {
    try {
      const generation = await readGeneration(this.#db)
      // Loaded with the first work: a start needs nothing of it.
      const { syncSearch } = await import('./sync.ts')
      await syncSearch(this.#db, () => this.#closed)
      if (!this.#closed) this.#synced = generation
      return !this.#closed
    } catch (error) {
      const passes = error instanceof AppError && (error.code === 'out_of_order' || error.code === 'read_only')
      if (!passes) this.#log('search.failed', { error: String(error) })
      return false
    }
  }
}
