import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import { speak } from '../i18n/voice.ts'
import { definePage } from '../web/page.ts'
import { articleSwitcher } from './absence.ts'
import { absentAnswer, render } from './answers.ts'
import type { ArticlePage } from './article.ts'
import type { Shown } from './body.ts'
import { loadShown, loadStanding, noticesOf, wholeArticle, type Place } from './article-parts.ts'
import { readNotes } from './edition-notes.ts'
import type { Rendered } from './finished.ts'
import { formerParagraphs } from './former.ts'
import { listLineage } from './history-store.ts'
import { lagsOf } from './lags.ts'
import { originalOf } from './lagging.ts'
import type { Version } from './model.ts'
import { editionChoice, editionRows, type EditionsPage } from './pages.ts'
import { articlePath, correctionPath, editionPath, editionsPath } from './paths.ts'
import { loadRelated } from './related.ts'
import { latelyPerGeneration } from './remembered.ts'
import type { Unkept } from './shelf.ts'
import { standingAt } from './standing.ts'
import { findArticleBySlug, listEditions, listParagraphs, listVersions } from './store.ts'
import { frameOf, loadSurroundings, type Reader } from './surroundings.ts'
import { withPlainTitles } from './typesetter.ts'

const showArticle = definePage<ArticlePage>('reader/article', 'public')
const showEditions = definePage<EditionsPage>('reader/editions', 'public')

/** The article as it is published now. Throws `not_found` for a slug nobody ever had, or of what is published nowhere. */
export async function articleAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '', async (place) => {
    const { around, version, versions } = place
    const rows = await listParagraphs(reader.db, version.edition)
    const standing = await loadStanding(reader, place, rows)
    const shown = await withFormer(reader, version, await loadShown(reader, around, rows, standing.marks))
    const page = await wholeArticle(reader, place, rows, { shown })
    return render(showArticle, reader, around, articlePath(version), {
      ...page, head: around.corrections ? askingHead(page.head, version) : page.head,
      notices: [...page.notices, ...noticesOf(version, standing, originalOf(version, versions))],
      related: await loadRelated(reader, around, version),
    }, standing.until)
  })
}

/** Addresses of paragraphs that were merged away lead to where their words are now. */
async function withFormer({ db }: Reader, version: Version, shown: readonly Shown[]): Promise<Shown[]> {
  const steps = (await listLineage(db, version)).filter(({ number }) => number <= version.number)
  const former = formerParagraphs(steps, shown.map(({ segment }) => segment))
  return shown.map((row) => ({ ...row, former: former.get(row.segment) ?? [] }))
}

/** Each paragraph leads to where a mistake in it is reported. */
function askingHead({ frame, ...head }: ArticlePage['head'], version: Version): ArticlePage['head'] {
  return { ...head, ...frame && { frame: { ...frame, reportHref: (segment) => correctionPath(version, segment, version.number) } } }
}

/** All editions of the article in this language. */
export async function editionsAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '/editions', async ({ around, version, versions }) => {
    const past = (await listEditions(reader.db, version.article, language)).map((edition) => ({ ...edition, language }))
    const notes = await readNotes(reader.db, version, past, speak(language).t)
    const editions = editionRows(version, withPlainTitles(past, around.typesetter), notes)
    const frame = frameOf(around, await articleSwitcher(reader, language, versions, version.slug, editionsPath))
    const page = {
      head: { frame, robots: 'noindex' as const }, title: version.title, language, article: articlePath(version), editions,
      choice: editionChoice(version, past),
    }
    return render(showEditions, reader, around, editionsPath(version), page)
  })
}

/** One edition for good, as it was published. Throws `not_found` for one that was taken from readers. */
export async function editionAnswer(reader: Reader, language: Language, slug: string, number: number): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, `/editions/${number}`, async ({ around, version, versions }) => {
    const past = (await listEditions(reader.db, version.article, language)).find((edition) => edition.number === number)
    if (!past || past.withdrawn) throw new AppError('not_found', { edition: number })
    const current = past.id === version.edition
    const { id, hash, partial, behind, selfApproved, at } = past
    const title = around.typesetter.plain(past.title, language)
    const then = { ...version, edition: id, number, hash, title, partial, behind, selfApproved, publishedAt: at }
    const rows = await listParagraphs(reader.db, past.id)
    // An old edition keeps the marks it was published with, whatever came after it.
    const standing = standingAt(reader.clock(), then, rows, lagsOf(then, rows, around.grace))
    const shown = await loadShown(reader, around, rows, standing.marks)
    const page = await wholeArticle(reader, { around, version: then, versions }, rows, { shown, frozen: true })
    const notice = { kind: current ? 'current' as const : 'past' as const, number, href: articlePath(version) }
    return render(showArticle, reader, around, editionPath(version, number), {
      ...page, head: frozenHead(page, reader, version, current),
      notices: [notice, ...page.notices, ...noticesOf(then, standing, undefined, false)],
    })
  })
}

/** An old edition is for those who look for it: search engines get the current one. */
function frozenHead({ head }: ArticlePage, { config }: Reader, version: Version, current: boolean): ArticlePage['head'] {
  const { frame, description = '' } = head
  return { description, ...(frame && { frame }), ...(current ? { canonical: config.baseUrl + articlePath(version) } : { robots: 'noindex' as const }) }
}

/** Pages about an article that are the same page in each of its languages. */
const KEPT_BY_SWITCHING = ['/cite']

/** `rest` is what follows the slug, for those who come by an old one. */
export async function atPlace(
  reader: Reader, language: Language, slug: string, rest: string, answer: (place: Place) => Promise<Rendered | Unkept>,
): Promise<Rendered | Unkept> {
  const published = await versionsUnder(reader, slug)
  const found = published.find((one) => one.language === language)
  if (found && found.slug !== slug) return { status: 301, to: articlePath(found) + rest }
  const around = await loadSurroundings(reader, language)
  const versions = withPlainTitles(published, around.typesetter)
  const version = versions.find((one) => one.language === language)
  if (version) return answer({ around, version, versions })
  const pathOf = (tag: Language) => articlePath(published.find((one) => one.language === tag) ?? { language: tag, slug })
  return absentAnswer(reader, around, published, pathOf, language, (tag) => pathOf(tag) + (KEPT_BY_SWITCHING.includes(rest) ? rest : ''))
}

const versionsUnder = latelyPerGeneration(async ({ db, config }: Reader, slug: string): Promise<Version[]> => {
  const article = await findArticleBySlug(db, slug)
  return article ? (await listVersions(db, article)).filter(({ language }) => config.languages.includes(language)) : []
}, (slug) => slug, 8)
