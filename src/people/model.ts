import type { Id, Language } from '../db/columns.ts'
import type { Row } from '../db/schema.ts'
import type { Right } from '../db/tables/people.ts'

export type Person = Row<'person'>
export type Grant = { right: Right; language: Language }
export const LANGUAGE_RIGHTS = ['translate', 'review', 'publish'] as const satisfies readonly Right[]
export const RIGHTS: readonly Right[] = [...LANGUAGE_RIGHTS, 'administrator']

/** Who is asking, with what they may do. */
export interface Actor {
  id: Id
  name: string
  interfaceLanguage: Language | null
  grants: readonly Grant[]
}

/** Does the actor hold this right for the language (for `administrator`: at all)? */
export function holds(actor: Actor, right: Right, language: Language = ''): boolean {
  return actor.grants.some((grant) => grant.right === right && grant.language === language)
}

/** The languages for which the actor holds a right. */
export function languagesOf(actor: Actor, right: Right): Language[] {
  return actor.grants.filter((grant) => grant.right === right).map((grant) => grant.language)
}

/** E-mail addresses are compared in lower case, after NFC, without outer spaces. */
export function foldEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}

/** Reads `administrator` or `review:uk` as the command line writes them; null when it is neither. */
export function readGrant(text: string): Grant | null {
  if (text === 'administrator') return { right: 'administrator', language: '' }
  const [right, language, ...rest] = text.split(':')
  const known = LANGUAGE_RIGHTS.find((candidate) => candidate === right)
  return known && language && rest.length === 0 ? { right: known, language } : null
}

export function writeGrant({ right, language }: Grant): string {
  return right === 'administrator' ? right : `${right}:${language}`
}

/** One right in words: «Переклад: українська, англійська». */
export interface HeldRight {
  right: Right
  languages: readonly Language[]
}

/** The rights somebody holds, in the order of an article's life. */
export function heldRights(grants: readonly Grant[]): HeldRight[] {
  return RIGHTS.flatMap((right) => {
    const held = grants.filter((grant) => grant.right === right)
    return held.length > 0 ? [{ right, languages: held.map(({ language }) => language).filter((language) => language !== '') }] : []
  })
}
