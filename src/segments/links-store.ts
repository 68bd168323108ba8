import type { Id } from '../db/columns.ts'
import type { Db, Tx } from '../db/schema.ts'
import { inChunks } from './store.ts'

/** Where the site is, as its last start found it: links that begin so are its own. */
const ADDRESS = 'address'

export async function findAddress(db: Db | Tx): Promise<string | undefined> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', ADDRESS).executeTakeFirst()
  return row?.value
}

export async function writeAddress(tx: Tx, address: string): Promise<void> {
  await tx.insertInto('setting').values({ key: ADDRESS, value: address })
    .onConflict((oc) => oc.column('key').doUpdateSet({ value: address })).execute()
}

/** The articles that go by these names: ids, and slugs of whatever language and time. */
export async function listNamed(db: Db | Tx, names: readonly string[]): Promise<Map<string, Id>> {
  const found = new Map<string, Id>()
  await inChunks(names, async (some) => {
    const slugs = await db.selectFrom('slug').select(['text', 'article_id']).where('text', 'in', some).execute()
    const ids = await db.selectFrom('article').select('id').where('id', 'in', some).where('kind', '=', 'article').execute()
    for (const { text, article_id: article } of slugs) found.set(text, article)
    for (const { id } of ids) found.set(id, id)
  })
  return found
}
