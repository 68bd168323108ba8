import assert from 'node:assert/strict'
import { promises as fs } from 'node:fs'
import path from 'node:path'
import { it } from 'node:test'
import { sql } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { newPostgresDatabase } from './databases.ts'
import { newPerson } from './world.ts'
import { insertAuthor } from '../src/articles/authors.ts'
import { insertTopic } from '../src/articles/topics.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'

const NAMES: [language: string, name: string][] = [
  ['uk', 'Згурівка і Юрій'], ['uk', 'Обʼєкт'], ['en', 'Security & trade'], ['uk', 'Безпека'], ['en', 'Bezpeka'], ['uk', 'БЕЗПЕКА!'], ['pl', 'Łódź wieczorem'],
  ['uk', 'М’ята, щедрик, їжа'], ['bg', 'Сигурност'], ['uk', 'ЄВРОПА'], ['en', 'Café Ærø'], ['uk', 'Дуже довга назва '.repeat(10).trim()], ['uk', '☂'],
  ['uk', 'розгром Йосип пʼятниця'], ['de', 'Straße'], ['uk', 'є-Україна'],
]
const provider = new FileMigrationProvider({ fs, path, migrationFolder: path.resolve(import.meta.dirname, '../migrations') })
const opened: Record<string, () => Promise<Db>> = { sqlite: () => openDb(':memory:'), postgres: async () => openDb(await newPostgresDatabase()) }

for (const [name, open] of Object.entries(opened)) {
  it(`gives topics and authors that exist the addresses they would get today, on ${name}`, async () => {
    const db = await open()
    const migrator = new Migrator({ db: db.withoutPlugins(), provider })
    await migrator.migrateTo('0020_name_slugs')
    const by = (await newPerson(db, 'Ed', [])).id
    await transact(db, async (tx) => {
      for (const [language, text] of NAMES) {
        if (language !== 'uk' || text !== 'БЕЗПЕКА!') await insertTopic(tx, by, { [language]: text })
        await insertAuthor(tx, by, { [language]: { name: text, role: '' }, xx: { name: `${text} again`, role: '' } })
      }
    })
    const given = async () => db.selectFrom('name_slug').select(['kind', 'text', 'subject', 'language', 'retired_at'])
      .orderBy('kind').orderBy('subject').orderBy('language').execute()
    const today = await given()
    assert.equal(today.length, NAMES.length * 3 - 1)
    await undo(db)
    const { error } = await migrator.migrateTo('0020_name_slugs')
    assert.equal(error, undefined)
    assert.deepEqual(await given(), today)
    await db.destroy()
  })
}

/** The database as it was before, with the names that it holds. */
async function undo(db: Db): Promise<void> {
  await sql`drop view published_name_slug`.execute(db)
  await sql`drop table name_slug`.execute(db)
  for (const index of ['publication_first', 'article_genre', 'edition_site_text', 'publication_edition', 'edition_event_edition']) {
    await sql`drop index ${sql.id(index)}`.execute(db)
  }
  await sql`delete from kysely_migration where name = '0020_name_slugs'`.execute(db)
}
