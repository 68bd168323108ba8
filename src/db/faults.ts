import { AppError } from '../errors.ts'

/** What a database error means for the site: `broken` stops it, `full` makes it read-only, `away` passes by itself. */
type Fault = 'broken' | 'full' | 'away'

/** Hears once that a database can no longer be trusted with anything. */
export type OnBroken = (error: unknown) => void

// After one failed fsync SQLite goes on accepting writes whose pages the kernel may have dropped: stop instead.
const BROKEN = /^SQLITE_(?:IOERR|CORRUPT|NOTADB)/
const FULL = new Set(['SQLITE_FULL', 'SQLITE_READONLY', '53100', '25006'])
const AWAY = /^(?:08|57P|53300)|^ECONN|^EPIPE$|^ETIMEDOUT$|^E(?:HOST|NET)UNREACH$|^ENOTFOUND$|^EAI_AGAIN$/
// The client says these of a connection that ended, without a code.
const LOST = /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

export function faultOf(error: unknown): Fault | null {
  const code = codeOf(error)
  if (BROKEN.test(code)) return 'broken'
  if (FULL.has(code)) return 'full'
  return AWAY.test(code) || code === '' && error instanceof Error && LOST.test(error.message) ? 'away' : null
}

/** The error as people should meet it; what is not a fault of the database comes back unchanged. */
export function translateFault(error: unknown): unknown {
  const fault = faultOf(error)
  if (!fault) return error
  return new AppError(fault === 'full' ? 'read_only' : 'out_of_order', {}, { cause: error })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
