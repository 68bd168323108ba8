import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import { composeNow } from '../editions/compose.ts'
import { creditsOf, type Candidate } from '../editions/model.ts'
import { namesOf } from '../people/store.ts'
import { creditNames, readingParts, type ArticlePage, type Notice } from '../reader/article.ts'
import type { Mark, Shown } from '../reader/body.ts'
import type { Version } from '../reader/model.ts'
import { articlePath } from '../reader/paths.ts'
import { publishedOnly } from '../reader/published.ts'
import { listVersions } from '../reader/store.ts'
import { frameOf, loadSurroundings, switcherOf } from '../reader/surroundings.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Site } from '../web/site.ts'

export interface PreviewPage {
  article: ArticlePage
  /** Said to the person at the desk, in the language of the desk. */
  bar: { text: string; back: string; href: string; language: Language }
}

/** The page readers would get if the article were published in the language now. `untitled` stands where the title has no text. */
export async function composePreview({ db, config }: Site, article: Article, language: Language, untitled: string): Promise<ArticlePage> {
  const reader = { db: publishedOnly(db), config, clock: Date.now }
  const { facts, candidate } = await composeNow(db, article, language)
  const rows = previewRows(facts, candidate, language)
  const people = facts.flatMap(({ approved }) => (approved ? [approved.sender, approved.writer, approved.reviewer] : []))
  const credits = creditsOf(facts, await namesOf(db, people.filter((person) => person !== null)))
  const around = await loadSurroundings(reader, language)
  const switcher = switcherOf(config.languages, language, (tag) => ({ href: previewPath(article.id, tag), available: true }))
  const title = candidate.title ?? untitled
  const parts = readingParts(rows)
  return {
    ...parts, title: parts.title?.mark === 'missing' ? null : parts.title, titleText: title,
    head: { robots: 'noindex', frame: { ...frameOf(around, switcher), stayable: false } }, language, notices: noticesOf(candidate, article), related: [],
    colophon: {
      translators: creditNames(credits, 'translator'), reviewers: creditNames(credits, 'reviewer'), selfApproved: candidate.selfApproved,
      original: language === article.source_language ? null : originalOf(article, await listVersions(reader.db, article.id)),
      publishedAt: null, updatedAt: null, edition: null, permalink: null, url: null,
    },
  }
}

function previewPath(article: Id, language: Language): string {
  return `/desk/articles/${article}/languages/${language}/preview`
}

/** Every paragraph in its place; one that nothing can fill stands there without words. */
function previewRows(facts: readonly SegmentFacts[], candidate: Candidate, language: Language): Shown[] {
  const rows = new Map(candidate.rows.map((row) => [row.segment_id, row]))
  return facts.map(({ segment, kind, level, list }) => {
    const row = rows.get(segment)
    const mark: Mark | null = !row ? 'missing' : row.step === 'behind' ? 'behind' : row.language === language ? null : 'gap'
    return { segment, kind, level, list, language: row?.language ?? language, text: row?.text ?? '', mark }
  })
}

function noticesOf({ missing, unfillable, behind }: Candidate, { source_language }: Article): Notice[] {
  const gaps = missing.length - unfillable.length
  return [
    ...(unfillable.length > 0 ? [{ kind: 'missing' as const, count: unfillable.length }] : []),
    ...(gaps > 0 ? [{ kind: 'partial' as const, count: gaps, language: source_language }] : []),
    ...(behind.length > 0 ? [{ kind: 'behind' as const, count: behind.length, original: null }] : []),
  ]
}

function originalOf({ source_language }: Article, versions: readonly Version[]): ArticlePage['colophon']['original'] {
  const original = versions.find(({ language }) => language === source_language)
  if (!original) return { language: source_language }
  return { language: original.language, title: original.title, href: articlePath(original), at: original.firstPublishedAt }
}
