import { findArticle } from '../src/articles/store.ts'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { composeNow } from '../src/editions/compose.ts'
import { AppError } from '../src/errors.ts'
import type { Actor } from '../src/people/model.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import { findOpenChange } from '../src/segments/source-changes.ts'
import { listOutline } from '../src/segments/store.ts'
import { decideSourceChange } from '../src/sources/deciding.ts'
import type { Block } from '../src/sources/model.ts'
import { sendChange } from '../src/sources/sending.ts'
import { readStructure } from '../src/sources/structure.ts'
import { withdrawSourceChange } from '../src/sources/withdrawing.ts'
import { saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { undoEdits } from '../src/undoing/actions.ts'
import { readPlan } from '../src/undoing/plan.ts'
import { Words } from './distinct-words.ts'
import { blocksOf, paragraph, stateFor } from './originals.ts'
import { factsIn, newArticle, shownOf, translateAll, type World } from './world.ts'

/** What somebody is about to do when all press their buttons at once. */
export interface RacingAct {
  does: 'move' | 'split' | 'join' | 'remove' | 'edit' | 'approve whole' | 'return whole' | 'withdraw whole'
    | 'reword' | 'translate' | 'approve words' | 'publish' | 'undo'
  who: number
  nth: number
  language: string
}

interface People {
  writers: readonly Actor[]
  reviewers: readonly Actor[]
}

export interface Race {
  article: Id
  /** Opens the page; what it gives presses the button, and says whether that left something in the ledger. */
  prepare: (act: RacingAct, db: Db) => Promise<() => Promise<'done' | 'nothing' | 'refused'>>
}

const REFUSED = ['moved_on', 'wrong_state', 'not_ready', 'forbidden', 'not_found']
const PARAGRAPHS = 4

export async function newRace(world: World, people: People): Promise<Race> {
  const words = new Words()
  const texts = [words.sentence(), ...Array.from({ length: PARAGRAPHS }, () => words.paragraph())]
  const { article } = await newArticle(world, 'en', texts)
  await translateAll(world, { article, source: 'en', language: 'uk' }, texts.map((_, at) => `Абзац ${at}`))
  return {
    article,
    prepare: async (act, db) => {
      const press = await open({ db, article, words, people }, act)
      return async () => {
        try {
          return await press() ? 'done' : 'nothing'
        } catch (error) {
          if (error instanceof AppError && REFUSED.includes(error.code)) return 'refused'
          throw error
        }
      }
    },
  }
}

/** How many lines the ledger has, how many structures wait, and what is there without all that belongs to it. */
export async function readRace({ article }: Race, db: Db): Promise<{ lines: number; open: number; halves: string[] }> {
  // Withdrawals are left out: whoever sends a newer structure withdraws their own with it.
  const { lines } = await db.selectFrom('ledger').select(({ fn }) => fn.countAll().as('lines')).where('act', '<>', 'source_change.withdrawn')
    .executeTakeFirstOrThrow()
  const open = await db.selectFrom('source_change').select('id').where('article_id', '=', article).where('closed_at', 'is', null).execute()
  const here = (await listOutline(db, article)).map(({ segment }) => segment)
  const waiting = await db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'proposal.submission_id').select('proposal.id')
    .where('submission.article_id', '=', article).where('proposal.closed_at', 'is', null).where('proposal.segment_id', 'not in', here).execute()
  const empty = await db.selectFrom('submission').leftJoin('proposal', 'proposal.submission_id', 'submission.id')
    .leftJoin('source_change', 'source_change.submission_id', 'submission.id').select('submission.id')
    .where('submission.article_id', '=', article).where('proposal.id', 'is', null).where('source_change.id', 'is', null).execute()
  const texts = await db.selectFrom('segment').innerJoin('revision', 'revision.segment_id', 'segment.id')
    .leftJoin('proposal', 'proposal.revision_id', 'revision.id').leftJoin('source_change_row as row', 'row.revision_id', 'revision.id')
    .select('revision.id').where('segment.article_id', '=', article).where('revision.origin', '<>', 'imported')
    .where('proposal.id', 'is', null).where('row.revision_id', 'is', null).execute()
  const unapproved = await db.selectFrom('segment').select('segment.id').where('segment.id', 'in', here)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('approval').select('approval.segment_id')
      .whereRef('approval.segment_id', '=', 'segment.id').where('approval.language', '=', 'en')))).execute()
  const halves = Object.entries({ waiting, empty, texts, unapproved, unseen: await listUnseen(db, article) }).flatMap(([what, rows]) => rows.map(({ id }) => `${what} ${id}`))
  return { lines: Number(lines), open: open.length, halves }
}

/** Texts of approved structures that were put over others than those they were made over. */
async function listUnseen(db: Db, article: Id): Promise<{ id: Id }[]> {
  const rows = await db.selectFrom('source_change').innerJoin('source_change_row as row', 'row.source_change_id', 'source_change.id')
    .innerJoin('decision', 'decision.revision_id', 'row.revision_id')
    .select(['decision.id', 'decision.segment_id', 'decision.number', 'row.base_revision_id as base'])
    .where('source_change.article_id', '=', article).where('decision.outcome', '=', 'approved').where('row.base_revision_id', 'is not', null).execute()
  const all = await db.selectFrom('decision').select(['segment_id', 'number', 'outcome', 'revision_id']).where('language', '=', 'en')
    .where('segment_id', 'in', ['', ...rows.map(({ segment_id }) => segment_id)]).orderBy('number').execute()
  return rows.filter(({ segment_id, number, base }) => {
    const before = all.filter((one) => one.segment_id === segment_id && one.number < number)
    // What was approved after something was undone is another test's question.
    return before.every(({ outcome }) => outcome !== 'revoked')
      && before.findLast(({ outcome }) => outcome === 'approved' || outcome === 'imported' || outcome === 'confirmed')?.revision_id !== base
  })
}

interface Room {
  db: Db
  article: Id
  words: Words
  people: People
}

type Press = () => Promise<boolean>

async function open(room: Room, act: RacingAct): Promise<Press> {
  const { does } = act
  if (does === 'approve whole' || does === 'return whole' || does === 'withdraw whole') return openWhole(room, act)
  if (does === 'approve words') return openReview(room, act)
  if (does === 'reword' || does === 'translate') return openWriting(room, act)
  if (does === 'publish') return openPublishing(room, act)
  if (does === 'undo') return openUndoing(room, act)
  return openSource(room, act)
}

async function openSource({ db, article, words, people }: Room, act: RacingAct): Promise<Press> {
  const writer = writerOf(people, act)
  const { mark } = await stateFor(db, writer, article)
  const blocks = alter(await blocksOf(db, writer, article), act, words)
  return async () => await sendChange(db, writer, { article, blocks, mark }) !== null
}

function alter(blocks: readonly Block[], { does, nth }: RacingAct, words: Words): Block[] {
  const at = 1 + nth % Math.max(1, blocks.length - 1)
  const [one, next] = [blocks[at], blocks[at + 1]]
  if (!one) return [...blocks, paragraph(words.paragraph())]
  const sentences = one.text.split(/(?<=\.) /)
  if (does === 'move') return [...blocks.toSpliced(at, 1), one]
  if (does === 'remove') return blocks.toSpliced(at, 1)
  if (does === 'join' && next) return blocks.toSpliced(at, 2, { ...one, text: `${one.text} ${next.text}` })
  if (does === 'split' && sentences.length > 1) return blocks.toSpliced(at, 1, ...sentences.map((text) => ({ ...one, text })))
  return blocks.toSpliced(at, 1, { ...one, text: words.edit(one.text) })
}

async function openWhole({ db, article, people }: Room, { does, who }: RacingAct): Promise<Press> {
  const change = await findOpenChange(db, article)
  const reviewer = people.reviewers[who] ?? people.reviewers[0]
  if (!change || !reviewer) return () => Promise.resolve(false)
  const sender = people.writers.find(({ id }) => id === change.sender)
  const { mark } = await readStructure(db, await findArticle(db, article), change.id, reviewer.id)
  return async () => {
    if (does === 'withdraw whole' && sender) await withdrawSourceChange(db, sender, change.id)
    else await decideSourceChange(db, reviewer, change.id, { outcome: does === 'return whole' ? 'returned' : 'approved', reason: 'No', shown: mark })
    return true
  }
}

async function openReview({ db, article, people }: Room, { who, nth, language }: RacingAct): Promise<Press> {
  const waiting = (await factsIn(db, article, 'en', language)).filter(({ proposal }) => proposal)
  const one = waiting[nth % Math.max(1, waiting.length)]
  const reviewer = people.reviewers[who] ?? people.reviewers[0]
  if (!one?.proposal || !reviewer) return () => Promise.resolve(false)
  const { submission } = one.proposal
  return async () => (await reviewSubmission(db, reviewer, submission, [{ ...shownOf(one), outcome: 'approve' }])).done.length > 0
}

/** A draft that is saved already, sent when the button is pressed. */
async function openWriting({ db, article, words, people }: Room, act: RacingAct): Promise<Press> {
  const writer = writerOf(people, act)
  const language = act.does === 'reword' ? 'en' : 'uk'
  const all = await factsIn(db, article, 'en', language, writer)
  const one = all[1 + act.nth % Math.max(1, all.length - 1)]
  if (!one) return () => Promise.resolve(false)
  const { segment, approved, proposal, returned, source, draft } = one
  const text = language === 'en' ? words.edit(approved?.text ?? '') : words.sentence()
  const head = proposal ?? returned ?? approved
  const shown = { base: head?.revision ?? null, source: source?.revision ?? null, version: draft?.version ?? 0 }
  const saved = await saveDraft(db, writer, { article, language, segment, text, shown })
  const drafts = [{ segment, version: saved.saved === null ? 0 : saved.version, anyway: true }]
  return async () => (await sendSubmission(db, writer, { article, language, message: '', drafts })).submission !== null
}

async function openPublishing({ db, article, people }: Room, act: RacingAct): Promise<Press> {
  const { language } = act
  const { candidate: { missing, behind } } = await composeNow(db, await findArticle(db, article), language)
  return async () => {
    await publishEdition(db, writerOf(people, act), { article, language, accepted: { missing: missing.length, behind: behind.length } })
    return true
  }
}

async function openUndoing({ db, people }: Room, act: RacingAct): Promise<Press> {
  const writer = writerOf(people, act)
  const asked = { person: writer.id, language: act.language, from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
  const { rows } = await readPlan(db, asked, { lang: 'en', after: null, limit: 200 })
  return async () => (await undoEdits(db, writer, asked, rows, 'Not so')).done.length > 0
}

function writerOf({ writers }: People, { who }: RacingAct): Actor {
  const writer = writers[who] ?? writers[0]
  if (!writer) throw new Error('nobody writes')
  return writer
}
