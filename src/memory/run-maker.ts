import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db, Row } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { holdRuns, insertRun, leaveRuns, replaceRuns, type Run } from './index-store.ts'
import { joinParts, type Chunks } from './joining.ts'
import { INDEX_RULES } from './model.ts'
import { firstPosting, insertPostings, listPostings } from './postings-store.ts'

/** So many rows, or about so many bytes, are stored in one transaction: other writers wait no longer than that takes. */
const ROWS = 128
const BYTES = 1 << 20

/** Chunks of bytes, and now and then nothing where others may go on. */
type Pieces = Iterable<Uint8Array | undefined>

/** Makes one run of parts, which wait in a run of their own, that nobody reads, until all of them are there. */
export class RunMaker {
  readonly #db: Db
  readonly #run: number
  #aside: number | undefined
  #nextAside = 0
  readonly #parts: Chunks[] = []
  #rows: Row<'memory_posting'>[] = []
  #bytes = 0
  /** Somebody has removed it, who saw nobody make it for long. */
  #isLost = false

  private constructor(db: Db, run: number) {
    this.#db = db
    this.#run = run
  }

  static async begin(db: Db, first: number): Promise<RunMaker> {
    return new RunMaker(db, await transact(db, (tx) => insertRun(tx, INDEX_RULES, first)))
  }

  /** Stores a part until all are joined: of later units than the one before. */
  async putAside(pieces: Pieces): Promise<void> {
    this.#aside ??= await transact(this.#db, (tx) => insertRun(tx, INDEX_RULES, 0))
    const base = firstPosting(this.#aside)
    let next = base + this.#nextAside
    const first = next
    for (const units of pieces) {
      if (units) await this.#store([{ id: next++, count: 0, units }])
      else await letOthers()
    }
    await this.#flush()
    this.#parts.push(readAside(this.#db, first, next))
    this.#nextAside = next - base
  }

  /** Joins what was put aside, and a last part, and stores the postings of the run. */
  async join(last: Pieces, stopped: () => boolean): Promise<void> {
    const chunks: Uint8Array[] = []
    for (const units of last) {
      if (units) chunks.push(units)
      else await letOthers()
    }
    const parts = [...this.#parts, () => Promise.resolve(chunks.shift())]
    await joinParts(this.#run, parts, (rows) => this.#isLost || stopped() ? undefined : this.#store(rows))
    await this.#flush()
  }

  /** From now on the run is used in the place of others. False where somebody else was quicker: then nothing of it stays. */
  async finish(stretch: Omit<Run, 'id'>, replaced: readonly number[]): Promise<boolean> {
    return transact(this.#db, async (tx) => {
      const isUsed = await holdRuns(tx, this.#held) && await replaceRuns(tx, { id: this.#run, ...stretch }, replaced)
      await leaveRuns(tx, isUsed ? this.#held.slice(1) : this.#held)
      return isUsed
    })
  }

  async leave(): Promise<void> {
    await transact(this.#db, (tx) => leaveRuns(tx, this.#held))
  }

  get #held(): number[] {
    return [this.#run, ...this.#aside === undefined ? [] : [this.#aside]]
  }

  #store(rows: readonly Row<'memory_posting'>[]): Promise<void> | undefined {
    for (const row of rows) {
      this.#rows.push(row)
      this.#bytes += row.units.length
    }
    return this.#rows.length >= ROWS || this.#bytes >= BYTES ? this.#flush() : undefined
  }

  async #flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    this.#bytes = 0
    if (rows.length === 0 || this.#isLost) return
    this.#isLost = !await transact(this.#db, async (tx) => {
      const isHeld = await holdRuns(tx, this.#held)
      if (isHeld) await insertPostings(tx, rows)
      return isHeld
    })
    await letOthers()
  }
}

function readAside(db: Db, first: number, end: number): Chunks {
  let next = first
  return async () => next < end ? (await listPostings(db, [next++]))[0]?.units : undefined
}
