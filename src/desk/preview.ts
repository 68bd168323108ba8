import { listAuthors } from '../articles/authors.ts'
import { nameIn } from '../articles/details.ts'
import { readDetails } from '../articles/details-store.ts'
import type { Article } from '../articles/model.ts'
import { listTopics } from '../articles/topics.ts'
import { listImages } from '../assets/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { composeNow } from '../editions/compose.ts'
import { readCredits } from '../editions/credits.ts'
import type { Candidate } from '../editions/model.ts'
import { namesOf } from '../people/store.ts'
import { readingParts, type ArticleFacts, type ArticlePage, type Notice } from '../reader/article.ts'
import { shownRow, type Mark, type Shown } from '../reader/body.ts'
import { creditNames } from '../reader/colophon.ts'
import { loadLead } from '../reader/links.ts'
import type { Version } from '../reader/model.ts'
import { articlePath } from '../reader/paths.ts'
import { deskPictures, type Pictures } from '../reader/pictures.ts'
import { publishedOnly } from '../reader/published.ts'
import { listVersions } from '../reader/store.ts'
import { frameOf, loadSurroundings, switcherOf, type Surroundings } from '../reader/surroundings.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { Site } from '../web/site.ts'
import { leadToFields, readOwn, withOwn, type OwnWords } from './preview-own.ts'

export interface PreviewPage {
  article: ArticlePage
  /** Said to the person at the desk, in the language of the desk. */
  bar: {
    text: string; back: string; href: string; language: Language
    /** With one's own drafts, or without. */
    other: { href: string; words: string } | null
    /** The address of the text whose drafts are shown. */
    follows: string | null
  }
}

/**
 * The page readers would get if the article were published in the language now; with `mine`, were one's own words approved.
 * `untitled` stands where the title has no text.
 */
export async function composePreview(
  { db, config }: Site, article: Article, language: Language, { untitled, mine }: { untitled: string; mine: OwnWords | null },
): Promise<ArticlePage> {
  const reader = { db: publishedOnly(db), config, clock: Date.now }
  const { facts, candidate: now } = await composeNow(db, article, language)
  const own = mine ? await readOwn(db, article, language, mine.person) : new Map()
  const candidate = withOwn(now, facts, language, own)
  const credits = await readCredits(db, facts, (people) => namesOf(db, people, language))
  const around = await loadSurroundings(reader, language)
  const pictures = deskPictures((await listImages(db, facts.flatMap(({ asset }) => asset ?? []))).values())
  const lead = await loadLead(reader, language, candidate.rows.map(({ text }) => text))
  const plain = previewRows(facts, candidate, { around: { language, typesetter: around.typesetter.leading(lead) }, pictures })
  const rows = mine ? leadToFields(plain, own, mine) : plain
  const switcher = switcherOf(config.languages, language, (tag) => previewPath(article.id, tag, mine !== null))
  const title = candidate.title ? around.typesetter.plain(candidate.title, language) : untitled
  const parts = readingParts(rows)
  const known = await factsOf(db, article, language)
  return {
    ...parts, authors: parts.authors.filter(({ name }) => name.text !== ''), facts: known, title: parts.title?.mark === 'missing' ? null : parts.title, titleText: title,
    head: { robots: 'noindex', frame: { ...frameOf(around, switcher), stayable: false } }, language, notices: noticesOf(candidate, article), related: [],
    colophon: {
      translators: creditNames(credits, 'translator'), reviewers: creditNames(credits, 'reviewer'), selfApproved: candidate.selfApproved,
      original: language === article.source_language ? null : originalOf(article, await listVersions(reader.db, article.id), around, known),
      firstAppeared: language === article.source_language ? known.originalDate : null,
      madeFrom: null, publishedAt: null, updatedAt: null, edition: null, permalink: null, url: null,
    },
    actions: null,
  }
}

export function previewPath(article: Id, language: Language, mine = false): string {
  return `/desk/articles/${article}/languages/${language}/preview${mine ? '?drafts=mine' : ''}`
}

/** Every paragraph in its place; one that nothing can fill stands there without words. */
function previewRows(
  facts: readonly SegmentFacts[], candidate: Candidate, { around, pictures }: { around: Pick<Surroundings, 'language' | 'typesetter'>; pictures: Pictures },
): Shown[] {
  const { language, typesetter } = around
  const rows = new Map(candidate.rows.map((row) => [row.segment_id, row]))
  return facts.map(({ segment, kind, level, list, asset }) => {
    const row = rows.get(segment)
    const mark: Mark | null = !row ? 'missing' : row.step === 'behind' ? 'behind' : row.language === language ? null : 'gap'
    return shownRow(row ?? { segment_id: segment, kind, level, list, language, text: '', asset }, mark, typesetter, pictures)
  })
}

function noticesOf({ missing, unfillable, behind }: Candidate, { source_language }: Article): Notice[] {
  const gaps = missing.length - unfillable.length
  return [
    ...(unfillable.length > 0 ? [{ kind: 'missing' as const, count: unfillable.length }] : []),
    ...(gaps > 0 ? [{ kind: 'partial' as const, count: gaps, language: source_language }] : []),
    ...(behind.length > 0 ? [{ kind: 'behind' as const, count: behind.length, changedAt: null, publishedAt: null, original: null, differences: null }] : []),
  ]
}

function originalOf({ source_language }: Article, versions: readonly Version[], { typesetter }: Surroundings,
  { originalDate }: ArticleFacts): ArticlePage['colophon']['original'] {
  const original = versions.find(({ language }) => language === source_language)
  if (!original) return { language: source_language, at: originalDate }
  const { language, title, firstPublishedAt } = original
  return { language, title: typesetter.plain(title, language), href: articlePath(original), at: originalDate ?? firstPublishedAt }
}

/** What readers will know of the article in all its languages: of one that is not published yet, too. */
async function factsOf(db: Db, article: Article, language: Language): Promise<ArticleFacts> {
  const { genre, date, topics, authors } = await readDetails(db, article)
  const topicNames = topics.length === 0 ? [] : (await listTopics(db)).filter(({ id }) => topics.includes(id))
  const records = authors.length === 0 ? [] : await listAuthors(db)
  return {
    genre, originalDate: date, topics: topicNames.flatMap(({ names }) => nameIn(names, language) ?? []),
    writers: authors.flatMap(({ author }) => nameIn(records.find(({ id }) => id === author)?.names ?? [], language) ?? []),
  }
}
