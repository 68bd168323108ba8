import { checkSegments } from '../articles/actions.ts'
import type { Article } from '../articles/model.ts'
import { findOpenArticle } from '../articles/store.ts'
import { listImages } from '../assets/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { record } from '../ledger/record.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { closeProposal, insertProposals, insertSubmission, type NewProposal } from '../segments/proposals.ts'
import { closeChange, insertSourceChange, type ChangeLineage, type ChangeRow } from '../segments/source-changes.ts'
import { touchArticle } from '../segments/store.ts'
import { deleteSourceDraft } from './draft-store.ts'
import type { Block, Choices, SourceState } from './model.ts'
import { planChange } from './plan.ts'
import { approvedIn, readSource } from './state.ts'
import { storedBlocks } from './stored.ts'
import { aim, changesOutline, type TargetRow } from './target.ts'
import { writeTexts, type WrittenRow } from './texts.ts'

/** What is to become of an original, and the mark of the plan that was shown for it. */
export interface ChangeRequest {
  article: Id
  blocks: readonly Block[]
  choices?: Choices
  mark: string
  message?: string
  /** Paragraphs to leave as they are, whatever the blocks say: others' words wait for them. */
  left?: readonly Id[]
  /** The version of the sender's own draft that this is, 0 for words from elsewhere: no other is done with. Whichever there is without. */
  draft?: number
}

/** What was sent to review together. */
interface SentParts {
  article: Article
  submission: Id
  /** The texts of paragraphs that stay where they are, or only move. */
  proposals: (NewProposal & { id: Id })[]
  /** The structure; null when it stays as it is. */
  change: Id | null
}

/**
 * Sends a change of an original to review as one submission; null where nothing would change. Throws `moved_on` when the plan of it
 * is not the one that was shown, `invalid` for choices that cannot be followed, `wrong_state` where somebody else's words or structure
 * wait, and what `checkSegments` throws.
 */
export async function sendChange(db: Db, actor: Actor, request: ChangeRequest): Promise<Id | null> {
  return transact(db, async (tx) => (await send(tx, actor, request))?.submission ?? null)
}

/** The same inside a transaction. */
export async function send(tx: Tx, actor: Actor, request: ChangeRequest): Promise<SentParts | null> {
  const { choices = {}, mark, message = '', left = [], draft } = request
  const article = await findOpenArticle(tx, request.article)
  authorize(actor, 'source.write', article.source_language)
  const state = await readSource(tx, article, actor.id)
  if (state.mark !== mark) throw new AppError('moved_on', { article: article.id })
  const plan = planChange(state, await storedBlocks(tx, state, request.blocks), choices)
  if (plan.problems.length > 0) throw new AppError('invalid', { choices: plan.problems.map(({ code }) => code).join(' ') })
  const target = aim(state, plan, left)
  const structural = changesOutline(state.rows, target)
  if (!structural && target.every(({ does }) => does === 'stays')) return null
  checkSegments(target)
  await checkPictures(tx, target)
  if (structural) await makeWay(tx, actor, state)
  await closeReplaced(tx, state, target)
  const submission = await insertSubmission(tx, { article: article.id, language: state.language, sender: actor.id, message })
  const rows = await writeTexts(tx, actor.id, state, target)
  const proposals = proposalsOf(state, rows)
  const ids = await insertProposals(tx, submission, proposals)
  const change = structural ? await insertStructure(tx, state, submission, rows) : null
  if (left.length === 0) await deleteSourceDraft(tx, article.id, actor.id, draft)
  await touchArticle(tx, article.id)
  await record(tx, {
    actor: actor.id, act: 'submission.sent', subject: `submission:${submission}`,
    details: { article: article.id, language: state.language, revisions: rows.flatMap(({ revision }) => revision ?? []), change },
  })
  return { article, submission, change, proposals: proposals.map((proposal, at) => ({ ...proposal, id: ids[at] ?? '' })) }
}

/** An image has one of the pictures that are kept. */
async function checkPictures(tx: Tx, target: readonly TargetRow[]): Promise<void> {
  const images = target.filter(({ kind, asset }) => kind === 'image' || asset !== null)
  const kept = await listImages(tx, images.flatMap(({ asset }) => asset ?? []))
  if (images.some(({ asset }) => asset === null || !kept.has(asset))) throw new AppError('invalid', { image: 'unknown' })
}

/** One structure waits at a time: one's own gives way to the newer one. */
async function makeWay(tx: Tx, actor: Actor, { structure }: SourceState): Promise<void> {
  if (!structure) return
  if (!structure.mine) throw new AppError('wrong_state', { why: 'structure_waits', change: structure.id })
  if (!await closeChange(tx, structure.id, { outcome: 'withdrawn', by: actor.id })) throw new AppError('moved_on')
  await record(tx, {
    actor: actor.id, act: 'source_change.withdrawn', subject: `submission:${structure.submission}`, details: { change: structure.id },
  })
}

/** The sender's own words that newer ones replace. A first text gives way to a structure only when that is approved: it is all there is. */
async function closeReplaced(tx: Tx, { rows }: SourceState, target: readonly TargetRow[]): Promise<void> {
  const edited = new Set(target.flatMap(({ does, from }) => does === 'edit' ? from : []))
  const reshaped = new Set(target.flatMap(({ does, from }) => does === 'split' || does === 'join' ? from : []))
  for (const { segment, waiting, approved } of rows) {
    const replaced = edited.has(segment) || approved !== null && reshaped.has(segment)
    if (replaced && waiting?.mine && !await closeProposal(tx, waiting.proposal)) throw new AppError('moved_on')
  }
}

function proposalsOf(state: SourceState, rows: readonly WrittenRow[]): NewProposal[] {
  const approved = approvedIn(state)
  return rows.flatMap(({ does, segment, revision, minor }): NewProposal[] => does === 'edit' && revision ? [{
    segment, language: state.language, revision, sourceRevision: null, baseRevision: approved.get(segment) ?? null, awaits: 'review',
    editedFrom: null, minor,
  }] : [])
}

async function insertStructure(tx: Tx, state: SourceState, submission: Id, rows: readonly WrittenRow[]): Promise<Id> {
  const { article, outline } = state
  const approved = approvedIn(state)
  return insertSourceChange(tx, {
    article, submission, outline,
    rows: rows.map(({ segment, kind, level, list, asset, does, revision, minor }, position): ChangeRow => {
      const own = does !== 'stays' && does !== 'edit'
      return {
        segment, position, kind, level, list, asset, revision: own ? revision : null, base: own ? approved.get(segment) ?? null : null,
        minor: does === 'returns' && minor,
      }
    }),
    lineage: rows.flatMap(({ segment, does, from }): ChangeLineage[] => {
      if (does !== 'split' && does !== 'join') return []
      return from.filter((id) => does === 'join' || id !== segment).map((id) => ({ segment, from: id, base: approved.get(id) ?? null, role: does }))
    }),
  })
}
