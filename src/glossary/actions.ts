import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize, can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { contentKey, MOST_TERMS, recorded, type TermContent } from './model.ts'
import { refuseFaults } from './rules.ts'
import { countTerms, findTerm, insertTerm, markTerm, moveGlossary, replaceTerm } from './store.ts'

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

async function keep(tx: Tx, actor: Actor, act: Parameters<typeof record>[1]['act'], id: Id, details: Parameters<typeof record>[1]['details']): Promise<void> {
  await moveGlossary(tx)
  await record(tx, { actor: actor.id, act, subject: `term:${id}`, details })
}
