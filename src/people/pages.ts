import type { Language, Timestamp } from '../db/columns.ts'
import type { Problems } from '../web/form.ts'
import { nameBrowser } from './browsers.ts'
import type { HeldRight } from './model.ts'
import type { OpenSession } from './session-store.ts'

type Typed = Readonly<Record<string, string>>

export interface SignInPage {
  /** Where to go afterwards: a path of this site. */
  next: string
  email: string
  /** What is said above the form. Which of address and password is wrong, `refused` does not tell. */
  notice: 'signedOut' | 'asked' | 'first' | 'kept' | 'somebodyElse' | 'lost' | 'refused' | 'tooMany' | null
  /** A form that came too late, to be shown again to its owner; empty without one. */
  kept: string
  /** Nobody can sign in yet: the site is not set up. */
  isNew: boolean
  problems: Problems
}

/** The site's name and place in each content language, as fields `site_name_<language>` and `place_<language>`. */
export interface SiteNames {
  typed: Typed
  problems: Problems
}

export interface SetupPage extends SiteNames {
  token: string
}

export interface InvitationPage {
  token: string
  name: string
  email: string
  /** What the invited person will be able to do. */
  holds: readonly HeldRight[]
  problems: Problems
}

export interface ResetPage {
  /** The site can send letters; where it cannot, an administrator makes the link. */
  byMail: boolean
  email: string
  problems: Problems
}

export interface NewPasswordPage {
  token: string
  email: string
  problems: Problems
}

export const ACCOUNT_DONE = ['saved', 'password', 'ended'] as const

export interface AccountPage {
  name: string
  email: string
  language: Language
  /** How the name is written, by content language. */
  names: Readonly<Record<Language, string>>
  /** Readers see who it was. */
  credited: boolean
  done: (typeof ACCOUNT_DONE)[number] | undefined
  sessions: readonly SessionLine[]
  problems: Problems
}

interface SessionLine {
  hash: string
  /** By the names people know; null for one that says nothing of itself. */
  browser: string | null
  begun: Timestamp
  seen: Timestamp
  /** The one this page is seen in. */
  here: boolean
}

/** The sessions of one person, as their account tells of them. */
export function sessionLines(sessions: readonly OpenSession[], here: string | undefined): SessionLine[] {
  return sessions.map(({ token_hash: hash, created_at: begun, seen_at, browser }) => ({
    hash, begun, seen: seen_at ?? begun, browser: nameBrowser(browser ?? ''), here: hash === here,
  }))
}
