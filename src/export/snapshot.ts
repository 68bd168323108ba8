import { createHash } from 'node:crypto'
import { Kysely } from 'kysely'
import { isPostgres } from '../db/open.ts'
import type { Db, Schema } from '../db/schema.ts'
import { noteReads } from '../reader/reads.ts'
import { MomentDriver, type Moment } from './moment.ts'

/** Answers that are asked for again and again, by the pages of one article or by all, are kept: so many rows of them. */
const KEPT_ROWS = 10_000
const KEPT_MARKS = 20_000

/** What the database says at one moment, and a mark of each answer by which another moment's is known to be the same. */
export class Snapshot {
  readonly db: Db
  /** The sentences of SQL by their short names. */
  readonly sentences = new Map<string, string>()
  readonly #names = new Map<string, string>()
  readonly #moment: Moment
  readonly #answers = new Kept<readonly object[]>(KEPT_ROWS, (rows) => 1 + rows.length)
  readonly #marks = new Kept<string>(KEPT_MARKS, () => 1)

  private constructor(moment: Moment) {
    this.#moment = moment
    const ask = (sql: string, parameters: readonly unknown[]) => this.#ask(sql, parameters)
    this.db = new Kysely<Schema>({ dialect: { ...moment.dialect, createDriver: () => new MomentDriver(ask) } })
  }

  static async open(url: string): Promise<Snapshot> {
    if (isPostgres(url)) return new Snapshot(await (await import('./snapshot-postgres.ts')).openPostgresMoment(url))
    return new Snapshot((await import('./snapshot-sqlite.ts')).openSqliteMoment(url))
  }

  /** One mark for all that these questions are answered with now. */
  async markOf(reads: readonly string[]): Promise<string> {
    const hash = createHash('sha256')
    for (const read of reads) hash.update(await this.#markOf(read))
    return hash.digest('base64url')
  }

  async close(): Promise<void> {
    await this.#moment.close()
  }

  async #ask(sql: string, parameters: readonly unknown[]): Promise<readonly object[]> {
    const name = this.#nameOf(sql)
    const read = `${name} ${JSON.stringify(parameters)}`
    const rows = this.#answers.get(read) ?? this.#answers.put(read, frozen(await this.#moment.run(sql, parameters)))
    if (mayChange(sql, rows)) noteReads([read])
    return rows
  }

  async #markOf(read: string): Promise<string> {
    const known = this.#marks.get(read)
    if (known !== undefined) return known
    const [name = '', parameters = '[]'] = read.split(/ (.*)/s)
    const sql = this.sentences.get(name)
    const rows = this.#answers.get(read) ?? (sql === undefined ? [] : await this.#moment.run(sql, JSON.parse(parameters) as unknown[]))
    return this.#marks.put(read, createHash('sha256').update(JSON.stringify(rows)).digest('base64url').slice(0, 22))
  }

  #nameOf(sql: string): string {
    const known = this.#names.get(sql)
    if (known !== undefined) return known
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 8)
    this.sentences.set(name, sql)
    this.#names.set(sql, name)
    return name
  }
}

/** Several pages are given the same rows: none may change them. */
function frozen(rows: readonly object[]): readonly object[] {
  return rows.map((row) => Object.freeze(row))
}

/** Of an edition rows never change, nor do bytes that are named by their hash; the generation only says that something did. */
const FROZEN = /^select [^()]* from "edition_(?:segment|credit)" where "edition_id" (?:=|in) (?!.* from )/
const GENERATION = /^select "number" from "generation"/

function mayChange(sql: string, rows: readonly object[]): boolean {
  if (FROZEN.test(sql) || GENERATION.test(sql)) return false
  const [first] = rows
  return !first || !Object.values(first).some((value) => value instanceof Uint8Array)
}

/** The last things by name, as many as weigh no more than this together. */
class Kept<T> {
  readonly #most: number
  readonly #weigh: (thing: T) => number
  readonly #things = new Map<string, T>()
  #weight = 0

  constructor(most: number, weigh: (thing: T) => number) {
    this.#most = most
    this.#weigh = weigh
  }

  get(name: string): T | undefined {
    const thing = this.#things.get(name)
    if (thing === undefined) return undefined
    this.#things.delete(name)
    this.#things.set(name, thing)
    return thing
  }

  put(name: string, thing: T): T {
    this.#remove(name)
    this.#things.set(name, thing)
    this.#weight += this.#weigh(thing)
    for (const [oldest] of this.#things) {
      if (this.#weight <= this.#most) break
      this.#remove(oldest)
    }
    return thing
  }

  #remove(name: string): void {
    const thing = this.#things.get(name)
    if (thing === undefined) return
    this.#things.delete(name)
    this.#weight -= this.#weigh(thing)
  }
}
