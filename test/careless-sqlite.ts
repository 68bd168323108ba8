/** Preloaded into a server under test: it no longer asks the disk to keep what it acknowledges. A power cut must be seen to lose some. */
import Sqlite from 'better-sqlite3'

type Pragma = (this: Sqlite.Database, source: string, options?: Sqlite.PragmaOptions) => unknown

const { pragma } = Sqlite.prototype as { pragma: Pragma }
Object.assign(Sqlite.prototype, {
  pragma(this: Sqlite.Database, source: string, options?: Sqlite.PragmaOptions) {
    return pragma.call(this, source.replace('synchronous = FULL', 'synchronous = NORMAL'), options)
  },
})
