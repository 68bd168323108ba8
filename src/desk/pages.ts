import type { Article } from '../articles/model.ts'
import type { Title } from '../articles/store.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { writingAbility } from '../translations/model.ts'
import { boardCell, type Planned } from './board.ts'
import { cellView, type CellView } from './board-pages.ts'
import type { LedgerLine } from './ledger-lines.ts'
import type { SentSubmission } from './model.ts'
import type { Tally } from './tallies.ts'

/** One article: its original, how it stands in each language, what was sent to review, what was done with it. */
export interface ArticlePage {
  id: Id
  title: Title
  kind: Article['kind']
  source: Language
  broughtInBy: string
  at: Timestamp
  putAway: 'archived' | 'trashed' | null
  languages: ArticleLanguage[]
  submissions: { open: SentSubmission[]; past: SentSubmission[] }
  paragraphs: { segment: Id; number: number; kind: SegmentKind; text: string; approved: boolean }[]
  history: { lines: readonly LedgerLine[]; all: string | null }
}

export interface ArticleLanguage extends CellView {
  canWrite: boolean
  editions: string
  preview: string
  /** The address readers know; null while they do not. */
  readers: string | null
  newest: { number: number; at: Timestamp; by: string } | null
}

export interface ArticleFacts {
  title: Title | undefined
  broughtInBy: string
  tallies: ReadonlyMap<Language, Tally>
  plans: ReadonlyMap<Language, Planned>
  editions: ReadonlyMap<Language, NonNullable<ArticleLanguage['newest']>>
  slugs: ReadonlyMap<Language, string>
  submissions: readonly SentSubmission[]
  facts: readonly SegmentFacts[]
  history: ArticlePage['history']
}

export function articlePage(article: Article, known: ArticleFacts, actor: Actor): ArticlePage {
  const { id, kind, source_language: source, created_at: at } = article
  const cells = [...known.tallies].map(([language, tally]) =>
    boardCell(language, language === source, tally, known.plans.get(language) ?? null))
  const languages = cells.map((cell) => languageOf(article, cell, known, actor))
  return {
    id, kind, source, at, title: known.title ?? { text: '…', language: '' }, broughtInBy: known.broughtInBy,
    putAway: article.trashed_at !== null ? 'trashed' : article.archived_at !== null ? 'archived' : null,
    languages: languages.sort((a, b) => Number(b.isOriginal) - Number(a.isOriginal)),
    submissions: { open: known.submissions.filter(({ open }) => open > 0), past: known.submissions.filter(({ open }) => open === 0) },
    paragraphs: known.facts.flatMap((one) => {
      const { segment, position, kind: segmentKind, approved } = one
      const words = approved ?? headOf(one)
      return words ? [{ segment, number: position + 1, kind: segmentKind, text: words.text, approved: approved !== null }] : []
    }),
    history: known.history,
  }
}

function languageOf(article: Article, cell: Parameters<typeof cellView>[1], known: ArticleFacts, actor: Actor): ArticleLanguage {
  const view = cellView(article.id, cell)
  const { language } = cell
  return {
    ...view, canWrite: can(actor, writingAbility(article.source_language, language), language),
    editions: `${view.room}/editions`, preview: `${view.room}/preview`, newest: known.editions.get(language) ?? null,
    readers: cell.tally.published ? readersAddress(article, language, known.slugs.get(language) ?? '') : null,
  }
}

/** The site’s own texts stand on pages of their own, or around every page. */
function readersAddress({ kind, site_text }: Article, language: Language, slug: string): string {
  if (kind === 'article') return `/${language}/articles/${slug}`
  return site_text === 'about' ? `/${language}/about` : `/${language}/`
}

/** `_submissions`: what was sent to review, with the way to each. */
export type SubmissionList = readonly SentSubmission[]
