import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type Sqlite from 'better-sqlite3'
import { now } from './id.ts'

/** Other files, or none, stand where those of an open database stood. */
class DatabaseReplaced extends Error {
  override name = 'DatabaseReplaced'
}

/** Where an earlier server left what it had acknowledged, because other files had taken the place of this one; null when none did. */
export function findKept(file: string): string | null {
  const folder = path.dirname(file)
  const name = existsSync(folder) ? readdirSync(folder).find((found) => found.startsWith(`${path.basename(file)}.`) && found.endsWith('.kept')) : undefined
  return name === undefined ? null : path.join(folder, name)
}

/** The files that an SQLite database was opened with: what stands under their names later may be others. */
export class OpenFiles {
  readonly #file: string
  readonly #opened: string

  /** To be made right after opening. */
  constructor(file: string) {
    this.#file = file
    this.#opened = this.#marks()
  }

  areInPlace(): boolean {
    return this.#marks() === this.#opened
  }

  /**
   * Saves what was acknowledged from files that may have no name any more into `<file>.<time>.kept`. The log is emptied first: left
   * behind, it would be read into whatever stands beside it at the next start.
   */
  leave(database: Sqlite.Database): Error {
    const story = `${this.#file} was moved, replaced or removed while it was open`
    const kept = `${this.#file}.${now().replaceAll(/[:.]/g, '-')}.kept`
    try {
      if (database.inTransaction) database.exec('rollback')
      database.pragma('wal_checkpoint(truncate)')
      const fd = openSync(kept, 'wx', 0o600)
      database.prepare('vacuum into ?').run(kept)
      fsyncSync(fd)
      closeSync(fd)
      return new DatabaseReplaced(`${story}; all that was acknowledged until then is in ${kept}`)
    } catch (error) {
      rmSync(kept, { force: true })
      return new DatabaseReplaced(`${story} and could not be copied: ${String(error)}`, { cause: error })
    }
  }

  #marks(): string {
    return this.#file === ':memory:' ? '' : ['', '-wal', '-shm'].map((part) => markOf(`${this.#file}${part}`)).join()
  }
}

/** One file for as long as it is open, under whatever name; empty when nothing can be said of it. */
function markOf(file: string): string {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    return found ? `${found.dev}:${found.ino}` : ''
  } catch {
    return ''
  }
}
