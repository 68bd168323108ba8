import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import type { Right } from '../db/tables/people.ts'
import { holds, type Actor } from './model.ts'

/** `anyone`; somebody `signed_in`; a `member`: signed in with at least one right; else any one of the rights listed. */
type Rule = 'anyone' | 'signed_in' | 'member' | readonly Right[]

/** The one table that decides who may do what. Rights other than `administrator` hold for a language. */
export const ABILITIES = {
  'public.read': 'anyone',
  'session.open': 'anyone',
  'session.close': 'signed_in',
  'account.change': 'signed_in',
  'desk.view': 'signed_in',
  'article.view': 'member',
  /** Of the article's source language: bringing it in, and changing it. */
  'article.import': ['publish'],
  /** Of the article's source language; authors' and topics' names, which belong to no language, with any. */
  'details.change': ['publish'],
  /** Of the article's source language: into the archive or the trash, and back. */
  'article.put_away': ['publish'],
  'source.write': ['publish'],
  'translation.write': ['translate'],
  'review.view': 'member',
  'submission.review': ['review'],
  /** Also the translator whose proposal a reviewer edited: `reviews/actions.ts` knows whose it was. */
  'proposal.confirm': ['review', 'translate', 'publish'],
  /** Somebody's texts of a period, in the language. */
  'edits.undo': ['publish'],
  'edition.publish': ['publish'],
  /** What readers reported, in the language of its text. */
  'correction.decide': ['translate', 'review', 'publish'],
  'glossary.view': 'member',
  /** A term belongs to no one language; of a translator it waits for a reviewer. */
  'glossary.propose': ['translate', 'review', 'publish'],
  'glossary.change': ['review', 'publish'],
  /** Words that are right in a language whatever its dictionary says. */
  'words.change': ['review', 'publish', 'administrator'],
  'memory.view': 'member',
  /** A translation memory belongs to no one language: bringing a file in, and taking it back. */
  'memory.change': ['publish', 'administrator'],
  /** Of one's own texts; of everybody's in the languages one reviews: `quality/routes.ts` knows whose. */
  'quality.view': 'member',
  'ledger.view': ['publish', 'review', 'administrator'],
  'people.manage': ['administrator'],
  'settings.change': ['administrator'],
} as const satisfies Record<string, Rule>

export type Ability = keyof typeof ABILITIES

/** May the actor do this, in this language (without one: in any)? Nobody signed in is `null`. */
export function can(actor: Actor | null, ability: Ability, language?: Language): boolean {
  const rule: Rule = ABILITIES[ability]
  if (rule === 'anyone') return true
  if (!actor) return false
  if (rule === 'signed_in') return true
  if (rule === 'member') return actor.grants.length > 0
  return rule.some((right) => right === 'administrator' || language === undefined
    ? actor.grants.some((grant) => grant.right === right)
    : holds(actor, right, language))
}

/** Throws `forbidden` where `can` says no. */
export function authorize(actor: Actor, ability: Ability, language?: Language): void {
  if (!can(actor, ability, language)) throw new AppError('forbidden', { ability, language: language ?? '' })
}
