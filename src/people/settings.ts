import type { Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'

/** Who may approve their own words in a language. `two`: somebody else must, the default. */
export type ReviewPolicy = 'two' | 'one'

export interface SiteSettings {
  /** By language; the first language's where one is missing. */
  name: Record<Language, string>
  place: Record<Language, string>
  reviewPolicy: Record<Language, ReviewPolicy>
}

const DEFAULT_NAME = 'Zvirka'

export async function readSettings(db: Db | Tx, languages: readonly Language[]): Promise<SiteSettings> {
  return settingsFrom(await db.selectFrom('setting').select(['key', 'value']).execute(), languages)
}

/** What the stored rows say, with the first language's name and place where another has none. */
export function settingsFrom(rows: readonly { key: string; value: string }[], languages: readonly Language[]): SiteSettings {
  const values = new Map(rows.map((row) => [row.key, row.value]))
  const first = languages[0] ?? 'uk'
  const spoken = (key: string, missing: string) => Object.fromEntries(languages.map((language) =>
    [language, values.get(`${key}.${language}`) ?? values.get(`${key}.${first}`) ?? missing]))
  return {
    name: spoken('name', DEFAULT_NAME),
    place: spoken('place', ''),
    reviewPolicy: Object.fromEntries(languages.map((language) => [language, values.get(`review_policy.${language}`) === 'one' ? 'one' : 'two'])),
  }
}

/** The site's name in the first of these languages that has one. */
export async function findSiteName(db: Db, languages: readonly Language[]): Promise<string | undefined> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).where('key', 'in', languages.map((language) => `name.${language}`)).execute()
  return languages.map((language) => rows.find(({ key }) => key === `name.${language}`)?.value).find((name) => name)
}

export async function findReviewPolicy(tx: Tx, language: Language): Promise<ReviewPolicy> {
  const row = await tx.selectFrom('setting').select('value').where('key', '=', `review_policy.${language}`).executeTakeFirst()
  return row?.value === 'one' ? 'one' : 'two'
}

export async function writeSettings(tx: Tx, { name, place, reviewPolicy }: SiteSettings): Promise<void> {
  const rows = [
    ...Object.entries(name).map(([language, value]) => ({ key: `name.${language}`, value })),
    ...Object.entries(place).map(([language, value]) => ({ key: `place.${language}`, value })),
    ...Object.entries(reviewPolicy).map(([language, value]) => ({ key: `review_policy.${language}`, value })),
  ]
  for (const row of rows) {
    await tx.insertInto('setting').values(row).onConflict((oc) => oc.column('key').doUpdateSet({ value: row.value })).execute()
  }
}
