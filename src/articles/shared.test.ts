import assert from 'node:assert/strict'
import { it } from 'node:test'
import { sql } from 'kysely'
import { databases } from '../../test/databases.ts'

/** What tells where a row belongs, not what is said in it. */
const TIES = ['id', 'version', 'created_by', 'created_at']
/** An edition is what readers got: frozen, whatever the article says later. */
const FROZEN = ['edition', 'edition_segment']

it('what all languages of an article share is stored once: no table by language has a column of it (P41)', async () => {
  const db = await (databases['sqlite'] ?? assert.fail())()
  const { rows } = await sql<{ name: string; column: string }>`
    select t.name, c.name as "column" from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table'`.execute(db)
  await db.destroy()
  const columns = Map.groupBy(rows, ({ name }) => name)
  const of = (table: string) => columns.get(table)?.map(({ column }) => column) ?? []
  const shared = [...of('article').filter((column) => !TIES.includes(column)), 'topic_id', 'author_id', 'asset']
  assert.ok(shared.includes('genre') && shared.includes('original_date') && shared.includes('source_language'))
  const ofArticles = (table: string) => of(table).includes('language') && ['article_id', 'segment_id'].some((column) => of(table).includes(column))
  const byLanguage = [...columns.keys()].filter((table) => ofArticles(table) && !FROZEN.includes(table))
  assert.ok(byLanguage.includes('publication') && byLanguage.includes('slug') && byLanguage.includes('revision'))
  const doubled = byLanguage.flatMap((table) => of(table).filter((column) => shared.includes(column)).map((column) => `${table}.${column}`))
  assert.deepEqual(doubled, [])
  for (const table of ['article_topic', 'article_author', 'outline_row']) assert.ok(!of(table).includes('language'), table)
})
