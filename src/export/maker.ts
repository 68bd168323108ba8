import type { Config } from '../config.ts'
import { isText } from '../reader/finished.ts'
import { listPlaces } from '../reader/inventory.ts'
import { publishedOnly } from '../reader/published.ts'
import { recordReads } from '../reader/reads.ts'
import type { Spot } from '../reader/spots.ts'
import type { Reader } from '../reader/surroundings.ts'
import { hashOf, isInPlace, packedForms, Waitings } from './files.ts'
import type { Bundle, Exported, Outcome, Waiting } from './model.ts'
import { fileOf } from './names.ts'
import { Snapshot } from './snapshot.ts'
import { isUnmoved, readStanding } from './standing.ts'

export interface MakerOptions {
  config: Config
  folder: string
  /** The moment at which all pages are true: milliseconds of the epoch. */
  moment: number
  /** What of the last export can be relied on. */
  held: Held
  /** What the questions of the last export were, by their short names. */
  sentences: readonly (readonly [name: string, sql: string])[]
  /** Different for each of those who make pages at the same time. */
  mark: string
}

export interface Held {
  /** It was made by this very program: what it read decides. By another, every page is made to be compared. */
  program: boolean
  /** Files were packed as they are now. */
  packing: boolean
  /** How the database stood, if it was finished: nothing was published where it stands so still. */
  standing: string | null
}

interface Made {
  expires: number
  exported: Exported[]
  waiting: Waiting[]
}

/** Makes bundles of pages as files, from one moment of the database; those that would come out the same are left alone. */
export class Maker {
  readonly reader: Reader
  /** How the database stands at this moment. */
  readonly standing: string
  /** Nothing was published since the last export, by this very program: only the files themselves are looked at. */
  readonly settled: boolean
  readonly #options: MakerOptions
  readonly #snapshot: Snapshot
  readonly #waitings: Waitings
  readonly #told: Set<string>

  private constructor(options: MakerOptions, snapshot: Snapshot, standing: string, unmoved: boolean) {
    this.#options = options
    this.#snapshot = snapshot
    this.#waitings = new Waitings(options.folder, options.mark)
    this.#told = new Set(options.sentences.map(([name]) => name))
    for (const [name, sql] of options.sentences) snapshot.sentences.set(name, sql)
    this.reader = { db: publishedOnly(snapshot.db), config: options.config, clock: () => options.moment, still: true }
    this.standing = standing
    this.settled = options.held.program && options.held.packing && unmoved
  }

  static async open(options: MakerOptions): Promise<Maker> {
    const snapshot = await Snapshot.open(options.config.databaseUrl)
    const unmoved = options.held.standing !== null && await isUnmoved(snapshot.db, options.held.standing)
    return new Maker(options, snapshot, await readStanding(snapshot.db), unmoved)
  }

  async close(): Promise<void> {
    await this.#snapshot.close()
  }

  async make(name: string, known: Bundle | null): Promise<Outcome> {
    if (known && await this.#stillHolds(known)) return { name, made: null }
    const { value, reads } = await recordReads(() => this.#makeAll(name, known))
    const sorted = [...reads].sort()
    return { name, made: { name, reads: sorted, mark: await this.#snapshot.markOf(sorted), ...value, sentences: this.#newSentences() } }
  }

  async #stillHolds({ reads, mark, expires, exported }: Bundle): Promise<boolean> {
    const { held, moment, folder } = this.#options
    if (!held.program || !held.packing || expires <= moment || !exported.every((one) => isWhole(folder, one))) return false
    return this.settled || await this.#snapshot.markOf(reads) === mark
  }

  async #makeAll(name: string, known: Bundle | null): Promise<Made> {
    const before = new Map((known?.exported ?? []).map((one) => [one.file, one]))
    const made: Made = { expires: Infinity, exported: [], waiting: [] }
    for await (const place of listPlaces(this.reader, name)) await this.#makeOne(place, before, made)
    return made
  }

  async #makeOne({ url, make }: Spot, before: ReadonlyMap<string, Exported>, made: Made): Promise<void> {
    const answer = await make()
    if (answer.status === 301) {
      made.exported.push({ file: url, to: answer.to })
      return
    }
    const { type } = answer
    const file = fileOf(url, answer)
    const bytes = Buffer.from(answer.body)
    const headers = 'headers' in answer && answer.headers ? answer.headers : {}
    if ('expires' in answer) made.expires = Math.min(made.expires, answer.expires)
    const old = before.get(file)
    const parts = this.#partsOf(old, bytes, isText(type) ? 4 : 1)
    if (parts) {
      made.exported.push({ file, type, headers, parts })
      return
    }
    const written = packedForms(bytes, isText(type)).map(([ending, form]) => this.#waitings.write(file, ending, form))
    made.exported.push({ file, type, headers, parts: written.map(({ part }) => part) })
    made.waiting.push(...written.map(({ waiting }) => waiting))
  }

  /** What stands there already, if it is these very bytes. */
  #partsOf(old: Exported | undefined, bytes: Buffer, forms: number) {
    if (!old || !('parts' in old) || old.parts.length !== forms || old.parts[0]?.hash !== hashOf(bytes)) return undefined
    return this.#options.held.packing && isWhole(this.#options.folder, old) ? old.parts : undefined
  }

  #newSentences(): [string, string][] {
    const fresh = [...this.#snapshot.sentences].filter(([name]) => !this.#told.has(name))
    for (const [name] of fresh) this.#told.add(name)
    return fresh
  }
}

function isWhole(folder: string, one: Exported): boolean {
  return 'to' in one || one.parts.every((part) => isInPlace(folder, one.file, part))
}
