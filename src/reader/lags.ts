import type { Id, Timestamp } from '../db/columns.ts'
import { isInStep } from '../segments/states.ts'
import type { Frozen, Version } from './model.ts'

/** Editions' ids sort by time within one process: that decides within one millisecond. */
type Moment = Pick<Version, 'publishedAt' | 'edition'>
type Text = Pick<Frozen, 'hash' | 'substance'>
/** A text of the original in one of its editions, by its number. */
export interface PastText extends Text {
  segment_id: Id
  number: number
}

/** One edition of the original, as it counts for its translations. */
export interface OriginalEdition extends Moment {
  number: number
  important: boolean
}

export interface Original {
  /** From the first to the one that readers have. */
  editions: readonly OriginalEdition[]
  /** Texts of the one that readers have. */
  rows: readonly (Text & Pick<Frozen, 'segment_id' | 'kind'>)[]
  /** Texts of all of them, at least of the paragraphs that `listDiffering` names. */
  texts: readonly PastText[]
}

/** A paragraph that does not say what the original says now. */
export interface Lag {
  segment: Id
  kind: 'behind' | 'added' | 'removed'
  /** When the original came to say something else, and when it last changed that; null where no edition of it did. */
  since: Timestamp | null
  changedAt: Timestamp | null
  /** When readers are told, in milliseconds of the epoch: from the beginning of time where an editor published it so. */
  due: number
}

const AT_ONCE = -Infinity
const DAY_MS = 86_400_000

/** Paragraphs whose past in the original decides: those that differ from it now, and those that it alone has. */
export function listDiffering(rows: readonly Frozen[], original: Original['rows']): Id[] {
  const texts = bySegment(original)
  const own = new Set(rows.map(({ segment_id }) => segment_id))
  return [
    ...rows.filter(hasWords).filter((row) => !agrees(row, texts.get(row.segment_id))).map(({ segment_id }) => segment_id),
    ...original.filter(hasWords).filter(({ segment_id }) => !own.has(segment_id)).map(({ segment_id }) => segment_id),
  ]
}

/** `original` is absent for the original itself, and where it is not published; `grace` are days. */
export function lagsOf(version: Moment, rows: readonly Frozen[], grace: number, original?: Original): Lag[] {
  if (!original) return rows.filter(({ step }) => step === 'behind').map(({ segment_id }) => publishedSo(segment_id))
  const now = bySegment(original.rows)
  const own = new Set(rows.map(({ segment_id }) => segment_id))
  const past = { version, editions: original.editions, texts: Map.groupBy(original.texts, ({ segment_id }) => segment_id), grace }
  return [
    ...rows.filter(hasWords).flatMap((row) => lagOf(row, now.get(row.segment_id), past) ?? []),
    ...original.rows.filter((row) => hasWords(row) && !own.has(row.segment_id)).flatMap((row) => additionOf(row.segment_id, past) ?? []),
  ]
}

interface Past {
  version: Moment
  editions: readonly OriginalEdition[]
  texts: ReadonlyMap<Id, readonly PastText[]>
  grace: number
}

/**
 * Differing alone does not make a paragraph old: it may have been made from a text of the original that is yet to be published. It is old
 * if it was published so, if the original came out later, or if the original once read as the paragraph does.
 */
function lagOf(row: Frozen, now: Text | undefined, past: Past): Lag | null {
  const { version, editions } = past
  const current = editions.at(-1)
  const published = row.step === 'behind'
  if (agrees(row, now)) return published && !(current && isNewer(current, version)) ? publishedSo(row.segment_id) : null
  const { since, agreed } = walkBack(row.segment_id, (text) => agrees(row, text), past)
  const kind = now ? 'behind' : 'removed'
  // An original that was put back after that has used up what the editor took on.
  const takenOn = published && !(agreed && isNewer(agreed, version))
  const lag = since && { segment: row.segment_id, kind, ...whenTold(row.segment_id, since, past) } as const
  if (takenOn) return { ...publishedSo(row.segment_id), kind, since: lag?.since ?? null, changedAt: lag?.changedAt ?? null }
  return lag ?? null
}

function additionOf(segment: Id, past: Past): Lag | null {
  const { since } = walkBack(segment, (text) => text === undefined, { ...past, onlyNewer: true })
  return since ? { segment, kind: 'added', ...whenTold(segment, since, past) } : null
}

/** What an editor published older than the original is told at once: grace is for translators. */
function publishedSo(segment: Id): Lag {
  return { segment, kind: 'behind', since: null, changedAt: null, due: AT_ONCE }
}

/**
 * From the edition that readers have back to the last one that agrees: `since` is the edition in which the paragraph came to differ. Where
 * none ever agreed, or `onlyNewer`, it is the first one that came out after the translation.
 */
function walkBack(segment: Id, fits: (text: Text | undefined) => boolean, { version, editions, texts, onlyNewer = false }: Past & {
  onlyNewer?: boolean
}): { since: OriginalEdition | undefined; agreed: OriginalEdition | undefined } {
  const at = byNumber(texts.get(segment))
  const last = editions.findLastIndex(({ number }) => fits(at.get(number)))
  const run = editions.slice(last + 1)
  const agreed = last < 0 ? undefined : editions[last]
  return { since: agreed && !onlyNewer ? run[0] : run.find((edition) => isNewer(edition, version)), agreed }
}

/** By every edition from `since` on that changed the paragraph: an important one is told of when it comes out. */
function whenTold(segment: Id, since: OriginalEdition, { editions, texts, grace }: Past): Pick<Lag, 'since' | 'changedAt' | 'due'> {
  const at = byNumber(texts.get(segment))
  const from = editions.indexOf(since)
  const changing = editions.filter((edition, i) => i === from
    || (i > from && !isSameText(at.get(edition.number), at.get(editions[i - 1]?.number ?? 0))))
  const due = changing.map(({ publishedAt, important }) => Date.parse(publishedAt) + (important ? 0 : grace * DAY_MS))
  return { since: since.publishedAt, changedAt: changing.at(-1)?.publishedAt ?? null, due: Math.min(...due) }
}

function isSameText(one: Text | undefined, other: Text | undefined): boolean {
  return one && other ? isInStep(one, other) : one === other
}

function isNewer(edition: Moment, { publishedAt, edition: id }: Moment): boolean {
  return edition.publishedAt === publishedAt ? edition.edition > id : edition.publishedAt > publishedAt
}

function agrees({ source_hash, substance }: Frozen, text: Text | undefined): boolean {
  return text !== undefined && isInStep({ hash: source_hash, substance }, text)
}

/** A rule between paragraphs says nothing that could be old. */
function hasWords({ kind }: Pick<Frozen, 'kind'>): boolean {
  return kind !== 'rule'
}

function byNumber(texts: readonly PastText[] = []): Map<number, PastText> {
  return new Map(texts.map((text) => [text.number, text]))
}

function bySegment<T extends { segment_id: Id }>(texts: readonly T[]): Map<Id, T> {
  return new Map(texts.map((text) => [text.segment_id, text]))
}
