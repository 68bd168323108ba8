import { setImmediate as letOthers } from 'node:timers/promises'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { FileTerm } from './file.ts'
import { markingPlan, planningLoad, type Plan } from './load.ts'
import { MOST_TERMS, recorded, type GlossaryTerm } from './model.ts'
import { inPieces } from './pieces.ts'
import { readGlossary } from './reading.ts'
import { refuseFaults } from './rules.ts'
import { countTerms, glossaryVersion, insertTerms, listTerms, moveGlossary, replaceTerm } from './store.ts'

const TERMS_AT_ONCE = 50

/**
 * All terms of a file or none. Throws `moved_on` when that does not come to what was `shown`: the mark of a plan; null where nobody
 * was shown any. Other questions to the database wait until all are stored; what needs none has its turn after every few of them.
 */
export async function loadTerms(db: Db, actor: Actor, file: readonly FileTerm[], shown: string | null): Promise<Plan> {
  authorize(actor, 'glossary.change')
  const version = await glossaryVersion(db)
  const planned = await planInPieces(await readGlossary(db), file)
  return transact(db, async (tx) => {
    // What was planned holds for the glossary that it was planned for.
    const plan = await glossaryVersion(tx) === version ? planned : await planInPieces(await listTerms(tx), file)
    if (shown !== null && await markInPieces(plan) !== shown) throw new AppError('moved_on', { terms: file.length })
    if (plan.added.length + plan.changed.length > 0) await store(tx, actor, plan)
    return plan
  })
}

export function planInPieces(terms: readonly GlossaryTerm[], file: readonly FileTerm[]): Promise<Plan> {
  return inPieces(planningLoad(terms, file), TERMS_AT_ONCE)
}

export function markInPieces(plan: Plan): Promise<string> {
  return inPieces(markingPlan(plan), TERMS_AT_ONCE)
}

async function store(tx: Tx, actor: Actor, { added, changed }: Plan): Promise<void> {
  if (await countTerms(tx) + added.length > MOST_TERMS) throw new AppError('glossary_full')
  for (let at = 0; at < added.length; at += TERMS_AT_ONCE) {
    const some = added.slice(at, at + TERMS_AT_ONCE)
    some.forEach(refuseFaults)
    await insertTerms(tx, actor.id, some, true)
    await letOthers()
  }
  for (const [at, { term, content }] of changed.entries()) {
    refuseFaults(content)
    await replaceTerm(tx, term.id, { by: actor.id, shown: term.version }, content)
    const details = { before: recorded(term), after: recorded(content) }
    await record(tx, { actor: actor.id, act: 'glossary.changed', subject: `term:${term.id}`, details })
    if (at % TERMS_AT_ONCE === 0) await letOthers()
  }
  await moveGlossary(tx)
  const details = { added: added.length, changed: changed.length, words: added.slice(0, 200).map((one) => one.variants[0]?.text ?? '') }
  await record(tx, { actor: actor.id, act: 'glossary.imported', subject: 'glossary:terms', details })
}
