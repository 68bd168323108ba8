import type { Db } from '../../src/db/schema.ts'
import { element, xmlDocument } from '../../src/text/xml.ts'
import { addImport, bringImport } from '../../src/memory/actions.ts'
import type { Actor } from '../../src/people/model.ts'

const PAIRS: readonly [uk: string, en: string][] = [
  ['Потяг прибуває на другу колію.', 'The train arrives at platform two.'],
  ['Архів відчинено з понеділка до пʼятниці, з 10:00 до 17:00.', 'The archive is open from Monday to Friday, 10 a.m. to 5 p.m.'],
  ['Міська рада розгляне це питання на наступній сесії.', 'The city council will consider the matter at its next session.'],
  ['Дерева вздовж вулиці посадили у 1890-х роках.', 'The trees along the street were planted in the 1890s.'],
]
const WAITING: typeof PAIRS = [['Музей зачинено на ремонт.', 'The museum is closed for repairs.']]

/** What somebody translated before with another program, and a file on which nobody has decided yet. */
export async function addMemory(db: Db, editor: Actor): Promise<void> {
  const { id, units } = await bring(db, editor, 'omegat-2024.tmx', PAIRS)
  await addImport(db, editor, id, units)
  await bring(db, editor, 'omegat-2025.tmx', WAITING)
}

async function bring(db: Db, editor: Actor, name: string, pairs: readonly [uk: string, en: string][]): ReturnType<typeof bringImport> {
  const units = pairs.map(([uk, en]) => element('tu', {}, [['uk', uk], ['en', en]].map(([language, text]) =>
    element('tuv', { 'xml:lang': language, 'changeid': 'Марко Левада', 'changedate': '20240915T120000Z' }, [element('seg', {}, text)]))))
  const text = xmlDocument(element('tmx', { version: '1.4' }, [element('header', { srclang: 'uk', segtype: 'sentence' }), element('body', {}, units)]))
  return bringImport(db, editor, { name, pieces: inOnePiece(text), languages: ['uk', 'en'] })
}

async function* inOnePiece(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
