import { sql } from 'kysely'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'

/** Which columns of each table name something of the article, and which rows are of it. */
const COPIED: [table: string, ids: readonly string[], of: keyof typeof BELONGS][] = [
  ['article', ['id'], 'id'], ['segment', ['id', 'article_id'], 'article_id'], ['outline', ['id', 'article_id'], 'article_id'],
  ['outline_row', ['outline_id', 'segment_id'], 'outline_id'], ['revision', ['id', 'segment_id'], 'segment_id'],
  ['submission', ['id', 'article_id'], 'article_id'],
  ['proposal', ['id', 'submission_id', 'segment_id', 'revision_id', 'source_revision_id', 'base_revision_id', 'edited_from'], 'segment_id'],
  ['decision', ['id', 'segment_id', 'proposal_id', 'revision_id', 'source_revision_id'], 'segment_id'],
  ['source_approval', ['decision_id', 'substance'], 'decision_id'],
  ['approval', ['segment_id', 'decision_id', 'revision_id', 'source_revision_id'], 'segment_id'],
  ['edition', ['id', 'article_id', 'outline_id'], 'article_id'], ['edition_segment', ['edition_id', 'segment_id', 'substance'], 'edition_id'],
  ['publication', ['article_id', 'edition_id'], 'article_id'],
]

const BELONGS = {
  id: 'id in ($)', article_id: 'article_id in ($)', segment_id: 'segment_id in (select id from segment where article_id in ($))',
  outline_id: 'outline_id in (select id from outline where article_id in ($))', edition_id: 'edition_id in (select id from edition where article_id in ($))',
  decision_id: 'decision_id in (select decision.id from decision join segment on segment.id = segment_id where article_id in ($))',
}

/** So many copies of each article, with its texts, submissions, decisions and editions: only the beginning of each id differs. */
export async function copyArticles(db: Db, articles: readonly Id[], copies: number): Promise<void> {
  const tables = await db.introspection.getTables()
  const columns = new Map(tables.map(({ name, columns: named }) => [name, named.map((column) => column.name)]))
  const anew = (column: string) => `substr(cast(10000 + copy.number as text), 2) || substr("source"."${column}", 5)`
  await transact(db, async (tx) => {
    for (const [table, ids, of] of COPIED) {
      const names = columns.get(table) ?? []
      const values = names.map((name) => (ids.includes(name) || name === 'hash' && table === 'edition' ? anew(name) : `"source"."${name}"`))
      const those = BELONGS[of].replace('$', articles.map((article) => `'${article}'`).join())
      await sql.raw(`insert into ${table} (${names.map((name) => `"${name}"`).join()})
        with recursive copy(number) as (select 1 union all select number + 1 from copy where number < ${copies})
        select ${values.join()} from (select * from ${table} where ${those}) "source" cross join copy`).execute(tx)
    }
  })
}
