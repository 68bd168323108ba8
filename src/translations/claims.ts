import type { Id, Language } from '../db/columns.ts'
import type { Tx } from '../db/schema.ts'
import { listNeighbours } from '../memory/matches-store.ts'
import { scoreOf } from '../memory/score.ts'
import { contextHash } from '../memory/store.ts'
import { typographyKey } from '../text/fold.ts'

/** The paragraph that words are for, and its original. */
export interface Claimed {
  segment: Id
  language: Language
  original: string | null
}

/**
 * What a unit of the memory offers to a paragraph, and how good a match it is: forms name units and scores, and anybody can write a
 * form. Null for a unit that nobody could have been offered there.
 */
export async function findOfferedUnit(
  tx: Tx, { unit: id, score: said }: { unit: number; score: number }, { segment, language: to, original }: Claimed,
): Promise<{ text: string; score: number } | null> {
  const from = await findSourceLanguage(tx, segment)
  const unit = await findReady(tx, id)
  if (!unit || original === null || [unit.a, unit.b].sort().join() !== [from, to].sort().join()) return null
  const [source, text] = unit.a === from ? [unit.textA, unit.textB] : [unit.textB, unit.textA]
  const score = scoreOf(original, source)
  if (score === null) return null
  const isForward = unit.a === from
  const around = { from, segment, other: unit.segment, hashes: isForward ? [unit.before, unit.after] : [null, null] }
  return { text, score: score === 100 && said > 100 && await isInContext(tx, around) ? 101 : score }
}

/** Did another paragraph ever have this original? */
export async function hadOriginal(tx: Tx, other: Id, { segment, original }: Claimed): Promise<boolean> {
  if (original === null) return false
  const rows = await tx.selectFrom('revision').select('text')
    .where('segment_id', '=', other).where('language', '=', await findSourceLanguage(tx, segment)).execute()
  const key = typographyKey(original)
  return rows.some(({ text }) => typographyKey(text) === key)
}

async function findSourceLanguage(tx: Tx, segment: Id): Promise<Language> {
  const { language } = await tx.selectFrom('segment').innerJoin('article', 'article.id', 'segment.article_id')
    .select('article.source_language as language').where('segment.id', '=', segment).executeTakeFirstOrThrow()
  return language
}

/** Units of a file that is still coming, or was taken back, are offered to nobody. */
async function findReady(tx: Tx, id: number) {
  return tx.selectFrom('memory_unit as unit').leftJoin('memory_import as import', 'import.id', 'unit.import_id')
    .select(['unit.language_a as a', 'unit.text_a as textA', 'unit.language_b as b', 'unit.text_b as textB', 'unit.segment_id as segment',
      'unit.before_hash as before', 'unit.after_hash as after'])
    .where('unit.id', '=', id).where((eb) => eb.or([eb('unit.import_id', 'is', null), eb('import.state', '=', 'ready')])).executeTakeFirst()
}

/** Does a unit stand between the same paragraphs? */
async function isInContext(tx: Tx, { from, segment, other, hashes }: {
  from: Language; segment: Id; other: Id | null; hashes: readonly (number | null)[]
}): Promise<boolean> {
  if (other === segment) return false
  const neighbours = Map.groupBy(await listNeighbours(tx, [segment, ...other === null ? [] : [other]], from), (one) => one.segment)
  const around = (one: Id) => [-1, 1].map((side) => contextHash(neighbours.get(one)?.find((each) => each.side === side)?.text ?? '')).join()
  return around(segment) === (other === null ? hashes.join() : around(other))
}
