import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Schema } from '../db/schema.ts'
import type { LedgerRow } from '../ledger/model.ts'

interface Asked {
  person: Id | null
  act: string | null
  article: Id | null
  since: Timestamp | undefined
  until: Timestamp | undefined
  before: number | null
  limit: number
}

/** The newest lines of which all this is true, newest first. */
export async function chooseLedger(db: Db, { person, act, article, since, until, before, limit }: Asked): Promise<LedgerRow[]> {
  return db.selectFrom('ledger').selectAll()
    .$if(before !== null, (q) => q.where('number', '<', before ?? 0))
    .$if(person !== null, (q) => q.where('actor', '=', person ?? ''))
    .$if(act !== null, (q) => q.where((eb) => eb.or([eb('act', '=', act ?? ''), eb('act', 'like', `${act ?? ''}.%`)])))
    .$if(since !== undefined, (q) => q.where('at', '>=', since ?? ''))
    .$if(until !== undefined, (q) => q.where('at', '<', until ?? ''))
    .$if(article !== null, (q) => q.where((eb) => isAbout(eb, article ?? '')))
    .orderBy('number', 'desc').limit(limit).execute()
}

/** The article itself, what was sent of it to review, what was proposed in that, its editions, what readers reported of them. */
function isAbout(eb: ExpressionBuilder<Schema, 'ledger'>, article: Id): Expression<SqlBool> {
  const named = (kind: string, id: Expression<Id>) => eb(eb.val(`${kind}:`), '||', id)
  return eb.or([
    eb('subject', '=', `article:${article}`),
    eb('subject', 'in', eb.selectFrom('submission').where('article_id', '=', article)
      .select(({ ref }) => named('submission', ref('id')).as('subject'))),
    eb('subject', 'in', eb.selectFrom('edition').where('article_id', '=', article)
      .select(({ ref }) => named('edition', ref('id')).as('subject'))),
    eb('subject', 'in', eb.selectFrom('reader_correction').where('article_id', '=', article)
      .select(({ ref }) => named('correction', ref('id')).as('subject'))),
    eb('subject', 'in', eb.selectFrom('segment').where('article_id', '=', article).select(({ ref }) => named('segment', ref('id')).as('subject'))),
    eb('subject', 'in', eb.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id')
      .where('submission.article_id', '=', article).select(({ ref }) => named('proposal', ref('proposal.id')).as('subject'))),
  ])
}

/** Which article each of these submissions belongs to. */
export async function listSubmissionArticles(db: Db, submissions: readonly Id[]): Promise<Map<Id, Id>> {
  if (submissions.length === 0) return new Map()
  const rows = await db.selectFrom('submission').select(['id', 'article_id']).where('id', 'in', [...submissions]).execute()
  return new Map(rows.map(({ id, article_id }) => [id, article_id]))
}

/** What authors, topics and terms with these ids are called, in the language where they have a name in it. */
export async function listNames(db: Db, ids: readonly Id[], language: Language): Promise<Map<Id, { text: string; language: Language }>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('author_name').select(['author_id as id', 'name as text', 'language']).where('author_id', 'in', [...ids])
    .unionAll(db.selectFrom('topic_name').select(['topic_id as id', 'name as text', 'language']).where('topic_id', 'in', [...ids]))
    .unionAll(db.selectFrom('term_variant').select(['term_id as id', 'text', 'language']).where('term_id', 'in', [...ids]).where('position', '=', 0)).execute()
  const named = new Map<Id, { text: string; language: Language }>()
  for (const { id, ...name } of rows) if (name.language === language || !named.has(id)) named.set(id, name)
  return named
}

/** Everybody who can have done something, by name. */
export async function listActors(db: Db): Promise<{ id: Id; name: string }[]> {
  return db.selectFrom('person').select(['id', 'name']).orderBy('name').orderBy('id').execute()
}
