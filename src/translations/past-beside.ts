import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { namesOf } from '../people/store.ts'
import { listQualityMarks } from '../quality/marks-store.ts'
import { markViews, seesMarks, type MarkView } from '../quality/marks-view.ts'
import { listOffers } from './offered.ts'
import type { Offered } from './offers.ts'

/** What stands beside the versions of a paragraph, by revision. */
export interface PastBeside {
  /** Where their words came from. */
  offers: ReadonlyMap<Id, Offered>
  /** What reviewers marked in them, for those whom it concerns. */
  marks: ReadonlyMap<Id, readonly MarkView[]>
}

export async function readPastBeside(db: Db, actor: Actor, language: Language, revisions: readonly Id[]): Promise<PastBeside> {
  return { offers: await listOffers(db, revisions), marks: await readMarks(db, actor, language, revisions) }
}

/** What reviewers marked in these texts, as far as it concerns the person; taken back on the page of the submission alone. */
export async function readMarks(db: Db, actor: Actor, language: Language, revisions: readonly Id[]): Promise<PastBeside['marks']> {
  const made = await listQualityMarks(db, revisions)
  const names = await namesOf(db, [...made.values()].flat().map(({ by }) => by))
  return new Map([...made].map(([revision, some]) => {
    const seen = some.filter(({ translator }) => seesMarks(actor, language, [translator]))
    return [revision, markViews(seen, { actor, language, names }).map((mark) => ({ ...mark, withdraw: false }))]
  }))
}
