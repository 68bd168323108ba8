import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { approveOriginal, blocksOf, sendBlocks, stateFor } from '../../test/originals.ts'
import { submit } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import { saveDraft, sendSubmission } from '../translations/actions.ts'
import { findSourceDraft, saveSourceDraft } from './draft-store.ts'

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
