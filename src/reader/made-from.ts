import type { Id } from '../db/columns.ts'
import { isInStep } from '../segments/states.ts'
import { listPastTexts } from './history-store.ts'
import type { PastText } from './lags.ts'
import type { Frozen, PastEdition, Version } from './model.ts'
import { editionPath } from './paths.ts'
import type { ReaderDb } from './published.ts'
import { listEditions } from './store.ts'

/** The edition of the original whose texts a translation says. */
export interface MadeFrom {
  number: number
  /** Null where readers cannot look it up. */
  href: string | null
  /** Every paragraph says what stands there; else most do. */
  whole: boolean
}

/** Null for an original, and where readers never had an original that the translation agrees with. `original`: if it is published now. */
export async function findMadeFrom(
  db: ReaderDb, version: Version, rows: readonly Frozen[], original: Version | undefined,
): Promise<MadeFrom | null> {
  if (version.language === version.sourceLanguage) return null
  const own = rows.filter(({ language, kind }) => language === version.language && kind !== 'rule')
  const editions = await listEditions(db, version.article, version.sourceLanguage)
  const [newest] = editions
  if (!newest || own.length === 0) return null
  const place = { article: version.article, language: version.sourceLanguage, number: newest.number }
  const texts = await listPastTexts(db, place, own.map(({ segment_id }) => segment_id))
  const found = closestOf(version, own, editions, texts)
  if (!found) return null
  const { edition: { number, withdrawn }, agreeing } = found
  return { number, whole: agreeing === own.length, href: original && !withdrawn ? editionPath(original, number) : null }
}

/** The one with which most paragraphs agree: of equals the last that was out by then, else the first that came out. */
function closestOf(
  { publishedAt }: Pick<Version, 'publishedAt'>, own: readonly Frozen[], editions: readonly PastEdition[], texts: readonly PastText[],
): { edition: PastEdition; agreeing: number } | undefined {
  const rows = new Map<Id, Frozen>(own.map((row) => [row.segment_id, row]))
  const counted = Map.groupBy(texts.filter((text) => agrees(rows.get(text.segment_id), text)), ({ number }) => number)
  const most = Math.max(0, ...[...counted.values()].map((some) => some.length))
  const equals = editions.filter(({ number }) => most > 0 && counted.get(number)?.length === most)
  const edition = equals.find(({ at }) => at <= publishedAt) ?? equals.at(-1)
  return edition && { edition, agreeing: most }
}

function agrees(row: Frozen | undefined, text: PastText): boolean {
  return row !== undefined && isInStep({ hash: row.source_hash, substance: row.substance }, text)
}
