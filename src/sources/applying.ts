import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findReviewPolicy } from '../people/settings.ts'
import { reviewSubmission } from '../reviews/actions.ts'
import { decideSourceChange } from './deciding.ts'
import { send, type ChangeRequest } from './sending.ts'
import { readStructure } from './structure.ts'

/**
 * Sends a change of an original and approves all of it at once, as one pair of eyes: only where the language's policy allows that, and
 * for a reviewer of it. Throws `own_words` where it does not, and what sending and deciding throw.
 */
export async function applyChange(db: Db, actor: Actor, request: ChangeRequest): Promise<Id | null> {
  return transact(db, async (tx) => {
    const sent = await send(tx, actor, request)
    if (!sent) return null
    const { article, submission, proposals, change } = sent
    authorize(actor, 'submission.review', article.source_language)
    if (await findReviewPolicy(tx, article.source_language) !== 'one') throw new AppError('own_words')
    if (proposals.length > 0) {
      await reviewSubmission(tx, actor, submission, proposals.map(({ id, revision, baseRevision, minor = false }) =>
        ({ proposal: id, shown: { revision, source: null, approved: baseRevision }, outcome: 'approve', minor })))
    }
    if (change) await decideSourceChange(tx, actor, change, { outcome: 'approved', shown: (await readStructure(tx, article, change, actor.id)).mark })
    return submission
  })
}
