import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import { definePage } from '../web/page.ts'
import { absentAnswer, articleSwitcher, loadTeasers, render } from './answers.ts'
import {
  articleHead, colophonOf, creditNames, descriptionOf, readingParts, shownRows, type ArticlePage, type Notice,
} from './article.ts'
import { authorsOf, type Shown } from './body.ts'
import { dayIn } from './calendar.ts'
import type { Rendered } from './finished.ts'
import type { CreditRow, Frozen, Version } from './model.ts'
import { editionRows, type EditionsPage } from './pages.ts'
import { articlePath, editionPath, editionsPath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import { differs, standingOf, type Standing } from './standing.ts'
import {
  findArticleBySlug, listByAuthor, listCredits, listEarlierTexts, listEditions, listOpenings, listParagraphs, listVersions,
} from './store.ts'
import { frameOf, loadSurroundings, type Reader, type Surroundings } from './surroundings.ts'
import { teasersOf, type Teaser } from './teasers.ts'
import { wayTo } from './ways.ts'

const showArticle = definePage<ArticlePage>('reader/article', 'public')
const showEditions = definePage<EditionsPage>('reader/editions', 'public')

const RELATED = 4

/** An article that is published in the language of the address, under its own slug. */
interface Place {
  around: Surroundings
  version: Version
  versions: readonly Version[]
}

/** The article as it is published now. Throws `not_found` for a slug nobody ever had, or of what is published nowhere. */
export async function articleAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '', async ({ around, version, versions }) => {
    const rows = await listParagraphs(reader.db, version.edition)
    const original = originalOf(version, versions)
    const standing = await loadStanding(reader, version, rows, original)
    const shown = shownRows(rows, standing.marks)
    const credits = await listCredits(reader.db, version.edition)
    const page = {
      ...wholeArticle(reader, { around, version, versions }, shown, credits),
      notices: noticesOf(version, standing, original), related: await loadRelated(reader, version, shown),
    }
    return render(showArticle, reader, around, articlePath(version), page)
  })
}

/** All editions of the article in this language. */
export async function editionsAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '/editions', async ({ around, version, versions }) => {
    const editions = editionRows(version, await listEditions(reader.db, version.article, language))
    const frame = frameOf(around, articleSwitcher(reader, language, versions, version.slug))
    const page = { head: { frame, robots: 'noindex' as const }, title: version.title, language, article: articlePath(version), editions }
    return render(showEditions, reader, around, editionsPath(version), page)
  })
}

/** One edition for good, as it was published. Throws `not_found` for one that was taken from readers. */
export async function editionAnswer(reader: Reader, language: Language, slug: string, number: number): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, `/editions/${number}`, async ({ around, version, versions }) => {
    const past = (await listEditions(reader.db, version.article, language)).find((edition) => edition.number === number)
    if (!past || past.withdrawn) throw new AppError('not_found', { edition: number })
    const current = past.id === version.edition
    const { id, title, partial, behind, selfApproved, at } = past
    const then = { ...version, edition: id, number, title, partial, behind, selfApproved, publishedAt: at }
    const rows = await listParagraphs(reader.db, past.id)
    const standing = standingOf(then, rows)
    const shown = shownRows(rows, standing.marks)
    const page = wholeArticle(reader, { around, version: then, versions }, shown, await listCredits(reader.db, id))
    const notice = { kind: current ? 'current' as const : 'past' as const, number, href: articlePath(version) }
    return render(showArticle, reader, around, editionPath(version, number), {
      ...page, head: frozenHead(page, reader, version, current), notices: [notice, ...noticesOf(then, standing, undefined)],
    })
  })
}

/** An old edition is for those who look for it: search engines get the current one. */
function frozenHead({ head }: ArticlePage, { config }: Reader, version: Version, current: boolean): ArticlePage['head'] {
  const { frame, description = '' } = head
  return { description, ...(frame && { frame }), ...(current ? { canonical: config.baseUrl + articlePath(version) } : { robots: 'noindex' as const }) }
}

/** `rest` is what follows the slug, for those who come by an old one. */
async function atPlace(
  reader: Reader, language: Language, slug: string, rest: string, answer: (place: Place) => Promise<Rendered>,
): Promise<Rendered | Unkept> {
  const article = await findArticleBySlug(reader.db, slug)
  const versions = article ? (await listVersions(reader.db, article)).filter((one) => reader.config.languages.includes(one.language)) : []
  const version = versions.find((one) => one.language === language)
  if (version && version.slug !== slug) return { status: 301, to: articlePath(version) + rest }
  const around = await loadSurroundings(reader, language)
  if (version) return answer({ around, version, versions })
  const pathOf = (tag: Language) => articlePath(versions.find((one) => one.language === tag) ?? { language: tag, slug })
  return absentAnswer(reader, around, versions, pathOf)
}

/** The original of a translation, if readers have it; undefined for the original itself. */
function originalOf({ language, sourceLanguage }: Version, versions: readonly Version[]): Version | undefined {
  return language === sourceLanguage ? undefined : versions.find((one) => one.language === sourceLanguage)
}

async function loadStanding({ db }: Reader, version: Version, rows: readonly Frozen[], original: Version | undefined): Promise<Standing> {
  if (!original) return standingOf(version, rows)
  const source = await listParagraphs(db, original.edition)
  const { article, language, number } = original
  const earlier = differs(rows, source) ? await listEarlierTexts(db, { article, language, before: number }) : []
  return standingOf(version, rows, { version: original, rows: source, earlier })
}

function wholeArticle(
  reader: Reader, { around, version, versions }: Place, shown: readonly Shown[], credits: readonly CreditRow[],
): ArticlePage {
  const { baseUrl, timeZone } = reader.config
  const work = {
    version, versions, description: descriptionOf(shown), siteName: around.siteName, translators: creditNames(credits, 'translator'),
    authors: authorsOf(shown).map(({ name, role }) => ({ name: name.text, role: role?.text ?? null })),
  }
  const frame = frameOf(around, articleSwitcher(reader, version.language, versions, version.slug))
  return {
    ...readingParts(shown), head: articleHead(baseUrl, work, frame), language: version.language, titleText: version.title,
    notices: [], related: [],
    colophon: colophonOf({ version, versions, credits, baseUrl, dayOf: (at) => dayIn(timeZone, at) }),
  }
}

function noticesOf(version: Version, { gaps, changed }: Standing, original: Version | undefined): Notice[] {
  const link = original && { way: wayTo(articlePath(original), original.language), at: original.publishedAt }
  return [
    ...(gaps > 0 ? [{ kind: 'partial' as const, count: gaps, language: version.sourceLanguage }] : []),
    ...(changed > 0 ? [{ kind: 'behind' as const, count: changed, original: link ?? null }] : []),
  ]
}

/** By the same author first, then the newest. */
async function loadRelated(reader: Reader, { article, language }: Version, shown: readonly Shown[]): Promise<Teaser[]> {
  const author = shown.find((row) => row.kind === 'author_name' && row.language === language)?.text
  const own = author ? await listByAuthor(reader.db, language, author, { limit: RELATED, except: [article] }) : []
  const teasers = teasersOf(own, await listOpenings(reader.db, own.map(({ edition }) => edition)))
  const left = RELATED - own.length
  if (left === 0) return teasers
  return [...teasers, ...await loadTeasers(reader, language, { limit: left, except: [article, ...own.map((one) => one.article)] })]
}
