import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Right } from '../db/tables/people.ts'
import type { Problems } from '../web/form.ts'
import { ABILITIES, type Ability } from './abilities.ts'
import { heldRights, LANGUAGE_RIGHTS, RIGHTS, writeGrant, type Grant, type HeldRight, type Person } from './model.ts'

type Typed = Readonly<Record<string, string>>

export interface SignInPage {
  /** Where to go afterwards: a path of this site. */
  next: string
  email: string
  /** Somebody has just signed out. */
  signedOut: boolean
  /** Address and password do not belong together; which of them is wrong is not said. */
  refused: boolean
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
  problems: Problems
}

export const ACCOUNT_DONE = ['saved', 'password'] as const

export interface AccountPage {
  name: string
  email: string
  language: Language
  done: (typeof ACCOUNT_DONE)[number] | undefined
  problems: Problems
}

export const SETTINGS_DONE = ['saved'] as const

/** Also the fields `policy_<language>`. */
export interface SettingsPage extends SiteNames {
  done: (typeof SETTINGS_DONE)[number] | undefined
}

export const PEOPLE_DONE = ['rights', 'opened', 'closed'] as const

export interface PeoplePage extends RightMeanings {
  people: readonly PersonRow[]
  invitation: Invitation
  link: MadeLink | null
  done: (typeof PEOPLE_DONE)[number] | undefined
  /** Why the last act was not done. */
  refused: 'last_administrator' | 'email_taken' | null
}

/** A link that has just been made; nobody can show it again. */
export interface MadeLink {
  name: string
  url: string
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
  /** Until when their link works; null when they have none. */
  linkUntil: Timestamp | null
  holds: readonly HeldRight[]
  boxes: readonly RightBoxes[]
  /** The last act on this person was not done. */
  refused: boolean
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
  people: readonly Person[]
  grants: ReadonlyMap<Id, readonly Grant[]>
  invitations: ReadonlyMap<Id, Timestamp>
  /** The rights that were asked for in vain, for one person. */
  refused: { person: Id; grants: readonly Grant[] | null } | null
}

/** By name, those without access last, with boxes for the site's languages; `interfaceLanguage` decides the alphabet. */
export function personRows(found: Found, languages: readonly Language[], interfaceLanguage: Language): PersonRow[] {
  const { people, grants, invitations, refused } = found
  const collator = new Intl.Collator(interfaceLanguage)
  const rows = people.map((person) => {
    const held = grants.get(person.id) ?? []
    const isRefused = refused?.person === person.id
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      state: stateOf(person),
      linkUntil: person.disabled_at ? null : invitations.get(person.id) ?? null,
      holds: heldRights(held.toSorted((a, b) => languages.indexOf(a.language) - languages.indexOf(b.language))),
      boxes: rightBoxes(`rights-${person.id}`, languages, new Set((isRefused && refused.grants || held).map(writeGrant))),
      refused: isRefused,
    }
  })
  return rows.sort((a, b) => Number(a.state === 'disabled') - Number(b.state === 'disabled') || collator.compare(a.name, b.name))
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
