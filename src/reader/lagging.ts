import type { Id } from '../db/columns.ts'
import { settingsFrom } from '../people/settings.ts'
import { listOriginalEditions, listPastTexts } from './history-store.ts'
import { lagsOf, listDiffering, type Lag } from './lags.ts'
import type { Frozen, Version } from './model.ts'
import type { ReaderDb } from './published.ts'
import { oncePerGeneration } from './remembered.ts'
import { listParagraphs, listSettings, listSiteTexts } from './store.ts'

/** A published text with its paragraphs, and its original where readers have that: undefined for an original itself. */
interface Published {
  version: Version
  rows: readonly Frozen[]
  original: Version | undefined
}

/** What a published text does not say as its original does. */
export async function readLags(db: ReaderDb, { version, rows, original }: Published, grace: number): Promise<Lag[]> {
  if (!original) return lagsOf(version, rows, grace)
  const now = await listParagraphs(db, original.edition)
  const differing = listDiffering(rows, now)
  // Most translations say what their originals say: nobody needs to know then what those said before.
  if (differing.length === 0 && rows.every(({ step }) => step === 'in_step')) return []
  const editions = await listOriginalEditions(db, original)
  return lagsOf(version, rows, grace, { editions, rows: now, texts: await listPastTexts(db, original, differing) })
}

/** The original of a translation, if readers have it; undefined for the original itself. */
export function originalOf({ article, language, sourceLanguage }: Version, versions: readonly Version[]): Version | undefined {
  if (language === sourceLanguage) return undefined
  return versions.find((one) => one.article === article && one.language === sourceLanguage)
}

/** The same of the site's own texts, by edition. */
export const siteLagsOf = oncePerGeneration(async ({ db }: { db: ReaderDb }): Promise<ReadonlyMap<Id, readonly Lag[]>> => {
  const { grace } = settingsFrom(await listSettings(db), [])
  const texts = await listSiteTexts(db)
  const lags = new Map<Id, readonly Lag[]>()
  for (const version of texts) {
    if (version.language === version.sourceLanguage) continue
    const rows = await listParagraphs(db, version.edition)
    lags.set(version.edition, await readLags(db, { version, rows, original: originalOf(version, texts) }, grace))
  }
  return lags
})
