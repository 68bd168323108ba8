import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Id } from '../src/db/columns.ts'
import { AppError } from '../src/errors.ts'
import { findOpenChange } from '../src/segments/source-changes.ts'
import { listOutline } from '../src/segments/store.ts'
import { decideSourceChange } from '../src/sources/deciding.ts'
import { sendChange } from '../src/sources/sending.ts'
import type { Block } from '../src/sources/model.ts'
import { databases } from './databases.ts'
import { openNewsroom, type Newsroom } from './newsroom.ts'
import { approveOriginal, assertSound, blocksOf, decideStructure, paragraph, planOf, sendBlocks, stateFor } from './originals.ts'
import { factsIn, submit, translateAll, type Desk } from './world.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.', 'Nobody came to the old bridge before noon.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.', 'Then the sun came out again.',
]

for (const [name, open] of Object.entries(databases)) {
  describe(`an original that changes, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    const newTranslated = async () => {
      const desk = await room.newDesk(TEXTS)
      await translateAll(room.world, desk, TEXTS.map((_, i) => `Абзац ${i}`))
      return desk
    }
    const blocks = ({ article }: Desk) => blocksOf(room.db, room.world.ed, article)
    const send = ({ article }: Desk, some: readonly Block[], options = {}) => sendBlocks(room.db, room.world.ed, article, some, options)
    const order = async ({ article }: Desk) => (await listOutline(room.db, article)).map(({ segment }) => segment)
    const translations = async (desk: Desk) => {
      const facts = await factsIn(room.db, desk.article, 'en', 'uk')
      return new Map(facts.map(({ segment, approved }) => [segment, approved?.text ?? null]))
    }
    const swapped = (some: readonly Block[], a: number, b: number) =>
      some.map((block, at) => some[at === a ? b : at === b ? a : at] ?? block)

    it('sends nothing where nothing changes', async () => {
      const desk = await newTranslated()
      const plan = await planOf(room.db, room.world.ed, desk.article, await blocks(desk))
      assert.deepEqual([plan.changes, plan.structural, plan.counts.unchanged], [false, false, TEXTS.length])
      assert.equal(await send(desk, await blocks(desk)), null)
    })

    it('moves a paragraph with its identity, its approval and its translation', async () => {
      const desk = await newTranslated()
      const before = await translations(desk)
      await send(desk, swapped(await blocks(desk), 1, 4))
      assert.deepEqual(await order(desk), desk.segments, 'before it is approved')
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.deepEqual(await order(desk), [0, 4, 2, 3, 1].map((at) => desk.segments[at]))
      assert.deepEqual(new Map([...await translations(desk)].sort()), new Map([...before].sort()))
      await assertSound(room.db)
    })

    it('keeps the text of a split paragraph at its first part and puts it behind', async () => {
      const desk = await newTranslated()
      const [title, one, two, three, four] = await blocks(desk) as [Block, Block, Block, Block, Block]
      const [first = '', second = ''] = three.text.split(/(?<=\.) /)
      const plan = await planOf(room.db, room.world.ed, desk.article, [title, one, two, paragraph(first), paragraph(second), four])
      assert.deepEqual(plan.rows.map(({ change }) => change), ['unchanged', 'unchanged', 'unchanged', 'split', 'split', 'unchanged'])
      assert.deepEqual(plan.touched, [{ language: 'uk', approved: 1, open: 0 }])
      await send(desk, [title, one, two, paragraph(first), paragraph(second), four])
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.deepEqual([(await room.stateIn(desk, 3)).headline, (await room.stateIn(desk, 3)).text], ['behind', 'Абзац 3'])
      assert.deepEqual([(await room.stateIn(desk, 4)).headline, (await room.stateIn(desk, 4)).facts.source?.text], ['not_started', second])
      await assertSound(room.db)
    })

    it('keeps the first identity of joined paragraphs and the translations of all', async () => {
      const desk = await newTranslated()
      const [title, one, two, ...rest] = await blocks(desk) as [Block, Block, Block]
      await send(desk, [title, paragraph(`${one.text} ${two.text}`), ...rest])
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.deepEqual(await order(desk), desk.segments.filter((_, at) => at !== 2))
      assert.equal((await room.stateIn(desk, 1)).headline, 'behind')
      const archived = (await stateFor(room.db, room.world.ed, desk.article)).archived
      assert.deepEqual(archived.map(({ segment, translations: [uk] }) => [segment, uk?.approved]), [[desk.segments[2], 1]])
    })

    it('gives a removed paragraph that comes back its old identity and translation, in step, by the same reviewer', async () => {
      const desk = await newTranslated()
      const all = await blocks(desk)
      const approved = (await room.stateIn(desk, 2)).facts.approved
      await send(desk, all.filter((_, at) => at !== 2))
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.equal((await order(desk)).includes(desk.segments[2] ?? ''), false)
      await send(desk, all)
      await approveOriginal(room.db, room.world.sam, desk.article)
      assert.deepEqual(await order(desk), desk.segments)
      const back = await room.stateIn(desk, 2)
      assert.deepEqual([back.headline, back.facts.approved], ['approved', approved])
      await assertSound(room.db)
    })

    it('sends texts as paragraphs to decide one by one, and the order beside them', async () => {
      const desk = await newTranslated()
      const all = swapped((await blocks(desk)).map((block, at) => at === 1 ? paragraph('It snowed in the night over the whole valley.') : block), 2, 4)
      const submission = await send(desk, all)
      const facts = await factsIn(room.db, desk.article, 'en', 'en')
      assert.deepEqual(facts.map(({ proposal }) => proposal?.submission), [undefined, submission, undefined, undefined, undefined])
      assert.equal((await findOpenChange(room.db, desk.article))?.submission, submission)
      await decideStructure(room.db, room.world.rev, desk.article, 'returned')
      await approveOriginal(room.db, room.world.rev, desk.article)
      assert.deepEqual(await order(desk), desk.segments)
      assert.equal((await room.stateIn(desk, 1)).headline, 'behind')
    })

    it('lets neither its sender nor a writer of its words approve a structure', async () => {
      const desk = await newTranslated()
      const both = { ...room.world.ed, grants: [...room.world.ed.grants, { right: 'review' as const, language: 'en' }] }
      await send(desk, swapped(await blocks(desk), 1, 2))
      await assert.rejects(decideStructure(room.db, both, desk.article), { code: 'own_words' })
      await assert.rejects(decideStructure(room.db, room.world.bob, desk.article), { code: 'forbidden' })
      await decideStructure(room.db, room.world.rev, desk.article)
    })

    it('decides a structure only against the article it was made from', async () => {
      const desk = await newTranslated()
      const [title, one, two, ...rest] = await blocks(desk) as [Block, Block, Block]
      await send(desk, [title, paragraph(`${one.text} ${two.text}`), ...rest])
      await room.changeSource(desk, desk.segments[2] ?? '', 'Somebody came to the old bridge before noon.')
      await assert.rejects(decideStructure(room.db, room.world.rev, desk.article), { code: 'moved_on' })
      assert.deepEqual(await order(desk), desk.segments)
    })

    it('refuses what was planned over an article that changed meanwhile', async () => {
      const desk = await newTranslated()
      const { mark } = await stateFor(room.db, room.world.ed, desk.article)
      await room.changeSource(desk, desk.segments[1] ?? '', 'It snowed.')
      const all = swapped(await blocks(desk), 1, 2)
      await assert.rejects(sendChange(room.db, room.world.ed, { article: desk.article, blocks: all, mark }), { code: 'moved_on' })
    })

    it('decides one structure once', async () => {
      const desk = await newTranslated()
      await send(desk, swapped(await blocks(desk), 1, 2))
      const id = await decideStructure(room.db, room.world.rev, desk.article)
      await assert.rejects(decideSourceChange(room.db, room.world.sam, id, { outcome: 'approved', shown: '' }), { code: 'moved_on' })
    })

    it('brings what waits for a removed paragraph back as a draft of its sender', async () => {
      const desk = await newTranslated()
      const gone = desk.segments[2] ?? ''
      await submit(room.db, room.world.ada, desk, { [gone]: 'Ніхто не прийшов до полудня.' })
      await send(desk, (await blocks(desk)).filter((_, at) => at !== 2))
      await approveOriginal(room.db, room.world.rev, desk.article)
      const draft = await room.db.selectFrom('draft').select(['text', 'person_id']).where('segment_id', '=', gone).executeTakeFirst()
      assert.deepEqual(draft, { text: 'Ніхто не прийшов до полудня.', person_id: room.world.ada.id })
      const waiting = await room.db.selectFrom('proposal').select('id').where('segment_id', '=', gone).where('closed_at', 'is', null).execute()
      assert.deepEqual(waiting, [])
    })

    it('leaves a paragraph alone for which somebody else’s words wait, and sends the rest', async () => {
      const desk = await newTranslated()
      const eve = { ...room.world.tom, grants: [{ right: 'publish' as const, language: 'en' }] }
      await submit(room.db, eve, { ...desk, language: 'en' }, { [desk.segments[1] ?? '']: 'It hailed.' })
      const all = (await blocks(desk)).map((block, at) => at === 1 || at === 2 ? paragraph(`${block.text} Twice.`) : block)
      const plan = await planOf(room.db, room.world.ed, desk.article, all)
      assert.deepEqual(plan.rows.map(({ obstacle }) => obstacle), [null, 'waits_already', null, null, null])
      await assert.rejects(send(desk, all), { code: 'wrong_state' })
      await send(desk, all, { left: [desk.segments[1] ?? ''] satisfies Id[] })
      const facts = await factsIn(room.db, desk.article, 'en', 'en')
      assert.deepEqual(facts.map(({ proposal }) => proposal?.text ?? null), [null, 'It hailed.', `${TEXTS[2] ?? ''} Twice.`, null, null])
    })

    const reviewing = (person: Newsroom['world']['ed']) => ({ ...person, grants: [...person.grants, { right: 'review' as const, language: 'en' }] })
    const publishing = (person: Newsroom['world']['ed']) => ({ ...person, grants: [{ right: 'publish' as const, language: 'en' }] })

    it('lets nobody approve a new paragraph whose very words they once offered themselves', async () => {
      const desk = await newTranslated()
      const more = [...await blocks(desk), paragraph('A ferry was hired for the summer.')]
      await send(desk, more)
      await decideStructure(room.db, room.world.rev, desk.article, 'returned')
      await sendBlocks(room.db, publishing(room.world.tom), desk.article, more)
      await assert.rejects(decideStructure(room.db, reviewing(room.world.ed), desk.article), { code: 'own_words' })
      await decideStructure(room.db, room.world.rev, desk.article)
      assert.equal((await order(desk)).length, 6)
    })

    it('keeps translations of a paragraph that comes back with other words in step only where that is minor', async () => {
      for (const minor of [true, false]) {
        const desk = await newTranslated()
        const all = await blocks(desk)
        await send(desk, all.filter((_, at) => at !== 2))
        await approveOriginal(room.db, room.world.rev, desk.article)
        const again = all.map((block, at) => at === 2 ? paragraph('Nobody came to the old bridge before midday.') : block)
        const key = (await planOf(room.db, room.world.ed, desk.article, again)).rows[2]?.key ?? ''
        const choices = { [key]: { as: desk.segments[2] ?? '', minor } }
        assert.deepEqual((await planOf(room.db, room.world.ed, desk.article, again, choices)).touched, minor ? [] : [{ language: 'uk', approved: 1, open: 0 }])
        await send(desk, again, { choices })
        await approveOriginal(room.db, room.world.rev, desk.article)
        assert.deepEqual(await order(desk), desk.segments)
        assert.equal((await room.stateIn(desk, 2)).step, minor ? 'in_step' : 'behind')
      }
    })

    const refused: [what: string, change: (all: Block[]) => Block[], code: string][] = [
      ['no title', (all) => all.slice(1), 'one_title_needed'],
      ['two titles', (all) => [...all, { ...paragraph('Another bridge'), kind: 'title' }], 'one_title_needed'],
      ['an empty paragraph', (all) => [...all, paragraph('')], 'invalid'],
      ['a paragraph without end', (all) => [...all, paragraph('x'.repeat(50_001))], 'invalid'],
      ['a picture that nobody keeps', (all) => [...all, { ...paragraph('A bridge'), kind: 'image', asset: 'f'.repeat(64) }], 'invalid'],
      ['an image without a picture', (all) => [...all, { ...paragraph('A bridge'), kind: 'image' }], 'invalid'],
    ]
    it('refuses what could not be brought in either, and stores nothing of it', async () => {
      const desk = await newTranslated()
      const all = await blocks(desk)
      for (const [what, change, code] of refused) await assert.rejects(send(desk, change(all)), { code }, what)
      for (const person of [room.world.ada, room.world.rev, room.world.tom, room.world.admin]) {
        await assert.rejects(sendBlocks(room.db, person, desk.article, all.slice(0, 2)), { code: 'forbidden' })
      }
      const { length } = await room.db.selectFrom('submission').select('id').where('article_id', '=', desk.article).where('language', '=', 'en').execute()
      assert.deepEqual([length, await findOpenChange(room.db, desk.article)], [0, null])
    })

    it('lets one of two senders and one of two reviewers win', async () => {
      const desk = await newTranslated()
      const { mark } = await stateFor(room.db, room.world.ed, desk.article)
      const all = await blocks(desk)
      const won = (results: readonly PromiseSettledResult<unknown>[]) => results.map((one) => one.status === 'fulfilled' ? 'won' : codeOf(one.reason)).sort()
      assert.deepEqual(won(await Promise.allSettled([room.world.ed, publishing(room.world.tom)].map((person) =>
        sendChange(room.db, person, { article: desk.article, blocks: swapped(all, 1, 2), mark })))), ['moved_on', 'won'])
      assert.deepEqual(won(await Promise.allSettled([room.world.rev, room.world.sam].map((person) => decideStructure(room.db, person, desk.article)))), ['moved_on', 'won'])
      assert.deepEqual(await order(desk), [0, 2, 1, 3, 4].map((at) => desk.segments[at]))
      await assertSound(room.db)
    })
  })
}

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : String(error)
}
