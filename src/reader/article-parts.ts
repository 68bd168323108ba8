import type { Id } from '../db/columns.ts'
import { articleSwitcher } from './absence.ts'
import { loadTeasers } from './answers.ts'
import {
  articleHead, colophonOf, creditNames, descriptionOf, firstPicture, readingParts, shownRows,
  type ArticleFacts, type ArticlePage, type Notice,
} from './article.ts'
import { authorsOf, type Mark, type Shown } from './body.ts'
import { dayIn } from './calendar.ts'
import { listPublishedDetails } from './details.ts'
import { originalOf, readLags } from './lagging.ts'
import type { Frozen, Version } from './model.ts'
import { articlePath, differencesPath } from './paths.ts'
import { loadPictures } from './pictures.ts'
import { behindNotice, standingAt, type Standing } from './standing.ts'
import { listByAuthor, listCorrections, listCredits, listOpenings } from './store.ts'
import { frameOf, type Reader, type Surroundings } from './surroundings.ts'
import { teasersOf, type Teaser } from './teasers.ts'
import { wayTo } from './ways.ts'

/** An article that is published in the language of the address, under its own slug; titles are as readers see them. */
export interface Place {
  around: Surroundings
  version: Version
  versions: readonly Version[]
}

const RELATED = 4
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
  { db }: Reader, { typesetter }: Surroundings, rows: readonly Frozen[], marks: ReadonlyMap<Id, Mark>,
): Promise<Shown[]> {
  return shownRows(rows, { marks, typesetter, pictures: await loadPictures(db, rows) })
}

/** The page of an edition, but for what is said of its standing. */
export async function wholeArticle(reader: Reader, { around, version, versions }: Place, shown: readonly Shown[]): Promise<ArticlePage> {
  const { db, config: { baseUrl, timeZone } } = reader
  const credits = await listCredits(db, version.edition)
  const facts = await loadFacts(reader, version)
  const corrections = await listCorrections(db, version)
  const work = {
    version, versions, description: descriptionOf(shown), siteName: around.siteName, translators: creditNames(credits, 'translator'),
    authors: authorsOf(shown).map(({ name, role }) => ({ name: name.text, role: role?.text ?? null })), picture: firstPicture(shown),
  }
  const frame = frameOf(around, await articleSwitcher(reader, version.language, versions, version.slug))
  return {
    ...readingParts(shown), head: articleHead(baseUrl, work, frame), language: version.language, titleText: version.title, facts,
    notices: corrections.map((correction) => ({ kind: 'correction', language: version.language, ...correction })), related: [],
    colophon: colophonOf({ version, versions, credits, facts, baseUrl, dayOf: (at) => dayIn(timeZone, at) }),
  }
}

async function loadFacts({ db }: Reader, { article, language }: Version): Promise<ArticleFacts> {
  const details = (await listPublishedDetails(db, [article], language)).get(article)
  if (!details) return NO_FACTS
  const { genre, originalDate, topics, authors } = details
  return { genre, originalDate, topics: topics.map(({ name }) => name), writers: authors.flatMap(({ name }) => name ?? []) }
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

/** By the same author first, then the newest. */
export async function loadRelated(
  reader: Reader, { around, version: { article, language } }: Place, rows: readonly Frozen[],
): Promise<Teaser[]> {
  const author = rows.find((row) => row.kind === 'author_name' && row.language === language)?.text
  const own = author ? await listByAuthor(reader.db, language, author, { limit: RELATED, except: [article] }) : []
  const teasers = teasersOf(own, await listOpenings(reader.db, own.map(({ edition }) => edition)), around.typesetter)
  const left = RELATED - own.length
  if (left === 0) return teasers
  return [...teasers, ...await loadTeasers(reader, around, { limit: left, except: [article, ...own.map((one) => one.article)] })]
}
