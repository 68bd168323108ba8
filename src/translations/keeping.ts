import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import type { Actor } from '../people/model.ts'
import { mayStay } from './model.ts'
import { saveDraftRow } from './store.ts'
import type { ShownReturn } from './whole.ts'
import { factsFor, openForDrafts, type Place } from './writing.ts'

/**
 * Returned texts become drafts just as they are, to be sent again on purpose: those that are still what was shown and that the person
 * has not begun to change. How many; throws `moved_on` when none is.
 */
export async function keepReturned(db: Db, actor: Actor, { article: id, language }: Place, shown: readonly ShownReturn[]): Promise<number> {
  return transact(db, async (tx) => {
    const article = await openForDrafts(tx, actor, { article: id, language })
    const facts = await factsFor(tx, article, language, actor, shown.map(({ segment }) => segment))
    let kept = 0
    for (const { segment, decision, source } of shown) {
      const one = facts.get(segment)
      if (one?.returned?.decision !== decision || (one.source?.revision ?? null) !== source || !mayStay(one, actor.id)) continue
      const { text, revision } = one.returned
      const draft = { text, base: revision, source, version: 1, descendsFrom: null, offer: null }
      await saveDraftRow(tx, { segment, language, person: actor.id }, draft)
      kept += 1
    }
    if (kept === 0) throw new AppError('moved_on')
    return kept
  })
}
