import type { Id, Language } from '../db/columns.ts'
import { plainText } from '../text/inline.ts'
import type { Problems } from '../web/form.ts'
import type { Author } from './authors.ts'
import { foldName, nameIn, type SpokenName } from './details.ts'
import { nameField, roleField } from './details-forms.ts'
import type { Title } from './store.ts'
import type { Topic } from './topics.ts'

type Room = 'topics' | 'authors'
const NAMES_DONE = ['saved', 'unchanged', 'merged', 'added', 'deleted'] as const
type Done = (typeof NAMES_DONE)[number]

export function doneIn(code: unknown): Done | undefined {
  return NAMES_DONE.find((known) => known === code)
}

/** All topics, or all authors. */
export interface NamesPage {
  room: Room
  rows: NamesRow[]
  query: string
  canChange: boolean
  done: Done | undefined
  /** How many there are in all, and how many fit the query but are left out. */
  total: number
  more: number
  typed: Readonly<Record<string, string>>
  problems: Problems
}

interface NamesRow {
  id: Id
  name: SpokenName
  /** The names in the languages of the site, in its order; null where there is none. */
  names: { language: Language; name: string | null }[]
  articles: number
}

/** `_names`: the fields of a topic's or an author's names. */
export interface NamesFields {
  typed: Readonly<Record<string, string>>
  problems: Problems
  withRoles: boolean
}

/** One topic or author: its names, its articles, and what can be merged into it. */
export interface NamePage {
  room: Room
  id: Id
  name: SpokenName
  names: RecordedName[]
  canChange: boolean
  done: Done | undefined
  shown: string
  /** Somebody was faster: the form keeps what was typed, `names` are what stands there now. */
  moved: boolean
  fields: NamesFields
  articles: NameArticle[]
  more: number
  /** There is something to merge it with. */
  canMerge: boolean
}

/** `_record` */
export type RecordedNames = readonly RecordedName[]

interface RecordedName { language: Language; name: string; role: string }

interface NameArticle {
  id: Id
  title: Title
  /** The author's name as approved in the article; `other`: unlike the record's. */
  spellings: { text: string; language: Language; other: boolean }[]
}

/** Which record is to become one with this, and then what will happen. */
export interface MergePage {
  room: Room
  /** The one that stays. */
  kept: MergedRecord
  /** The one that goes into it; null while none is chosen. */
  other: MergedRecord | null
  choices: Choice[]
  shown: string
  /** They stand together in one article, or one of them changed meanwhile. */
  refused: 'together' | 'moved' | null
}

/** `_merge-confirm` */
export type MergeConfirmation = MergePage & { other: MergedRecord }

interface Choice { id: Id; name: SpokenName }

interface MergedRecord {
  id: Id
  name: SpokenName
  names: RecordedName[]
  articles: number
}

interface Known {
  room: Room
  lang: Language
  languages: readonly Language[]
  canChange: boolean
}

export interface AskedNames extends Known {
  query: string
  done: Done | undefined
  typed: NamesPage['typed']
  problems: Problems
}

const MOST_ROWS = 200

export function namesPage(
  all: readonly (Topic | Author)[], { lang, languages, query = '', done, typed = {}, problems = {}, ...known }: Known & Partial<AskedNames>,
): NamesPage {
  const wanted = foldName(query.trim())
  const fitting = all.filter(({ names }) => names.some(({ name }) => foldName(name).includes(wanted)))
  const rows = inOrder(fitting.map((one) => rowOf(one, lang, languages)), lang)
  const more = Math.max(0, rows.length - MOST_ROWS)
  return { ...known, query, done, typed, problems, rows: rows.slice(0, MOST_ROWS), total: all.length, more }
}

export interface AskedName extends Known {
  done: Done | undefined
  typed: Readonly<Record<string, string>>
  problems: Problems
  moved: boolean
}

export function namePage(
  one: Topic | Author, all: readonly (Topic | Author)[], { mark, articles }: { mark: string; articles: readonly NameArticle[] },
  { room, lang, languages, canChange, done, typed = typedFrom(one, languages), problems = {}, moved = false }: Known & Partial<AskedName>,
): NamePage {
  return {
    room, id: one.id, name: nameOf(one, lang), names: recorded(one), canChange, done, shown: mark, moved,
    fields: { typed, problems, withRoles: room === 'authors' },
    articles: articles.slice(0, MOST_ROWS), more: Math.max(0, articles.length - MOST_ROWS), canMerge: canChange && all.length > 1,
  }
}

/** The articles of a topic or an author, with their titles and, for an author, the approved spellings. */
export function articlesOf(
  ids: readonly Id[], titles: ReadonlyMap<Id, Title>, spellings: readonly { article: Id; language: Language; text: string }[] = [],
  author?: Author,
): NameArticle[] {
  const known = new Map(author?.names.map(({ language, name }) => [language, foldName(name)]))
  return ids.map((id) => ({
    id, title: titles.get(id) ?? { text: '…', language: '' },
    spellings: spellings.filter(({ article }) => article === id).map(({ language, text }) => {
      const words = plainText(text)
      return { text: words, language, other: known.has(language) && known.get(language) !== foldName(words) }
    }),
  }))
}

/** `mark` is that of both records, once both are chosen. */
export function mergePage(kept: Topic | Author, other: Topic | Author | null, { room, lang, all, mark, refused }: {
  room: Room; lang: Language; all: readonly (Topic | Author)[]; mark: string; refused: MergePage['refused']
}): MergePage {
  const choices = all.filter(({ id }) => id !== kept.id).map((one) => ({ id: one.id, name: nameOf(one, lang) }))
  return { room, kept: recordOf(kept, lang), other: other && recordOf(other, lang), choices: inOrder(choices, lang), shown: mark, refused }
}

function typedFrom(one: Topic | Author, languages: readonly Language[]): Record<string, string> {
  const names = recorded(one)
  return Object.fromEntries(languages.flatMap((language) => {
    const { name = '', role = '' } = names.find((known) => known.language === language) ?? {}
    return [[nameField(language), name], [roleField(language), role]]
  }))
}

function rowOf(one: Topic | Author, lang: Language, languages: readonly Language[]): NamesRow {
  return {
    id: one.id, name: nameOf(one, lang), articles: one.articles,
    names: languages.map((language) => ({ language, name: one.names.find((name) => name.language === language)?.name ?? null })),
  }
}

function recordOf(one: Topic | Author, lang: Language): MergedRecord {
  return { id: one.id, name: nameOf(one, lang), names: recorded(one), articles: one.articles }
}

function recorded({ names }: Topic | Author): RecordedName[] {
  return names.map((name) => ({ role: '', ...name }))
}

function nameOf({ id, names }: Topic | Author, lang: Language): SpokenName {
  return nameIn(names, lang) ?? { text: id, language: '' }
}

function inOrder<T extends { name: SpokenName }>(named: readonly T[], lang: Language): T[] {
  const { compare } = new Intl.Collator(lang)
  return named.toSorted((a, b) => compare(a.name.text, b.name.text))
}
