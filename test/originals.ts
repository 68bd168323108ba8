import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { findArticle } from '../src/articles/store.ts'
import { findFault } from '../src/upkeep/soundness.ts'
import type { Actor } from '../src/people/model.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import { loadFacts } from '../src/segments/facts.ts'
import { findOpenChange } from '../src/segments/source-changes.ts'
import { decideSourceChange } from '../src/sources/deciding.ts'
import type { Block, Choices, Plan, SourceState } from '../src/sources/model.ts'
import { planChange } from '../src/sources/plan.ts'
import { sendChange } from '../src/sources/sending.ts'
import { readSource } from '../src/sources/state.ts'
import { readStructure } from '../src/sources/structure.ts'
import { shownOf } from './world.ts'

export async function stateFor(db: Db, actor: Actor, article: Id): Promise<SourceState> {
  return readSource(db, await findArticle(db, article), actor.id)
}

/** The original as it stands, as blocks to be changed. */
export async function blocksOf(db: Db, actor: Actor, article: Id): Promise<Block[]> {
  return (await stateFor(db, actor, article)).rows.map(({ kind, level, list, asset, text }) => ({ kind, level, list, asset, text }))
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', level: 0, list: null, asset: null, text }
}

export async function planOf(db: Db, actor: Actor, article: Id, blocks: readonly Block[], choices: Choices = {}): Promise<Plan> {
  return planChange(await stateFor(db, actor, article), blocks, choices)
}

/** Sends a change over the article as it is now. */
export async function sendBlocks(db: Db, actor: Actor, article: Id, blocks: readonly Block[], {
  choices = {}, left = [],
}: { choices?: Choices; left?: readonly Id[] } = {}): Promise<Id | null> {
  const { mark } = await stateFor(db, actor, article)
  return sendChange(db, actor, { article, blocks, choices, mark, left })
}

/** Decides the structure that waits, as it is now. */
export async function decideStructure(db: Db, reviewer: Actor, article: Id, outcome: 'approved' | 'returned' = 'approved'): Promise<Id> {
  const change = await findOpenChange(db, article)
  assert.ok(change, 'no structure waits')
  const { mark } = await readStructure(db, await findArticle(db, article), change.id, reviewer.id)
  await decideSourceChange(db, reviewer, change.id, { outcome, reason: outcome === 'returned' ? 'Not so' : '', shown: mark })
  return change.id
}

/** Approves all that waits of an original: its texts and its structure. */
export async function approveOriginal(db: Db, reviewer: Actor, article: Id): Promise<void> {
  const { source_language: source } = await findArticle(db, article)
  const facts = (await loadFacts(db, { article, source, language: source })).filter(({ proposal }) => proposal)
  for (const [submission, some] of Map.groupBy(facts, ({ proposal }) => proposal?.submission ?? '')) {
    const verdicts = some.map((one) => ({ ...shownOf(one), outcome: 'approve' as const }))
    await reviewSubmission(db, reviewer, submission, verdicts)
  }
  if (await findOpenChange(db, article)) await decideStructure(db, reviewer, article)
}

export async function assertSound(db: Db): Promise<void> {
  assert.equal(await findFault(db), null)
}
