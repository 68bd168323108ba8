import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { listOutline, type RemovedPlace } from '../segments/store.ts'
import { findOffers } from '../text/align/offers.ts'
import { beginningOf } from '../text/excerpt.ts'
import { listApprovedOnce, listShapes, type ApprovedOnce, type ShapeLine } from './origins-store.ts'
import { listTexts } from './store.ts'

/** A paragraph that another one came from; without a number when it has no place in the article any more. */
export interface PastPlace {
  segment: Id
  number: number | null
  /** How its original began then. */
  words: string
}

/**
 * Where a paragraph that has no translation of its own yet comes from: a part of a split, several joined into one, a new one similar
 * to one that was removed. `original` is the whole text it was, `old` what its translation was.
 */
export type Origin =
  | { role: 'split' | 'similar'; from: PastPlace; original: string; old: ApprovedOnce | null }
  | { role: 'join'; from: PastPlace[]; texts: ApprovedOnce[]; missing: PastPlace[] }

export type Origins = ReadonlyMap<Id, Origin>

interface Place {
  article: Id
  source: Language
  language: Language
}

const LEAST_SIMILAR = 0.7
const FIRST_WORDS = 60

/** Of these paragraphs those that were split or joined and not translated anew since. */
export async function readOrigins(
  db: Db | Tx, { article, source, language }: Place, facts: readonly SegmentFacts[],
): Promise<Map<Id, Origin>> {
  if (source === language) return new Map()
  const lines = newestOf(await listShapes(db, article))
  const asked = facts.filter((one) => one.source && lines.has(one.segment))
  if (asked.length === 0) return new Map()
  const all = asked.flatMap(({ segment }) => lines.get(segment) ?? [])
  const froms = [...new Set(all.map(({ from }) => from))]
  const once = await listApprovedOnce(db, [...froms, ...asked.map(({ segment }) => segment)], language)
  const texts = await listTexts(db, all.flatMap(({ base }) => base ?? []))
  const numbers = new Map((await listOutline(db, article, froms)).map(({ segment, position }) => [segment, position + 1]))
  return new Map(asked.flatMap((one) => {
    const origin = originOf(one, lines.get(one.segment) ?? [], { once, texts, numbers })
    return origin ? [[one.segment, origin] as const] : []
  }))
}

/** Of the newest change alone: what it was before that was settled then. */
function newestOf(lines: readonly ShapeLine[]): Map<Id, ShapeLine[]> {
  const bySegment = Map.groupBy(lines, ({ segment }) => segment)
  return new Map([...bySegment].map(([segment, some]) => [segment, some.filter(({ at }) => at === some[0]?.at)]))
}

interface Past {
  once: ReadonlyMap<Id, ApprovedOnce[]>
  texts: ReadonlyMap<Id, string>
  numbers: ReadonlyMap<Id, number>
}

function originOf({ segment, approved }: SegmentFacts, lines: readonly ShapeLine[], { once, texts, numbers }: Past): Origin | null {
  const [first] = lines
  if (!first) return null
  const { at } = first
  const then = (from: Id) => once.get(from)?.findLast((text) => text.at <= at) ?? null
  const placeOf = (from: Id): PastPlace => {
    const base = lines.find((line) => line.from === from)?.base
    return { segment: from, number: numbers.get(from) ?? null, words: beginningOf(texts.get(base ?? '') ?? '', FIRST_WORDS) }
  }
  if (first.role === 'split') {
    return approved ? null : { role: 'split', from: placeOf(first.from), original: texts.get(first.base ?? '') ?? '', old: then(first.from) }
  }
  if ((once.get(segment)?.at(-1)?.at ?? '') > at) return null
  return {
    role: 'join', from: lines.map(({ from }) => placeOf(from)), texts: lines.flatMap(({ from }) => then(from) ?? []),
    missing: lines.flatMap(({ from }) => then(from) ? [] : [placeOf(from)]),
  }
}

/** New paragraphs that are similar to ones removed from the article, whose translation may serve. */
export async function readSimilar(
  db: Db, { article, source, language }: Place, facts: readonly SegmentFacts[], removed: readonly RemovedPlace[],
): Promise<Map<Id, Origin>> {
  const fresh = facts.filter((one) => one.source && !one.approved && !one.proposal && !one.returned && !one.draft)
  if (fresh.length === 0 || removed.length === 0) return new Map()
  const joined = new Set((await listShapes(db, article)).flatMap(({ role, from }) => role === 'join' ? [from] : []))
  const gone = removed.map(({ segment }) => segment).filter((segment) => !joined.has(segment))
  const once = await listApprovedOnce(db, gone, language)
  const originals = await listApprovedOnce(db, [...once.keys()], source)
  const old = [...originals.values()].flatMap((texts) => texts.at(-1) ?? [])
  const offers = findOffers(fresh.map((one) => one.source?.text ?? ''), old.map(({ text }) => text), LEAST_SIMILAR)
  return new Map(offers.flatMap(({ fresh: at, archived }) => {
    const [one, before] = [fresh[at], old[archived]]
    const text = once.get(before?.segment ?? '')?.at(-1)
    if (!one || !before || !text) return []
    return [[one.segment, { role: 'similar', from: { segment: before.segment, number: null, words: beginningOf(before.text, FIRST_WORDS) }, original: before.text, old: text }] as const]
  }))
}

/**
 * What the translation of a joined paragraph starts from: the approved texts of all that were joined, in their order, on lines of their
 * own where the original has lines. Null where one or none of them was translated: that one stands there already.
 */
export function startOf(origin: Origin | undefined, original: string): string | null {
  if (origin?.role !== 'join') return null
  const texts = origin.texts.map(({ text }) => text)
  return texts.length === 0 ? null : texts.join(original.includes('\n') ? '\n' : ' ')
}

/** The older translation that a button puts into the field, and the text it was. */
export function oldTextOf(
  { facts, around }: { facts: readonly SegmentFacts[]; around: { origins: Origins } }, segment: Id | null | undefined,
): { text: string; from?: Id } | undefined {
  const one = facts.find((facts) => facts.segment === segment)
  const origin = one && around.origins.get(one.segment)
  if (!one?.source || !origin) return undefined
  if (origin.role !== 'join') return origin.old ? { text: origin.old.text, from: origin.old.revision } : undefined
  const text = startOf(origin, one.source.text)
  return text === null ? undefined : { text }
}

/**
 * The texts that a new translation of such a paragraph counts as made from, whoever typed it and however: with both in view nobody
 * can tell words taken over from words written anew.
 */
export function parentsIn(origin: Origin | undefined): { id: Id; role: 'split' | 'join' | 'copy' }[] {
  if (!origin) return []
  if (origin.role === 'join') return origin.texts.map(({ revision }) => ({ id: revision, role: 'join' as const }))
  return origin.old ? [{ id: origin.old.revision, role: origin.role === 'split' ? 'split' : 'copy' }] : []
}
