import type { Id } from '../db/columns.ts'
import type { NameKind } from '../db/tables/details.ts'
import { articleSwitcher } from './absence.ts'
import { readingParts, shownRows, type ArticleFacts, type ArticlePage, type Notice } from './article.ts'
import { articleHead } from './article-head.ts'
import type { Mark, Shown } from './body.ts'
import { dayIn } from './calendar.ts'
import { colophonOf } from './colophon.ts'
import { listPublishedDetails, type PublishedDetails } from './details.ts'
import { originalOf, readLags } from './lagging.ts'
import { loadLead } from './links.ts'
import { findMadeFrom } from './made-from.ts'
import type { Frozen, Version } from './model.ts'
import { loadNamed } from './names.ts'
import { articlePath, citePath, differencesPath, editionsPath, namePath, parallelPath } from './paths.ts'
import { loadPictures } from './pictures.ts'
import { behindNotice, standingAt, type Standing } from './standing.ts'
import { listCorrections, listCredits } from './store.ts'
import { frameOf, type Reader, type Surroundings } from './surroundings.ts'
import { wayTo } from './ways.ts'
import { loadWork } from './work.ts'

/** An article that is published in the language of the address, under its own slug; titles are as readers see them. */
export interface Place {
  around: Surroundings
  version: Version
  versions: readonly Version[]
}

const NO_FACTS: ArticleFacts = { genre: null, originalDate: null, topics: [], writers: [] }

/** How a version stands to its original at this moment. */
export async function loadStanding(
  { db, clock }: Reader, { around, version, versions }: Place, rows: readonly Frozen[],
): Promise<Standing> {
  const lags = await readLags(db, { version, rows, original: originalOf(version, versions) }, around.grace)
  return standingAt(clock(), version, rows, lags)
}

/** The paragraphs of an edition as readers see them. */
export async function loadShown(
  reader: Reader, { language, typesetter }: Surroundings, rows: readonly Frozen[], marks: ReadonlyMap<Id, Mark>,
): Promise<Shown[]> {
  const led = typesetter.leading(await loadLead(reader, language, rows.map(({ text }) => text)))
  return shownRows(rows, { marks, typesetter: led, pictures: await loadPictures(reader.db, rows) })
}

/** The page of an edition, but for what is said of its standing. `frozen`: at the edition's own address, for good. */
export async function wholeArticle(
  reader: Reader, { around, version, versions }: Place, rows: readonly Frozen[],
  { shown, frozen = false }: { shown: readonly Shown[]; frozen?: boolean },
): Promise<ArticlePage> {
  const { db, config } = reader
  const { baseUrl, timeZone } = config
  const credits = await listCredits(db, version.edition)
  const details = await findDetails(reader, version)
  const facts = await loadFacts(reader, version, details)
  const madeFrom = await findMadeFrom(db, version, rows, originalOf(version, versions))
  const corrections = await listCorrections(db, version)
  const { siteName } = around
  const work = await loadWork(db, { version, versions, siteName, shown, credits, details, madeFrom: madeFrom?.href ?? null })
  const frame = frameOf(around, await articleSwitcher(reader, version.language, versions, version.slug))
  return {
    ...readingParts(shown), head: articleHead(config, work, frame), language: version.language, titleText: version.title, facts,
    notices: corrections.map((correction) => ({ kind: 'correction', language: version.language, ...correction })), related: [],
    actions: frozen ? { parallel: [], cite: null, editions: editionsPath(version) } : actionsOf(version, versions),
    colophon: colophonOf({
      version, versions, credits, originalDate: facts.originalDate, baseUrl, dayOf: (at) => dayIn(timeZone, at), frozen,
      madeFrom,
    }),
  }
}

function actionsOf(version: Version, versions: readonly Version[]): ArticlePage['actions'] {
  const others = versions.filter(({ language }) => language !== version.language)
  return {
    parallel: others.map(({ language }) => ({ href: parallelPath(version, language), language })),
    cite: citePath(version), editions: editionsPath(version),
  }
}

async function findDetails({ db }: Reader, { article, language }: Version): Promise<PublishedDetails | undefined> {
  return (await listPublishedDetails(db, [article], language)).get(article)
}

async function loadFacts({ db }: Reader, { language }: Version, details: PublishedDetails | undefined): Promise<ArticleFacts> {
  if (!details) return NO_FACTS
  const { genre, originalDate, topics, authors } = details
  const hrefsOf = async (kind: NameKind, subjects: readonly Id[]) => {
    const named = await loadNamed(db, kind, language, subjects)
    return new Map([...named].map(([subject, { slug }]) => [subject, namePath(kind, language, slug)]))
  }
  const topicHrefs = await hrefsOf('topic', topics.map(({ topic }) => topic))
  const authorHrefs = await hrefsOf('author', authors.map(({ author }) => author))
  return {
    genre, originalDate, topics: topics.map(({ topic, name }) => ({ ...name, href: topicHrefs.get(topic) })),
    writers: authors.flatMap(({ author, name }) => (name ? [{ ...name, href: authorHrefs.get(author) }] : [])),
    bylines: Object.fromEntries(authors.flatMap(({ author, nameSegment }) => {
      const href = authorHrefs.get(author)
      return nameSegment !== null && href !== undefined ? [[nameSegment, href]] : []
    })),
  }
}

/** What is said above the text of where it falls short of its original; `differences` is left out where they are told already. */
export function noticesOf(version: Version, standing: Standing, original: Version | undefined, more = true): Notice[] {
  const { gaps } = standing
  const way = original && wayTo(articlePath(original), original.language)
  const behind = behindNotice(version, standing, way, more ? differencesPath(version) : null)
  return [
    ...(gaps > 0 ? [{ kind: 'partial' as const, count: gaps, language: version.sourceLanguage }] : []),
    ...(behind ? [{ kind: 'behind' as const, ...behind }] : []),
  ]
}
