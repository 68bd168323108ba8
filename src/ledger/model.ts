import { createHash } from 'node:crypto'
import type { Id } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'
import { canonicalJson, type Json } from '../text/canonical.ts'

/** Every act that the ledger keeps. */
export const ACTS = [
  'site.set_up', 'site.settings_changed', 'site.weather_told', 'site.backed_up', 'site.restored',
  'person.invited', 'person.joined', 'person.rights_changed', 'person.renamed', 'person.credit_changed', 'person.password_set', 'person.disabled', 'person.enabled',
  'person.reset_offered', 'person.link_revoked', 'person.signed_out',
  'article.imported', 'article.details_changed', 'article.archived', 'article.trashed', 'article.restored',
  'author.changed', 'author.merged', 'topic.added', 'topic.changed', 'topic.merged', 'topic.deleted',
  'image.stored',
  'submission.sent', 'submission.withdrawn', 'return.given_up',
  'submission.reviewed', 'submission.returned', 'proposal.confirmed',
  'source_change.approved', 'source_change.passed', 'source_change.returned', 'source_change.withdrawn',
  'edits.undone',
  'finding.answered', 'finding.reopened', 'mark.withdrawn', 'suggestion.made',
  'glossary.proposed', 'glossary.added', 'glossary.changed', 'glossary.approved', 'glossary.removed', 'glossary.restored', 'glossary.imported',
  'word.added', 'word.removed', 'word.restored',
  'memory.imported', 'memory.import_removed',
  'correction.received', 'correction.taken', 'correction.declined', 'correction.reopened',
  'edition.published', 'edition.withdrawn', 'edition.restored', 'edition.scheduled', 'edition.rescheduled', 'edition.unscheduled', 'schedule.refused',
] as const

export type Act = (typeof ACTS)[number]

export type LedgerRow = Row<'ledger'>

export interface Entry {
  /** A person's id; `system` for what the program does by itself. */
  actor: Id | 'system'
  act: Act
  /** `kind:id` of what was acted on. */
  subject: string
  details: { readonly [key: string]: Json }
}

/** False for an act of a version of the program that is not this one. */
export function isAct(act: string): act is Act {
  return ACTS.some((known) => known === act)
}

/** SHA-256 over the previous row's hash and this row's fields, as canonical JSON. */
export function ledgerHash(row: Omit<LedgerRow, 'hash'>): string {
  const { number, actor, act, subject, details, at, previous_hash } = row
  return createHash('sha256').update(canonicalJson([previous_hash, number, actor, act, subject, details, at])).digest('hex')
}
