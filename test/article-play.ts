import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { AppError } from '../src/errors.ts'
import type { Actor } from '../src/people/model.ts'
import { loadFacts } from '../src/segments/facts.ts'
import type { SegmentFacts } from '../src/segments/model.ts'
import { approvedOf, type ArticleOracle, type Piece, type Place } from './article-oracle.ts'
import type { Words } from './distinct-words.ts'
import type { Paragraph } from './oracle.ts'
import type { Outcome, Person, Seen, Spoken } from './oracle-texts.ts'

/** An article of the oracle's beside the real one. */
export interface Play {
  db: Db
  article: Id
  oracle: ArticleOracle
  people: readonly { actor: Actor; person: Person }[]
  words: Words
  /** The real paragraphs: those that a structure proposes too. */
  ids: Map<Paragraph, Id>
  /** Every approved state of the original. */
  documents: (Place & { words: string })[][]
  /** Every text of the original that was ever sent. */
  sent: (readonly Pick<Piece, 'kind' | 'words'>[])[]
}

/** What the real page of a paragraph showed, beside what the oracle's did. */
export interface Page {
  paragraph: Paragraph
  seen: Seen
  facts: SegmentFacts
}

const REFUSALS: Partial<Record<AppError['code'], Outcome>> = {
  forbidden: 'forbidden', own_words: 'own_words', invalid: 'invalid', moved_on: 'moved', wrong_state: 'nothing', not_ready: 'not_ready',
}

/** What became of an act; anything that is no refusal is a fault. */
export async function outcomeOf(act: Promise<Outcome | undefined | void>): Promise<Outcome> {
  try {
    return await act ?? 'done'
  } catch (error) {
    const refusal = error instanceof AppError ? REFUSALS[error.code] : undefined
    if (refusal === undefined) throw error
    return refusal
  }
}

export async function openPage({ db, article, ids }: Play, { actor, person }: Play['people'][number], paragraph: Paragraph, language: Spoken): Promise<Page> {
  const asked = { article, source: 'en', language, person: actor.id, segments: [ids.get(paragraph) ?? ''], removed: true }
  const [facts] = await loadFacts(db, asked)
  if (!facts) throw new Error('no such paragraph')
  return { paragraph, seen: paragraph.look(language, person.name), facts }
}

/** Keeps what the original says now, if it says something new. */
export function remember({ oracle, documents }: Play): void {
  const now = oracle.outline.map((place) => ({ ...place, words: approvedOf(place.paragraph)?.words ?? '' }))
  const last = documents.at(-1)
  if (JSON.stringify(now.map(told)) !== JSON.stringify(last?.map(told))) documents.push(now)
}

function told({ kind, words }: { kind: string; words: string }): [string, string] {
  return [kind, words]
}
