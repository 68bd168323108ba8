import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { approveOriginal, blocksOf, sendBlocks, stateFor } from '../../test/originals.ts'
import { submit } from '../../test/world.ts'
import { findArticle } from '../articles/store.ts'
import { transact } from '../db/transact.ts'
import { saveDraft, sendSubmission } from '../translations/actions.ts'
import { findSourceDraft, saveSourceDraft } from './draft-store.ts'
import { keepChosen } from './drafting.ts'
import { sendChange } from './sending.ts'

const TEXTS = ['The quiet bridge', 'It rained in the night over the whole valley.', 'Nobody came to the old bridge before noon.']

for (const [name, open] of Object.entries(databases)) {
  describe(`an unsent change of an original, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    it('is saved over the version that was shown, and over no other', async () => {
      const { article } = await room.newDesk(TEXTS)
      const { outline } = await stateFor(room.db, room.world.ed, article)
      const save = (text: string, version: number) => transact(room.db, (tx) =>
        saveSourceDraft(tx, article, room.world.ed.id, { text, choices: { 'x-1': { minor: true } }, outline, version }))
      assert.equal(await save('# One', 0), 1)
      await assert.rejects(save('# Two', 0), { code: 'moved_on' })
      assert.equal(await save('# Two', 1), 2)
      await assert.rejects(save('# Three', 1), { code: 'moved_on' })
      const draft = await findSourceDraft(room.db, article, room.world.ed.id)
      assert.deepEqual([draft?.text, draft?.choices, draft?.version], ['# Two', { 'x-1': { minor: true } }, 2])
      assert.equal(await findSourceDraft(room.db, article, room.world.rev.id), null)
    })

    it('keeps no more choices than a page could ask for, the newest of them', async () => {
      const { article: id } = await room.newDesk(TEXTS)
      const article = await findArticle(room.db, id)
      const choose = async (version: number, name: string) => keepChosen(room.db, room.world.ed, article, {
        text: '# One', version, message: '', choices: Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${name}-${i}`, { minor: true }])),
      })
      const first = await choose(0, 'a')
      assert.equal(Object.keys(first.choices).length, 20_000)
      assert.deepEqual(await choose(first.version, 'a'), first, 'the same again is nothing new')
      const { choices, version } = await choose(first.version, 'b')
      assert.deepEqual([version, Object.keys(choices).length, 'a-9999' in choices, 'b-19999' in choices], [2, 30_000, false, true])
    })

    it('stays where other words than it are sent: an older version of it, or a file (P02)', async () => {
      const { article } = await room.newDesk(TEXTS)
      const { ed } = room.world
      const { outline } = await stateFor(room.db, ed, article)
      const save = (text: string, version: number) => transact(room.db, (tx) =>
        saveSourceDraft(tx, article, ed.id, { text, choices: {}, outline, version }))
      await save('# Two', await save('# One', 0))
      for (const [draft, end] of [[1, 'Twice.'], [0, 'Thrice.']] as const) {
        const blocks = (await blocksOf(room.db, ed, article)).map((block, at) => at === 1 ? { ...block, text: `${block.text} ${end}` } : block)
        await sendChange(room.db, ed, { article, blocks, draft, mark: (await stateFor(room.db, ed, article)).mark })
        assert.equal((await findSourceDraft(room.db, article, ed.id))?.text, '# Two', `after version ${draft}`)
      }
    })

    it('stays where a part of it was left out of what is sent', async () => {
      const { article, segments } = await room.newDesk(TEXTS)
      const all = (await blocksOf(room.db, room.world.ed, article)).map((block, at) => at === 0 ? block : { ...block, text: `${block.text} Twice.` })
      const { outline } = await stateFor(room.db, room.world.ed, article)
      await transact(room.db, (tx) => saveSourceDraft(tx, article, room.world.ed.id, { text: '# Draft', choices: {}, outline, version: 0 }))
      await sendBlocks(room.db, room.world.ed, article, all, { left: segments.slice(1, 2) })
      assert.equal((await findSourceDraft(room.db, article, room.world.ed.id))?.text, '# Draft')
      await sendBlocks(room.db, room.world.ed, article, all)
      assert.equal(await findSourceDraft(room.db, article, room.world.ed.id), null)
    })

    it('leaves a paragraph’s typed translation alone when the paragraph is removed meanwhile (P02)', async () => {
      const desk = await room.newDesk(TEXTS)
      const gone = desk.segments[2] ?? ''
      const all = await blocksOf(room.db, room.world.ed, desk.article)
      await sendBlocks(room.db, room.world.ed, desk.article, all.filter((_, at) => at !== 2))
      await approveOriginal(room.db, room.world.rev, desk.article)
      const source = (await room.db.selectFrom('approval').select('revision_id').where('segment_id', '=', gone).executeTakeFirstOrThrow()).revision_id
      const saved = await saveDraft(room.db, room.world.ada, {
        article: desk.article, language: 'uk', segment: gone, text: 'Ніхто.', shown: { base: null, source, version: 0 },
      })
      assert.deepEqual(saved, { saved: 'draft', version: 1 })
      const sent = await sendSubmission(room.db, room.world.ada, { ...desk, message: '', drafts: [{ segment: gone, version: 1 }] })
      assert.deepEqual(sent, { submission: null, skipped: [{ segment: gone, why: 'removed' }] })
      await assert.rejects(submit(room.db, room.world.ada, desk, { [gone]: 'x' }), /no such segment/)
    })
  })
}
