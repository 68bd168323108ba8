import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { LinkPurpose, Right } from '../db/tables/people.ts'
import type { FailedMail } from '../mail/store.ts'
import type { Problems } from '../web/form.ts'
import { ABILITIES, type Ability } from './abilities.ts'
import type { Link } from './link-store.ts'
import { heldRights, LANGUAGE_RIGHTS, RIGHTS, writeGrant, type Grant, type HeldRight, type Person } from './model.ts'
import type { OpenWork } from './work-store.ts'

export const PEOPLE_DONE = ['rights', 'opened', 'openedInvited', 'closed', 'revoked', 'signedOut'] as const

export interface PeoplePage extends RightMeanings {
  people: readonly PersonRow[]
  invitation: Invitation
  link: MadeLink | null
  links: readonly LinkLine[]
  mail: MailState
  done: (typeof PEOPLE_DONE)[number] | undefined
  /** Why the last act was not done. */
  refused: 'last_administrator' | 'email_taken' | null
}

/** A link that has just been made; nobody can show it again. */
export interface MadeLink {
  name: string
  url: string
  purpose: 'invitation' | 'reset'
  until: Timestamp
  /** It went by mail as well. */
  mailed: boolean
}

/** A link made for somebody, and what became of it. */
export interface LinkLine {
  person: Id
  name: string
  purpose: LinkPurpose
  made: Timestamp
  until: Timestamp
  state: 'waiting' | 'used' | 'expired' | 'revoked'
}

/** What the site sends, or that it sends nothing. */
export interface MailState {
  on: boolean
  waiting: number
  failed: readonly FailedMail[]
}

/** `/people/_meanings` */
export interface RightMeanings {
  meanings: readonly RightMeaning[]
}

export interface Invitation {
  name: string
  email: string
  boxes: readonly RightBoxes[]
  problems: Problems
}

export interface PersonRow {
  id: Id
  name: string
  email: string
  state: 'invited' | 'active' | 'disabled'
  /** Why access was closed. */
  reason: string | null
  work: OpenWork | null
  /** Until when their link works; null when they have none. */
  linkUntil: Timestamp | null
  holds: readonly HeldRight[]
  boxes: readonly RightBoxes[]
  /** The last act on this person was not done. */
  refused: boolean
  /** Where their texts of some days can be undone; null where the person on the page may not. */
  undo: string | null
}

/** `/people/_rights`: the checkboxes of one language. */
export interface RightBoxes {
  /** The id of the form they belong to. */
  form: string
  /** Empty for the right that holds for the whole site. */
  language: Language
  boxes: readonly { right: Right; value: string; ticked: boolean }[]
}

/** Abilities that come with rights, not with being signed in. */
type GrantedAbility = { [A in Ability]: (typeof ABILITIES)[A] extends readonly Right[] | 'member' ? A : never }[Ability]

interface RightMeaning {
  /** `member`: what every one of the rights brings. */
  right: Right | 'member'
  abilities: readonly GrantedAbility[]
}

interface Found {
  /** May the person on the page undo texts? */
  undoes: boolean
  people: readonly Person[]
  grants: ReadonlyMap<Id, readonly Grant[]>
  invitations: ReadonlyMap<Id, Timestamp>
  work: ReadonlyMap<Id, OpenWork>
  /** The rights that were asked for in vain, for one person. */
  refused: { person: Id; grants: readonly Grant[] | null } | null
}

/** By name, those without access last, with boxes for the site's languages; `interfaceLanguage` decides the alphabet. */
export function personRows(found: Found, languages: readonly Language[], interfaceLanguage: Language): PersonRow[] {
  const { undoes, people, grants, invitations, work, refused } = found
  const collator = new Intl.Collator(interfaceLanguage)
  const rows = people.map((person) => {
    const held = grants.get(person.id) ?? []
    const isRefused = refused?.person === person.id
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      state: stateOf(person),
      reason: person.disabled_reason || null,
      work: work.get(person.id) ?? null,
      linkUntil: person.disabled_at ? null : invitations.get(person.id) ?? null,
      holds: heldRights(held.toSorted((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language))),
      boxes: rightBoxes(`rights-${person.id}`, languages, new Set((isRefused && refused.grants || held).map(writeGrant))),
      refused: isRefused,
      undo: undoes ? `/desk/edits?person=${person.id}` : null,
    }
  })
  return rows.sort((a, b) => Number(a.state === 'disabled') - Number(b.state === 'disabled') || collator.compare(a.name, b.name))
}

/** Links with what became of each. */
export function linkLines(links: readonly Link[], people: readonly Person[], time: Timestamp): LinkLine[] {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return links.flatMap(({ person_id: person, purpose, created_at: made, expires_at: until, used_at, revoked_at }) => {
    const state = used_at !== null ? 'used' : revoked_at !== null ? 'revoked' : until <= time ? 'expired' : 'waiting'
    return person === null ? [] : [{ person, name: names.get(person) ?? person, purpose, made, until, state }]
  })
}

/** The checkboxes of one form, by language, those for the whole site last; ticked by `writeGrant`. */
export function rightBoxes(form: string, languages: readonly Language[], ticked: ReadonlySet<string>): RightBoxes[] {
  return [...languages, ''].map((language) => {
    const offered: readonly Right[] = language === '' ? ['administrator'] : LANGUAGE_RIGHTS
    const values = offered.map((right) => ({ right, value: writeGrant({ right, language }) }))
    return { form, language, boxes: values.map((box) => ({ ...box, ticked: ticked.has(box.value) })) }
  })
}

function stateOf({ disabled_at, password_hash }: Person): PersonRow['state'] {
  if (disabled_at) return 'disabled'
  return password_hash ? 'active' : 'invited'
}

/** What each right allows, read from the table that decides it. */
export function rightMeanings(): RightMeaning[] {
  const abilities = Object.keys(ABILITIES).filter(isGranted)
  return [
    { right: 'member', abilities: abilities.filter((ability) => ABILITIES[ability] === 'member') },
    ...RIGHTS.map((right) => ({ right, abilities: abilities.filter((ability) => rightsFor(ability).includes(right)) })),
  ]
}

function isGranted(ability: string): ability is GrantedAbility {
  const rule = Object.entries(ABILITIES).find(([name]) => name === ability)?.[1]
  return rule === 'member' || typeof rule === 'object'
}

function rightsFor(ability: GrantedAbility): readonly Right[] {
  const rule: readonly Right[] | 'member' = ABILITIES[ability]
  return rule === 'member' ? [] : rule
}
