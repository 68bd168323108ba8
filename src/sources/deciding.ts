import { findOpenArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize, can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findReviewPolicy } from '../people/settings.ts'
import { insertStructurePass, listStructurePasses } from '../segments/passes-store.ts'
import { isEnough } from '../segments/passes.ts'
import { insertDecision, insertFirst, insertSubstance } from '../segments/decisions.ts'
import { listWriters } from '../segments/lineage.ts'
import { closeProposal } from '../segments/proposals.ts'
import { closeChange, findSourceChange } from '../segments/source-changes.ts'
import { appendOutline, touchArticle } from '../segments/store.ts'
import { readStructure, type Structure } from './structure.ts'
import { releaseRemoved } from './releasing.ts'

/** A decision on a whole structure. `shown` is the mark of what was on the page; `minor`, edits in it that change nothing of substance. */
interface StructureVerdict {
  outcome: 'approved' | 'returned'
  reason?: string
  shown: string
  /** Without it as its sender proposed. */
  minor?: readonly Id[]
}

type StructureResult = 'approved' | 'passed' | 'returned'

/**
 * Decides a change of an article's structure as a whole; says what came of it. Approved, it becomes the article's next outline, and its
 * texts are approved with it; no translation is touched. Passed, it waits on: two reviewers have to stand behind it. Throws `moved_on`
 * when it is not what was shown, is decided already, or (to approve) when the article is not the one it was made from; `own_words` to
 * whoever wrote a part of it or sent it; `reason_needed` without a reason.
 */
export async function decideSourceChange(db: Db, reviewer: Actor, id: Id, verdict: StructureVerdict): Promise<StructureResult> {
  return transact(db, async (tx) => {
    const change = await findSourceChange(tx, id)
    const article = await findOpenArticle(tx, change.article_id)
    authorize(reviewer, 'submission.review', article.source_language)
    const structure = await readStructure(tx, article, id, reviewer.id)
    if (structure.closed || structure.mark !== verdict.shown) throw new AppError('moved_on', { change: id })
    const result = verdict.outcome === 'returned'
      ? await giveBack(tx, reviewer, structure, verdict.reason ?? '') : await approve(tx, reviewer, structure, verdict.minor)
    await touchArticle(tx, article.id)
    await record(tx, {
      actor: reviewer.id, act: `source_change.${result}`, subject: `submission:${structure.submission}`,
      details: {
        change: id, article: article.id, language: article.source_language,
        ...verdict.outcome === 'returned' ? { reason: verdict.reason ?? '' } : { revisions: structure.rows.flatMap(({ revision }) => revision ?? []) },
      },
    })
    return result
  })
}

async function giveBack(tx: Tx, reviewer: Actor, { id }: Structure, reason: string): Promise<StructureResult> {
  if (reason.trim() === '') throw new AppError('reason_needed', { change: id })
  if (!await closeChange(tx, id, { outcome: 'returned', by: reviewer.id, reason })) throw new AppError('moved_on')
  return 'returned'
}

async function approve(tx: Tx, reviewer: Actor, structure: Structure, minor?: readonly Id[]): Promise<StructureResult> {
  const { id, article, language, removed } = structure
  if (structure.moved !== null) throw new AppError('moved_on', { change: id })
  const eyes = await eyesOn(tx, reviewer, structure)
  if (!await isReviewed(tx, reviewer, structure)) return 'passed'
  await releaseRemoved(tx, { article, source: language, segments: removed })
  await closeFirstTexts(tx, structure)
  const outline = await appendOutline(tx, article, structure.sender, structure.rows)
  if (!await closeChange(tx, id, { outcome: 'approved', by: reviewer.id, eyes, outline })) throw new AppError('moved_on')
  await approveTexts(tx, structure, { reviewer: reviewer.id, eyes }, minor)
  return 'approved'
}

/** Do as many reviewers stand behind it, with this one, as its language asks for? The first is kept. */
async function isReviewed(tx: Tx, { id: reviewer }: Actor, { id, mark, sender, language }: Structure): Promise<boolean> {
  if (await findReviewPolicy(tx, language) !== 'three') return true
  const passes = await listStructurePasses(tx, id, mark)
  if (isEnough(passes, reviewer, sender)) return true
  if (!passes.some((pass) => pass.reviewer === reviewer)) await insertStructurePass(tx, id, mark, reviewer)
  return false
}

/** The texts that came with the structure. Those of paragraphs that nobody knew before are all stored at once. */
async function approveTexts(tx: Tx, { rows, lineage, texts, language, state }: Structure, by: { reviewer: Id; eyes: 'one' | 'two' },
  minor?: readonly Id[]): Promise<void> {
  const known = new Set([...state.rows, ...state.archived].map(({ segment }) => segment))
  const reshaped = new Set(lineage.flatMap(({ segment, from }) => [segment, from]))
  const written = rows.flatMap(({ revision, ...row }) => revision === null ? [] : [{ ...row, revision }])
  await insertFirst(tx, { ...by, outcome: 'approved' }, written.filter(({ segment }) => !known.has(segment))
    .map(({ segment, revision }) => ({ id: revision, segment_id: segment, language })))
  for (const { segment, revision, base, minor: proposed } of written.filter((row) => known.has(row.segment))) {
    const decision = await insertDecision(tx, {
      segment, language, proposal: null, outcome: 'approved', revision, sourceRevision: null, ...by,
    })
    const isMinor = base !== null && !reshaped.has(segment) && (minor ? minor.includes(segment) : proposed)
    await insertSubstance(tx, decision, { segment, language, hash: texts.get(revision)?.hash ?? '', minor: isMinor })
  }
}

/** First texts that its sender offered before and that the structure now holds in another shape. */
async function closeFirstTexts(tx: Tx, { rows, sender, state }: Structure): Promise<void> {
  const shaped = new Set(rows.filter(({ revision, base }) => revision !== null && base === null).map(({ segment }) => segment))
  for (const { segment, waiting } of state.rows) {
    if (waiting?.sender === sender && shaped.has(segment)) await closeProposal(tx, waiting.proposal)
  }
}

/** Two pairs of eyes on every text in it, and on the order itself, unless the language's policy allows one. */
async function eyesOn(tx: Tx, reviewer: Actor, { rows, sender, language }: Structure): Promise<'one' | 'two'> {
  const writers = await listWriters(tx, rows.flatMap(({ revision }) => revision ?? []))
  const own = sender === reviewer.id || [...writers.values()].some((some) => some.has(reviewer.id))
  if (!own) return 'two'
  if (await findReviewPolicy(tx, language) === 'one' && can(reviewer, 'submission.review', language)) return 'one'
  throw new AppError('own_words')
}
