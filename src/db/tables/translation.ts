import type { Id, Language, Timestamp } from '../columns.ts'

export interface TranslationTables {
  /** What somebody wrote to the reviewer and unticked, and has not sent; private. */
  send_draft: {
    article_id: Id
    language: Language
    person_id: Id
    message: string
    /** Segments whose drafts are not to be sent yet, with spaces between. */
    unchosen: string
    updated_at: Timestamp
  }
  /** A return that somebody answered by going back to the approved text, or to none. */
  return_given_up: { decision_id: Id; person_id: Id; created_at: Timestamp }
}
