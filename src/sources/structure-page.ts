import type { Article } from '../articles/model.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { findReviewPolicy, readSettings } from '../people/settings.ts'
import { namesOf } from '../people/store.ts'
import { listLastStructurePassers, listStructurePasses } from '../segments/passes-store.ts'
import type { DiffWords } from '../reviews/diff-view.ts'
import { listWriters } from '../segments/lineage.ts'
import { findSubmission } from '../segments/proposals.ts'
import { listChanges } from '../segments/source-changes.ts'
import { tellChanges } from './change-view.ts'
import { findSourceDraft } from './draft-store.ts'
import type { StructurePage } from './pages.ts'
import { piecesOf, type Changed, type Piece } from './pieces.ts'
import { placeOf } from './place.ts'
import { entriesOf, summaryOf } from './plan-page.ts'
import { describeStructure } from './proposed.ts'
import { stretchOf } from './stretches.ts'
import { countTexts, findEyes } from './structure-store.ts'
import { readStructure, type Structure } from './structure.ts'

interface Asked {
  words: DiffWords
  from: number
  reason?: string
  problem?: StructurePage['problem']
  done?: StructurePage['done']
}

/** A change of a structure for the person who looks at it: what waits, or what was decided, as it was then. */
export async function readStructurePage(
  db: Db, actor: Actor, article: Article, change: Id, { words, from, reason = '', problem = null, done = null }: Asked,
): Promise<StructurePage> {
  const structure = await readStructure(db, article, change, actor.id)
  const { state, submission, sender, sent, language } = structure
  const plan = describeStructure(structure)
  const pieces = piecesOf(plan)
  const tell = tellChanges({ plan, state, old: oldOf(structure), begun: null, choices: null, words })
  const changed = pieces.filter((piece): piece is Changed => piece.is !== 'same')
  const stretch = stretchOf(changed, from, `/desk/submissions/${submission}/source-change`)
  const decided = (await listChanges(db, article.id)).find(({ id }) => id === change)
  const passes = structure.closed || await findReviewPolicy(db, language) !== 'three' ? null : await listStructurePasses(db, change, structure.mark)
  const first = decided?.outcome === 'approved' ? (await listLastStructurePassers(db, change)).filter((one) => one !== decided.by) : []
  const names = await namesOf(db, [sender, ...decided?.by ? [decided.by] : [], ...first, ...passes?.map(({ reviewer }) => reviewer) ?? []])
  const entries = await entriesOf(pieces, stretch, language, tell)
  const draft = await findSourceDraft(db, article.id, actor.id)
  return {
    ...await placeOf(db, article, null), submission, sender: names.get(sender) ?? '', sent, message: (await findSubmission(db, submission)).message,
    state: decided?.outcome ?? 'open',
    decided: decided?.outcome ? {
      by: names.get(decided.by ?? '') ?? '', first: first.map((one) => names.get(one) ?? ''), at: decided.at, reason: decided.reason,
      alone: await findEyes(db, change) === 'one',
    } : null,
    // What becomes of translations was true when it was decided; now they may stand otherwise.
    summary: { ...summaryOf(pieces, new Set()), ...structure.closed ? { translations: [], told: false } : {} },
    entries: structure.closed ? entries.map(withoutEffect) : entries, stretch, texts: await countTexts(db, submission),
    moved: movedIn(structure), shown: structure.mark, reviews: can(actor, 'submission.review', language), isSender: sender === actor.id,
    own: await ownIn(db, actor, structure),
    passed: passes && { by: passes.map(({ reviewer }) => names.get(reviewer) ?? ''), mine: passes.some(({ reviewer }) => reviewer === actor.id) },
    minor: minorIn(pieces), replace: draft?.version ?? 0, reason, problem, done,
  }
}

/** The paragraphs with the words and in the order that the change was made over. */
function oldOf({ base, state }: Structure) {
  const texts = new Map([...state.archived, ...state.rows].map(({ segment, text }) => [segment, text]))
  return base.map(({ segment, position, kind }) => ({ segment, position, kind, text: texts.get(segment) ?? '' }))
}

function withoutEffect(entry: StructurePage['entries'][number]): StructurePage['entries'][number] {
  return entry.is === 'change' ? { ...entry, change: { ...entry.change, effect: null } } : entry
}

function movedIn({ moved, state }: Structure): StructurePage['moved'] {
  if (moved === null || moved.why === 'outline') return moved && 'outline'
  const numbers = new Map(state.rows.map(({ segment, position }) => [segment, position + 1]))
  return { numbers: moved.segments.flatMap((segment) => numbers.get(segment) ?? []).sort((a, b) => a - b) }
}

/** Does the person who would approve it know that it is theirs? Only then need that be said. */
export async function approvesOwn(db: Db, actor: Actor, article: Article, change: Id): Promise<boolean> {
  return await ownIn(db, actor, await readStructure(db, article, change, actor.id)) === 'allowed'
}

/** Two pairs of eyes on every text in it, and on the order itself. */
async function ownIn(db: Db, actor: Actor, { sender, rows, language }: Structure): Promise<StructurePage['own']> {
  const writers = await listWriters(db, rows.flatMap(({ revision }) => revision ?? []))
  const own = sender === actor.id || [...writers.values()].some((some) => some.has(actor.id))
  if (!own) return null
  return (await readSettings(db, [language])).reviewPolicy[language] === 'one' ? 'allowed' : 'refused'
}

/** Paragraphs that come back with other words: those may be minor. */
function minorIn(pieces: readonly Piece[]): StructurePage['minor'] {
  return pieces.flatMap((piece) => {
    const row = piece.is === 'rows' ? piece.rows[0] : null
    return row && row.minor !== null && row.segment !== null ? [{ segment: row.segment, number: row.block + 1, is: row.minor }] : []
  })
}
