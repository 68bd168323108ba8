import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { approveOriginal, assertSound, blocksOf, decideStructure, paragraph, planOf, sendBlocks, stateFor } from '../../test/originals.ts'
import { factsIn, newArticle, translateAll, type Desk } from '../../test/world.ts'
import { findArticle, listTitles } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import { newId } from '../db/id.ts'
import { transact } from '../db/transact.ts'
import { publishEdition } from '../editions/actions.ts'
import { listEditionSegments } from '../editions/store.ts'
import { writeSettings } from '../people/settings.ts'
import { countQueue, listQueue } from '../reviews/queue-store.ts'
import { countActiveReviewers, listStalledQueues } from '../reviews/stalled-store.ts'
import { reviewSubmission } from '../reviews/actions.ts'
import { findChangeOf, findOpenChange, listChanges, listOrigins, listReturnedChanges } from '../segments/source-changes.ts'
import { findFault } from '../upkeep/soundness.ts'
import { applyChange } from './applying.ts'
import { decideSourceChange } from './deciding.ts'
import { findSourceDraft } from './draft-store.ts'
import type { Block } from './model.ts'
import { describeStructure } from './proposed.ts'
import { readStructure } from './structure.ts'
import { planAgain, withdrawSourceChange } from './withdrawing.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.', 'Nobody came to the old bridge before noon.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.',
]
const RETURN = { outcome: 'returned' as const, reason: 'Not so' }

for (const [name, open] of Object.entries(databases)) {
  describe(`a structure that waits, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    const blocks = ({ article }: { article: Id }) => blocksOf(room.db, room.world.ed, article)
    const swap = async (desk: { article: Id }) => {
      const [a, b, c, ...rest] = await blocks(desk) as [Block, Block, Block]
      return [a, c, b, ...rest]
    }
    const sendSwapped = async (desk: { article: Id }) => await sendBlocks(room.db, room.world.ed, desk.article, await swap(desk)) ?? ''
    const structureOf = async ({ article }: { article: Id }, id: Id) =>
      readStructure(room.db, await findArticle(room.db, article), id, room.world.rev.id)
    const openOf = async (desk: { article: Id }) => (await findOpenChange(room.db, desk.article))?.id ?? ''
    const translated = async (): Promise<Desk & { segments: Id[] }> => {
      const desk = await room.newDesk(TEXTS)
      await translateAll(room.world, desk, TEXTS.map((_, i) => `Абзац ${i}`))
      return desk
    }

    it('stands in the queue until it is decided, though it has no paragraphs', async () => {
      const desk = await room.newDesk(TEXTS)
      const count = async () => (await countQueue(room.db, room.world.rev.id, {})).get('en') ?? 0
      const before = await count()
      assert.equal((await countActiveReviewers(room.db, ['en'], new Date().toISOString())).get('en'), 0)
      const submission = await sendSwapped(desk)
      assert.equal(await count(), before + 1)
      const rows = await listQueue(room.db, { person: room.world.rev.id, limit: 50, offset: 0, mine: ['en'] })
      const row = rows.find((one) => one.submission === submission)
      assert.deepEqual([row?.open, row?.structure, row?.confirmation], [1, 1, 0])
      const stalled = await listStalledQueues(room.db, ['en'], '2999-01-01T00:00:00.000Z')
      assert.ok(stalled.some(({ language, waiting }) => language === 'en' && waiting > 0))
      await decideStructure(room.db, room.world.rev, desk.article)
      assert.equal(await count(), before)
      assert.equal((await countActiveReviewers(room.db, ['en'], new Date().toISOString())).get('en'), 1)
      assert.equal((await findChangeOf(room.db, submission))?.outcome, 'approved')
    })

    it('is returned with a reason alone, as it was shown, and can be planned again', async () => {
      const desk = await room.newDesk(TEXTS)
      await sendSwapped(desk)
      const id = await openOf(desk)
      const { mark } = await structureOf(desk, id)
      await assert.rejects(decideSourceChange(room.db, room.world.rev, id, { ...RETURN, reason: ' ', shown: mark }), { code: 'reason_needed' })
      await assert.rejects(decideSourceChange(room.db, room.world.rev, id, { ...RETURN, shown: 'x' }), { code: 'moved_on' })
      await decideSourceChange(room.db, room.world.rev, id, { ...RETURN, shown: mark })
      const [told] = await listChanges(room.db, desk.article)
      assert.deepEqual([told?.outcome, told?.reason, told?.by], ['returned', 'Not so', room.world.rev.id])
      const asked = async () => (await listReturnedChanges(room.db, room.world.ed.id, '2000')).filter(({ article }) => article === desk.article)
      assert.deepEqual((await asked()).map((one) => one.id), [id])
      await planAgain(room.db, room.world.ed, id)
      const draft = await findSourceDraft(room.db, desk.article, room.world.ed.id)
      assert.match(draft?.text ?? '', /Nobody came[^]*It rained/)
      await assert.rejects(planAgain(room.db, room.world.ed, id), { code: 'moved_on' }, 'a newer draft is not written over')
      await assert.rejects(planAgain(room.db, room.world.rev, id), { code: 'forbidden' })
      await sendSwapped(desk)
      assert.deepEqual([await findSourceDraft(room.db, desk.article, room.world.ed.id), await asked()], [null, []])
    })

    it('is withdrawn by its sender alone, and the whole text is a draft again, with what was chosen', async () => {
      const desk = await room.newDesk(TEXTS)
      const [a, b, c, d] = await blocks(desk) as [Block, Block, Block, Block]
      const changed = [a, b, { ...c, text: 'Nobody came to the old bridge before one o’clock.' }, paragraph('Other words stand here.'), d]
      const { rows } = await planOf(room.db, room.world.ed, desk.article, changed)
      await sendBlocks(room.db, room.world.ed, desk.article, changed, { choices: { [rows[2]?.key ?? '']: { as: 'new' } } })
      const id = await openOf(desk)
      await assert.rejects(withdrawSourceChange(room.db, room.world.rev, id), { code: 'forbidden' })
      await withdrawSourceChange(room.db, room.world.ed, id)
      await assert.rejects(withdrawSourceChange(room.db, room.world.ed, id), { code: 'moved_on' })
      const draft = await findSourceDraft(room.db, desk.article, room.world.ed.id)
      assert.match(draft?.text ?? '', /one o’clock[^]*Other words/)
      assert.deepEqual(draft?.choices, { [rows[2]?.key ?? '']: { as: 'new' } })
      await assertSound(room.db)
    })

    it('gives way to a newer one of the same sender, and to nobody else’s', async () => {
      const desk = await room.newDesk(TEXTS)
      await sendSwapped(desk)
      const first = await openOf(desk)
      const eve = { ...room.world.tom, grants: [{ right: 'publish' as const, language: 'en' }] }
      await assert.rejects(sendBlocks(room.db, eve, desk.article, await swap(desk)), { code: 'wrong_state' })
      assert.ok(await sendBlocks(room.db, eve, desk.article, (await blocks(desk)).map((block, at) => at === 1 ? paragraph(block.text.replace('rained', 'snowed')) : block)))
      const [a, b, c, d] = await blocks(desk) as [Block, Block, Block, Block]
      await sendBlocks(room.db, room.world.ed, desk.article, [a, b, d, c])
      assert.notEqual(await openOf(desk), first)
      assert.deepEqual((await listChanges(room.db, desk.article)).map(({ outcome }) => outcome), [null, 'withdrawn'])
    })

    it('is told row by row, before and after it is decided', async () => {
      const desk = await translated()
      const [a, b, c, d] = await blocks(desk) as [Block, Block, Block, Block]
      const [first = '', second = ''] = d.text.split(/(?<=\.) /)
      await sendBlocks(room.db, room.world.ed, desk.article, [a, paragraph(`${b.text} ${c.text}`), paragraph(first), paragraph(second), paragraph('A ferry was hired.')])
      const id = await openOf(desk)
      const tell = async () => {
        const { rows, removed } = describeStructure(await structureOf(desk, id))
        const said = rows.map(({ change, compare, touched: [uk] }) => [change, compare?.before ?? null, uk?.approved ?? 0])
        return [said, removed.map(({ text }) => text)]
      }
      const told = [
        [['unchanged', null, 0], ['merged', `${b.text} ${c.text}`, 2], ['split', d.text, 1], ['split', null, 0], ['new', null, 0]], [],
      ]
      assert.deepEqual(await tell(), told)
      await decideStructure(room.db, room.world.rev, desk.article)
      assert.deepEqual(await tell(), told)
      const outline = (await stateFor(room.db, room.world.ed, desk.article)).rows.map(({ segment }) => segment)
      const origins = await listOrigins(room.db, outline)
      assert.deepEqual(origins.map(({ segment, from, role }) => [outline.indexOf(segment), desk.segments.indexOf(from), role]).sort(), [[1, 1, 'join'], [1, 2, 'join'], [3, 3, 'split']])
    })

    it('of texts in their first review keeps them until it is decided', async () => {
      const { article, segments, submission } = await newArticle(room.world, 'en', TEXTS, false)
      const desk = { article, source: 'en', language: 'en' }
      const [a, b, c, d] = await blocks(desk) as [Block, Block, Block, Block]
      const [first = '', second = ''] = d.text.split(/(?<=\.) /)
      const parts = [a, b, c, paragraph(first), paragraph(second)]
      await sendBlocks(room.db, room.world.ed, article, parts)
      const waits = async () => (await factsIn(room.db, article, 'en', 'en')).map(({ proposal }) => proposal?.submission === submission)
      assert.deepEqual(await waits(), [true, true, true, true])
      await decideStructure(room.db, room.world.rev, article, 'returned')
      assert.deepEqual(await waits(), [true, true, true, true])
      await sendBlocks(room.db, room.world.ed, article, parts)
      await decideStructure(room.db, room.world.rev, article)
      assert.deepEqual(await waits(), [true, true, true, false, false])
      await approveOriginal(room.db, room.world.rev, article)
      const facts = await factsIn(room.db, article, 'en', 'en')
      assert.deepEqual(facts.map(({ approved }) => approved?.text), [...TEXTS.slice(0, 3), first, second])
      assert.deepEqual(facts.slice(0, 4).map(({ segment }) => segment), segments)
      await assertSound(room.db)
    })

    it('is applied at once only where one pair of eyes is enough, texts and structure together', async () => {
      const desk = await translated()
      const both = { ...room.world.ed, grants: [...room.world.ed.grants, { right: 'review' as const, language: 'en' }] }
      const changed = (await swap(desk)).map((block, at) => at === 3 ? paragraph(`${block.text} Really.`) : block)
      const request = async () => ({ article: desk.article, blocks: changed, mark: (await stateFor(room.db, both, desk.article)).mark })
      await assert.rejects(applyChange(room.db, both, await request()), { code: 'own_words' })
      await transact(room.db, (tx) => writeSettings(tx, { reviewPolicy: { en: 'one' } }))
      await assert.rejects(applyChange(room.db, room.world.ed, await request()), { code: 'forbidden' })
      assert.equal(await findOpenChange(room.db, desk.article), null)
      assert.ok(await applyChange(room.db, both, await request()))
      await transact(room.db, (tx) => writeSettings(tx, { reviewPolicy: { en: 'two' } }))
      const facts = await factsIn(room.db, desk.article, 'en', 'en')
      assert.deepEqual(facts.map(({ approved, proposal }) => [approved?.text, proposal]), changed.map(({ text }) => [text, null]))
      assert.equal(facts[3]?.approved?.eyes, 'one')
      await assertSound(room.db)
    })

    it('leaves editions alone, and asks for a new paragraph before the next one', async () => {
      const desk = await translated()
      const accepted = { missing: 0, behind: 0 }
      for (const language of ['en', 'uk']) await publishEdition(room.db, room.world.ed, { article: desk.article, language, accepted })
      const editions = async () => room.db.selectFrom('edition').selectAll().where('article_id', '=', desk.article).orderBy('id').execute()
      const before = await editions()
      await sendBlocks(room.db, room.world.ed, desk.article, [...await blocks(desk), paragraph('A ferry was hired.')])
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.deepEqual(await editions(), before)
      await assert.rejects(publishEdition(room.db, room.world.ed, { article: desk.article, language: 'uk', accepted }), { code: 'not_ready' })
      const { id } = await publishEdition(room.db, room.world.ed, { article: desk.article, language: 'en', accepted })
      assert.equal((await listEditionSegments(room.db, id)).at(-1)?.text, 'A ferry was hired.')
    })

    it('gives an article its new title, whatever the old one was', async () => {
      const desk = await translated()
      const [, ...rest] = await blocks(desk)
      await sendBlocks(room.db, room.world.ed, desk.article, [{ ...paragraph('Ferries'), kind: 'title' }, ...rest], {
        choices: { [(await planOf(room.db, room.world.ed, desk.article, [{ ...paragraph('Ferries'), kind: 'title' }])).rows[0]?.key ?? '']: { as: 'new' } },
      })
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.equal((await listTitles(room.db, [desk.article], 'uk')).get(desk.article)?.text, 'Ferries')
    })

    it('counts a change minor as its sender or its reviewer says, and never a split', async () => {
      const desk = await translated()
      const edited = (await blocks(desk)).map((block, at) => at === 1 ? paragraph('It rained in that night over the whole valley.') : block)
      const { rows } = await planOf(room.db, room.world.ed, desk.article, edited)
      await sendBlocks(room.db, room.world.ed, desk.article, edited, { choices: { [rows[1]?.key ?? '']: { minor: true } } })
      const [, one] = await factsIn(room.db, desk.article, 'en', 'en')
      assert.equal(one?.proposal?.minor, true)
      await reviewSubmission(room.db, room.world.rev, one.proposal.submission, [{
        proposal: one.proposal.id, shown: { revision: one.proposal.revision, source: null, approved: one.approved?.revision ?? null }, outcome: 'approve', minor: true,
      }])
      assert.equal((await room.stateIn(desk, 1)).step, 'in_step')
    })

    const forgeries: [what: string, forge: (id: Id) => Promise<unknown>][] = [
      ['a row', (id) => room.db.updateTable('source_change_row').set({ kind: 'quotation' }).where('source_change_id', '=', id).execute()],
      ['what it comes from', (id) => room.db.updateTable('source_change').set({ base_outline_id: newId() }).where('id', '=', id).execute()],
      ['that it is closed', (id) => room.db.updateTable('source_change').set({ closed_at: null }).where('id', '=', id).execute()],
      ['its decision', (id) => room.db.updateTable('source_change_decision').set({ decided_by: room.world.ed.id }).where('source_change_id', '=', id).execute()],
      ['its being', (id) => room.db.deleteFrom('source_change').where('id', '=', id).execute()],
    ]
    it('cannot be changed by anybody once it is sent and decided', async () => {
      const desk = await room.newDesk(TEXTS)
      await sendSwapped(desk)
      const id = await decideStructure(room.db, room.world.rev, desk.article)
      for (const [what, forge] of forgeries) await assert.rejects(forge(id), /immutable|refuse|fact|change/i, what)
      await assertSound(room.db)
    })

    it('and nothing else makes an outline: one that nobody approved is found', async () => {
      const { article } = await room.newDesk(TEXTS)
      const outline = newId()
      await room.db.insertInto('outline').values({ id: outline, article_id: article, number: 2, created_by: room.world.ed.id, created_at: '2026-01-01' }).execute()
      assert.deepEqual(await findFault(room.db), { stored: `outline:${outline}` })
    })
  })
}
