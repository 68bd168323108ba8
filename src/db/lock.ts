import Sqlite from 'better-sqlite3'

// Held in the module: a lock whose connection is garbage-collected is released without a word.
let held: Sqlite.Database | null = null

/** Takes the lock of the one server on an SQLite file; false when another has it. The kernel frees it when the process dies. */
export function takeServerLock(databaseFile: string): boolean {
  const lock = new Sqlite(`${databaseFile}.lock`, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch {
    lock.close()
    return false
  }
  held = lock
  return true
}

export function freeServerLock(): void {
  held?.close()
  held = null
}
