import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { importArticle } from '../src/articles/actions.ts'
import { detailsMark, type NewDetails } from '../src/articles/details.ts'
import type { WantedDetails } from '../src/articles/details-actions.ts'
import { readDetails } from '../src/articles/details-store.ts'
import type { NewSegment } from '../src/articles/model.ts'
import { findArticle } from '../src/articles/store.ts'
import type { Id, Language } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import type { World } from './world.ts'

/** A title, an author with a role, and a paragraph. */
export function signedSegments(title: string, author: string, role = ''): NewSegment[] {
  const segment = (kind: NewSegment['kind'], text: string): NewSegment => ({ kind, level: 0, list: null, text })
  const byline = [segment('author_name', author), ...role === '' ? [] : [segment('author_role', role)]]
  return [segment('title', title), ...byline, segment('paragraph', 'It rained.')]
}

/** Brings in an article that names its author. */
export async function newSigned(
  { db, ed }: World, language: Language, [title, author, role]: [string, string, string?], details?: Partial<NewDetails>,
) {
  return importArticle(db, ed, {
    language, siteText: null, segments: signedSegments(title, author, role), approved: true, message: '',
    ...details ? { details: { authors: [], topics: [], genre: null, date: null, ...details } } : {},
  })
}

/** What the form would hold for an article as it stands now. */
export async function wantedNow(db: Db, article: Id): Promise<{ article: Id; shown: string; wanted: WantedDetails }> {
  const details = await readDetails(db, await findArticle(db, article))
  return { article, shown: detailsMark(details), wanted: { ...details, newTopic: {} } }
}

/** Every row of every table, as text, without those of `except`. */
export async function dump(db: Db, except: readonly string[] = []): Promise<Map<string, string[]>> {
  const tables = (await db.introspection.getTables()).filter(({ isView, name }) => !isView && !except.includes(name))
  const rows = new Map<string, string[]>()
  for (const { name } of tables) {
    const { rows: all } = await sql<object>`select * from ${sql.table(name)}`.execute(db)
    rows.set(name, all.map((row) => JSON.stringify(row)).sort())
  }
  assert.ok(rows.size > 20)
  return rows
}
