import type { Id, Language, Timestamp } from '../columns.ts'

export type Right = 'translate' | 'review' | 'publish' | 'administrator'

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
  }
  /** `language` is empty for `administrator`. */
  person_right: { person_id: Id; right: Right; language: Language }
  /** One-time links: the first administrator's set-up, invitations. Only the token's hash is kept. */
  invitation: {
    token_hash: string
    person_id: Id | null
    purpose: 'setup' | 'invitation'
    created_at: Timestamp
    expires_at: Timestamp
    used_at: Timestamp | null
  }
  session: { token_hash: string; person_id: Id; created_at: Timestamp; expires_at: Timestamp }
  setting: { key: string; value: string }
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
