import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId } from '../src/db/id.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { editionHash } from '../src/editions/model.ts'
import { insertEdition, listEditionSegments } from '../src/editions/store.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import { revokeApproval } from '../src/segments/decisions.ts'
import { findStructureFault } from '../src/sources/verify.ts'
import { databases } from './databases.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from './originals.ts'
import { newArticle, newWorld, translateAll } from './world.ts'

const NOTHING_MISSING = { missing: 0, behind: 0 }

for (const [name, open] of Object.entries(databases)) {
  describe(`verifying, on ${name}`, () => {
    async function published() {
      const db = await open()
      const world = await newWorld(db)
      const { article } = await newArticle(world, 'en', ['Title', 'Text'])
      return { db, world, desk: { article, source: 'en', language: 'uk' } }
    }

    it('finds nothing wrong in an edition from before there were corrections', async () => {
      const { db, world, desk } = await published()
      const { id, manifest, hash, correction, ...edition } = await publishEdition(db, world.ed, { article: desk.article, language: 'en', accepted: NOTHING_MISSING })
      const old = manifest.replace('"correction":"",', '')
      assert.notEqual(old, manifest)
      const rows = (await listEditionSegments(db, id)).map(({ edition_id, ...row }) => row)
      const before = old.replace('"language":"en"', '"language":"la"')
      await transact(db, (tx) => insertEdition(tx, { ...edition, language: 'la', id: newId(), correction, manifest: before, hash: editionHash('', before) }, rows, []))
      assert.equal(await findEditionFault(db), null)
      await db.destroy()
    })

    it('refuses every change of an edition, its correction too (S10)', async () => {
      const { db, world, desk } = await published()
      const { id } = await publishEdition(db, world.ed, { article: desk.article, language: 'en', accepted: NOTHING_MISSING })
      for (const change of [{ correction: 'x' }, { note: 'x' }, { title: 'x' }, { partial: 1 }, { published_by: world.ada.id }]) {
        await assert.rejects(db.updateTable('edition').set(change).where('id', '=', id).execute(), /immutable|refuse|fact|change/i)
      }
      for (const table of ['edition_segment', 'edition_credit', 'edition_event'] as const) {
        await assert.rejects(db.updateTable(table).set({ edition_id: id }).where('edition_id', '=', id).execute().then((result) => {
          if (result.every(({ numUpdatedRows }) => numUpdatedRows === 0n)) throw new Error('immutable: no rows')
        }))
        if (table !== 'edition_credit') await assert.rejects(db.deleteFrom(table).where('edition_id', '=', id).execute())
      }
      assert.equal(await findEditionFault(db), null)
      await db.destroy()
    })

    const forgeries: [string, (db: Db) => Promise<unknown>, RegExp | number][] = [
      ['a line of the ledger', (db) => db.updateTable('ledger').set({ details: '{}' }).where('number', '=', 2).execute(), 2],
      ['the end of the ledger cut off', (db) => db.deleteFrom('ledger').where('number', '=', 3).execute(), 3],
      ['the text of an edition', (db) => db.updateTable('edition_segment').set({ text: 'x' }).where('position', '=', 1).execute(), /^edition:/],
      ['the correction of an edition', (db) => db.updateTable('edition').set({ correction: 'x' }).execute(), /^edition:/],
      ['the title of an edition', (db) => db.updateTable('edition').set({ title: 'x' }).execute(), /^edition:/],
      ['a credit', (db) => db.updateTable('edition_credit').set({ name: 'x' }).execute(), /^edition:/],
      ['what readers get', (db) => db.deleteFrom('publication').execute(), /^publication:/],
      ['an approval', (db) => db.deleteFrom('approval').execute(), /^approval:/],
      ['an approval brought back that was revoked', async (db) => {
        const approval = await db.selectFrom('approval').selectAll().where('language', '=', 'uk').executeTakeFirstOrThrow()
        const { segment_id: segment, language, decision_id: decision } = approval
        const { id: by } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
        await transact(db, (tx) => revokeApproval(tx, { segment, language, decision, by, reason: 'x' }))
        await db.insertInto('approval').values(approval).execute()
      }, /^approval:/],
      ['the order of paragraphs', (db) => db.updateTable('outline_row').set({ position: 7 }).where('position', '=', 2).execute(), /^outline:/],
      ['the kind of a paragraph', (db) => db.updateTable('outline_row').set({ kind: 'quotation' }).where('position', '=', 1).execute(), /^outline:/],
      ['a decision on an order', (db) => db.deleteFrom('source_change_decision').execute(), /^outline:/],
      ['an order that was decided', (db) => db.updateTable('source_change').set({ closed_at: null }).execute(), /^source_change:/],
    ]
    for (const [what, forge, expected] of forgeries) {
      it(`names ${what} when somebody changed it in the database itself`, async () => {
        const db = await open()
        const world = await newWorld(db)
        const { article } = await newArticle(world, 'en', ['Title', 'Text'])
        const desk = { article, source: 'en', language: 'uk' }
        await translateAll(world, desk, ['Назва', 'Текст'])
        await publishEdition(db, world.ed, { article, language: 'uk', accepted: NOTHING_MISSING })
        await sendBlocks(db, world.ed, article, [...await blocksOf(db, world.ed, article), paragraph('More')])
        await approveOriginal(db, world.rev, article)
        await dropGuards(db)
        await forge(db)
        const fault = await findLedgerFault(db) ?? await findEditionFault(db) ?? await findStructureFault(db)
        if (typeof expected === 'number') assert.equal(fault, expected)
        else assert.match(String(fault), expected)
        await db.destroy()
      })
    }
  })
}

/** What somebody with the whole database in their hands would do first. */
async function dropGuards(db: Db): Promise<void> {
  const { sql } = await import('kysely')
  const sqlite = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(db).catch(() => null)
  if (sqlite) {
    for (const { name } of sqlite.rows) await sql`drop trigger ${sql.id(name)}`.execute(db)
    return
  }
  const tables = ['ledger', 'edition', 'edition_segment', 'edition_credit', 'outline_row', 'source_change', 'source_change_decision']
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
}
