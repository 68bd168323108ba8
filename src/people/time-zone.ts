import type { Config } from '../config.ts'
import type { Db } from '../db/schema.ts'
import { siteTimeZone } from './settings.ts'

/** The configuration of a running site, whose time zone may be chosen anew while it runs. */
export class ZonedConfig {
  readonly config: Config
  readonly #db: Db
  readonly #environment: Config
  #timeZone: string
  #generation: number | undefined

  constructor(db: Db, environment: Config, timeZone: string) {
    this.#db = db
    this.#environment = environment
    this.#timeZone = timeZone
    const zone = { configurable: false, enumerable: true, get: () => this.#timeZone }
    this.config = Object.freeze(Object.defineProperty({ ...environment }, 'timeZone', zone))
  }

  /** Call with each number of the site's generation: a change of settings moves it, so one look for each is enough. */
  async keepUp(generation: number): Promise<number> {
    if (generation !== this.#generation) {
      this.#timeZone = await siteTimeZone(this.#db, this.#environment)
      this.#generation = generation
    }
    return generation
  }
}
