import { z } from 'zod'
import type { Id, Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { tickedIn, typedIn } from '../people/forms.ts'
import { form, id, line, readForm, several, type FormResult } from '../web/form.ts'
import type { WantedDetails } from './details-actions.ts'
import { cleanName, LONGEST_NAME, MOST_AUTHORS, MOST_TOPICS, readDay, type Byline, type Details } from './details.ts'
import { GENRES } from './genres.ts'
import type { AuthorNames } from './authors.ts'
import type { Names } from './topics.ts'

/** What stands in the form's fields. */
export interface TypedDetails {
  genre: string
  date: string
  topics: ReadonlySet<string>
  newTopic: Names
  /** By byline: an author's id, `new`, or nothing. */
  authors: Readonly<Record<Id, string>>
  /** Authors whom no byline names. */
  others: ReadonlySet<string>
  add: string
}

/** The fields as they stand before anybody types. */
export function typedFrom({ genre, date, topics, authors }: Details): TypedDetails {
  return {
    genre: genre ?? '', date: date ?? '', topics: new Set(topics), newTopic: {}, add: '',
    authors: Object.fromEntries(authors.flatMap(({ author, byline }) => byline === null ? [] : [[byline, author]])),
    others: new Set(authors.flatMap(({ author, byline }) => byline === null ? [author] : [])),
  }
}

/** What was typed, to be shown again. */
export function typedDetails(body: unknown, languages: readonly Language[], bylines: readonly Byline[]): TypedDetails {
  const authors = bylines.map(({ name }) => authorField(name))
  const fields = typedIn(body, ['genre', 'date', 'add_author', ...languages.map(topicField), ...authors])
  return {
    genre: fields['genre'] ?? '', date: fields['date'] ?? '', add: fields['add_author'] ?? '', topics: tickedIn(body, 'topic[]'),
    others: tickedIn(body, 'other[]'),
    newTopic: Object.fromEntries(languages.map((language) => [language, fields[topicField(language)] ?? ''])),
    authors: Object.fromEntries(bylines.map(({ name }) => [name, fields[authorField(name)] ?? ''])),
  }
}

/** Reads the form: what is wanted, and the mark of what was shown. */
export function readDetailsForm(
  body: unknown, languages: readonly Language[], bylines: readonly Byline[],
): FormResult<{ shown: string; wanted: WantedDetails }> {
  const read = readForm(form({
    shown: line({ max: 64 }), genre: z.string().refine(isGenreOrNothing),
    date: z.string().refine((day) => day.trim() === '' || readDay(day) !== null),
    'topic[]': several(id(), { max: MOST_TOPICS }), 'other[]': several(id(), { max: MOST_AUTHORS }), add_author: choice().optional(),
    ...Object.fromEntries(languages.map((language) => [topicField(language), name()])),
    ...Object.fromEntries(bylines.map(({ name: byline }) => [authorField(byline), choice('new')])),
  }), body)
  if (!read.ok) return read
  const { shown, genre, date, 'topic[]': topics, 'other[]': others, add_author: add = '', ...fields } = read.value
  const named = bylines.map(({ name: byline }) => ({ author: textIn(fields, authorField(byline)), byline }))
  const unnamed = [...others, add].map((author) => ({ author, byline: null }))
  return { ok: true, value: { shown, wanted: {
    genre: GENRES.find((one) => one === genre) ?? null, date: readDay(date), topics,
    newTopic: filled(languages.map((language) => [language, textIn(fields, topicField(language))])),
    authors: [...named, ...unnamed].filter(({ author }) => author !== ''),
  } } }
}

/** A topic's names: in one language at least. */
export function readTopicForm(body: unknown, languages: readonly Language[]): FormResult<{ shown: string; names: Names }> {
  const read = readForm(form({ shown: line({ max: 64, optional: true }).optional(),
    ...Object.fromEntries(languages.map((language) => [nameField(language), name()])) }), body)
  if (!read.ok) return read
  const { shown = '', ...fields } = read.value
  const names = filled(languages.map((language) => [language, textIn(fields, nameField(language))]))
  return Object.keys(names).length > 0 ? { ok: true, value: { shown, names } } : nothingIn(languages)
}

/** An author's names and roles: a name in one language at least, and no role without a name. */
export function readAuthorForm(body: unknown, languages: readonly Language[]): FormResult<{ shown: string; names: AuthorNames }> {
  const read = readForm(form({ shown: line({ max: 64 }),
    ...Object.fromEntries(languages.flatMap((language) => [[nameField(language), name()], [roleField(language), name()]])) }), body)
  if (!read.ok) return read
  const { shown, ...fields } = read.value
  const all = languages.map((language) =>
    [language, { name: textIn(fields, nameField(language)), role: textIn(fields, roleField(language)) }] as const)
  const nameless = all.find(([, one]) => one.name === '' && one.role !== '')
  if (nameless) return { ok: false, problems: { [nameField(nameless[0])]: 'required' } }
  const names = Object.fromEntries(all.filter(([, one]) => one.name !== ''))
  return Object.keys(names).length > 0 ? { ok: true, value: { shown, names } } : nothingIn(languages)
}

/** What was typed into the fields of a topic or an author. */
export function typedNames(body: unknown, languages: readonly Language[]): Record<string, string> {
  return typedIn(body, languages.flatMap((language) => [nameField(language), roleField(language)]))
}

export const nameField = (language: Language) => `name_${language}`
export const roleField = (language: Language) => `role_${language}`
export const topicField = (language: Language) => `new_topic_${language}`
export const authorField = (byline: Id) => `author-${byline}`

/** A field that the form was made to have. */
function textIn(fields: object, field: string): string {
  const value = new Map<string, unknown>(Object.entries(fields)).get(field)
  return typeof value === 'string' ? value : ''
}

function nothingIn([first = 'uk']: readonly Language[]): { ok: false; problems: Record<string, 'required'> } {
  return { ok: false, problems: { [nameField(first)]: 'required' } }
}

function filled(names: readonly (readonly [Language, string])[]): Names {
  return Object.fromEntries(names.filter(([, text]) => text !== ''))
}

function isGenreOrNothing(word: string): word is Genre | '' {
  return word === '' || GENRES.some((genre) => genre === word)
}

/** A name or nothing. */
function name(): z.ZodType<string> {
  return z.string().refine((raw) => raw.trim().length <= LONGEST_NAME, 'too_long')
    .refine((raw) => raw.trim() === '' || cleanName(raw) !== null, 'invalid').transform((raw) => cleanName(raw) ?? '')
}

/** An id, nothing, or one of some words. */
function choice(...words: readonly string[]): z.ZodType<string> {
  return z.string().refine((value) => value === '' || words.includes(value) || id().safeParse(value).success)
}
