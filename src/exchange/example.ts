import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { importArticle } from '../articles/actions.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { findActor } from '../people/store.ts'
import { segmentsOf, understandPage } from './understand.ts'

const FOLDER = path.join(import.meta.dirname, 'example')
const WRITTEN = ['uk', 'en']

/** Brings in a short article to try everything on, in the first of these languages in which it is written. */
export async function bringExample(db: Db, person: Id, languages: readonly Language[]): Promise<void> {
  const language = languages.find((tag) => WRITTEN.includes(tag))
  const actor = await findActor(db, person)
  if (!language || !actor) return
  const { blocks } = await understandPage(await readFile(path.join(FOLDER, `${language}.txt`), 'utf8'), language)
  await importArticle(db, actor, { language, siteText: null, segments: segmentsOf(blocks), approved: true, message: '' })
}
