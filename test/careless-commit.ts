/** Preloaded into a server under test: it no longer heeds whether a commit failed. A disk that fails must be seen to lose something. */
import Sqlite from 'better-sqlite3'

type Prepare = (this: Sqlite.Database, source: string) => Sqlite.Statement

const { prepare } = Sqlite.prototype as { prepare: Prepare }
Object.assign(Sqlite.prototype, {
  prepare(this: Sqlite.Database, source: string) {
    const statement = prepare.call(this, source)
    return source === 'commit' ? deaf(statement) : statement
  },
})

function deaf(statement: Sqlite.Statement): Sqlite.Statement {
  const run = statement.run.bind(statement)
  return Object.assign(statement, {
    run: (...parameters: unknown[]) => {
      try {
        return run(...parameters)
      } catch {
        return { changes: 0, lastInsertRowid: 0 }
      }
    },
  })
}
