import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../../test/browser.ts'
import { CHANGED, checkMarkup, changesOn, enter, formOf, newOriginal, ORIGINAL, planText, press, SITES, type OriginalRoom } from '../../test/original-room.ts'
import { blocksOf } from '../../test/originals.ts'
import { newMember, type TestSite } from '../../test/site.ts'
import { reviewAll, submit } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'

/** Nothing but the order and the number of paragraphs. */
const MOVED = `${ORIGINAL.replace('\nIt rained in the night over the whole valley.\n', '').trimEnd()}\n\nIt rained in the night over the whole valley.\n`

for (const [name, open] of Object.entries(SITES)) {
  describe(`a new structure before its reviewer, on ${name}`, () => {
    let site: TestSite
    let [ed, rev, sam, ada]: Browser[] = []
    before(async () => {
      site = await open()
      const { world } = site
      ;[ed, rev, sam, ada] = await Promise.all([world.ed, world.rev, world.sam, world.ada].map((person) => enter(site, person)))
    })
    after(() => site.close())

    const by = (browser: Browser | undefined) => browser ?? assert.fail()
    async function send(text = CHANGED): Promise<OriginalRoom & { change: string; submission: string }> {
      const room = await newOriginal(site)
      const answer = await press(by(ed), await planText(by(ed), room, text), room.plan, 'send', { message: 'As agreed.' })
      const submission = /\/desk\/submissions\/\w+/.exec(new URL(answer.url).pathname)?.[0] ?? ''
      return { ...room, submission, change: `${submission}/source-change` }
    }
    const order = async ({ article }: OriginalRoom) => (await blocksOf(site.db, site.world.ed, article)).map(({ text }) => text)

    it('shows what moves, splits, merges, comes and goes, with what it does to translations', async () => {
      const { change, submission } = await send()
      const page = await by(rev).get(change)
      assert.deepEqual(changesOn(page.html), ['3 moved', '5 split', '7 merged', '– removed', '9 new'])
      assert.match(page.html, /As agreed\./)
      assert.match(page.html, /<strong>Ukrainian<\/strong>: 3 translations will need an update · 1 is kept with its paragraph/)
      assert.match(page.html, new RegExp(`2 changed texts were sent with it[^<]*<a href="${submission}">Review 2 texts`))
      assert.deepEqual(await checkMarkup(page.html), [])
      assert.match((await by(rev).get('/desk/reviews')).html, new RegExp(`href="${submission}"`))
    })

    it('stands in the queue, in the work of reviewers and on the article with its own address when nothing else was sent', async () => {
      const { change, article } = await send(MOVED)
      for (const address of ['/desk/reviews', '/desk', `/desk/articles/${article}`]) {
        assert.match((await by(rev).get(address)).html, new RegExp(`href="${change}"`), address)
      }
      assert.match((await by(ed).get(change)).html, /Waits for a decision/)
    })

    it('names both reviewers where two stand behind it, and asks the first for nothing but a reason', async () => {
      const setPolicy = (en: 'two' | 'three') => transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { en } }))
      const { change } = await send(MOVED)
      await setPolicy('three')
      const first = await press(by(rev), await by(rev).get(change), change, 'approve')
      assert.match(first.html, /First review: Rev/)
      assert.doesNotMatch(first.html, /value="approve"/)
      assert.match(first.html, /value="return"/)
      assert.doesNotMatch((await by(rev).get('/desk')).html, new RegExp(`href="${change}"`))
      const after = await press(by(sam), await by(sam).get(change), change, 'approve')
      assert.match(after.html, /Approved by Sam[^]*First review: Rev/)
      assert.deepEqual(await checkMarkup(after.html), [])
      await setPolicy('two')
    })

    it('becomes the order of the article when somebody else approves it; the page tells who did, and what it was (P35)', async () => {
      const room = await send()
      const page = await by(rev).get(room.change)
      const after = await press(by(rev), page, room.change, 'approve')
      assert.match(after.url, /\?done=approved$/)
      assert.match(after.html, /Approved by Rev/)
      assert.equal((await order(room)).at(-1), 'A photographer came from the capital with a tripod.')
      const shown = changesOn((await by(ada).get(room.change)).html)
      assert.deepEqual(shown, ['3 moved', '5 split', '7 merged', '– removed', '9 new'])
      assert.doesNotMatch(after.html, /value="approve"/)
    })

    it('is not approved by whoever sent it, nor by somebody without the right', async () => {
      const room = await send()
      const both = await newMember(site, 'Ivo', ['publish:en', 'review:en'])
      const own = await enter(site, both)
      const other = await newOriginal(site)
      const answer = await press(own, await planText(own, other, MOVED), other.plan, 'send')
      const address = new URL(answer.url).pathname
      assert.match((await own.get(address)).html, /You sent this or wrote a part of it: somebody else decides/)
      const shown = formOf((await own.get(address)).html, address)['shown'] ?? ''
      const form = { form_token: formOf((await own.get(address)).html, address)['form_token'] ?? '', shown, do: 'approve' }
      const refused = await own.postRaw(address, form)
      assert.equal(refused.status, 403)
      assert.match(refused.html, /Not approved: you sent this/)
      const page = await by(rev).get(room.change)
      const token = /name="form_token" value="([^"]+)"/.exec((await by(ada).get(room.change)).html)?.[1] ?? ''
      const forged = { ...formOf(page.html, room.change), form_token: token, do: 'approve' }
      assert.equal((await by(ada).postRaw(room.change, forged)).status, 403)
    })

    it('is approved by its sender where one pair of eyes is enough, who says that it is theirs', async () => {
      const both: Actor = await newMember(site, 'Lev', ['publish:en', 'review:en'])
      const own = await enter(site, both)
      const room = await newOriginal(site)
      const address = new URL((await press(own, await planText(own, room, MOVED), room.plan, 'send')).url).pathname
      await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { en: 'one' } }))
      try {
        const page = await own.get(address)
        assert.equal((await press(own, page, address, 'approve')).status, 422)
        const after = await press(own, page, address, 'approve', { own: 'yes' })
        assert.match(after.html, /Approved by Lev[\s\S]{0,200}one pair of eyes/)
      } finally {
        await transact(site.db, (tx) => writeSettings(tx, { reviewPolicy: { en: 'two' } }))
      }
    })

    it('is returned with a reason and not without; its sender plans it again from where it was', async () => {
      const room = await send()
      const page = await by(rev).get(room.change)
      const unsaid = await press(by(rev), page, room.change, 'return', { reason: ' ' })
      assert.equal(unsaid.status, 422)
      assert.match(unsaid.html, /Write why it is returned/)
      const returned = await press(by(rev), page, room.change, 'return', { reason: 'Leave the flood whole.' })
      assert.match(returned.html, /Returned by Rev[\s\S]*Leave the flood whole/)
      const sender = await by(ed).get(room.change)
      assert.match(sender.html, /Leave the flood whole/)
      const again = await press(by(ed), sender, room.change, 'again')
      assert.equal(new URL(again.url).pathname, room.plan)
      assert.deepEqual(changesOn(again.html), ['3 moved', '4 edited', '5 split', '7 merged', '– removed', '8 typography', '9 new'])
    })

    it('is withdrawn by its sender alone, whose text it becomes again', async () => {
      const room = await send(MOVED)
      const form = formOf((await by(ed).get(room.change)).html, room.change)
      const token = /name="form_token" value="([^"]+)"/.exec((await by(rev).get(room.change)).html)?.[1] ?? ''
      assert.equal((await by(rev).postRaw(room.change, { ...form, form_token: token, do: 'withdraw' })).status, 403)
      const after = await press(by(ed), await by(ed).get(room.change), room.change, 'withdraw')
      assert.match(after.html, /Below is your draft/)
      assert.deepEqual(changesOn((await by(ed).get(room.plan)).html), ['9 moved'])
      assert.match((await by(rev).get(room.change)).html, /Withdrawn by Ed/)
    })

    it('cannot be approved over an article that changed meanwhile: 409, and its sender plans it again with a newer draft kept (P13)', async () => {
      const room = await send()
      const page = await by(rev).get(room.change)
      const eve = await newMember(site, 'Eve', ['publish:en'])
      await submit(site.db, eve, { article: room.article, source: 'en', language: 'en' }, { [room.segments[5] ?? '']: 'A ferry was hired for two summers.' })
      await reviewAll(site.db, site.world.rev, { article: room.article, source: 'en', language: 'en' })
      const refused = await press(by(rev), page, room.change, 'approve')
      assert.equal(refused.status, 409)
      assert.match(refused.html, /texts? that it changes w(?:as|ere) approved in other words meanwhile, in paragraph 6/)
      assert.doesNotMatch(refused.html, /value="approve"/)
      assert.deepEqual(await checkMarkup(refused.html), [])
      await press(by(ed), await by(ed).get(room.source), room.source, 'save', { text: `${ORIGINAL}\nA newer thought.\n` })
      const sender = await by(ed).get(room.change)
      assert.match(sender.html, /You have a newer draft: it is kept/)
      const again = await press(by(ed), sender, room.change, 'again')
      assert.match(again.html, /puts back words that were approved earlier|merged/i)
      const back = await press(by(ed), await by(ed).get(room.source), room.source, 'back')
      assert.match(back.html, /A newer thought/)
    })

    it('is decided once: of two reviewers the second is told', async () => {
      const room = await send(MOVED)
      const [first, second] = [await by(rev).get(room.change), await by(sam).get(room.change)]
      await press(by(rev), first, room.change, 'approve')
      const late = await press(by(sam), second, room.change, 'return', { reason: 'No.' })
      assert.equal(late.status, 409)
      assert.match(late.html, /somebody else was first[\s\S]*Approved by Rev/)
    })

    it('is approved below the last of many changes alone, which says how many; a return stands anywhere', async () => {
      const room = await newOriginal(site)
      const added = Array.from({ length: 240 }, (_, at) => `A new paragraph, number ${at + 1}.`).join('\n\n')
      const address = new URL((await press(by(ed), await planText(by(ed), room, `${ORIGINAL}\n${added}\n`), room.plan, 'send')).url).pathname
      const first = await by(rev).get(address)
      assert.match(first.html, /You see changes 1–100 of 240\.[^<]*<a href="[^"]*\?from=101">Next changes/)
      for (const part of [first, await by(rev).get(`${address}?from=101`)]) {
        assert.doesNotMatch(part.html, /value="approve"/)
        assert.match(part.html, /value="return"/)
      }
      const last = await by(rev).get(`${address}?from=201`)
      assert.match(last.html, /This approves all 240 changes, shown in 3 parts\.[\s\S]*value="approve"/)
      assert.equal(changesOn(last.html).length, 40)
      const unsaid = await press(by(rev), last, address, 'return', { reason: ' ' })
      assert.equal(changesOn(unsaid.html).length, 40, 'what was refused stands where it was asked')
      assert.match((await press(by(rev), last, address, 'approve')).html, /Approved by Rev/)
    })

    it('is not there for a submission of texts alone', async () => {
      const room = await newOriginal(site)
      const { submission } = await submit(site.db, site.world.ada, { article: room.article, source: 'en', language: 'uk' }, { [room.segments[1] ?? '']: 'Лило.' })
      assert.equal((await by(rev).get(`/desk/submissions/${submission}/source-change`)).status, 404)
    })
  })
}
