import assert from 'node:assert/strict'
import type { Id } from '../src/db/columns.ts'
import { findArticle } from '../src/articles/store.ts'
import { findOpenChange, listChangeRows } from '../src/segments/source-changes.ts'
import { applyChange } from '../src/sources/applying.ts'
import { decideSourceChange } from '../src/sources/deciding.ts'
import { findSourceDraft } from '../src/sources/draft-store.ts'
import { sendChange } from '../src/sources/sending.ts'
import { readStructure } from '../src/sources/structure.ts'
import { withdrawSourceChange } from '../src/sources/withdrawing.ts'
import type { Act } from './article-acts.ts'
import { alter } from './article-changes.ts'
import type { ArticleOracle, Piece } from './article-oracle.ts'
import { checkPlan, choicesFor, piecesBack, readBlocks, readMarkdownBlocks } from './article-pieces.ts'
import { outcomeOf, type Play } from './article-play.ts'
import type { Outcome } from './oracle-texts.ts'
import { stateFor } from './originals.ts'

type Somebody = Play['people'][number]

/** What the page of a whole original showed, and that of the structure that waited. */
export interface WholePage {
  seen: unknown[]
  mark: string
  structure: { change: NonNullable<ArticleOracle['change']>; id: Id; seen: unknown[]; mark: string } | null
}

/** What became of an act, and what should have. */
export type Became = [actual: Outcome, expected: Outcome]

export async function openWhole(play: Play, { actor }: Somebody): Promise<WholePage> {
  const { db, article, oracle } = play
  const state = await stateFor(db, actor, article)
  const { mark } = state
  const open = await findOpenChange(db, article)
  assert.equal(open === null, oracle.change === null)
  const seen = oracle.lookAtSource()
  const unchanged = alter(oracle, [], play.words)
  checkPlan(play, state, unchanged, { blocks: readBlocks(unchanged, 'blocks'), choices: {} })
  if (!open || !oracle.change) return { seen, mark, structure: null }
  const shown = await readStructure(db, await findArticle(db, article), open.id, actor.id)
  return { seen, mark, structure: { change: oracle.change, id: open.id, seen: oracle.lookAtStructure(), mark: shown.mark } }
}

/** Alters the whole text, puts it back as it once was, or says again what was sent before, and sends it. */
export async function revise(play: Play, somebody: Somebody, one: Act, page: WholePage): Promise<Became> {
  const { db, article, oracle, ids } = play
  const { actor, person } = somebody
  const state = await stateFor(db, actor, article)
  const isOld = one.kind === 'put back' || one.kind === 'say again'
  const pieces = isOld ? piecesBack(play, state, one) : alter(oracle, one.alterations, play.words)
  const blocks = readBlocks(pieces, one.way)
  const choices = isOld ? {} : choicesFor(play, pieces)
  checkPlan(play, state, pieces, { blocks, choices })
  const left = one.left ? pieces.filter((piece) => isTaken(piece, person.name)).flatMap(({ from }) => from) : []
  const expected = oracle[one.kind === 'apply at once' ? 'apply' : 'revise'](person, pieces, page.seen, new Set(left))
  const request = { article, blocks, choices, mark: page.mark, left: left.map((paragraph) => ids.get(paragraph) ?? '') }
  const send = one.kind === 'apply at once' ? applyChange : sendChange
  const actual = await outcomeOf(send(db, actor, request).then((sent) => sent === null ? 'nothing' : 'done'))
  if (actual !== 'done') return [actual, expected]
  play.sent.push(pieces)
  await nameParagraphs(play)
  return [actual, expected]
}

/** Decides on the structure that the page showed, or takes it back. */
export async function settleWhole(play: Play, somebody: Somebody, one: Act, { structure }: WholePage): Promise<Became | null> {
  if (!structure) return null
  const { db, oracle, ids } = play
  const { actor, person } = somebody
  const { change, id, seen, mark } = structure
  if (one.kind === 'take back whole') return takeBack(play, somebody, { id, change })
  const verdict = one.verdict === 'return' ? 'return' : 'approve'
  const minor = one.nth % 3 === 0 ? one.minor : null
  const expected = oracle.decide(person, verdict, { change, seen, minor })
  // Whoever calls everything minor calls only edits so: a split or joined paragraph never is.
  const marked = minor === null ? {} : { minor: minor ? [...ids.values()] : [] }
  const decision = { outcome: verdict === 'return' ? 'returned' as const : 'approved' as const, reason: one.words, shown: mark, ...marked }
  return [await outcomeOf(decideSourceChange(db, actor, id, decision).then(() => 'done')), expected]
}

/** The whole text comes back to its sender, word for word. */
async function takeBack(play: Play, { actor, person }: Somebody, { id, change }: Pick<NonNullable<WholePage['structure']>, 'id' | 'change'>): Promise<Became> {
  const { db, article, oracle } = play
  const before = await findSourceDraft(db, article, actor.id)
  const expected = oracle.withdraw(person, change)
  const actual = await outcomeOf(withdrawSourceChange(db, actor, id))
  const draft = await findSourceDraft(db, article, actor.id)
  if (before || actual !== 'done') assert.deepEqual(draft, before)
  else assert.deepEqual(readMarkdownBlocks(draft?.text ?? ''), readBlocks(oracle.readAs(change), 'blocks'))
  return [actual, expected]
}

/** Somebody else's words wait for what would be edited. */
function isTaken({ does, from: [paragraph], words }: Piece, name: string): boolean {
  const waiting = paragraph?.sides.en.proposal
  return does === 'edit' && waiting !== null && waiting?.sender !== name && waiting?.text.words !== words
}

/** What a new structure proposes has its identity from now on. */
async function nameParagraphs({ db, article, oracle, ids }: Play): Promise<void> {
  const open = await findOpenChange(db, article)
  const rows = open ? await listChangeRows(db, open.id) : []
  assert.equal(rows.length, oracle.change?.rows.length ?? 0)
  for (const [at, { segment }] of rows.entries()) {
    const paragraph = oracle.change?.rows[at]?.paragraph
    if (!paragraph) continue
    assert.equal(ids.get(paragraph) ?? segment, segment, 'every paragraph stays itself')
    ids.set(paragraph, segment)
  }
}
