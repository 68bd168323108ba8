import type { Config } from '../config.ts'
import type { Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'

/** Who stands behind an approved text: its writer and a reviewer, the default; its writer and two reviewers; its writer alone. */
export const REVIEW_POLICIES = ['two', 'three', 'one'] as const
export type ReviewPolicy = (typeof REVIEW_POLICIES)[number]

/** How readers see signs that people type in several ways. `typed`: as they stand in the text. */
export interface Typography {
  apostrophe: 'typed' | 'ʼ' | '’'
  /** `own`: the quotation marks that the language itself writes. */
  quotes: 'typed' | 'own'
  /** `own`: dashes, ranges, the ellipsis and spaces that do not break, as the language has them. */
  dashes: 'typed' | 'own'
}

export interface SiteSettings {
  /** By language; the first language's where one is missing. */
  name: Record<Language, string>
  place: Record<Language, string>
  /** The line under the name; empty where a language has none of its own: nobody reads a slogan in another language. */
  tagline: Record<Language, string>
  reviewPolicy: Record<Language, ReviewPolicy>
  typography: Record<Language, Typography>
  /** What readers see beside the name. */
  masthead: { date: boolean; place: boolean; temperature: boolean }
  /** In place of the environment's; null while nobody has chosen one here. */
  timeZone: string | null
  /** Days after a changed original comes out before readers of its translations are told. */
  grace: number
  /** Readers may report mistakes. */
  corrections: boolean
  /** Reviewers may mark what is wrong in a text, and the marks are counted. */
  qualityMarks: boolean
  /** In English a full stop and a comma may stand after a closing quotation mark. */
  stopsOutside: boolean
  /** Where `/` always leads; null: each reader to their own language. One that the site no longer has leads nowhere. */
  rootLanguage: Language | null
}

const DEFAULT_NAME = 'Zvirka'
const TIME_ZONE = 'time_zone'
const HIDDEN = 'hidden'
const GRACE = 'grace_days'
const CORRECTIONS = 'corrections'
const QUALITY_MARKS = 'quality_marks'
const STOPS_OUTSIDE = 'stops_outside'
const ROOT_LANGUAGE = 'root_language'
const ON = 'on'
export const DEFAULT_GRACE = 7
const LONGEST_GRACE = 60

export async function readSettings(db: Db | Tx, languages: readonly Language[]): Promise<SiteSettings> {
  return settingsFrom(await db.selectFrom('setting').select(['key', 'value']).execute(), languages)
}

/** What the stored rows say, with the first language's name and place where another has none. */
export function settingsFrom(rows: readonly { key: string; value: string }[], languages: readonly Language[]): SiteSettings {
  const values = new Map(rows.map((row) => [row.key, row.value]))
  const first = languages[0] ?? 'uk'
  const each = <T>(read: (language: Language) => T) => Object.fromEntries(languages.map((language) => [language, read(language)]))
  const shown = (part: keyof SiteSettings['masthead']) => values.get(`masthead.${part}`) !== HIDDEN
  const spoken = (key: string, missing: string) => each((language) => values.get(`${key}.${language}`) ?? values.get(`${key}.${first}`) ?? missing)
  return {
    name: spoken('name', DEFAULT_NAME),
    place: spoken('place', ''),
    tagline: each((language) => values.get(`tagline.${language}`) ?? ''),
    reviewPolicy: each((language) => policyIn(values.get(`review_policy.${language}`))),
    typography: each((language) => ({
      apostrophe: apostropheIn(values.get(`typography.${language}.apostrophe`), language),
      quotes: values.get(`typography.${language}.quotes`) === 'typed' ? 'typed' : 'own',
      dashes: values.get(`typography.${language}.dashes`) === 'typed' ? 'typed' : 'own',
    })),
    masthead: { date: shown('date'), place: shown('place'), temperature: shown('temperature') },
    timeZone: values.get(TIME_ZONE) || null,
    grace: graceIn(values.get(GRACE)),
    corrections: values.get(CORRECTIONS) === ON,
    qualityMarks: values.get(QUALITY_MARKS) === ON,
    stopsOutside: values.get(STOPS_OUTSIDE) === ON,
    rootLanguage: values.get(ROOT_LANGUAGE) || null,
  }
}

/** The site's name in the first of these languages that has one. */
export async function findSiteName(db: Db, languages: readonly Language[]): Promise<string | undefined> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).where('key', 'in', languages.map((language) => `name.${language}`)).execute()
  return languages.map((language) => rows.find(({ key }) => key === `name.${language}`)?.value).find((name) => name)
}

export async function findReviewPolicy(tx: Db | Tx, language: Language): Promise<ReviewPolicy> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', `review_policy.${language}`).executeTakeFirst()
  return policyIn(row?.value)
}

/** The languages, of these, in which two reviewers have to stand behind a text. */
export async function listTwiceReviewed(db: Db | Tx, languages: readonly Language[]): Promise<Language[]> {
  const { reviewPolicy } = await readSettings(db, languages)
  return languages.filter((language) => reviewPolicy[language] === 'three')
}

/** May reviewers mark what is wrong in a text? */
export async function hasQualityMarks(db: Db | Tx): Promise<boolean> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', QUALITY_MARKS).executeTakeFirst()
  return row?.value === ON
}

/** Where English puts a full stop and a comma beside a closing quotation mark. */
export async function findStops(db: Db | Tx): Promise<'inside' | 'outside'> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', STOPS_OUTSIDE).executeTakeFirst()
  return row?.value === ON ? 'outside' : 'inside'
}

/** The zone whose days and hours the site keeps: the one chosen in its settings, else the environment's. */
export async function siteTimeZone(db: Db | Tx, { timeZone }: Pick<Config, 'timeZone'>): Promise<string> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', TIME_ZONE).executeTakeFirst()
  return row?.value || timeZone
}

/** Writes what is given and leaves the rest as it is. */
export async function writeSettings(tx: Tx, settings: Partial<SiteSettings>): Promise<void> {
  for (const [key, value] of settingRows(settings)) {
    await tx.insertInto('setting').values({ key, value }).onConflict((oc) => oc.column('key').doUpdateSet({ value })).execute()
  }
}

/** Settings as they are stored: key and value. */
export function settingRows(settings: Partial<SiteSettings>): [string, string][] {
  const { name, place, tagline, reviewPolicy, typography, masthead, timeZone, grace, rootLanguage } = settings
  const { corrections, qualityMarks, stopsOutside } = settings
  const each = (key: string, values: Record<Language, string> = {}) =>
    Object.entries(values).map(([language, value]): [string, string] => [`${key}.${language}`, value])
  const one = (key: string, given: unknown, value: string): [string, string][] => (given === undefined ? [] : [[key, value]])
  return [
    ...each('name', name), ...each('place', place), ...each('tagline', tagline), ...each('review_policy', reviewPolicy),
    ...Object.entries(typography ?? {}).flatMap(([language, choice]) =>
      (['apostrophe', 'quotes', 'dashes'] as const).map((sign): [string, string] => [`typography.${language}.${sign}`, choice[sign]])),
    ...Object.entries(masthead ?? {}).map(([part, shown]): [string, string] => [`masthead.${part}`, shown ? 'shown' : HIDDEN]),
    ...one(TIME_ZONE, timeZone, timeZone ?? ''),
    ...one(GRACE, grace, String(grace)),
    ...one(CORRECTIONS, corrections, corrections ? ON : 'off'),
    ...one(QUALITY_MARKS, qualityMarks, qualityMarks ? ON : 'off'),
    ...one(STOPS_OUTSIDE, stopsOutside, stopsOutside ? ON : 'off'),
    ...one(ROOT_LANGUAGE, rootLanguage, rootLanguage ?? ''),
  ]
}

export function policyIn(value: string | undefined): ReviewPolicy {
  return REVIEW_POLICIES.find((policy) => policy === value) ?? 'two'
}

/** Undefined for what is no number of days that the site can wait. */
export function daysIn(typed: string): number | undefined {
  const days = /^\d{1,3}$/.test(typed) ? Number(typed) : Infinity
  return days <= LONGEST_GRACE ? days : undefined
}

function graceIn(value: string | undefined): number {
  return daysIn(value ?? '') ?? DEFAULT_GRACE
}

/** What a language writes while nobody has chosen otherwise. */
const OWN_APOSTROPHES: Readonly<Record<Language, Typography['apostrophe']>> = { uk: 'ʼ', en: '’' }

function apostropheIn(value: string | undefined, language: Language): Typography['apostrophe'] {
  if (value === undefined) return OWN_APOSTROPHES[language] ?? 'typed'
  return value === 'ʼ' || value === '’' ? value : 'typed'
}
