import { now } from '../db/id.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'

interface Place {
  article: Id
  language: Language
}

/** What somebody wrote to the reviewer and unticked, before it is sent. */
export interface SendDraft {
  message: string
  unchosen: ReadonlySet<Id>
}

export async function findSendDraft(db: Db | Tx, { article, language }: Place, person: Id): Promise<SendDraft> {
  const row = await db.selectFrom('send_draft').select(['message', 'unchosen'])
    .where('article_id', '=', article).where('language', '=', language).where('person_id', '=', person).executeTakeFirst()
  return { message: row?.message ?? '', unchosen: new Set(row?.unchosen.split(' ').filter(Boolean)) }
}

export async function saveSendDraft(tx: Tx, { article, language }: Place, person: Id, { message, unchosen }: SendDraft): Promise<void> {
  const row = { message, unchosen: [...unchosen].join(' '), updated_at: now() }
  await tx.insertInto('send_draft').values({ article_id: article, language, person_id: person, ...row })
    .onConflict((oc) => oc.columns(['article_id', 'language', 'person_id']).doUpdateSet(row)).execute()
}

/** The message was sent; what was unticked stays so. */
export async function clearMessage(tx: Tx, { article, language }: Place, person: Id): Promise<void> {
  await tx.updateTable('send_draft').set({ message: '', updated_at: now() })
    .where('article_id', '=', article).where('language', '=', language).where('person_id', '=', person).execute()
}

export interface OwnSubmission {
  submission: Id
  at: Timestamp
  count: number
}

/** One's submissions of an article with paragraphs that nobody has decided on yet, the newest first. */
export async function listOwnOpen(db: Db, { article, language }: Place, person: Id): Promise<OwnSubmission[]> {
  return db.selectFrom('submission').innerJoin('proposal', 'proposal.submission_id', 'submission.id')
    .select((eb) => ['submission.id as submission', 'submission.created_at as at', eb.fn.count<number>('proposal.id').as('count')])
    .where('submission.article_id', '=', article).where('submission.language', '=', language).where('submission.sender_id', '=', person)
    .where('proposal.closed_at', 'is', null).where('proposal.awaits', '=', 'review')
    .groupBy(['submission.id', 'submission.created_at']).orderBy('submission.created_at', 'desc').execute()
}

export async function insertGivenUp(tx: Tx, decision: Id, person: Id): Promise<void> {
  await tx.insertInto('return_given_up').values({ decision_id: decision, person_id: person, created_at: now() }).execute()
}
