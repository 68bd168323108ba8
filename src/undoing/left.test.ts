import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { approveOriginal, assertSound, blocksOf, sendBlocks } from '../../test/originals.ts'
import { factsIn, newPerson, reviewAll, segmentsOf, submit, type Desk } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import { putAway } from '../articles/archive-actions.ts'
import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'
import { stateOf } from '../segments/states.ts'
import { undoEdits } from './actions.ts'
import type { Selection } from './model.ts'
import { readPlan } from './plan.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`what undoing does to originals, and what it leaves (P35), on ${name}`, () => {
    let room: Newsroom
    let flood: Actor
    before(async () => {
      room = await openNewsroom(await open())
    })
    after(() => room.db.destroy())

    /** A new person floods in every case: what was undone before is not in the way. */
    const newFlood = async (grants: readonly string[] = ['translate:uk']) => {
      flood = await newPerson(room.db, 'Flo', grants)
      return flood
    }
    const whole = (language = 'uk'): Selection => ({ person: flood.id, language, from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' })
    const plan = (asked = whole()) => readPlan(room.db, asked, { lang: 'en', after: null, limit: 50 })
    const undo = async (asked = whole()) => undoEdits(room.db, room.world.ed, asked, (await plan(asked)).rows, 'Not so.')
    const approve = async (desk: Desk, writer: Actor, texts: Record<Id, string>) => {
      await submit(room.db, writer, desk, texts)
      await reviewAll(room.db, room.world.rev, desk)
    }
    const factOf = async (desk: Desk, segment: Id) => {
      const facts = (await factsIn(room.db, desk.article, desk.source, desk.language)).find((one) => one.segment === segment)
      assert.ok(facts)
      return facts
    }

    it('puts translations in step again when an original is undone, and never leaves an original without words', async () => {
      const { ada, rev } = room.world
      await newFlood(['publish:en'])
      const desk = await room.newDesk(['T', 'One.', 'Two.'])
      const [, one = '', two = ''] = desk.segments
      await approve(desk, ada, { [one]: 'Один.', [two]: 'Два.' })
      const translated = await factOf(desk, one)
      await approve({ ...desk, language: 'en' }, flood, { [one]: 'Spam.' })
      assert.equal(stateOf(await factOf(desk, one)).step, 'behind')
      const shown = await plan(whole('en'))
      assert.deepEqual(shown.rows.map(({ text, back }) => [text, back?.text]), [['Spam.', 'One.']])
      await undo(whole('en'))
      assert.deepEqual([await factOf(desk, one), stateOf(await factOf(desk, one)).step], [translated, 'in_step'])
      assert.equal((await factOf(desk, one)).approved?.reviewer, rev.id)
      await assertSound(room.db)
    })

    it('leaves the first words of an original and what came with a split or a join, and goes back to them past later words', async () => {
      const { rev } = room.world
      await newFlood(['publish:en'])
      const texts = ['The quiet bridge', 'It rained all night. The river rose by morning.', 'Nobody came.']
      const { article } = await importArticle(room.db, flood, { language: 'en', siteText: null, segments: segmentsOf(...texts), approved: true, message: '' })
      const reasons = async () => (await plan(whole('en'))).untouched.map(({ why }) => why)
      assert.deepEqual(await reasons(), ['first_text', 'first_text', 'first_text'])
      const blocks = await blocksOf(room.db, flood, article)
      const [title, long, last] = blocks
      assert.ok(title && long && last)
      const parts = long.text.split(/(?<=\.) /).map((text) => ({ ...long, text }))
      await sendBlocks(room.db, flood, article, [{ ...title, text: 'The very quiet bridge' }, ...parts, last])
      await approveOriginal(room.db, rev, article)
      const shown = await plan(whole('en'))
      assert.deepEqual(shown.rows.map(({ text, back }) => [text, back?.text]), [['The very quiet bridge', 'The quiet bridge']])
      assert.deepEqual(await reasons(), ['structure', 'structure', 'first_text'])
      await undo(whole('en'))
      assert.deepEqual((await blocksOf(room.db, flood, article)).map(({ text }) => text), ['The quiet bridge', ...parts.map(({ text }) => text), 'Nobody came.'])
      await assertSound(room.db)
    })

    it('leaves articles in the trash and later texts of the same person, and says so', async () => {
      const { ed } = room.world
      await newFlood()
      const [binned, desk] = [await room.newDesk(), await room.newDesk()]
      await approve(binned, flood, { [binned.segments[1] ?? '']: 'Спам' })
      await approve(desk, flood, { [desk.segments[1] ?? '']: 'Спам' })
      await putAway(room.db, ed, { article: binned.article, to: 'trash', reason: 'Спам' })
      const to = new Date(Date.now() + 1).toISOString()
      while (new Date().toISOString() <= to) { /* the next text belongs to later days */ }
      await approve(desk, flood, { [desk.segments[1] ?? '']: 'Уже не спам.' })
      assert.deepEqual((await plan({ ...whole(), to })).rows, [])
      assert.deepEqual((await plan({ ...whole(), to })).untouched.map(({ why }) => why), ['trash', 'own_later'])
    })
  })
}
