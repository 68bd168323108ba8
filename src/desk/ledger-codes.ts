import { GENRES } from '../articles/genres.ts'
import type { Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import type { Change } from './ledger-told.ts'

const CALLED_OFF = ['published', 'withdrawn', 'scheduled', 'cancelled'] as const
const REFUSED = ['no_right', 'trashed', 'slug_taken', 'unfillable', 'same', 'revoked'] as const

/** A reason that the program gives, and not a person: why a plan gave way, or could not be carried out. */
export type Code = { of: 'calledOff'; why: (typeof CALLED_OFF)[number] } | { of: 'refused'; why: (typeof REFUSED)[number] | 'other' }

export function codeIn(act: string, reason: string | null): Code | null {
  if (act === 'schedule.refused') return { of: 'refused', why: REFUSED.find((why) => why === reason) ?? 'other' }
  const why = act === 'edition.unscheduled' ? CALLED_OFF.find((one) => one === reason) : undefined
  return why ? { of: 'calledOff', why } : null
}

const NAMES = {
  name: 'name', personName: 'personName', place: 'place', tagline: 'tagline', review_policy: 'policy', 'typography.apostrophe': 'apostrophe', 'typography.quotes': 'quotes', 'typography.dashes': 'dashes',
  'masthead.date': 'mastheadDate', 'masthead.place': 'mastheadPlace', time_zone: 'zone', grace_days: 'grace',
  'masthead.temperature': 'mastheadTemperature', corrections: 'corrections', quality_marks: 'qualityMarks', stops_outside: 'stopsOutside', root_language: 'root', temperature: 'temperature',
  genre: 'genre', date: 'date', topics: 'topics', authors: 'authors',
  words: 'words', domain: 'domain', note: 'note', kind: 'kind',
} as const
type Name = (typeof NAMES)[keyof typeof NAMES]

const WORDS = ['two', 'three', 'one', 'typed', 'own', 'shown', 'hidden', 'on', 'off', 'reader'] as const
type Told = { text: string } | { word: (typeof WORDS)[number] } | { genre: Genre } | { language: Language }

/** A change in words: what is named so that a page can say it, and as it is written. */
export interface ToldChange {
  name: Name | null
  language: Language | null
  written: string
  before: readonly Told[]
  after: readonly Told[]
}

const CODED: ReadonlySet<Name> = new Set<Name>(['policy', 'apostrophe', 'quotes', 'dashes', 'mastheadDate', 'mastheadPlace', 'mastheadTemperature', 'corrections', 'qualityMarks', 'stopsOutside'])

/** What is changed in one language is written `review_policy.uk` or `typography.uk.quotes`; a name alone, `uk`. */
export function changeIn(act: string, { what, before, after }: Change): ToldChange {
  const language = /^[a-z]{2,3}$/.test(what) ? what : null
  const [, head = what, of = null, tail = ''] = /^(name|place|tagline|review_policy|typography)\.([^.]+)(\.\w+)?$/.exec(what) ?? []
  const key = head + tail
  const called = /^(?:person|author)\./.test(act) ? 'personName' : 'name'
  const name = language !== null || key === 'name' ? called : isName(key) ? NAMES[key] : null
  const told = (values: readonly string[]) => values.map((value) => toldOf(name, value))
  return { name, language: language ?? of, written: what, before: told(before), after: told(after) }
}

function toldOf(name: Name | null, text: string): Told {
  if (name === 'root') return text === '' ? { word: 'reader' } : { language: text }
  const genre = name === 'genre' ? GENRES.find((one) => one === text) : undefined
  if (genre) return { genre }
  const word = name !== null && CODED.has(name) ? WORDS.find((one) => one === text) : undefined
  return word ? { word } : { text }
}

function isName(key: string): key is keyof typeof NAMES {
  return Object.hasOwn(NAMES, key)
}
