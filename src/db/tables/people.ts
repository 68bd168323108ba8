import type { Generated } from 'kysely'
import type { Id, Language, Timestamp } from '../columns.ts'

export type Right = 'translate' | 'review' | 'publish' | 'administrator'

export type LinkPurpose = 'setup' | 'invitation' | 'reset'
export type MailKind = 'invitation' | 'reset' | 'password_changed'

export interface PeopleTables {
  person: {
    id: Id
    name: string
    email: string
    email_folded: string
    /** A PHC string (argon2id); null until the invitation is taken up. */
    password_hash: string | null
    interface_language: Language | null
    created_at: Timestamp
    disabled_at: Timestamp | null
    /** Why access was closed; null while it is open. */
    disabled_reason: Generated<string | null>
    /** May readers see who it was that translated and reviewed? Editions keep what was so when they were made. */
    credited: Generated<'yes' | 'no'>
  }
  /** How somebody's name is written in a content language, where it is not as in `person`. */
  person_name: { person_id: Id; language: Language; name: string }
  /** `language` is empty for `administrator`. */
  person_right: { person_id: Id; right: Right; language: Language }
  /** One-time links: the first administrator's set-up, invitations, new passwords. Only the token's hash is kept. */
  invitation: {
    token_hash: string
    person_id: Id | null
    purpose: LinkPurpose
    created_at: Timestamp
    expires_at: Timestamp
    used_at: Timestamp | null
    revoked_at: Generated<Timestamp | null>
  }
  /** `seen_at` moves once in a few minutes; `browser` is what the browser says of itself. */
  session: {
    token_hash: string
    person_id: Id
    created_at: Timestamp
    expires_at: Timestamp
    seen_at: Generated<Timestamp | null>
    browser: Generated<string | null>
  }
  setting: { key: string; value: string }
  /** What nobody is shown. `forms` signs whose a form is. */
  secret: { name: string; value: string }
  /** Letters on their way. `due_at` is null once one was sent or given up; its words, which may hold a link, are then gone. */
  mail: {
    id: Id
    person_id: Id
    kind: MailKind
    subject: string
    text: string
    html: string
    language: Language
    written_at: Timestamp
    tries: number
    due_at: Timestamp | null
    sent_at: Timestamp | null
    failed_at: Timestamp | null
    failure: string | null
  }
  ledger: {
    number: number
    actor: string
    act: string
    subject: string
    /** Canonical JSON. */
    details: string
    at: Timestamp
    previous_hash: string
    hash: string
  }
  /** One row; moved by compare-and-set. */
  ledger_head: { id: number; number: number; hash: string }
}
