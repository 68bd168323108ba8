import { placeOf, type PutAway } from '../articles/details.ts'
import type { Article } from '../articles/model.ts'
import type { Title } from '../articles/store.ts'
import { pictureView, type PictureView, type ShownPicture } from '../assets/shown.ts'
import { listHref } from '../corrections/list.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { textHtml as escaped } from '../text/diff-html.ts'
import { inlineHtml } from '../text/inline.ts'
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
  /** `/articles/_put-away`, `/articles/_place` */
  place: { article: Id; place: PutAway | null; canPutAway: boolean }
  languages: ArticleLanguage[]
  /** What readers reported and nobody has decided on, as far as the person may. */
  corrections: { count: number; href: string }
  submissions: { open: SentSubmission[]; past: SentSubmission[] }
  paragraphs: { segment: Id; number: number; kind: SegmentKind; textHtml: string; approved: boolean; picture: PictureView | null }[]
  history: { lines: readonly LedgerLine[]; all: string | null }
  /** It was just brought in. */
  isNew: boolean
}

export interface ArticleLanguage extends CellView {
  canWrite: boolean
  /** Where the original is changed as one text; null for translations and for those who may not. */
  whole: string | null
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
  corrections: number
  facts: readonly SegmentFacts[]
  pictures: ReadonlyMap<Id, ShownPicture>
  history: ArticlePage['history']
}

export function articlePage(article: Article, known: ArticleFacts, actor: Actor, isNew = false): ArticlePage {
  const { id, kind, source_language: source, created_at: at } = article
  const cells = [...known.tallies].map(([language, tally]) =>
    boardCell(language, language === source, tally, known.plans.get(language) ?? null))
  const languages = cells.map((cell) => languageOf(article, cell, known, actor))
  return {
    id, kind, source, at, title: known.title ?? { text: '…', language: '' }, broughtInBy: known.broughtInBy,
    place: { article: id, place: placeOf(article), canPutAway: kind === 'article' && can(actor, 'article.put_away', source) },
    languages: languages.sort((a, b) => Number(b.isOriginal) - Number(a.isOriginal)),
    corrections: { count: known.corrections, href: listHref({ article: id }) },
    submissions: { open: known.submissions.filter(({ open }) => open > 0), past: known.submissions.filter(({ open }) => open === 0) },
    paragraphs: known.facts.flatMap((one) => {
      const { segment, position, kind: segmentKind, approved } = one
      const words = approved ?? headOf(one)
      if (!words) return []
      // Read as one text: the caption stands below the picture as it is.
      const picture = pictureView(segmentKind === 'image' ? known.pictures.get(segment) : undefined, { kind: segmentKind, text: words.text, language: source })
      const textHtml = readHtml(segmentKind, words.text)
      return [{ segment, number: position + 1, kind: segmentKind, textHtml, approved: approved !== null, picture }]
    }),
    history: { ...known.history, lines: known.history.lines.map((line) => withoutWayTo(`/desk/articles/${id}`, line)) }, isNew,
  }
}

/** Marks as readers see them, where a text may have any. */
function readHtml(kind: SegmentKind, text: string): string {
  return kind === 'code' || kind === 'image' ? escaped(text) : inlineHtml(text)
}

/** No line leads to the page that it stands on. */
function withoutWayTo(href: string, line: LedgerLine): LedgerLine {
  return line.subject.href === href ? { ...line, subject: { ...line.subject, href: null } } : line
}

function languageOf(article: Article, cell: Parameters<typeof cellView>[1], known: ArticleFacts, actor: Actor): ArticleLanguage {
  const view = cellView(article.id, cell)
  const { language } = cell
  const isOpen = article.trashed_at === null
  const canWrite = isOpen && can(actor, writingAbility(article.source_language, language), language)
  return {
    ...view, works: isOpen ? view.works : [], canWrite,
    whole: canWrite && language === article.source_language ? `/desk/articles/${article.id}/source` : null,
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
