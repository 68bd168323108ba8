import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import type { Problems } from '../web/form.ts'
import type { Author } from './authors.ts'
import { authorField, type TypedDetails } from './details-forms.ts'
import { detailsMark, foldName, nameIn, placeOf, readDay, type Byline, type Details, type PutAway, type SpokenName } from './details.ts'
import { GENRES } from './genres.ts'
import type { Article } from './model.ts'
import type { Title } from './store.ts'
import type { Topic } from './topics.ts'

export const DETAILS_DONE = ['saved', 'unchanged', 'archived', 'restored'] as const

/** What is known of an article in all its languages, and the form to change it. */
export interface DetailsPage {
  article: Id
  title: Title
  source: Language
  /** By right; in the trash nobody changes anything. */
  canChange: boolean
  place: PlaceOfArticle
  done: (typeof DETAILS_DONE)[number] | undefined
  problems: Problems
  /** Somebody was faster: what stands there now, and what was typed. */
  conflict: { theirs: DetailsSummary; mine: DetailsSummary } | null
  stored: DetailsSummary
  dates: { original: string | null; languages: readonly { language: Language; first: Timestamp; latest: Timestamp }[] }
  form: DetailsFields | null
}

/** `_put-away`, `_place`: where the article stands among the lists, and the ways out of them. */
export interface PlaceOfArticle {
  article: Id
  place: PutAway | null
  canPutAway: boolean
}

/** `_summary`: what is known, in words. */
export interface DetailsSummary {
  genre: Genre | null
  date: string | null
  topics: SpokenName[]
  authors: SpokenName[]
}

/** `_spoken`: names, each in its language. */
export type SpokenNames = readonly SpokenName[]

/** `_fields` */
export interface DetailsFields {
  action: string
  genres: readonly Genre[]
  shown: string
  genre: string
  date: string
  topics: TopicBox[]
  newTopic: TypedDetails['newTopic']
  /** Something stands in the fields of a new topic. */
  openTopic: boolean
  bylines: BylineField[]
  others: { id: Id; name: SpokenName; ticked: boolean }[]
  addable: Choice[]
  add: string
  problems: Problems
}

interface TopicBox { id: Id; name: SpokenName; ticked: boolean }
interface Choice { id: Id; name: SpokenName }

/** `_byline`: one author's name in the text, and whose it may be. */
export interface BylineField {
  name: string
  words: string
  language: Language
  chosen: string
  alike: Choice[]
  rest: Choice[]
  problem: Problems[string] | undefined
}

export interface KnownDetails {
  article: Article
  title: Title | undefined
  details: Details
  bylines: readonly Byline[]
  topics: readonly Topic[]
  authors: readonly Author[]
  publications: DetailsPage['dates']['languages']
}

export interface AskedDetails {
  lang: Language
  canChange: boolean
  canPutAway: boolean
  typed: TypedDetails
  problems?: Problems
  done?: DetailsPage['done']
  moved?: boolean
}

export function detailsPage(
  known: KnownDetails, { lang, canChange, canPutAway, typed, problems = {}, done, moved = false }: AskedDetails,
): DetailsPage {
  const { article, details, publications } = known
  const stored = summaryOf(details, known, lang)
  return {
    article: article.id, title: known.title ?? { text: '…', language: article.source_language }, source: article.source_language,
    canChange, place: { article: article.id, place: placeOf(article), canPutAway }, done, problems, stored,
    conflict: moved ? { theirs: stored, mine: summaryOfTyped(typed, known, lang) } : null,
    dates: { original: details.date, languages: publications },
    form: !canChange || placeOf(article) === 'trash' ? null : {
      action: `/desk/articles/${article.id}/details`, shown: detailsMark(details), genre: typed.genre, date: typed.date,
      genres: GENRES, newTopic: typed.newTopic, openTopic: Object.values(typed.newTopic).some((name) => name !== ''), add: typed.add,
      problems, ...topicsAndAuthors(known, typed, problems, lang),
    },
  }
}

function topicsAndAuthors(
  { article, topics, authors, bylines }: KnownDetails, typed: TypedDetails, problems: Problems, lang: Language,
): Pick<DetailsFields, 'topics' | 'bylines' | 'others' | 'addable'> {
  const choices = byName(authors.flatMap((author) => choiceOf(author, lang)), lang)
  return {
    topics: byName(topics.flatMap((topic) => choiceOf(topic, lang)), lang)
      .map((topic) => ({ ...topic, ticked: typed.topics.has(topic.id) })),
    bylines: bylines.map((byline) => ({
      name: authorField(byline.name), words: byline.words, language: article.source_language, chosen: typed.authors[byline.name] ?? '',
      ...offered(byline, authors, choices), problem: problems[authorField(byline.name)],
    })),
    others: choices.filter(({ id }) => typed.others.has(id)).map((choice) => ({ ...choice, ticked: true })),
    addable: choices.length > MOST_OFFERED ? [] : choices.filter(({ id }) => !typed.others.has(id)),
  }
}

/** More names than this are no list to choose from: then only those that are like the byline are offered. */
const MOST_OFFERED = 300

function offered({ words }: Byline, authors: readonly Author[], choices: readonly Choice[]): Pick<BylineField, 'alike' | 'rest'> {
  const wanted = wordsOf(words)
  const likeness = new Map(authors.map(({ id, names }) => [id, Math.max(...names.map(({ name }) => likenessOf(name, words, wanted)))]))
  const like = (id: Id) => likeness.get(id) ?? 0
  const alike = choices.filter(({ id }) => like(id) > 0).sort((a, b) => like(b.id) - like(a.id))
  return { alike, rest: choices.length > MOST_OFFERED ? [] : choices.filter(({ id }) => like(id) === 0) }
}

/** 2 for the same name, 1 where a word is shared. */
function likenessOf(name: string, words: string, wanted: ReadonlySet<string>): number {
  return foldName(name) === foldName(words) ? 2 : wordsOf(name).isDisjointFrom(wanted) ? 0 : 1
}

function wordsOf(name: string): Set<string> {
  return new Set(foldName(name).split(/[\s.,-]+/).filter((word) => word.length > 2))
}

function summaryOf({ genre, date, topics, authors }: Details, known: KnownDetails, lang: Language): DetailsSummary {
  const named = (all: readonly (Topic | Author)[], id: Id) => nameIn(all.find((one) => one.id === id)?.names ?? [], lang) ?? []
  return {
    genre, date, topics: byWords(topics.flatMap((id) => named(known.topics, id)), lang),
    authors: authors.flatMap(({ author }) => named(known.authors, author)),
  }
}

function summaryOfTyped(typed: TypedDetails, known: KnownDetails, lang: Language): DetailsSummary {
  const bylines = known.bylines.map(({ name, words }) => ({ author: typed.authors[name] ?? '', words }))
  const records = [...bylines.map(({ author }) => author), ...typed.others, typed.add].filter((id) => id !== '' && id !== 'new')
  const { topics, authors } = summaryOf(
    { genre: null, date: null, topics: [...typed.topics], authors: records.map((author) => ({ author, byline: null })) }, known, lang)
  const language = known.article.source_language
  const fresh = bylines.filter(({ author }) => author === 'new').map(({ words }) => ({ text: words, language }))
  const added = Object.entries(typed.newTopic).filter(([, text]) => text.trim() !== '').map(([tag, text]) => ({ text, language: tag }))
  const genre = GENRES.find((one) => one === typed.genre) ?? null
  return { genre, date: readDay(typed.date), topics: [...topics, ...added], authors: [...authors, ...fresh] }
}

function choiceOf({ id, names }: Topic | Author, lang: Language): Choice[] {
  const name = nameIn(names, lang)
  return name ? [{ id, name }] : []
}

function byName<T extends { name: SpokenName }>(choices: readonly T[], lang: Language): T[] {
  const { compare } = new Intl.Collator(lang)
  return choices.toSorted((a, b) => compare(a.name.text, b.name.text))
}

function byWords(names: readonly SpokenName[], lang: Language): SpokenName[] {
  return byName(names.map((name) => ({ name })), lang).map(({ name }) => name)
}
