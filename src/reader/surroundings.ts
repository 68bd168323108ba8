import type { Config } from '../config.ts'
import type { Language } from '../db/columns.ts'
import type { SegmentKind, SiteText } from '../db/tables/article.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import { settingsFrom } from '../people/settings.ts'
import type { Absence, BehindNotice, FrameLanguage, FrameLink, PublicFrame } from '../web/frame.ts'
import { plainLocals, type PageLocals } from '../web/locals.ts'
import { dayIn } from './calendar.ts'
import { originalOf, siteLagsOf } from './lagging.ts'
import type { Frozen, Version } from './model.ts'
import { aboutPath, frontPath, listPath } from './paths.ts'
import type { ReaderDb } from './published.ts'
import { oncePerGeneration } from './remembered.ts'
import { behindNotice, standingAt } from './standing.ts'
import { listParagraphsOf, listSettings, listSiteTexts } from './store.ts'
import { typesetterFor, type Typesetter } from './typesetter.ts'
import { wayTo } from './ways.ts'

/** What every public page is made with. */
export interface Reader {
  db: ReaderDb
  config: Config
  /** Milliseconds of the epoch; what «today» is in the masthead. */
  clock: () => number
}

/** Mission, contacts and about: in no list, on every page. */
export const siteTextsOf = oncePerGeneration((reader: Reader) => listSiteTexts(reader.db))

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
  /** How article text becomes what readers see. */
  typesetter: Typesetter
  /** Days before readers of a translation are told that its original has changed. */
  grace: number
  missionBehind: BehindNotice | null
  contactsBehind: BehindNotice | null
  /** When one of these two says something else. */
  until: number
}

export async function loadSurroundings(reader: Reader, language: Language): Promise<Surroundings> {
  const { db, config, clock } = reader
  const { name, place, tagline, masthead, typography, grace } = settingsFrom(await listSettings(db), config.languages)
  const typesetter = typesetterFor(typography)
  const siteTexts = await siteTextsOf(reader)
  const texts = siteTexts.filter((text) => config.languages.includes(text.language))
  const own = texts.filter((text) => text.language === language && text.siteText !== 'about')
  const paragraphs = await listParagraphsOf(db, own.map(({ edition }) => edition))
  const behind = await readBehind(reader, siteTexts, own)
  return {
    language,
    siteName: name[language] ?? '',
    tagline: tagline[language] ?? '',
    place: masthead.place ? place[language] ?? '' : '',
    today: masthead.date ? dayIn(config.timeZone, clock()) : null,
    mission: wordsOf('mission', own, paragraphs).map((text) => typesetter.plain(text, language)).join('\n'),
    missionHtml: wordsOf('mission', own, paragraphs).map((text) => typesetter.html(text, language)).join('<br>'),
    contactsHtml: wordsOf('contacts', own, paragraphs).map((text) => typesetter.html(text, language)).join('<br>'),
    about: texts.filter(({ siteText }) => siteText === 'about'),
    typesetter, grace, missionBehind: behind.of('mission'), contactsBehind: behind.of('contacts'), until: behind.until,
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
  const nav: FrameLink[] = [{ href: listPath(language), key: 'articles' }]
  if (about.some((text) => text.language === language)) nav.push({ href: aboutPath(language), key: 'about' })
  return {
    language, siteName, place, date: today, switcher, nav,
    ...(tagline && { tagline }), ...(missionHtml && { missionHtml }), ...(contactsHtml && { contactsHtml }),
    ...(missionHtml && missionBehind && { missionBehind }), ...(contactsHtml && contactsBehind && { contactsBehind }),
    stayable: interfaceLanguages.includes(language),
  }
}

/** The locals of a public page: nothing of the person who asks, so that everybody gets the same bytes. */
export function localsOf({ config }: Pick<Reader, 'config'>, { language, siteName }: Pick<Surroundings, 'language' | 'siteName'>, path: string): PageLocals {
  return { ...plainLocals(speak(language, config.timeZone)), path, languages: config.languages, siteName }
}

/** One link for each language of the site. */
export function switcherOf(
  languages: readonly Language[], current: Language, hrefOf: (language: Language) => string,
  absences: ReadonlyMap<Language, Absence> = new Map(),
): FrameLanguage[] {
  return languages.map((language) =>
    ({ language, current: language === current, href: hrefOf(language), absent: absences.get(language) ?? null }))
}

const NO_WORDS: readonly SegmentKind[] = ['title', 'image', 'rule']

/** A gap in the original's language stays out: the frame says one language. */
function wordsOf(siteText: SiteText, versions: readonly Version[], paragraphs: readonly Frozen[]): string[] {
  const version = versions.find((one) => one.siteText === siteText)
  const own = paragraphs.filter((row) => row.edition_id === version?.edition && row.language === version.language)
  return own.filter(({ kind }) => !NO_WORDS.includes(kind)).map(({ text }) => text)
}
