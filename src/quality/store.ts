import { newId, now } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db, Row, Tx } from '../db/schema.ts'
import { inChunks } from '../segments/store.ts'
import type { Answer } from './model.ts'

/** Answers that hold: by segment, then by finding. */
export type Answers = ReadonlyMap<Id, ReadonlyMap<string, Answer>>

interface FindingPlace {
  segment: Id
  language: Language
  finding: string
}

export async function insertAnswer(tx: Tx, { segment, language, finding }: FindingPlace, { person, answer, reason }: {
  person: Id; answer: Row<'check_answer'>['answer']; reason: string
}): Promise<void> {
  const last = await tx.selectFrom('check_answer').select((at) => at.fn.max('number').as('number'))
    .where('segment_id', '=', segment).where('language', '=', language).where('finding', '=', finding).executeTakeFirst()
  await tx.insertInto('check_answer').values({
    id: newId(), segment_id: segment, language, finding, number: Number(last?.number ?? 0) + 1, answer, reason, person_id: person,
    created_at: now(),
  }).execute()
}

export async function listAnswers(db: Db | Tx, segments: readonly Id[], language: Language): Promise<Answers> {
  const answers = new Map<Id, Map<string, Answer>>()
  await inChunks(segments, async (some) => {
    const rows = await db.selectFrom('check_answer').innerJoin('person', 'person.id', 'check_answer.person_id')
      .selectAll('check_answer').select('person.name').where('segment_id', 'in', some).where('check_answer.language', '=', language)
      .orderBy('segment_id').orderBy('finding').orderBy('number').execute()
    for (const row of rows) {
      const known = answers.get(row.segment_id) ?? new Map<string, Answer>()
      if (row.answer === 'meant') known.set(row.finding, { by: row.name, at: row.created_at, reason: row.reason })
      else known.delete(row.finding)
      answers.set(row.segment_id, known)
    }
  })
  return answers
}
