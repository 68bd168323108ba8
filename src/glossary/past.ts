import type { Id } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'
import type { TermPage } from './pages.ts'

const ACTS = ['proposed', 'added', 'changed', 'approved', 'removed', 'restored'] as const

/** What the ledger tells of a term: who, when, what, and the words before. */
export function pastOf(rows: readonly Row<'ledger'>[], names: ReadonlyMap<Id, string>): TermPage['past'] {
  return rows.flatMap(({ act, actor, at, details }) => {
    const known = ACTS.find((one) => act === `glossary.${one}`)
    return known ? [{ act: known, by: names.get(actor) ?? '', at, before: known === 'changed' ? wordsBefore(details) : '' }] : []
  })
}

function wordsBefore(details: string): string {
  const told: unknown = JSON.parse(details)
  const before = memberOf(told, 'before')
  const words = memberOf(before, 'words')
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string').join(' · ') : ''
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(name) : undefined
}
