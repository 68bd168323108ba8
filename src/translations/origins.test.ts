import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { approveOriginal, assertSound, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn, type Room } from '../../test/translator.ts'
import { factsIn, submit, translateAll } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { ParentRole } from '../db/tables/heart.ts'
import { stateOf } from '../segments/states.ts'
import type { Block } from '../sources/model.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.', 'Nobody came to the old bridge before noon.',
]
const UKRAINIAN = ['Тихий міст', 'Уночі дощило над усією долиною.', 'Ріка забрала дві із семи арок. Мер каже, що до осені все полагодять.', 'До полудня ніхто не прийшов до старого мосту.']
const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`a translator after the original was taken apart and put together (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(async () => {
      await assertSound(site.db)
      await site.close()
    })
    const { as, newRoom, press, send, approve } = translatorOn(() => site)

    async function newTranslated(): Promise<Room> {
      const room = await newRoom(TEXTS)
      await translateAll(site.world, room, UKRAINIAN)
      return room
    }

    async function reshape({ article }: Room, edit: (blocks: Block[]) => (Block | undefined)[]): Promise<void> {
      const blocks = edit(await blocksOf(site.db, site.world.ed, article)).filter((block) => block !== undefined)
      await sendBlocks(site.db, site.world.ed, article, blocks)
      await approveOriginal(site.db, site.world.rev, article)
    }

    const splitRiver = (room: Room) => reshape(room, ([title, rain, river, end]) =>
      [title, rain, ...(river?.text.split(/(?<=\.) /) ?? []).map(paragraph), end])
    const joinRiver = (room: Room) => reshape(room, ([title, rain, river, end]) =>
      [title, rain, river && end && { ...river, text: `${river.text} ${end.text}` }])
    const factsOf = (room: Room) => factsIn(site.db, room.article, 'en', 'uk', site.world.ada)

    /** The parents of what waits, by role, with their texts. */
    async function parentsOf(revision: Id | undefined): Promise<[role: ParentRole, text: string][]> {
      const rows = await site.db.selectFrom('revision_parent').innerJoin('revision', 'revision.id', 'revision_parent.parent_id')
        .select(['revision_parent.role', 'revision.text']).where('revision_parent.revision_id', '=', revision ?? '').execute()
      return rows.map(({ role, text }): [ParentRole, string] => [role, text]).sort(([, a], [, b]) => a.localeCompare(b))
    }

    it('finds the translation with the first part of a split, behind, and is told whose part the second was (P13)', async () => {
      const room = await newTranslated()
      await splitRiver(room)
      const [, , first, second] = await factsOf(room)
      assert.deepEqual([first?.approved?.text, first && stateOf(first).step, second?.approved], [UKRAINIAN[2], 'behind', null])
      const browser = await as(site.world.ada)
      for (const path of [room.page, `${room.page}/segments/${second?.segment}`]) {
        const answer = await browser.get(path)
        assert.match(wordsOf(answer), /This paragraph was part of paragraph 3.*What of the earlier original.*\[deleted: river had taken.* ?\].*Its approved translation then Ріка забрала/, path)
        assert.ok(answer.html.includes(`href="${room.page}/segments/${first?.segment}"`), path)
        assert.equal(fieldsOf(answer, '/drafts')[textOf(second?.segment)], '', 'nothing is put in by itself')
        assert.deepEqual(await checkHtml(answer.html), [], path)
      }
    })

    it('puts the old translation into the field of the second part by a button without scripts, over nothing, and it counts as made from it (P13)', async () => {
      const room = await newTranslated()
      await splitRiver(room)
      const [, , , second] = await factsOf(room)
      const browser = await as(site.world.ada)
      const taken = await press(browser, room.page, `old:${second?.segment}`)
      assert.match(wordsOf(taken), /The earlier translation is put into the field\. It is not saved yet\./)
      const fields = fieldsOf(taken, '/drafts')
      assert.equal(fields[textOf(second?.segment)], UKRAINIAN[2])
      assert.equal((await factsOf(room))[3]?.draft, null)
      const alone = await browser.get(`${room.page}/segments/${second?.segment}`)
      const there = await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(alone, '/drafts'), do: `old:${second?.segment}` })
      assert.ok(there.url.includes(`/segments/${second?.segment}`), there.url)
      assert.equal(fieldsOf(there, '/drafts')[textOf(second?.segment)], UKRAINIAN[2])
      await browser.postRaw(`${room.page}/drafts`, { ...fields, [textOf(second?.segment)]: 'Мер каже, що до осені все полагодять.', do: `next:${second?.segment}` })
      await send(browser, room.page)
      const { proposal } = (await factsOf(room))[3] ?? {}
      assert.deepEqual(await parentsOf(proposal?.revision), [['split', UKRAINIAN[2] ?? '']])
    })

    it('starts a joined paragraph from the approved translations in order, which is sent unedited as made from all of them (P13)', async () => {
      const room = await newTranslated()
      await joinRiver(room)
      const both = `${UKRAINIAN[2]} ${UKRAINIAN[3]}`
      const browser = await as(site.world.ada)
      const answer = await browser.get(room.page)
      const [, , joined] = await factsOf(room)
      assert.equal(fieldsOf(answer, '/drafts')[textOf(joined?.segment)], both)
      assert.match(wordsOf(answer), /This paragraph was merged from several\..*Merged into it: Nobody came to the old bridge/)
      assert.deepEqual(await checkHtml(answer.html), [])
      assert.deepEqual([joined && stateOf(joined).headline, joined?.approved?.text], ['behind', UKRAINIAN[2]])
      await press(browser, room.page, 'all')
      assert.equal((await factsOf(room))[2]?.draft, null, 'what nobody touched is not saved')
      await press(browser, room.page, `next:${joined?.segment}`)
      await send(browser, room.page)
      const { proposal } = (await factsOf(room))[2] ?? {}
      assert.equal(proposal?.text, both)
      assert.deepEqual(await parentsOf(proposal?.revision), [['join', UKRAINIAN[3] ?? ''], ['join', UKRAINIAN[2] ?? '']].toSorted(([, a = ''], [, b = '']) => a.localeCompare(b)))
    })

    it('is offered the joined texts beside a draft begun before, and which of them had none (P13)', async () => {
      const room = await newRoom(TEXTS)
      await approve(room, { 2: UKRAINIAN[2] ?? '' })
      await joinRiver(room)
      const browser = await as(site.world.ada)
      const [, , joined] = await factsOf(room)
      const answer = await press(browser, room.page, `stay:${joined?.segment}`, { [textOf(joined?.segment)]: 'Ріка забрала дві арки.' })
      assert.match(wordsOf(answer), /Their approved translations in order:.*Without an approved translation: Nobody came to the old bridge.*Ріка забрала дві із семи арок/)
      const taken = await press(browser, room.page, `old:${joined?.segment}`)
      assert.equal(fieldsOf(taken, '/drafts')[textOf(joined?.segment)], UKRAINIAN[2])
      assert.equal((await factsOf(room))[2]?.draft?.text, 'Ріка забрала дві арки.')
    })

    it('is offered the translation of a removed paragraph for a new one like it, as a copy of it (P13)', async () => {
      const room = await newTranslated()
      await reshape(room, ([title, rain, river]) => [title, rain, river])
      const again = 'Nobody came to the old bridge long before noon.'
      const state = (blocks: Block[]) => [...blocks, paragraph(again)]
      await reshape(room, state)
      const browser = await as(site.world.ada)
      const answer = await browser.get(room.page)
      const [, , , fresh] = await factsOf(room)
      assert.notEqual(fresh?.segment, room.segments[3])
      assert.match(wordsOf(answer), /A similar paragraph was in the article before.*\[added: long.*Its approved translation then До полудня ніхто/)
      assert.deepEqual(await checkHtml(answer.html), [])
      const fields = fieldsOf(await press(browser, room.page, `old:${fresh?.segment}`), '/drafts')
      await browser.postRaw(`${room.page}/drafts`, { ...fields, do: `next:${fresh?.segment}` })
      await send(browser, room.page)
      const { proposal } = (await factsOf(room))[3] ?? {}
      assert.equal(proposal?.text, UKRAINIAN[3])
      assert.deepEqual(await parentsOf(proposal?.revision), [['copy', UKRAINIAN[3] ?? '']])
    })

    it('finds the texts of removed paragraphs on the page, their own draft with them, and nobody else’s (P03)', async () => {
      const room = await newTranslated()
      const { segments: [, , , gone = ''] } = room
      await press(await as(site.world.ada), room.page, `next:${gone}`, { [textOf(gone)]: 'До полудня не прийшов ніхто.' })
      await reshape(room, ([title, rain, river]) => [title, rain, river])
      const own = await (await as(site.world.ada)).get(room.page)
      assert.match(wordsOf(own), /1 paragraph is no longer in the article.*The page of paragraph 4.*Your draft До полудня не прийшов ніхто\. Approved translation До полудня ніхто/)
      assert.deepEqual(await checkHtml(own.html), [])
      const others = wordsOf(await (await as(site.world.bob)).get(room.page))
      assert.match(others, /Approved translation До полудня ніхто/)
      assert.doesNotMatch(others, /не прийшов ніхто/)
      assert.match(wordsOf(await (await as(site.world.ed)).get(room.original)), /Their texts are kept, and so are all their translations\..*Nobody came to the old bridge/)
    })

    it('keeps what is typed into a paragraph that is removed meanwhile, and shows it where it cannot be saved (P01)', async () => {
      const room = await newTranslated()
      const { segments: [, , , gone = ''] } = room
      await submit(site.db, site.world.ada, room, { [gone]: 'Не прийшов ніхто.' })
      const browser = await as(site.world.ada)
      const form = fieldsOf(await browser.get(room.page), '/drafts')
      await reshape(room, ([title, rain, river]) => [title, rain, river])
      const typed = 'Не прийшов геть ніхто.'
      const conflict = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(gone)]: typed, do: `next:${gone}` })
      assert.equal(conflict.status, 409)
      assert.equal(fieldsOf(conflict, '/drafts')[textOf(gone)], typed)
      await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(conflict, '/drafts'), do: `stay:${gone}` })
      assert.match(wordsOf(await browser.get(room.page)), /Your draft Не прийшов геть ніхто\./)
    })

    it('has back as a draft what waited for review when the paragraph was removed (P03)', async () => {
      const room = await newTranslated()
      await submit(site.db, site.world.ada, room, { [room.segments[3] ?? '']: 'Не прийшов ніхто.' })
      await reshape(room, ([title, rain, river]) => [title, rain, river])
      assert.match(wordsOf(await (await as(site.world.ada)).get(room.page)), /Your draft Не прийшов ніхто\./)
    })
  })
}
