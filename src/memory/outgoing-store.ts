import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { MemoryLevel } from '../db/tables/memory.ts'

/** A unit as a file has it. */
export interface OutgoingUnit {
  id: number
  languageA: Language
  textA: string
  languageB: Language
  textB: string
  level: MemoryLevel
  /** Hashes of the paragraphs around `textA`. */
  before: number | null
  after: number | null
  by: string | null
  at: string | null
}

/** The units that are offered, from this number on, in their order. `pair`: only those between these two languages. */
export async function listOutgoing(
  db: Db, from: number, limit: number, pair: readonly [Language, Language] | undefined,
): Promise<OutgoingUnit[]> {
  return db.selectFrom('memory_unit as unit').leftJoin('memory_import as import', 'import.id', 'unit.import_id')
    .leftJoin('decision', 'decision.id', 'unit.decision_id').leftJoin('person as reviewer', 'reviewer.id', 'decision.reviewer_id')
    .select(['unit.id', 'unit.language_a as languageA', 'unit.text_a as textA', 'unit.language_b as languageB', 'unit.text_b as textB', 'unit.level',
      'unit.before_hash as before', 'unit.after_hash as after'])
    .select((eb) => [eb.fn.coalesce('reviewer.name', 'unit.said_by').as('by'), eb.fn.coalesce('decision.created_at', 'unit.said_at').as('at')])
    .where('unit.id', '>=', from).where((eb) => eb.or([eb('unit.import_id', 'is', null), eb('import.state', '=', 'ready')]))
    .$if(pair !== undefined, (query) => query.where('unit.language_a', 'in', [...pair ?? []]).where('unit.language_b', 'in', [...pair ?? []]))
    .orderBy('unit.id').limit(limit).execute()
}
