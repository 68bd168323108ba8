import { receiveCorrection } from '../../src/corrections/actions.ts'
import type { Id, Language } from '../../src/db/columns.ts'
import type { Db } from '../../src/db/schema.ts'

/** Readers report two mistakes: one in a translation, corrected by them; one in its original, told in words. */
export async function reportMistakes(db: Db, article: Id): Promise<void> {
  await report(db, article, 'en', { find: 'they ask for little care', put: 'they need little care', remark: 'One asks for care of somebody; roots need it.' })
  await report(db, article, 'uk', { find: 'Почалося не з проєкту', put: '', remark: 'Чи справді три місяці? У звіті міської ради йшлося про чотири.' })
}

async function report(db: Db, article: Id, language: Language, { find, put, remark }: Record<'find' | 'put' | 'remark', string>): Promise<void> {
  const paragraph = await db.selectFrom('publication').innerJoin('edition_segment', 'edition_segment.edition_id', 'publication.edition_id')
    .select(['publication.edition_id as edition', 'edition_segment.segment_id as segment', 'edition_segment.text as shown'])
    .where('publication.article_id', '=', article).where('publication.language', '=', language).where('edition_segment.text', 'like', `%${find}%`)
    .executeTakeFirst()
  if (!paragraph) throw new Error(`the demo's text has no such words: ${find}`)
  const text = put === '' ? paragraph.shown : paragraph.shown.replace(find, put)
  await receiveCorrection(db, { article, language, ...paragraph, text, remark })
}
