import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize, can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { FileTerm } from './file.ts'
import { planLoad, planMark, type Plan } from './load.ts'
import { contentKey, MOST_TERMS, recorded, type TermContent } from './model.ts'
import { findFaults } from './rules.ts'
import { countTerms, findTerm, insertTerm, listTerms, markTerm, moveGlossary, replaceTerm } from './store.ts'

/** Adds a term; of somebody who may only propose one it waits for a reviewer, and no text is checked against it. */
export async function addTerm(db: Db, actor: Actor, content: TermContent): Promise<Id> {
  authorize(actor, 'glossary.propose')
  const isApproved = can(actor, 'glossary.change')
  refuseFaults(content)
  return transact(db, async (tx) => {
    if (await countTerms(tx) >= MOST_TERMS) throw new AppError('glossary_full')
    const id = await insertTerm(tx, actor.id, content, isApproved)
    await keep(tx, actor, isApproved ? 'glossary.added' : 'glossary.proposed', id, { after: recorded(content) })
    return id
  })
}

/** Changes a term if it is still the version that was `shown`; whoever may change a proposal agrees to it so. */
export async function changeTerm(db: Db, actor: Actor, id: Id, shown: number, content: TermContent): Promise<'saved' | 'unchanged' | 'moved'> {
  authorize(actor, 'glossary.change')
  refuseFaults(content)
  return transact(db, async (tx) => {
    const term = await findTerm(tx, id)
    if (term.version !== shown || term.isRemoved) return 'moved'
    if (term.isApproved && contentKey(term) === contentKey(content)) return 'unchanged'
    if (!await replaceTerm(tx, id, { by: actor.id, shown }, content)) return 'moved'
    await keep(tx, actor, 'glossary.changed', id, { before: recorded(term), after: recorded(content) })
    return 'saved'
  })
}

const MARKS = { approved: 'glossary.approved', removed: 'glossary.removed', restored: 'glossary.restored' } as const
export type Mark = keyof typeof MARKS

/** Agrees to a proposal, removes a term, or brings it back. Throws `moved_on` when it is not what was shown. */
export async function decideTerm(db: Db, actor: Actor, id: Id, shown: number, mark: Mark): Promise<void> {
  authorize(actor, 'glossary.change')
  await transact(db, async (tx) => {
    const term = await findTerm(tx, id)
    const done = term.version === shown && await markTerm(tx, id, { by: actor.id, shown }, mark)
    if (!done) throw new AppError('moved_on', { term: id })
    await keep(tx, actor, MARKS[mark], id, mark === 'removed' ? { before: recorded(term) } : { after: recorded(term) })
  })
}

/**
 * All terms of a file or none. Throws `moved_on` when that does not come to what was `shown`: the mark of a plan; null where nobody
 * was shown any.
 */
export async function loadTerms(db: Db, actor: Actor, file: readonly FileTerm[], shown: string | null): Promise<Plan> {
  authorize(actor, 'glossary.change')
  return transact(db, async (tx) => {
    const plan = planLoad(await listTerms(tx), file)
    if (shown !== null && planMark(plan) !== shown) throw new AppError('moved_on', { terms: file.length })
    if (plan.added.length + plan.changed.length > 0) await store(tx, actor, plan)
    return plan
  })
}

async function store(tx: Tx, actor: Actor, { added, changed }: Plan): Promise<void> {
  if (await countTerms(tx) + added.length > MOST_TERMS) throw new AppError('glossary_full')
  for (const content of [...added, ...changed.map((one) => one.content)]) refuseFaults(content)
  for (const content of added) await insertTerm(tx, actor.id, content, true)
  for (const { term, content } of changed) {
    await replaceTerm(tx, term.id, { by: actor.id, shown: term.version }, content)
    const details = { before: recorded(term), after: recorded(content) }
    await record(tx, { actor: actor.id, act: 'glossary.changed', subject: `term:${term.id}`, details })
  }
  await moveGlossary(tx)
  const details = { added: added.length, changed: changed.length, words: added.slice(0, 200).map((one) => one.variants[0]?.text ?? '') }
  await record(tx, { actor: actor.id, act: 'glossary.imported', subject: 'glossary:terms', details })
}

function refuseFaults(content: TermContent): void {
  const [fault] = findFaults(content)
  if (fault) throw new AppError('invalid', { term: fault.fault })
}

async function keep(tx: Tx, actor: Actor, act: Parameters<typeof record>[1]['act'], id: Id, details: Parameters<typeof record>[1]['details']): Promise<void> {
  await moveGlossary(tx)
  await record(tx, { actor: actor.id, act, subject: `term:${id}`, details })
}
