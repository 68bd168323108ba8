import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { LedgerRow } from '../ledger/model.ts'
import { heldRights, readGrant, type HeldRight } from '../people/model.ts'

const OUTCOMES = ['approved', 'passed', 'edited', 'confirmed', 'returned'] as const
type Outcome = (typeof OUTCOMES)[number]

/** What the details of a line say, as far as it is told in words. */
export interface Told {
  language: Language | null
  edition: number | null
  /** An edition whose changes readers of translations are told at once. */
  important: boolean
  paragraphs: number | null
  outcomes: readonly { outcome: Outcome; count: number }[]
  /** All that a person may do after this act. */
  rights: readonly HeldRight[] | null
  /** When something is to happen, or should have. */
  due: Timestamp | null
  /** A reason or a note, in somebody’s own words or as a code. */
  reason: string | null
  changes: readonly Change[]
  /** Articles that it touched, where it names several. */
  articles: readonly Id[]
}

/** One thing that was so and is so now; ids stand for names. */
export interface Change {
  what: string
  before: string[]
  after: string[]
}

export function toldBy(row: Pick<LedgerRow, 'details'>): Told {
  const told = detailsOf(row)
  return {
    language: text(told['language']), edition: count(told['number']), important: told['important'] === 'yes',
    paragraphs: (count(told['segments']) ?? lengthOf(told['revisions']) ?? lengthOf(told['segments'])) || null,
    outcomes: outcomesIn(told['results']), rights: rightsIn(told['grants']), due: text(told['at']),
    reason: text(told['reason']) ?? text(told['note']), changes: changesIn(told),
    articles: Array.isArray(told['articles']) ? told['articles'].filter((id) => typeof id === 'string') : [],
  }
}

/** The details of a line; nothing when they are not what the program writes. */
export function detailsOf({ details }: Pick<LedgerRow, 'details'>): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(details))
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** All texts among the details: some of them are ids of what has a name. */
export function textsIn(told: Pick<Told, 'changes'>): Id[] {
  return told.changes.flatMap(({ before, after }) => [...before, ...after])
}

function changesIn(told: Record<string, unknown>): Change[] {
  if (text(told['from']) !== null && text(told['to']) !== null) {
    return [{ what: 'name', before: wordsOf(told['from']), after: wordsOf(told['to']) }]
  }
  const [before, after] = [recordOf(told['before']), recordOf(told['after'])]
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return keys.map((what) => ({ what, before: wordsOf(before[what]), after: wordsOf(after[what]) }))
    .filter((change) => change.before.join('\n') !== change.after.join('\n'))
}

function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => wordsOf(one))
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap((one: unknown) => wordsOf(one))
  return typeof value === 'string' && value !== '' || typeof value === 'number' ? [String(value)] : []
}

function rightsIn(grants: unknown): readonly HeldRight[] | null {
  if (!Array.isArray(grants)) return null
  return heldRights(grants.filter((grant) => typeof grant === 'string').map(readGrant).filter((grant) => grant !== null))
}

function outcomesIn(results: unknown): Told['outcomes'] {
  const decided = (Array.isArray(results) ? results : []).map((pair: unknown): unknown => Array.isArray(pair) ? pair[1] : undefined)
  const counts = OUTCOMES.map((outcome) => ({ outcome, count: decided.filter((one) => one === outcome).length }))
  return counts.filter((one) => one.count > 0)
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function lengthOf(value: unknown): number | null {
  return Array.isArray(value) ? value.length : null
}

function count(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
