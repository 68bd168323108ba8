import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findMark, insertMarkWithdrawal, type PlacedMark } from './marks-store.ts'

/** Takes back a mark, as whoever made it and still reviews the language; twice the same is once. It stays stored and counts no more. */
export async function withdrawMark(db: Db, actor: Actor, id: Id): Promise<PlacedMark> {
  return transact(db, async (tx) => {
    const mark = await findMark(tx, id)
    const { submission, segment, language, category, severity } = mark
    authorize(actor, 'submission.review', language)
    if (mark.reviewer !== actor.id) throw new AppError('forbidden', { mark: id })
    if (mark.withdrawn) return mark
    await insertMarkWithdrawal(tx, id, actor.id)
    await record(tx, {
      actor: actor.id, act: 'mark.withdrawn', subject: `submission:${submission}`, details: { mark: id, segment, language, category, severity },
    })
    return mark
  })
}
