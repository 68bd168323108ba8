import type { Id } from '../db/columns.ts'
import { isId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { judgeWords, readContext } from '../quality/judging.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { appended, applyFixes, fixesByCause, readFixes } from './fixes.ts'
import type { Surroundings } from './notes.ts'

/** The button that puts back what a fix just changed in a paragraph. */
export interface Undo {
  segment: Id
  press: string
}

/**
 * What an address says would take a fix back, if that is true: anybody can write an address, so the words it would put back have to be
 * some that a fix of ours turns into those that stand there.
 */
export async function readUndo(
  db: Db, { facts, around, one }: { facts?: readonly SegmentFacts[]; one?: SegmentFacts; around: Surroundings }, press: string | undefined,
): Promise<Undo | null> {
  const [what, segment, printed = '', ...more] = (press ?? '').split(':')
  if (what !== 'unfix' || !isId(segment) || more.length > 0 || around.writer === null || press === undefined) return null
  const wanted = one ?? facts?.find((each) => each.segment === segment)
  const fixes = readFixes(printed)
  if (!wanted?.draft || wanted.segment !== segment || !fixes) return null
  const before = applyFixes(wanted.draft.text, fixes)
  const context = await readContext(db, around.source, around.language)
  const found = (await judgeWords(db, context, [{ facts: wanted, text: before }])).get(segment) ?? []
  const known = [...fixesByCause(found).values(), ...found.flatMap(({ fix }) => fix && 'text' in fix ? [[fix]] : [])]
  const missing = found.flatMap(({ fix }) => fix && 'insert' in fix ? [[appended(before, fix.insert)]] : [])
  return [...known, ...missing].some((some) => applyFixes(before, some) === wanted.draft?.text) ? { segment, press } : null
}
