import type { Db } from '../db/schema.ts'
import { APPROVING } from '../segments/model.ts'
import { textHash } from '../text/hash.ts'
import { editionHash, type Edition } from './model.ts'
import { listEditionSegments } from './store.ts'

/** The first thing that does not follow from the facts, named as `kind:id`; null when everything does. */
export async function findEditionFault(db: Db): Promise<string | null> {
  const editions = await db.selectFrom('edition').select('id').orderBy('article_id').orderBy('language').orderBy('number').execute()
  let previous: Edition | undefined
  for (const { id } of editions) {
    const edition = await db.selectFrom('edition').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const follows = previous?.article_id === edition.article_id && previous.language === edition.language ? previous : undefined
    if (!await isSound(db, edition, follows)) return `edition:${id}`
    previous = edition
  }
  return await findPublicationFault(db) ?? findApprovalFault(db)
}

async function isSound(db: Db, edition: Edition, previous: Edition | undefined): Promise<boolean> {
  if (edition.previous_hash !== (previous?.hash ?? '') || edition.number !== (previous?.number ?? 0) + 1) return false
  if (edition.hash !== editionHash(edition.previous_hash, edition.manifest)) return false
  const said: unknown = JSON.parse(edition.manifest)
  const rows = await listEditionSegments(db, edition.id)
  const credits = await db.selectFrom('edition_credit').select(['role', 'position', 'name']).where('edition_id', '=', edition.id).execute()
  const lineage = await db.selectFrom('edition_lineage').select(['segment_id', 'from_segment_id', 'role']).where('edition_id', '=', edition.id).execute()
  const { id, manifest, hash, ...columns } = edition
  return rows.every((row) => row.hash === textHash(row.text)) && tells(said, columns)
    && tellsAll(said, 'segments', rows.map(({ edition_id, text, ...row }) => row)) && tellsAll(said, 'credits', credits)
    && tellsAll(said, 'lineage', lineage)
}

/** What an edition says where its manifest is older than the column. */
const BEFORE_THE_COLUMN: Readonly<Record<string, string>> = { correction: '', important: 'no' }

/** Does the manifest say the same of each of these fields? */
function tells(manifest: unknown, columns: Record<string, unknown>): boolean {
  return isFields(manifest) && Object.entries(columns).every(([key, value]) => (manifest[key] ?? BEFORE_THE_COLUMN[key] ?? null) === value)
}

function tellsAll(manifest: unknown, key: string, rows: readonly Record<string, unknown>[]): boolean {
  // Lineage is told only where there is some.
  const said = isFields(manifest) ? manifest[key] ?? (key === 'lineage' ? [] : undefined) : undefined
  if (!Array.isArray(said) || said.length !== rows.length) return false
  return rows.every((row) => said.some((one) => tells(one, row)))
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** What readers get must be what the events say: the newest one of each article and language. */
async function findPublicationFault(db: Db): Promise<string | null> {
  const events = await db.selectFrom('edition_event').select(['article_id', 'language', 'edition_id', 'event', 'at']).orderBy('id').execute()
  const expected = new Map<string, string>()
  for (const { article_id, language, edition_id, event } of events) {
    if (event === 'publish') expected.set(`${article_id}:${language}`, edition_id)
    else expected.delete(`${article_id}:${language}`)
  }
  const publications = await db.selectFrom('publication').selectAll().execute()
  const actual = new Map(publications.map((row) => [`${row.article_id}:${row.language}`, row.edition_id]))
  return firstDifference('publication', expected, actual)
}

/** The index of approved texts must be what the decisions say. */
async function findApprovalFault(db: Db): Promise<string | null> {
  const decisions = await db.selectFrom('decision').select(['id', 'segment_id', 'language', 'revision_id', 'source_revision_id'])
    .where('outcome', 'in', APPROVING)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('decision as revocation').select('revocation.id')
      .whereRef('revocation.revokes', '=', 'decision.id'))))
    .orderBy('segment_id').orderBy('language').orderBy('number').execute()
  const approvals = await db.selectFrom('approval').selectAll().execute()
  const keyOf = (row: { segment_id: string; language: string }) => `${row.segment_id}:${row.language}`
  const expected = new Map(decisions.map((row) => [keyOf(row), [row.id, row.revision_id, row.source_revision_id].join()]))
  const actual = new Map(approvals.map((row) => [keyOf(row), [row.decision_id, row.revision_id, row.source_revision_id].join()]))
  return firstDifference('approval', expected, actual)
}

function firstDifference(kind: string, expected: ReadonlyMap<string, string>, actual: ReadonlyMap<string, string>): string | null {
  for (const [key, value] of expected) if (actual.get(key) !== value) return `${kind}:${key}`
  for (const key of actual.keys()) if (!expected.has(key)) return `${kind}:${key}`
  return null
}
