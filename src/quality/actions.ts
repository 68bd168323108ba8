import type { Id, Language } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { record } from '../ledger/record.ts'
import { authorize, type Ability } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { openQuestions, type Judged } from './model.ts'
import { insertAnswer, listAnswers } from './store.ts'

interface ParagraphPlace {
  segment: Id
  language: Language
}

/** Says that a finding is meant so, with the reason; or asks about it again. Twice the same is once. Whoever may write there may. */
export async function answerFinding(db: Db, actor: Actor, place: ParagraphPlace & { article: Id; ability: Ability }, answer: {
  finding: Pick<Judged, 'id' | 'check'>; meant: boolean; reason: string
}): Promise<void> {
  authorize(actor, place.ability, place.language)
  const { finding: { id: finding, check }, meant, reason } = answer
  await transact(db, async (tx) => {
    const known = (await listAnswers(tx, [place.segment], place.language)).get(place.segment)?.get(finding)
    if (meant ? known?.reason === reason : !known) return
    await insertAnswer(tx, { ...place, finding }, { person: actor.id, answer: meant ? 'meant' : 'reopened', reason })
    await record(tx, {
      actor: actor.id, act: meant ? 'finding.answered' : 'finding.reopened', subject: `segment:${place.segment}`,
      details: { article: place.article, language: place.language, check, reason },
    })
  })
}

/** What was ticked as meant so when the text was sent; the sending itself is recorded. */
export async function answerQuestions(tx: Tx, actor: Actor, place: ParagraphPlace, findings: readonly Judged[] = []): Promise<void> {
  for (const { id } of openQuestions(findings)) {
    await insertAnswer(tx, { ...place, finding: id }, { person: actor.id, answer: 'meant', reason: '' })
  }
}
