import { readFileSync } from 'node:fs'
import path from 'node:path'
import { importArticle } from '../../src/articles/actions.ts'
import { putAway } from '../../src/articles/archive-actions.ts'
import type { Id } from '../../src/db/columns.ts'
import type { Db } from '../../src/db/schema.ts'
import { scheduleEditions } from '../../src/editions/schedule-actions.ts'
import { segmentsOf, understandPage } from '../../src/exchange/understand.ts'
import type { Actor } from '../../src/people/model.ts'
import { keepChoices } from '../../src/reviews/drafts.ts'
import { loadFacts } from '../../src/segments/facts.ts'

const DAY = 24 * 3_600_000
const EXERCISE = path.resolve(import.meta.dirname, '../../src/exchange/example/uk.txt')

/** A second edition of a Ukrainian original waits for a morning. */
export async function planEdition(db: Db, editor: Actor, article: Id): Promise<void> {
  const morning = new Date(Date.now() + 3 * DAY)
  morning.setUTCHours(7, 0, 0, 0)
  const note = 'Уточнено речення про перелік запитів.'
  await scheduleEditions(db, editor, [{ article, language: 'uk', accepted: { missing: 0, behind: 0 }, note }], morning.toISOString())
}

/** An article that served its purpose is in the archive. */
export async function putExerciseAway(db: Db, editor: Actor): Promise<void> {
  const { blocks } = await understandPage(readFileSync(EXERCISE, 'utf8').trim(), 'uk')
  const { article } = await importArticle(db, editor, { language: 'uk', siteText: null, segments: segmentsOf(blocks), approved: true, message: '' })
  await putAway(db, editor, { article, to: 'archive', reason: 'Текст для вправ: більше не потрібен.' })
}

/** A reviewer has begun to decide on a translation and has not sent it. */
export async function beginReview(db: Db, reviewer: Actor, place: { article: Id; position: number; reason: string }): Promise<void> {
  const facts = await loadFacts(db, { article: place.article, source: 'en', language: 'uk', person: reviewer.id })
  const { proposal, source, approved } = facts[place.position] ?? {}
  if (!proposal) throw new Error(`nothing waits for review at ${place.position}`)
  const shown = { revision: proposal.revision, source: source?.revision ?? null, approved: approved?.revision ?? null }
  await keepChoices(db, reviewer, proposal.submission, [
    { proposal: proposal.id, shown, outcome: 'return', text: null, reason: place.reason, minor: false, marks: [], version: 0 },
  ])
}
