import type { Config } from '../config.ts'
import type { Db } from '../db/schema.ts'

/** What every room of the site is given. */
export interface Site {
  db: Db
  config: Config
  /** Call after a committed act that changes what readers get: this process drops its finished pages at once. */
  publicationChanged: () => Promise<void>
  /** Waits, not long, until all that readers have can be found; false when that takes longer. */
  searchReady: () => Promise<boolean>
}
