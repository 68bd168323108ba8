import { randomBytes } from 'node:crypto'
import type { Id, Timestamp } from './columns.ts'

let latest = 0

/** A new id: 22 characters, sortable by creation within one process, the same in every database. */
export function newId(): Id {
  // A clock set back, or two ids in one millisecond, must not unsort them.
  latest = Math.max(latest + 1, Date.now() * 1000)
  return latest.toString(36).padStart(11, '0') + BigInt(`0x${randomBytes(7).toString('hex')}`).toString(36).padStart(11, '0')
}

export function isId(value: unknown): value is Id {
  return typeof value === 'string' && /^[0-9a-z]{22}$/.test(value)
}

export function now(): Timestamp {
  return new Date().toISOString()
}
