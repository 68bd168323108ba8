import { listTitles, type Title } from '../../articles/store.ts'
import type { Id, Language } from '../../db/columns.ts'
import type { Db, Tx } from '../../db/schema.ts'
import { AppError } from '../../errors.ts'
import type { Actor } from '../../people/model.ts'
import { loadFacts } from '../../segments/facts.ts'
import { headOf, type SegmentFacts } from '../../segments/model.ts'
import { typographyKey } from '../../text/fold.ts'
import type { Place } from '../writing.ts'
import { listOpenArticles, listSameSources, listSources } from './same-store.ts'

const MOST_ARTICLES = 20
const MOST_PLACES = 100

/** A paragraph's words in hand, for its person: their own draft first. */
export function wordsOf(facts: Pick<SegmentFacts, 'draft' | 'proposal' | 'returned' | 'approved'>): string | null {
  return facts.draft?.text ?? headOf(facts)?.text ?? null
}

/** Have both the same words, but for typography? */
export function saySame(one: string | null, other: string | null): boolean {
  return one === other || one !== null && other !== null && typographyKey(one) === typographyKey(other)
}

/** How many other paragraphs of the article have the same original but not the same translation, by segment. Of the whole article. */
export function countTwins(facts: readonly SegmentFacts[]): Map<Id, number> {
  const counts = new Map<Id, number>()
  for (const alike of groupsOf(facts.filter(({ source }) => source), ({ source }) => beginningOf(source?.text ?? ''))) {
    for (const twins of groupsOf(alike, ({ source }) => typographyKey(source?.text ?? ''))) {
      for (const one of twins) {
        const words = wordsOf(one)
        const others = twins.filter((other) => other !== one && (words === null || !saySame(wordsOf(other), words)))
        if (others.length > 0) counts.set(one.segment, others.length)
      }
    }
  }
  return counts
}

/** Those of more than one. */
function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  return [...Map.groupBy(all, keyOf).values()].filter(({ length }) => length > 1)
}

/** Cheaper than the whole key, and the same wherever that is the same. */
function beginningOf(text: string): string {
  return text.slice(0, 80).replace(/[^\p{L}\p{N}]+/gu, '').slice(0, 12)
}

/** The same of one's open articles, for paragraphs that one has words of; of this one, too, where only some of it is at hand. */
export async function countElsewhere(
  db: Db, { article, source, language, person, whole }: Asking & { whole: boolean }, facts: readonly SegmentFacts[],
): Promise<Map<Id, number>> {
  const own = facts.filter((one) => one.source && (one.draft || one.proposal?.sender === person))
  if (own.length === 0 || source === language) return new Map()
  const others = (await listOpenArticles(db, { person, language, source, most: MOST_ARTICLES })).filter((id) => id !== article)
  const wanted = [...new Set(own.flatMap(({ source: text }) => text?.hash ?? []))]
  const hashes = Map.groupBy(await listSameSources(db, whole ? others : [article, ...others], source, wanted), ({ hash }) => hash)
  return new Map(own.flatMap(({ segment, source: text }) => {
    const count = hashes.get(text?.hash ?? '')?.filter((other) => other.segment !== segment).length ?? 0
    return count > 0 ? [[segment, count] as const] : []
  }))
}

interface Asking extends Place {
  source: Language
  person: Id
}

/** A paragraph with the same original, and what it says now. */
export interface Twin {
  article: Id
  facts: SegmentFacts
}

export interface Twins {
  one: SegmentFacts
  /** What could be put there; null where nothing is written yet. */
  words: string | null
  others: Twin[]
  /** How many of them say the same already. */
  already: number
  titles: ReadonlyMap<Id, Title>
}

/** Paragraphs of this article, and of others that the person works on, whose originals say the same. Throws `not_found`. */
export async function readTwins(db: Db, actor: Actor, { segment, ...place }: Place & { segment: Id }, source: Language): Promise<Twins> {
  const { article, language } = place
  const [one] = await loadFacts(db, { article, source, language, person: actor.id, segments: [segment] })
  if (!one?.source || source === language) throw new AppError('not_found', { segment })
  const open = await listOpenArticles(db, { person: actor.id, language, source, most: MOST_ARTICLES })
  const key = typographyKey(one.source.text)
  const same = (await listSources(db, [...new Set([article, ...open])], source))
    .filter((other) => other.segment !== segment && typographyKey(other.text) === key).slice(0, MOST_PLACES)
  const twins = await readEach(db, actor, { language, source }, same)
  const words = wordsOf(one)
  const others = twins.filter(({ facts }) => words === null || !saySame(wordsOf(facts), words))
  const titles = await listTitles(db, [...new Set(others.map((other) => other.article))], language)
  return { one, words, others, already: twins.length - others.length, titles }
}

/** Article by article, this one's paragraphs first, each in its order. */
export async function readEach(
  db: Db | Tx, actor: Actor, languages: { language: Language; source: Language }, places: readonly { article: Id; segment: Id }[],
): Promise<Twin[]> {
  const twins: Twin[] = []
  for (const [article, some] of Map.groupBy(places, (place) => place.article)) {
    const facts = await loadFacts(db, { article, ...languages, person: actor.id, segments: some.map(({ segment }) => segment) })
    twins.push(...facts.map((one) => ({ article, facts: one })))
  }
  return twins
}
