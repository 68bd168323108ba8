import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { json, SPEAKING, TranslatingMachine, type Answer } from '../../test/translating-machine.ts'
import { factsIn, newArticle, newWorld, type World } from '../../test/world.ts'
import { now } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { suggest, type Wanted } from './actions.ts'
import { Machine } from './machine.ts'
import { monthOf } from './model.ts'
import { findSpent } from './store.ts'

const TEXT = 'The bridge is long.'

for (const [name, open] of Object.entries(databases)) {
  describe(`suggestions of a machine (${name})`, () => {
    let db: Db
    let world: World
    let service: TranslatingMachine
    before(async () => {
      db = await open()
      world = await newWorld(db)
      service = await TranslatingMachine.open()
    })
    after(async () => {
      await db.destroy()
      await service[Symbol.asyncDispose]()
    })
    const answering = (words: string): Answer => SPEAKING.libretranslate(() => words)
    beforeEach(() => Object.assign(service, { asked: [], answer: answering('Міст  довгий. ') }))

    const newMachine = (budget = 1_000_000) => new Machine({ kind: 'libretranslate', url: service.url, key: '', model: '', patience: 5000, budget }, { log: () => {} })
    const spent = () => findSpent(db, monthOf(now()))

    async function newWanted(text = TEXT): Promise<Wanted> {
      const { article } = await newArticle(world, 'en', ['T', text])
      const [, one] = await factsIn(db, article, 'en', 'uk')
      return { article, segment: one?.segment ?? '', from: 'en', language: 'uk', source: one?.source ?? assert.fail(), glossary: [], before: 'T', after: '' }
    }

    it('are kept, cleaned, with who asked and what they cost, and told in the ledger', async () => {
      const wanted = await newWanted()
      const before = await spent()
      const { id, text, engine } = await suggest(db, world.ada, newMachine(), wanted)
      assert.deepEqual([text, engine], ['Міст довгий.', 'LibreTranslate'])
      const row = await db.selectFrom('machine_suggestion').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      assert.deepEqual([row.segment_id, row.language, row.source_revision_id, row.person_id, row.characters], [wanted.segment, 'uk', wanted.source.revision, world.ada.id, TEXT.length])
      assert.equal(await spent() - before, TEXT.length)
      const line = await db.selectFrom('ledger').select(['act', 'subject', 'details']).orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
      assert.equal(line.act, 'suggestion.made')
      assert.ok(line.details.includes('LibreTranslate') && !line.details.includes('Міст'))
    })

    it('are asked for once, whoever asks again, and anew when the original says something else', async () => {
      const [wanted, machine] = [await newWanted(), newMachine()]
      const first = await suggest(db, world.ada, machine, wanted)
      assert.deepEqual(await suggest(db, world.bob, machine, wanted), first)
      assert.equal(service.asked.length, 1)
      const other = await newWanted('Another bridge.')
      await suggest(db, world.ada, machine, { ...wanted, source: { ...other.source, hash: 'another' } })
      assert.equal(service.asked.length, 2)
    })

    it('are asked for once by two at the same time', async () => {
      const [wanted, machine] = [await newWanted(), newMachine()]
      const both = await Promise.all([suggest(db, world.ada, machine, wanted), suggest(db, world.bob, machine, wanted)])
      assert.deepEqual(both[0], both[1])
      assert.equal(service.asked.length, 1)
    })

    it('cost nothing when there is none', async () => {
      const before = await spent()
      const failures: [Answer, string][] = [[json({}, 500), 'broken'], [answering('  '), 'empty'], [answering('a\u202eb'), 'unreadable'], [answering('я'.repeat(60_000)), 'unreadable']]
      for (const [answer, why] of failures) {
        service.answer = answer
        await assert.rejects(suggest(db, world.ada, newMachine(), await newWanted()), { why })
      }
      assert.equal(await spent(), before)
    })

    it('stop at the month’s characters, however many ask at once', async () => {
      const before = await spent()
      const machine = newMachine(before + 2 * TEXT.length)
      const wanted = [await newWanted(), await newWanted(), await newWanted(), await newWanted()]
      const results = await Promise.allSettled(wanted.map((one) => suggest(db, world.ada, machine, one)))
      const refused = results.flatMap((one) => one.status === 'rejected' ? [(one.reason as { why: string }).why] : [])
      assert.deepEqual(refused, ['spent', 'spent'])
      assert.equal(await spent() - before, 2 * TEXT.length)
      assert.equal(service.asked.length, 2)
    })

    it('are for those who may translate into the language', async () => {
      const wanted = await newWanted()
      for (const person of [world.tom, world.rev, world.admin]) await assert.rejects(suggest(db, person, newMachine(), wanted), { code: 'forbidden' })
      assert.equal(service.asked.length, 0)
    })

    it('are never changed afterwards', async () => {
      const { id } = await suggest(db, world.ada, newMachine(), await newWanted())
      await assert.rejects(db.updateTable('machine_suggestion').set({ text: 'x' }).where('id', '=', id).execute())
      await assert.rejects(db.deleteFrom('machine_suggestion').where('id', '=', id).execute())
    })
  })
}
