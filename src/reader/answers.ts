import { AppError } from '../errors.ts'
import type { Language } from '../db/columns.ts'
import type { FrameLanguage } from '../web/frame.ts'
import { definePage, type Page } from '../web/page.ts'
import { blocksOf, passageOf } from './body.ts'
import { nextMidnight } from './calendar.ts'
import { HTML, type Rendered } from './finished.ts'
import { siteArticles } from './facets.ts'
import { findAbsences } from './absence.ts'
import { descriptionOf, shownRows } from './article.ts'
import type { PageHead } from './head.ts'
import { originalOf, siteLagsOf } from './lagging.ts'
import { loadLead } from './links.ts'
import type { Version } from './model.ts'
import type { AboutPage, AbsentPage, NothingPage } from './pages.ts'
import { aboutPath, frontPath } from './paths.ts'
import { loadPictures } from './pictures.ts'
import { sheetHead } from './sheet-head.ts'
import type { Missing } from './shelf.ts'
import { behindNotice, standingAt } from './standing.ts'
import { aboutFacts } from './structured.ts'
import { listNewest, listOpenings, listParagraphs, type Slice } from './store.ts'
import { frameOf, loadSurroundings, localsOf, switcherOf, type Reader, type Surroundings } from './surroundings.ts'
import { teasersOf, type Teaser } from './teasers.ts'
import { wayTo } from './ways.ts'

const showAbout = definePage<AboutPage>('reader/about', 'public')
const showAbsent = definePage<AbsentPage>('reader/absent', 'public')
const showNothing = definePage<NothingPage>('reader/nothing', 'public')

const ON_ABSENT = 3

/** The site's «about». Throws `not_found` when no language has it. */
export async function aboutAnswer(reader: Reader, language: Language): Promise<Rendered | Missing> {
  const { config } = reader
  const around = await loadSurroundings(reader, language)
  const version = around.about.find((one) => one.language === language)
  if (!version) return absentAnswer(reader, around, around.about, aboutPath)
  const frozen = await listParagraphs(reader.db, version.edition)
  const lags = (await siteLagsOf(reader)).get(version.edition) ?? []
  const standing = standingAt(reader.clock(), version, frozen, lags)
  const typesetter = around.typesetter.leading(await loadLead(reader, language, frozen.map(({ text }) => text)))
  const rows = shownRows(frozen, { marks: standing.marks, typesetter, pictures: await loadPictures(reader.db, frozen) })
  const title = rows.find(({ kind }) => kind === 'title')
  const titleText = around.typesetter.plain(version.title, language)
  const original = originalOf(version, around.about)
  const pages = around.about.map((one) => ({ language: one.language, path: aboutPath(one.language) }))
  const head = {
    ...headOf(around, switcherOf(config.languages, language, aboutPath, await findAbsences(reader, around.about))),
    ...sheetHead(config.baseUrl, around, {
      path: aboutPath(language), pages, first: version.sourceLanguage,
      description: descriptionOf(rows.filter((row) => row.language === language)),
      facts: [aboutFacts(config.baseUrl, { path: aboutPath(language), language, siteName: around.siteName, name: titleText })],
    }),
  }
  return render(showAbout, reader, around, aboutPath(language), {
    head, title: title ? passageOf(title) : null, titleText, blocks: blocksOf(rows),
    behind: behindNotice(version, standing, original && wayTo(aboutPath(original.language), original.language)),
  }, standing.until)
}

/**
 * The honest page: published, but not in this language, or in a second one that was asked for. Throws `not_found` when no language has it.
 */
export async function absentAnswer(
  reader: Reader, around: Surroundings, versions: readonly Version[], pathOf: (language: Language) => string, wanted = around.language,
  switchTo = pathOf,
): Promise<Missing> {
  const { language } = around
  const [original] = versions
  if (!original) throw new AppError('not_found')
  const ordered = versions.toSorted((a, b) => Number(b.language === b.sourceLanguage) - Number(a.language === a.sourceLanguage))
  const teasers = teasersOf(ordered, await listOpenings(reader.db, ordered.map(({ edition }) => edition)), around.typesetter)
  const absences = await findAbsences(reader, versions)
  const switcher = switcherOf(reader.config.languages, language, switchTo, absences)
  const page = {
    head: { ...headOf(around, switcher), robots: 'noindex' as const }, language: wanted, source: original.sourceLanguage,
    why: absences.get(wanted) ?? 'untranslated',
    versions: teasers.map((teaser) => ({ ...teaser, href: pathOf(teaser.language), way: wayTo(pathOf(teaser.language), teaser.language) })),
    newest: await loadTeasers(reader, around, { limit: ON_ABSENT }),
  }
  return { ...await render(showAbsent, reader, around, pathOf(language), page), status: 404 }
}

/** Nothing under this address, in any language. */
export async function nothingAnswer(reader: Reader, language: Language): Promise<Missing> {
  const around = await loadSurroundings(reader, language)
  // No other language has this page either: none is offered.
  const switcher = switcherOf(reader.config.languages, language, (tag) => frontPath(tag)).map((link) => ({ ...link, offer: null }))
  const page = {
    head: { ...headOf(around, switcher), robots: 'noindex' as const }, language,
    newest: await loadTeasers(reader, around, { limit: ON_ABSENT }),
  }
  return { ...await render(showNothing, reader, around, '', page), status: 404 }
}

/** A page with everything that its bytes depend on; `until`: when its content says something else. */
export async function render<Content extends object>(
  page: Page<Content>, reader: Reader, around: Surroundings, path: string, content: Content, until = Infinity,
): Promise<Rendered> {
  const locals = localsOf(reader, around, path)
  const body = await page.html(locals, content)
  const midnight = reader.still ? Infinity : nextMidnight(reader.config.timeZone, reader.clock())
  const expires = Math.min(midnight, around.until, until)
  return { status: 200, body, type: HTML, language: locals.lang, expires }
}

async function loadTeasers(
  reader: Reader, { language, typesetter }: Pick<Surroundings, 'language' | 'typesetter'>, { except = [], ...slice }: Slice,
): Promise<Teaser[]> {
  const { db } = reader
  const versions = await listNewest(db, language, { ...slice, except: [...except, ...await siteArticles(reader)] })
  return teasersOf(versions, await listOpenings(db, versions.map(({ edition }) => edition)), typesetter)
}

function headOf(around: Surroundings, switcher: readonly FrameLanguage[]): PageHead {
  return { frame: frameOf(around, switcher) }
}
