import { AppError } from '../errors.ts'
import type { Id, Language } from '../db/columns.ts'
import type { FrameLanguage } from '../web/frame.ts'
import { definePage, type Page } from '../web/page.ts'
import { blocksOf, passageOf } from './body.ts'
import { countYears, nextMidnight } from './calendar.ts'
import { HTML, type Rendered } from './finished.ts'
import { findAbsences } from './absence.ts'
import { shownRows } from './article.ts'
import { alternatesOf, type PageHead } from './head.ts'
import { originalOf, siteLagsOf } from './lagging.ts'
import type { Version } from './model.ts'
import { cutOf, listPage, type AboutPage, type AbsentPage, type FrontPage, type ListPage, type NothingPage } from './pages.ts'
import { aboutPath, frontPath, listPath } from './paths.ts'
import { loadPictures } from './pictures.ts'
import { oncePerGeneration } from './remembered.ts'
import type { Missing } from './shelf.ts'
import { behindNotice, standingAt } from './standing.ts'
import { listDates, listNewest, listOpenings, listParagraphs, type Slice } from './store.ts'
import { frameOf, loadSurroundings, localsOf, siteTextsOf, switcherOf, type Reader, type Surroundings } from './surroundings.ts'
import { teasersOf, type Teaser } from './teasers.ts'
import { wayTo } from './ways.ts'

const showFront = definePage<FrontPage>('reader/front', 'public')
const showList = definePage<ListPage>('reader/list', 'public')
const showAbout = definePage<AboutPage>('reader/about', 'public')
const showAbsent = definePage<AbsentPage>('reader/absent', 'public')
const showNothing = definePage<NothingPage>('reader/nothing', 'public')

const ON_FRONT = 13
const ON_ABSENT = 3

export async function frontAnswer(reader: Reader, language: Language): Promise<Rendered> {
  const around = await loadSurroundings(reader, language)
  const teasers = await loadTeasers(reader, around, { limit: ON_FRONT + 1 })
  const { config } = reader
  const everywhere = config.languages.map((tag) => ({ language: tag, path: frontPath(tag) }))
  const head = {
    ...headOf(around, switcherOf(config.languages, language, (tag) => frontPath(tag))),
    canonical: config.baseUrl + frontPath(language), alternates: alternatesOf(config.baseUrl, everywhere, config.languages[0]),
    ...(around.mission && { description: around.mission }),
  }
  return render(showFront, reader, around, frontPath(language), {
    head, siteName: around.siteName, teasers: teasers.slice(0, ON_FRONT), all: teasers.length > ON_FRONT ? listPath(language) : null,
  })
}

interface ListPlace {
  year: number | undefined
  page: number
}

/** A page of the list of articles. Throws `not_found` beyond its end and for a year without articles. */
export async function listAnswer(reader: Reader, language: Language, { year, page }: ListPlace): Promise<Rendered> {
  const { config } = reader
  const around = await loadSurroundings(reader, language)
  const everyYear = await yearsOf(reader)
  const years = everyYear.get(language) ?? []
  const cut = cutOf(years, year, page)
  if (!cut) throw new AppError('not_found', { year: year ?? '', page })
  const there = config.languages.filter((tag) => cutOf(everyYear.get(tag) ?? [], year, page))
  const hrefOf = (tag: Language) => (there.includes(tag) ? listPath(tag, { year, page }) : listPath(tag))
  const alternates = alternatesOf(config.baseUrl, there.map((tag) => ({ language: tag, path: hrefOf(tag) })), config.languages[0])
  const head = {
    ...headOf(around, switcherOf(config.languages, language, (tag) => hrefOf(tag))),
    canonical: config.baseUrl + listPath(language, { year, page }), alternates,
  }
  const teasers = await loadTeasers(reader, around, cut)
  return render(showList, reader, around, listPath(language), listPage({ head, language, years, year, page, cut, teasers }))
}

/** The site's «about». Throws `not_found` when no language has it. */
export async function aboutAnswer(reader: Reader, language: Language): Promise<Rendered | Missing> {
  const { config } = reader
  const around = await loadSurroundings(reader, language)
  const version = around.about.find((one) => one.language === language)
  if (!version) return absentAnswer(reader, around, around.about, aboutPath)
  const frozen = await listParagraphs(reader.db, version.edition)
  const lags = (await siteLagsOf(reader)).get(version.edition) ?? []
  const standing = standingAt(reader.clock(), version, frozen, lags)
  const rows = shownRows(frozen, { marks: standing.marks, typesetter: around.typesetter, pictures: await loadPictures(reader.db, frozen) })
  const title = rows.find(({ kind }) => kind === 'title')
  const original = originalOf(version, around.about)
  const pages = around.about.map((one) => ({ language: one.language, path: aboutPath(one.language) }))
  const head = {
    ...headOf(around, switcherOf(config.languages, language, aboutPath, await findAbsences(reader, around.about))),
    canonical: config.baseUrl + aboutPath(language), alternates: alternatesOf(config.baseUrl, pages, version.sourceLanguage),
  }
  return render(showAbout, reader, around, aboutPath(language), {
    head, title: title ? passageOf(title) : null, titleText: around.typesetter.plain(version.title, language), blocks: blocksOf(rows),
    behind: behindNotice(version, standing, original && wayTo(aboutPath(original.language), original.language)),
  }, standing.until)
}

/** The honest page: published, but not in this language. Throws `not_found` when no language has it. */
export async function absentAnswer(
  reader: Reader, around: Surroundings, versions: readonly Version[], pathOf: (language: Language) => string,
): Promise<Missing> {
  const { language } = around
  const [original] = versions
  if (!original) throw new AppError('not_found')
  const ordered = versions.toSorted((a, b) => Number(b.language === b.sourceLanguage) - Number(a.language === a.sourceLanguage))
  const teasers = teasersOf(ordered, await listOpenings(reader.db, ordered.map(({ edition }) => edition)), around.typesetter)
  const absences = await findAbsences(reader, versions)
  const switcher = switcherOf(reader.config.languages, language, pathOf, absences)
  const page = {
    head: { ...headOf(around, switcher), robots: 'noindex' as const }, language, source: original.sourceLanguage,
    why: absences.get(language) ?? 'untranslated',
    versions: teasers.map((teaser) => ({ ...teaser, href: pathOf(teaser.language), way: wayTo(pathOf(teaser.language), teaser.language) })),
    newest: await loadTeasers(reader, around, { limit: ON_ABSENT }),
  }
  return { ...await render(showAbsent, reader, around, pathOf(language), page), status: 404 }
}

/** Nothing under this address, in any language. */
export async function nothingAnswer(reader: Reader, language: Language): Promise<Missing> {
  const around = await loadSurroundings(reader, language)
  const switcher = switcherOf(reader.config.languages, language, (tag) => frontPath(tag))
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
  const expires = Math.min(nextMidnight(reader.config.timeZone, reader.clock()), around.until, until)
  return { status: 200, body, type: HTML, language: locals.lang, expires }
}

export async function loadTeasers(
  reader: Reader, { language, typesetter }: Pick<Surroundings, 'language' | 'typesetter'>, { except = [], ...slice }: Slice,
): Promise<Teaser[]> {
  const { db } = reader
  const versions = await listNewest(db, language, { ...slice, except: [...except, ...await siteArticles(reader)] })
  return teasersOf(versions, await listOpenings(db, versions.map(({ edition }) => edition)), typesetter)
}

/** The years of every language's articles, with how many there are. */
const yearsOf = oncePerGeneration(async (reader: Reader) => {
  const dates = Map.groupBy(await listDates(reader.db, { except: await siteArticles(reader) }), ({ language }) => language)
  return new Map([...dates].map(([language, rows]) => [language, countYears(reader.config.timeZone, rows.map(({ at }) => at))]))
})

async function siteArticles(reader: Reader): Promise<Id[]> {
  return (await siteTextsOf(reader)).map(({ article }) => article)
}

function headOf(around: Surroundings, switcher: readonly FrameLanguage[]): PageHead {
  return { frame: frameOf(around, switcher) }
}
