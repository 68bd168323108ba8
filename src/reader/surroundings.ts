import type { Config } from '../config.ts'
import type { Language } from '../db/columns.ts'
import type { SegmentKind, SiteText } from '../db/tables/article.ts'
import type { NameKind } from '../db/tables/details.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import { settingsFrom } from '../people/settings.ts'
import type { Absence, BehindNotice, FrameFeed, FrameLanguage, FrameLink, PublicFrame } from '../web/frame.ts'
import { plainLocals, type PageLocals } from '../web/locals.ts'
import { shownAt } from '../weather/model.ts'
import { dayIn } from './calendar.ts'
import { originalOf, siteLagsOf } from './lagging.ts'
import { loadLead } from './links.ts'
import { hasNamed } from './lists-store.ts'
import type { Frozen, Version } from './model.ts'
import { aboutPath, authorsPath, editionsFeedPath, feedPath, frontPath, listPath, manifestPath, openSearchPath, searchPath, topicsPath } from './paths.ts'
import type { ReaderDb } from './published.ts'
import { latelyPerGeneration, oncePerGeneration } from './remembered.ts'
import { behindNotice, standingAt } from './standing.ts'
import { findTemperature, listParagraphsOf, listSettings, listSiteTexts } from './store.ts'
import { typesetterFor, type Typesetter } from './typesetter.ts'
import { wayTo } from './ways.ts'

/** What every public page is made with. */
export interface Reader {
  db: ReaderDb
  config: Config
  /** Milliseconds of the epoch; what «today» is in the masthead. */
  clock: () => number
  /** Pages are made as files: without what depends on the day they are read, or needs a server. */
  still?: true
  /** Waits, not long, until all that readers have can be found; false when that takes longer. */
  searchReady?: () => Promise<boolean>
}

/** Mission, contacts and about: in no list, on every page. */
export const siteTextsOf = oncePerGeneration((reader: Reader) => listSiteTexts(reader.db))

/** Which languages have topics, and authors, to go to. */
const namedOf = oncePerGeneration(async ({ db, config }: Reader): Promise<ReadonlyMap<Language, ReadonlySet<NameKind>>> => {
  const found = new Map<Language, Set<NameKind>>()
  for (const language of config.languages) {
    const kinds = new Set<NameKind>()
    for (const kind of ['topic', 'author'] as const) if (await hasNamed(db, kind, language)) kinds.add(kind)
    found.set(language, kinds)
  }
  return found
})

/** What stands around every page of a language, besides the switcher. */
export interface Surroundings {
  language: Language
  siteName: string
  tagline: string
  /** Empty, or null, where the masthead does not show it. */
  place: string
  today: string | null
  mission: string
  missionHtml: string
  contactsHtml: string
  /** The site's «about» in each language that has it. */
  about: readonly Version[]
  /** Which of the two its articles have. */
  named: ReadonlySet<NameKind>
  /** How article text becomes what readers see. */
  typesetter: Typesetter
  /** Days before readers of a translation are told that its original has changed. */
  grace: number
  /** Readers may report mistakes. */
  corrections: boolean
  /** The address without a language asks its reader, and not the settings alone. */
  rootAsks: boolean
  missionBehind: BehindNotice | null
  contactsBehind: BehindNotice | null
  /** In degrees Celsius; null where the masthead does not show it. */
  temperature: number | null
  /** Made as a file. */
  still: boolean
  /** When one of these three says something else. */
  until: number
}

export async function loadSurroundings(reader: Reader, language: Language): Promise<Surroundings> {
  return reader.still ? stillSurroundings(reader, language) : findSurroundings(reader, language)
}

/** Files are all of one moment. */
const stillSurroundings = latelyPerGeneration(findSurroundings, (language) => language, 8)

async function findSurroundings(reader: Reader, language: Language): Promise<Surroundings> {
  const { db, config, clock } = reader
  const settings = settingsFrom(await listSettings(db), config.languages)
  const { name, place, tagline, masthead, typography, grace, corrections, rootLanguage } = settings
  const typesetter = typesetterFor(typography)
  const siteTexts = await siteTextsOf(reader)
  const texts = siteTexts.filter((text) => config.languages.includes(text.language))
  const own = texts.filter((text) => text.language === language && text.siteText !== 'about')
  const paragraphs = await listParagraphsOf(db, own.map(({ edition }) => edition))
  const led = typesetter.leading(await loadLead(reader, language, paragraphs.map(({ text }) => text)))
  const behind = await readBehind(reader, siteTexts, own)
  const weather = masthead.temperature && !reader.still ? shownAt(await findTemperature(db), clock()) : null
  return {
    language,
    siteName: name[language] ?? '',
    tagline: tagline[language] ?? '',
    place: masthead.place ? place[language] ?? '' : '',
    today: masthead.date && !reader.still ? dayIn(config.timeZone, clock()) : null,
    mission: wordsOf('mission', own, paragraphs).map((text) => typesetter.plain(text, language)).join('\n'),
    missionHtml: wordsOf('mission', own, paragraphs).map((text) => led.html(text, language)).join('<br>'),
    contactsHtml: wordsOf('contacts', own, paragraphs).map((text) => led.html(text, language)).join('<br>'),
    about: texts.filter(({ siteText }) => siteText === 'about'),
    named: (await namedOf(reader)).get(language) ?? new Set(), typesetter, grace, corrections: corrections && !reader.still,
    missionBehind: behind.of('mission'), contactsBehind: behind.of('contacts'),
    rootAsks: rootLanguage === null || !config.languages.includes(rootLanguage),
    still: reader.still === true, temperature: weather?.celsius ?? null, until: Math.min(behind.until, weather?.until ?? Infinity),
  }
}

/** What the mission and the contacts of a language do not say as their originals do, and when that will be otherwise. */
async function readBehind(
  reader: Reader, siteTexts: readonly Version[], own: readonly Version[],
): Promise<{ of: (text: SiteText) => BehindNotice | null; until: number }> {
  const lags = await siteLagsOf(reader)
  const found = own.map((version) => {
    const original = originalOf(version, siteTexts)
    const way = original && wayTo(frontPath(original.language), original.language)
    const standing = standingAt(reader.clock(), version, [], lags.get(version.edition) ?? [])
    return { text: version.siteText, notice: behindNotice(version, standing, way), until: standing.until }
  })
  return {
    of: (wanted) => found.find(({ text }) => text === wanted)?.notice ?? null,
    until: Math.min(Infinity, ...found.map(({ until }) => until)),
  }
}

export function frameOf(around: Surroundings, switcher: readonly FrameLanguage[]): PublicFrame {
  const { language, siteName, tagline, place, today, missionHtml, missionBehind, contactsHtml, contactsBehind, about } = around
  const { named, temperature, still, rootAsks } = around
  const nav: FrameLink[] = [{ href: listPath(language), key: 'articles' }]
  if (named.has('topic')) nav.push({ href: topicsPath(language), key: 'topics' })
  if (named.has('author')) nav.push({ href: authorsPath(language), key: 'authors' })
  if (about.some((text) => text.language === language)) nav.push({ href: aboutPath(language), key: 'about' })
  return {
    language, siteName, place, date: today, switcher, nav,
    ...(tagline && { tagline }), ...(missionHtml && { missionHtml }), ...(contactsHtml && { contactsHtml }),
    ...(missionHtml && missionBehind && { missionBehind }), ...(contactsHtml && contactsBehind && { contactsBehind }),
    ...(temperature !== null && { temperature }),
    ...(!still && { search: { action: searchPath(language), language, query: '' }, openSearch: openSearchPath(language) }),
    feeds: feedsOf(language, siteName), manifest: manifestPath(language),
    stayable: rootAsks && !still && interfaceLanguages.includes(language),
    ...(still && { still }),
  }
}

/** The first is what most people want, the last tells what was put right. */
function feedsOf(language: Language, site: string): FrameFeed[] {
  const { t } = speak(language)
  return [
    { href: feedPath(language, 'xml'), type: 'application/atom+xml', title: t('reader:feeds.newest', { site, format: 'Atom' }) },
    { href: feedPath(language, 'json'), type: 'application/feed+json', title: t('reader:feeds.newest', { site, format: 'JSON Feed' }) },
    { href: editionsFeedPath(language), type: 'application/atom+xml', title: t('reader:feeds.editions', { site, format: 'Atom' }) },
  ]
}

/** The locals of a public page: nothing of the person who asks, so that everybody gets the same bytes. */
export function localsOf({ config }: Pick<Reader, 'config'>, { language, siteName }: Pick<Surroundings, 'language' | 'siteName'>, path: string): PageLocals {
  return { ...plainLocals(speak(language, config.timeZone)), path, languages: config.languages, siteName }
}

function offerIn(language: Language): FrameLanguage['offer'] {
  const { t } = speak(language)
  return interfaceLanguages.includes(language) ? { read: t('layout:offer.read'), decline: t('layout:offer.decline') } : null
}

/** One link for each language of the site. */
export function switcherOf(
  languages: readonly Language[], current: Language, hrefOf: (language: Language) => string,
  absences: ReadonlyMap<Language, Absence> = new Map(),
): FrameLanguage[] {
  return languages.map((language) => {
    const absent = absences.get(language) ?? null
    const link = { language, current: language === current, href: hrefOf(language), absent }
    return { ...link, offer: link.current || absent ? null : offerIn(language) }
  })
}

const NO_WORDS: readonly SegmentKind[] = ['title', 'image', 'rule']

/** A gap in the original's language stays out: the frame says one language. */
function wordsOf(siteText: SiteText, versions: readonly Version[], paragraphs: readonly Frozen[]): string[] {
  const version = versions.find((one) => one.siteText === siteText)
  const own = paragraphs.filter((row) => row.edition_id === version?.edition && row.language === version.language)
  return own.filter(({ kind }) => !NO_WORDS.includes(kind)).map(({ text }) => text)
}
