import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../db/schema.ts'
import { databases } from '../../test/databases.ts'
import { publishedOnly } from './published.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`the readers' database, on ${name}`, () => {
    let db: Db
    before(async () => { db = await open() })
    after(() => db.destroy())

    // The types refuse all of these as well; here somebody has gone round them.
    const untyped = () => publishedOnly(db) as unknown as Db

    const refused: [string, () => { execute: () => Promise<unknown> }][] = [
      ['a draft', () => untyped().selectFrom('draft').selectAll()],
      ['a picture that may not be published', () => untyped().selectFrom('asset').select('bytes')],
      ['a revision', () => untyped().selectFrom('revision').selectAll()],
      ['the ledger under another name', () => untyped().selectFrom('ledger as edition').select('number')],
      ['a join', () => untyped().selectFrom('edition').innerJoin('revision', 'revision.language', 'edition.language').select('revision.text')],
      ['a join with an alias', () => untyped().selectFrom('edition as e').leftJoin('person as p', 'p.id', 'e.published_by').select('p.email')],
      ['a subquery that selects', () => untyped().selectFrom('edition').select((eb) => eb.selectFrom('draft').select('text').limit(1).as('x'))],
      ['a subquery in a condition', () => untyped().selectFrom('edition').select('id')
        .where('id', 'in', (eb) => eb.selectFrom('decision').select('id'))],
      ['a subquery as a source', () => untyped().selectFrom((eb) => eb.selectFrom('proposal').selectAll().as('edition')).select('id')],
      ['a condition that something exists', () => untyped().selectFrom('edition').select('id')
        .where(({ exists, selectFrom }) => exists(selectFrom('session').select('token_hash')))],
      ['a union', () => untyped().selectFrom('edition').select('id').union(untyped().selectFrom('revision').select('id'))],
      ['a common table expression', () => untyped().with('edition', (query) => query.selectFrom('draft').select('text')).selectFrom('edition').select('text')],
      ['a raw table', () => untyped().selectFrom(sql<{ text: string }>`draft`.as('edition')).select('text')],
      ['a raw name of a table', () => untyped().selectFrom(sql<{ text: string }>`${sql.table('draft')}`.as('x')).select('text')],
      ['a raw column', () => untyped().selectFrom('edition').select(sql<string>`(select max(text) from draft)`.as('x'))],
      ['a raw order', () => untyped().selectFrom('edition').select('id').orderBy(sql`(select text from draft)`)],
      ['another schema', () => untyped().withSchema('pg_catalog').selectFrom('edition').select('id')],
      ['a table that does not exist', () => untyped().selectFrom(sql.table<{ id: string }>('secrets').as('edition')).select('id')],
      ['a deletion', () => untyped().deleteFrom('publication')],
      ['a change', () => untyped().updateTable('generation').set({ number: 1 })],
      ['a new row', () => untyped().insertInto('setting').values({ key: 'name.uk', value: 'x' })],
    ]
    for (const [what, query] of refused) it(`refuses ${what}`, () => assert.rejects(async () => query().execute(), /readers' pages/))

    it('reads what is published, with joins, aliases, subqueries, functions and order', async () => {
      const reader = publishedOnly(db)
      const rows = await reader.selectFrom((eb) => eb.selectFrom('publication').select(['edition_id', 'article_id'])
        .orderBy('first_published_at', 'desc').limit(3).as('newest'))
        .innerJoin('edition as draft', 'draft.id', 'newest.edition_id').leftJoin('slug', 'slug.article_id', 'newest.article_id')
        .select((eb) => ['draft.title', 'slug.text', eb.fn.countAll<number>().as('count')]).groupBy(['draft.title', 'slug.text'])
        .where('draft.id', 'in', ['x', 'y']).orderBy('draft.title').execute()
      assert.deepEqual(rows, [])
      assert.deepEqual(await reader.selectFrom('generation').select('number').execute(), [{ number: 0 }])
    })
  })
}
