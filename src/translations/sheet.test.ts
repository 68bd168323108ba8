import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Answer } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn, type Room } from '../../test/translator.ts'
import { factsIn, reviewAll, submit, type } from '../../test/world.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, press, save, send, approve } = translatorOn(() => site)

const drafts = async (room: Room) => (await factsIn(site.db, room.article, 'en', 'uk', site.world.ada)).map(({ draft }) => draft?.text ?? null)

describe('the page of an article, one form without scripts', () => {
  it('saves every paragraph that was typed in, whichever button is pressed, and no other (P01)', async () => {
    const room = await newRoom(['T', 'One.', 'Two.', 'Three.'])
    await approve(room, { 1: 'Один.' })
    const browser = await as(site.world.ada)
    const [, , two, three] = room.segments
    const answer = await press(browser, room.page, `next:${two}`, { [textOf(two)]: 'Два.', [textOf(three)]: 'Три.' })
    assert.match(wordsOf(answer), /2 drafts saved\./)
    assert.deepEqual(await drafts(room), [null, null, 'Два.', 'Три.'])
    assert.match(wordsOf(await press(browser, room.page, 'all')), /Nothing changed, so there was nothing to save/)
    assert.deepEqual(await drafts(room), [null, null, 'Два.', 'Три.'])
  })

  it('saves the others when one cannot be saved, and shows that one with the reason', async () => {
    const room = await newRoom()
    const [title, one, two] = room.segments
    const browser = await as(site.world.ada)
    const form = fieldsOf(await browser.get(room.page), '/drafts')
    await type(site.db, site.world.ada, room, one ?? '', 'Інше вікно.')
    const typed = { [textOf(title)]: 'Міст', [textOf(one)]: 'Це вікно.', [textOf(two)]: 'До\u0007щ' }
    const answer = await browser.postRaw(`${room.page}/drafts`, { ...form, ...typed, do: 'all' })
    assert.equal(answer.status, 409)
    assert.match(wordsOf(answer), /2 paragraphs are not saved yet.*The rest is saved: 1 paragraph\./)
    assert.deepEqual(await checkHtml(answer.html), [])
    const again = fieldsOf(answer, '/drafts')
    assert.deepEqual([again[textOf(one)], again[textOf(two)]], ['Це вікно.', 'Дощ'])
    const kept = await browser.postRaw(`${room.page}/drafts`, { ...again, do: `stay:${one}` })
    assert.equal(kept.status, 200)
    assert.deepEqual(await drafts(room), ['Міст', 'Це вікно.', 'Дощ'])
  })

  it('goes on with sending after a conflict, with the message and what was ticked', async () => {
    const room = await newRoom()
    const [title, one] = room.segments
    const browser = await as(site.world.ada)
    await save(browser, room.page, title, 'Міст')
    const form = fieldsOf(await browser.get(room.page), '/submissions')
    await type(site.db, site.world.ada, room, one ?? '', 'Інше вікно.')
    const sent = { ...form, [textOf(one)]: 'Це вікно.', message: 'Гляньте', do: 'chosen' }
    const clash = await browser.postRaw(`${room.page}/submissions`, sent)
    assert.equal(clash.status, 409)
    assert.equal((await factOf(room, 0)).proposal, null)
    await browser.postRaw(`${room.page}/submissions`, { ...fieldsOf(clash, '/submissions'), do: 'chosen' })
    assert.equal((await factOf(room, 0)).proposal?.text, 'Міст')
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Це вікно.')
    const { message } = await site.db.selectFrom('submission').select('message').where('article_id', '=', room.article).executeTakeFirstOrThrow()
    assert.equal(message, 'Гляньте')
  })

  it('keeps the message to the reviewer and the ticks until they are sent, whatever else is pressed', async () => {
    const room = await newRoom()
    const [title, one, two] = room.segments
    const browser = await as(site.world.ada)
    await save(browser, room.page, title, 'Міст')
    await save(browser, room.page, one, 'Дощило.')
    const { [`draft:${one}`]: _, ...form } = fieldsOf(await browser.get(room.page), '/drafts')
    await browser.postRaw(`${room.page}/drafts`, { ...form, message: 'Питання до назви', [textOf(two)]: 'Нікого.', do: 'all' })
    const page = fieldsOf(await browser.get(room.page), '/submissions')
    assert.equal(page['message'], 'Питання до назви')
    assert.deepEqual(Object.keys(page).filter((name) => name.startsWith('draft:')), [`draft:${title}`, `draft:${two}`])
    await send(browser, room.page)
    assert.deepEqual(await drafts(room), [null, 'Дощило.', null])
    assert.equal(fieldsOf(await browser.get(room.page), '/submissions')['message'], '')
  })

  it('copies the original into a field without storing it, and saves what was typed there before (P46)', async () => {
    const room = await newRoom()
    const [, one, two] = room.segments
    const browser = await as(site.world.ada)
    const copied = await press(browser, room.page, `copy:${one}`, { [textOf(one)]: 'Дощ…', [textOf(two)]: 'Нікого.' })
    assert.match(wordsOf(copied), /The original is copied into the field. It is not saved yet/)
    assert.equal(fieldsOf(copied, '/drafts')[textOf(one)], 'It rained.')
    assert.deepEqual(await drafts(room), [null, 'Дощ…', 'Нікого.'])
    await browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(copied, '/drafts'), do: 'all' })
    assert.deepEqual(await drafts(room), [null, 'It rained.', 'Нікого.'])
  })

  it('takes a page of several megabytes from those who may write, and from nobody else', async () => {
    const room = await newRoom()
    const [, one] = room.segments
    for (const [person, status] of [[site.world.ada, 422], [site.world.rev, 413]] as const) {
      const browser = await as(person)
      const { form_token = '' } = fieldsOf(await browser.get('/desk'), '/sign-out')
      const shown = `,,0,${'0'.repeat(16)}`
      const big = { form_token, [`shown:${one}`]: shown, [textOf(one)]: 'ї'.repeat(600_000), do: 'all' }
      assert.equal((await browser.postRaw(`${room.page}/drafts`, big)).status, status)
    }
  })

  it('sends one paragraph alone and goes on to the next', async () => {
    const room = await newRoom()
    const [title, one, two] = room.segments
    const browser = await as(site.world.ada)
    await save(browser, room.page, two, 'Нікого.')
    const answer = await press(browser, room.page, `send:${title}`, { [textOf(title)]: 'Міст', [textOf(one)]: 'Дощило.' })
    assert.match(wordsOf(answer), /1 paragraph sent to review/)
    assert.equal((await factOf(room, 0)).proposal?.text, 'Міст')
    assert.deepEqual(await drafts(room), [null, 'Дощило.', 'Нікого.'])
  })
})

describe('whatever is typed and whichever button is pressed', () => {
  const BUTTONS = ['all', 'chosen', 'next', 'stay', 'fits', 'copy', 'send', 'give_up', 'withdraw', 'confirm'] as const
  const words = fc.oneof(fc.constantFrom('', 'Дощило.', 'It rained.', 'Ні\u0007кого', '[а] (/б)'), fc.string({ unit: 'grapheme', maxLength: 12 }))
  const changed = (answer: Answer) => Object.entries(fieldsOf(answer, answer.html.includes('class="mends"') ? '/drafts' : '/submissions'))

  it('every text is stored as a draft, sent, or stands on the page (P01)', { timeout: 120_000 }, async () => {
    const browser = await as(site.world.ada)
    await fc.assert(fc.asyncProperty(
      fc.array(words, { minLength: 4, maxLength: 4 }), fc.constantFrom(...BUTTONS), fc.nat(3), fc.option(fc.nat(3)), fc.nat(3),
      async (typed, button, at, elsewhere, state) => {
        const room = await newRoom(['T', 'It rained.', 'Two.', 'See [it](/б).'])
        const first = room.segments[at] ?? ''
        if (state === 1) await submit(site.db, site.world.ada, room, { [first]: 'На рецензії.' })
        if (state === 2) {
          await submit(site.db, site.world.ada, room, { [first]: 'Повернено.' })
          await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'return', reason: 'Ні.' }))
        }
        if (state === 3) {
          await submit(site.db, site.world.ada, room, { [first]: 'На рецензії.' })
          await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Правка.' }))
        }
        const page = await browser.get(room.page)
        if (elsewhere !== null) await type(site.db, site.world.ada, room, room.segments[elsewhere] ?? '', 'Інше вікно.')
        const fields = Object.fromEntries(typed.map((text, i) => [textOf(room.segments[i]), text]))
        const confirm = /value="(confirm:[^"]+)"/.exec(page.html)?.[1] ?? 'all'
        const doing = button === 'all' || button === 'chosen' ? button : button === 'confirm' ? confirm : `${button}:${first}`
        const path = button === 'chosen' ? 'submissions' : 'drafts'
        const answer = await browser.postRaw(`${room.page}/${path}`, { ...fieldsOf(page, '/drafts'), ...fields, do: doing })
        assert.ok(answer.status < 500, `${answer.status}`)
        const now = await factsIn(site.db, room.article, 'en', 'uk', site.world.ada)
        const shown = answer.status === 404 || !answer.html.includes('<textarea') ? [] : changed(answer).map(([, value]) => value.normalize('NFC').trim())
        typed.forEach((raw, i) => {
          const text = raw.normalize('NFC').trim()
          const facts = now[i]
          const kept = [facts?.draft?.text, facts?.proposal?.text, facts?.returned?.text, ...shown]
          // What a text may not hold is shown without it; a torn link is mended when its button was pressed.
          const bare = text.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd\p{Noncharacter_Code_Point}]/gu, '').trim()
          assert.ok(bare === '' || kept.includes(text) || kept.includes(bare) || kept.includes(text.replace('] (', '](')), `${doing}: ${JSON.stringify(text)} is lost`)
        })
      },
    ), { numRuns: 60 })
  })
})
