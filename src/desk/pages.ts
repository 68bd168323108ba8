import type { Article } from '../articles/model.ts'
import type { Title } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import type { Headline } from '../segments/states.ts'
import { writingAbility } from '../translations/model.ts'
import { progressSpans, type Progress } from '../web/parts.ts'
import type { SentSubmission } from './model.ts'
import type { Tallies, Tally } from './tallies.ts'
import type { Start, Task, TaskKind } from './work.ts'

type Titles = ReadonlyMap<Id, Title>

/** «My work»: what waits for one person, in the order in which it should be done. */
export interface WorkPage {
  sections: WorkSection[]
  start: Start | null
}

interface WorkSection {
  kind: TaskKind
  /** Articles in this section, and those that are left out of the list. */
  total: number
  more: number
  tasks: (Task & { title: Title })[]
}

export const MOST_TASKS = 10

export function workPage(sections: readonly { kind: TaskKind; tasks: readonly Task[] }[], titles: Titles, start: Start): WorkPage {
  return {
    sections: sections.map(({ kind, tasks }) => ({
      kind, total: tasks.length, more: Math.max(0, tasks.length - MOST_TASKS),
      tasks: tasks.slice(0, MOST_TASKS).map((task) => ({ ...task, title: titles.get(task.article) ?? NO_TITLE })),
    })),
    start: sections.length > 0 ? null : start,
  }
}

const NO_TITLE: Title = { text: '…', language: '' }

/** How an article stands in one language, with the way to it. */
export interface LanguageCell {
  language: Language
  isOriginal: boolean
  href: string
  counts: { state: Headline; count: number }[]
  spans: Progress['spans']
  approved: number
  total: number
  published: boolean
}

export interface ArticlesPage {
  rows: { id: Id; title: Title; kind: Article['kind']; cells: LanguageCell[] }[]
  languages: readonly Language[]
  canBringIn: boolean
  /** Where the list goes on, and where it begins; null where it does not. */
  older: string | null
  newest: string | null
}

export const ARTICLES_PER_PAGE = 50

interface Asked {
  languages: readonly Language[]
  actor: Actor
  before: Id | undefined
}

export function articlesPage(
  articles: readonly Article[], known: { titles: Titles; tallies: Tallies }, { languages, actor, before }: Asked,
): ArticlesPage {
  const shown = articles.slice(0, ARTICLES_PER_PAGE)
  return {
    rows: shown.map((article) => ({
      id: article.id, title: known.titles.get(article.id) ?? NO_TITLE, kind: article.kind,
      cells: languages.flatMap((language) => cellOf(article, language, known.tallies.get(article.id)?.get(language)) ?? []),
    })),
    languages, canBringIn: can(actor, 'article.import'),
    older: articles.length > ARTICLES_PER_PAGE ? `/desk/articles?before=${shown.at(-1)?.id ?? ''}` : null,
    newest: before === undefined ? null : '/desk/articles',
  }
}

const SHOWN_STATES = ['approved', 'waiting', 'returned', 'behind', 'not_started'] as const

function cellOf({ id, source_language }: Article, language: Language, tally: Tally | undefined): LanguageCell | null {
  if (!tally) return null
  const counts = SHOWN_STATES.flatMap((state) => tally.counts[state] > 0 ? [{ state, count: tally.counts[state] }] : [])
  return {
    language, isOriginal: language === source_language, href: `/desk/articles/${id}/languages/${language}`, counts, spans: progressSpans(counts),
    approved: tally.counts.approved, total: tally.total, published: tally.published,
  }
}

/** One article: its original, how it stands in each language, what was sent to review. */
export interface ArticlePage {
  id: Id
  title: Title
  kind: Article['kind']
  source: Language
  broughtInBy: string
  at: string
  languages: ArticleLanguage[]
  submissions: { open: SentSubmission[]; past: SentSubmission[] }
  paragraphs: { segment: Id; number: number; kind: SegmentKind; text: string; approved: boolean }[]
}

export interface ArticleLanguage extends LanguageCell {
  canWrite: boolean
  editions: string
  /** The address readers know; null while they do not. */
  readers: string | null
}

export interface ArticleFacts {
  title: Title | undefined
  broughtInBy: string
  tallies: ReadonlyMap<Language, Tally>
  slugs: ReadonlyMap<Language, string>
  submissions: readonly SentSubmission[]
  facts: readonly SegmentFacts[]
}

export function articlePage(article: Article, known: ArticleFacts, actor: Actor): ArticlePage {
  const { id, kind, source_language: source, created_at: at } = article
  const languages = [...known.tallies].flatMap(([language, tally]) => cellOf(article, language, tally) ?? [])
  return {
    id, kind, source, at, title: known.title ?? NO_TITLE, broughtInBy: known.broughtInBy,
    languages: languages.sort((a, b) => Number(b.isOriginal) - Number(a.isOriginal)).map((cell) => ({
      ...cell, canWrite: can(actor, writingAbility(source, cell.language), cell.language), editions: `${cell.href}/editions`,
      readers: cell.published && kind === 'article' ? `/${cell.language}/articles/${known.slugs.get(cell.language) ?? ''}` : null,
    })),
    submissions: { open: known.submissions.filter(({ open }) => open > 0), past: known.submissions.filter(({ open }) => open === 0) },
    paragraphs: known.facts.flatMap((one) => {
      const { segment, position, kind: segmentKind, approved } = one
      const words = approved ?? headOf(one)
      return words ? [{ segment, number: position + 1, kind: segmentKind, text: words.text, approved: approved !== null }] : []
    }),
  }
}

/** `_submissions`: what was sent to review, with the way to each. */
export type SubmissionList = readonly SentSubmission[]
