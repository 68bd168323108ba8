import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { APPROVING } from '../segments/model.ts'
import { inChunks, listRemoved } from '../segments/store.ts'
import type { Approval, Edited, Proposed, Returned } from './model.ts'
import type { Candidate } from './store.ts'

/** Everything undoing must know of these paragraphs, in a fixed number of queries for each five hundred. */
export async function readEdited(db: Db | Tx, language: Language, candidates: readonly Candidate[]): Promise<Edited[]> {
  const segments = candidates.map(({ segment }) => segment)
  const approvals = await listApprovals(db, language, segments)
  const proposals = await listProposed(db, language, segments)
  const returns = await listReturned(db, language, segments)
  const places = await listPlaces(db, candidates)
  return candidates.map(({ segment, article, source, trashed, written }) => ({
    segment, article, trashed, written, isSource: source === language, approvals: approvals.get(segment) ?? [],
    proposal: proposals.get(segment) ?? null, returned: returns.get(segment) ?? null,
    ...places.get(segment) ?? { position: 0, kind: 'paragraph', removed: true },
  }))
}

async function listApprovals(db: Db | Tx, language: Language, segments: readonly Id[]): Promise<Map<Id, Approval[]>> {
  const found: (Approval & { segment: Id })[] = []
  await inChunks(segments, async (some) => {
    const rows = await db.selectFrom('decision').innerJoin('revision', 'revision.id', 'decision.revision_id')
      .select(({ exists, selectFrom }) => ['decision.segment_id as segment', 'decision.id as decision', 'decision.reviewer_id as reviewer',
        'decision.created_at as at', 'decision.eyes', 'revision.id as revision', 'revision.writer_id as writer', 'revision.created_at as written',
        exists(selectFrom('source_change_row as shaped')
          .innerJoin('source_change_lineage as line', 'line.source_change_id', 'shaped.source_change_id').select('shaped.segment_id')
          .whereRef('shaped.segment_id', '=', 'decision.segment_id').whereRef('shaped.revision_id', '=', 'revision.id')
          .where((eb) => eb.or([eb('line.segment_id', '=', eb.ref('shaped.segment_id')), eb('line.from_segment_id', '=', eb.ref('shaped.segment_id'))])))
          .as('structural')])
      .where('decision.segment_id', 'in', some).where('decision.language', '=', language).where('decision.outcome', 'in', APPROVING)
      .where(({ not, exists: is, selectFrom }) => not(is(selectFrom('decision as revocation').select('revocation.id')
        .whereRef('revocation.revokes', '=', 'decision.id'))))
      .orderBy('decision.number').execute()
    found.push(...rows.map(({ structural, ...row }) => ({ ...row, structural: Boolean(structural) })))
  })
  return Map.groupBy(found, ({ segment }) => segment)
}

async function listProposed(db: Db | Tx, language: Language, segments: readonly Id[]): Promise<Map<Id, Proposed>> {
  const found = new Map<Id, Proposed>()
  await inChunks(segments, async (some) => {
    const open = await proposedIn(db).where('proposal.segment_id', 'in', some).where('proposal.language', '=', language)
      .where('proposal.closed_at', 'is', null).execute()
    // What was undone before stands behind no other: only a reviewer's edit took the place of something.
    const replaced = open.flatMap(({ edit, editedFrom }) => edit ? editedFrom ?? [] : [])
    const before = replaced.length > 0 ? await proposedIn(db).where('proposal.id', 'in', replaced).execute() : []
    const earlier = new Map(before.map((row) => [row.proposal, row]))
    for (const row of open) found.set(row.segment, { ...plain(row), instead: mapped(earlier.get(row.editedFrom ?? '')) })
  })
  return found
}

function proposedIn(db: Db | Tx) {
  return db.selectFrom('proposal').innerJoin('revision', 'revision.id', 'proposal.revision_id')
    .innerJoin('submission', 'submission.id', 'proposal.submission_id')
    .leftJoin('decision as edit', (join) => join.onRef('edit.proposal_id', '=', 'proposal.edited_from')
      .onRef('edit.revision_id', '=', 'proposal.revision_id').on('edit.outcome', '=', 'edited'))
    .select(['proposal.segment_id as segment', 'proposal.id as proposal', 'submission.id as submission', 'submission.sender_id as sender',
      'proposal.source_revision_id as sourceRevision', 'proposal.minor', 'proposal.edited_from as editedFrom', 'edit.id as edit',
      'revision.id as revision', 'revision.writer_id as writer', 'revision.created_at as written'])
}

type ProposedRow = Awaited<ReturnType<ReturnType<typeof proposedIn>['execute']>>[number]

function plain({ segment, editedFrom, edit, minor, ...row }: ProposedRow): Omit<Proposed, 'instead'> {
  return { ...row, minor: minor === 'yes' }
}

function mapped(row: ProposedRow | undefined): Proposed['instead'] {
  return row ? plain(row) : null
}

/** Returns that nobody answered with a decision, and nobody gave up; what was proposed since stands over them. */
async function listReturned(db: Db | Tx, language: Language, segments: readonly Id[]): Promise<Map<Id, Returned>> {
  const found = new Map<Id, Returned>()
  await inChunks(segments, async (some) => {
    const rows = await db.selectFrom('decision').innerJoin('revision', 'revision.id', 'decision.revision_id')
      .select(['decision.segment_id as segment', 'decision.id as decision', 'revision.id as revision', 'revision.writer_id as writer',
        'revision.created_at as written'])
      .where('decision.segment_id', 'in', some).where('decision.language', '=', language).where('decision.outcome', '=', 'returned')
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as later').select('later.id')
        .whereRef('later.segment_id', '=', 'decision.segment_id').whereRef('later.language', '=', 'decision.language')
        .whereRef('later.number', '>', 'decision.number').where('later.outcome', '<>', 'revoked'))))
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('return_given_up').select('return_given_up.decision_id')
        .whereRef('return_given_up.decision_id', '=', 'decision.id')))).execute()
    for (const { segment, ...row } of rows) found.set(segment, row)
  })
  return found
}

/** Where each paragraph stands in its article, or stood last. */
async function listPlaces(db: Db | Tx, candidates: readonly Candidate[]): Promise<Map<Id, Pick<Edited, 'position' | 'kind' | 'removed'>>> {
  const places = new Map<Id, Pick<Edited, 'position' | 'kind' | 'removed'>>()
  await inChunks(candidates.map(({ segment }) => segment), async (some) => {
    const rows = await db.selectFrom('outline_row').innerJoin('outline', 'outline.id', 'outline_row.outline_id')
      .select(['outline_row.segment_id as segment', 'outline_row.position', 'outline_row.kind']).where('outline_row.segment_id', 'in', some)
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('outline as later').select('later.id')
        .whereRef('later.article_id', '=', 'outline.article_id').whereRef('later.number', '>', 'outline.number')))).execute()
    for (const { segment, ...place } of rows) places.set(segment, { ...place, removed: false })
  })
  for (const [article, some] of Map.groupBy(candidates.filter(({ segment }) => !places.has(segment)), (one) => one.article)) {
    const removed = await listRemoved(db, article, some.map(({ segment }) => segment))
    for (const { segment, position, kind } of removed) places.set(segment, { position, kind, removed: true })
  }
  return places
}
