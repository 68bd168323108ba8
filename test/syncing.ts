import { openDb } from '../src/db/open.ts'
import { syncSearch } from '../src/search/sync.ts'

/** Makes the texts of a database findable, and says when part of them is; then it waits to be killed. */
const db = await openDb(process.argv[2] ?? '')
let asked = 0
await syncSearch(db, () => {
  asked += 1
  if (asked === 3) {
    process.send?.('part')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  }
  return false
})
