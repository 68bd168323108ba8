import type { Id, Language } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import type { Row, Tx } from '../db/schema.ts'
import { findSuggestion, listSuggestions } from '../machine/store.ts'
import { typographyKey } from '../text/fold.ts'
import { wordsIn } from '../text/stems/stem.ts'
import { findOfferedUnit, hadOriginal, type Claimed } from './claims.ts'
import { markOf } from './model.ts'

/**
 * Where the words that somebody put into a field came from: `memory:<unit>:<score>`, `machine:<suggestion>` or `same:<segment>:<mark>`,
 * a paragraph with the same original.
 */
type Offer = { origin: 'memory'; unit: number; score: number } | { origin: 'machine'; suggestion: Id } | { origin: 'same'; segment: Id; mark: string }

const MACHINE = 'machine:'
const MEMORY = /^memory:(\d{1,12}):(\d{2,3})$/
const SAME_SCORE = 100
const SAME = /^same:([0-9a-z]{22}):([0-9a-f]{16})$/

export function printOffer({ unit, score }: { unit: number; score: number }): string {
  return `memory:${unit}:${score}`
}

/** Words of a paragraph with the same original. */
export function printSame(segment: Id, words: string): string {
  return `same:${segment}:${markOf(words)}`
}

export function printSuggestion(id: Id): string {
  return `${MACHINE}${id}`
}

/** Null for what no page of ours sends. */
export function readOffer(printed: string): Offer | null {
  const suggestion = printed.startsWith(MACHINE) ? printed.slice(MACHINE.length) : null
  if (isId(suggestion)) return { origin: 'machine', suggestion }
  const [, segment, mark] = SAME.exec(printed) ?? []
  if (segment !== undefined && mark !== undefined) return { origin: 'same', segment, mark }
  const [, unit, score] = MEMORY.exec(printed) ?? []
  return unit === undefined || Number(score) > 101 ? null : { origin: 'memory', unit: Number(unit), score: Number(score) }
}

/** What was offered, for whoever reviews the text and for its history; null where that is not known any more. */
export type Offered = Omit<Row<'revision_offer'>, 'revision_id'>

/**
 * What these words began from: what was put into their field, a machine's very words however they came there, or what their parents
 * began from.
 */
export async function findOffered(
  tx: Tx, { text, printed, ...place }: Claimed & { text: string; printed: string | null },
  parents: readonly { id: Id }[],
): Promise<Offered | null> {
  const taken = await findPrinted(tx, printed, place)
  if (taken && sharesWords(text, taken.text)) return taken
  return await findSameSuggestion(tx, { ...place, text }) ?? await findInherited(tx, parents)
}

async function findPrinted(tx: Tx, printed: string | null, place: Claimed): Promise<Offered | null> {
  const offer = printed === null ? null : readOffer(printed)
  if (offer?.origin === 'machine') return offeredBy(await findSuggestion(tx, offer.suggestion, place))
  if (!offer) return null
  if (offer.origin === 'same') return await hadOriginal(tx, offer.segment, place) ? findSame(tx, offer, place.language) : null
  const unit = await findOfferedUnit(tx, offer, place)
  return unit && { origin: 'memory', engine: '', ...unit }
}

/** Words of another paragraph: a machine's, if they were so there; nobody's but their writer's, if they were never sent. */
async function findSame(
  tx: Tx, { segment, mark }: { segment: Id; mark: string }, language: Language,
): Promise<Offered | null> {
  const suggested = (await listSuggestions(tx, [segment], language)).get(segment)?.findLast(({ text }) => markOf(text) === mark)
  if (suggested) return offeredBy(suggested)
  const rows = await tx.selectFrom('revision').select(['id', 'text', 'hash']).where('segment_id', '=', segment).where('language', '=', language).execute()
  const same = rows.find(({ hash }) => hash.startsWith(mark))
  if (!same) return null
  return await findInherited(tx, [same]) ?? { origin: 'memory', engine: '', score: SAME_SCORE, text: same.text }
}

const SHORT = 3

/** Whoever takes an offer out of the field again and writes something else did not begin from it. */
function sharesWords(text: string, offered: string): boolean {
  const telling = (words: string) => wordsIn(words).flatMap(({ word }) => word.length > SHORT ? word : [])
  const [own, theirs] = [new Set(telling(text)), telling(offered)]
  return theirs.length === 0 || theirs.some((word) => own.has(word))
}

async function findSameSuggestion(
  tx: Tx, { segment, language, text }: { segment: Id; language: Language; text: string },
): Promise<Offered | null> {
  const suggested = (await listSuggestions(tx, [segment], language)).get(segment) ?? []
  return offeredBy(suggested.findLast((one) => isUnedited(text, one)))
}

function offeredBy(suggestion: { engine: string; text: string } | undefined): Offered | null {
  return suggestion ? { origin: 'machine', engine: suggestion.engine, score: null, text: suggestion.text } : null
}

/** What the revisions were made from that these words go on from: taken back or returned, they keep their label. */
export async function findInherited(tx: Tx, parents: readonly { id: Id }[]): Promise<Offered | null> {
  if (parents.length === 0) return null
  const rows = await tx.selectFrom('revision_offer').select(['origin', 'engine', 'score', 'text'])
    .where('revision_id', 'in', parents.map(({ id }) => id)).orderBy('origin').limit(1).execute()
  return rows[0] ?? null
}

/** Keeps what a revision began from. */
export async function insertOffered(tx: Tx, revision: Id, offered: Offered | null): Promise<void> {
  if (offered) await tx.insertInto('revision_offer').values({ revision_id: revision, ...offered }).execute()
}

/** Is the text the very words that were offered, but for typography? */
export function isUnedited(text: string, { text: offered }: Pick<Offered, 'text'>): boolean {
  return typographyKey(text) === typographyKey(offered)
}
