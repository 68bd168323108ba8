import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn, type Room } from '../../test/translator.ts'
import { reviewAll, shownOf, submit } from '../../test/world.ts'
import { putAway } from '../articles/archive-actions.ts'
import { newId } from '../db/id.ts'
import { confirmProposal } from '../reviews/actions.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`accepting a reviewer’s edit with words typed elsewhere on the page (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())
    const { as, newRoom, factOf } = translatorOn(() => site)

    /** The first paragraph sent by Ada, edited by Rev and not confirmed by anybody. */
    async function newEdited(): Promise<Room> {
      const room = await newRoom()
      await submit(site.db, site.world.ada, room, { [room.segments[0] ?? '']: 'Спокійний міст' })
      await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Тихий міст' }))
      return room
    }

    const buttonIn = (html: string) => /<button[^>]* value="(confirm:[^"]+)"/.exec(html)?.[1] ?? assert.fail('no button to confirm')

    /** What Ada's browser sends that has no scripts, from the page of the whole article or of the paragraph. */
    async function openForm(room: Room, page = room.page) {
      const browser = await as(site.world.ada)
      const answer = await browser.get(page)
      const [title, one] = room.segments
      const other = page === room.page ? { [textOf(one)]: 'Дощило.' } : { [textOf(title)]: 'Мій міст' }
      const form = { ...fieldsOf(answer, '/drafts'), ...other, do: buttonIn(answer.html) }
      return { browser, form, press: () => browser.postRaw(`${room.page}/drafts`, form) }
    }

    it('does both in one press and comes back to the paragraph (P01)', async () => {
      const room = await newEdited()
      const answer = await (await openForm(room)).press()
      assert.equal(answer.status, 200)
      assert.match(wordsOf(answer), /Edit confirmed: the paragraph is approved\./)
      assert.equal((await factOf(room, 0)).approved?.text, 'Тихий міст')
      assert.equal((await factOf(room, 0)).approved?.reviewer, site.world.ada.id)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
      assert.equal(fieldsOf(answer, '/drafts')[textOf(room.segments[1])], 'Дощило.')
      assert.deepEqual(await checkHtml(answer.html), [])
    })

    it('keeps another wording typed over the edited text itself, as a draft over what is approved now', async () => {
      const room = await newEdited()
      const { press } = await openForm(room, `${room.page}/segments/${room.segments[0]}`)
      const answer = await press()
      assert.match(answer.url, new RegExp(`/segments/${room.segments[0]}\\?done=confirmed`))
      const { approved, draft } = await factOf(room, 0, site.world.ada)
      assert.deepEqual([approved?.text, draft?.text, draft?.baseRevision], ['Тихий міст', 'Мій міст', approved?.revision])
    })

    it('saves every word and says so when somebody was first (P01)', async () => {
      for (const alone of [false, true]) {
        const room = await newEdited()
        const page = alone ? `${room.page}/segments/${room.segments[0]}` : room.page
        const { press } = await openForm(room, page)
        const { proposal, shown } = shownOf(await factOf(room, 0))
        await confirmProposal(site.db, site.world.sam, proposal, shown)
        const answer = await press()
        assert.equal(answer.status, 409)
        assert.match(wordsOf(answer), /The edit is not confirmed:.*everything you typed is saved\./)
        assert.deepEqual(await checkHtml(answer.html), [])
        const { draft } = await factOf(room, alone ? 0 : 1, site.world.ada)
        assert.equal(draft?.text, alone ? 'Мій міст' : 'Дощило.')
        assert.equal(fieldsOf(answer, '/drafts')[textOf(room.segments[alone ? 0 : 1])], draft.text)
        assert.equal((await factOf(room, 0)).approved?.reviewer, site.world.sam.id)
      }
    })

    it('confirms nothing while a paragraph could not be saved, nor in the trash, and loses no words', async () => {
      const room = await newEdited()
      const { browser, form, press } = await openForm(room)
      const broken = await browser.postRaw(`${room.page}/drafts`, { ...form, [textOf(room.segments[2])]: 'До\u0007щ' })
      assert.equal(broken.status, 422)
      assert.equal((await factOf(room, 0)).approved, null)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
      await putAway(site.db, site.world.ed, { article: room.article, to: 'trash', reason: 'Проба' })
      const answer = await press()
      assert.equal(answer.status, 409)
      assert.match(wordsOf(answer), /This could not be done.*in the trash/)
      assert.equal((await factOf(room, 0)).approved, null)
    })

    it('says in the same way that a withdrawn paragraph was decided meanwhile, with what was typed', async () => {
      const room = await newRoom()
      const [title, one] = room.segments
      await submit(site.db, site.world.ada, room, { [title ?? '']: 'Тихий міст' })
      const browser = await as(site.world.ada, 'uk')
      const form = { ...fieldsOf(await browser.get(room.page), '/drafts'), [textOf(one)]: 'Дощило.', do: `withdraw:${title}` }
      await reviewAll(site.db, site.world.rev, room)
      const answer = await browser.postRaw(`${room.page}/drafts`, form)
      assert.equal(answer.status, 409)
      assert.match(wordsOf(answer), /Цього зробити не вдалося.*усе введене збережено/)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
    })

    it('is for those alone whose text it is, and refuses what no page shows', async () => {
      const room = await newEdited()
      const { browser, form } = await openForm(room)
      const { do: button, ...rest } = form
      const [, segment, shown = ''] = button.split(':')
      const [proposal, revision, , approved] = shown.split(',')
      const forged: [printed: string, status: number][] = [
        [`confirm:${segment}`, 422], [`confirm:${segment}:`, 422], [`${button}:x`, 422], [`${button},`, 422], [`next:${segment}:${shown}`, 422],
        [`confirm:${segment}:${[proposal, 'x', '', ''].join()}`, 422], [`confirm:${segment}:${[newId(), revision, '', ''].join()}`, 404],
        [`confirm:${segment}:${[proposal, revision, '', approved].join()}`, 409],
      ]
      for (const [printed, status] of forged) {
        assert.equal((await browser.postRaw(`${room.page}/drafts`, { ...rest, do: printed })).status, status, printed)
      }
      assert.doesNotMatch((await (await as(site.world.bob)).get(room.page)).html, /value="confirm:/)
      const other = await newRoom()
      const tom = await as(site.world.tom)
      const mine = { form_token: /name="form_token" value="([^"]+)"/.exec((await tom.get(other.page)).html)?.[1] ?? '', do: button }
      assert.equal((await tom.postRaw(`${other.page}/drafts`, mine)).status, 403)
      assert.equal((await factOf(room, 0)).approved, null)
    })
  })
}
