import type { Kysely } from 'kysely'

/** What somebody sent, and whether somebody passed a text, are found without reading what everybody did. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('submission_sender').on('submission').columns(['sender_id', 'language']).execute()
  await db.schema.createIndex('review_pass_by').on('review_pass').columns(['proposal_id', 'reviewer_id']).execute()
  await db.schema.dropIndex('review_pass_proposal').execute()
}
