import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn } from '../../test/translator.ts'
import { factsIn, reviewAll, submit, type, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { judgeDrafts, readContext } from '../quality/judging.ts'
import { sendSubmission } from './actions.ts'
import { giveUpReturn, withdrawSubmission } from './withdrawing.ts'

const NAME = 'Eurovision'

for (const [name, open] of Object.entries(databases)) {
  describe(`words that stay as in the original on purpose (${name})`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
    })
    after(() => db.destroy())

    const newDesk = async () => {
      const desk = await room.newDesk(['T', NAME])
      return { ...desk, one: desk.segments[1] ?? '' }
    }

    /** Why the words were held back when they were sent without a tick; null when they went. */
    async function sendPlainly(person: Actor, desk: Desk & { one: Id }, text = NAME): Promise<string | null> {
      await type(db, person, desk, desk.one, text)
      const draft = (await factsIn(db, desk.article, 'en', 'uk', person)).find(({ segment }) => segment === desk.one)?.draft
      const { skipped: [skipped] } = await sendSubmission(db, person, {
        ...desk, message: '', drafts: [{ segment: desk.one, version: draft?.version ?? assert.fail() }],
      })
      return skipped?.why ?? null
    }

    /** Returned, and the return given up: nothing stands there again. */
    async function giveBack(desk: Desk & { one: Id }): Promise<void> {
      await reviewAll(db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Чому так?' }))
      const decision = (await room.stateIn(desk, 1)).facts.returned?.decision ?? assert.fail()
      await giveUpReturn(db, room.world.ada, { ...desk, segment: desk.one, decision })
    }

    it('are asked about the first time, and not again by whoever sent them: not after a return, not after taking them back', async () => {
      const { ada } = room.world
      const desk = await newDesk()
      assert.equal(await sendPlainly(ada, desk), 'doubtful')
      await submit(db, ada, desk, { [desk.one]: NAME })
      await giveBack(desk)
      assert.equal(await sendPlainly(ada, desk), null)
      await withdrawSubmission(db, ada, (await room.stateIn(desk, 1)).facts.proposal?.submission ?? '')
      assert.equal(await sendPlainly(ada, desk), null)
    })

    it('are not asked about again when somebody else sends them: it is known who answered', async () => {
      const { ada, bob } = room.world
      const desk = await newDesk()
      await submit(db, ada, desk, { [desk.one]: NAME })
      await giveBack(desk)
      await type(db, bob, desk, desk.one, NAME)
      const facts = await factsIn(db, desk.article, 'en', 'uk', bob)
      const findings = await judgeDrafts(db, await readContext(db, 'en', 'uk'), facts)
      assert.deepEqual(findings.get(desk.one)?.map(({ says, meant }) => [says, meant?.by]), [['same_as_original', room.world.ada.name]])
      assert.equal(await sendPlainly(bob, desk), null)
    })

    it('are asked about anew beside another original, and in another paragraph', async () => {
      const { ada } = room.world
      const desk = await newDesk()
      await submit(db, ada, desk, { [desk.one]: NAME })
      await giveBack(desk)
      await room.changeSource(desk, desk.one, 'Eurovision 2026')
      assert.equal(await sendPlainly(ada, desk, 'Eurovision 2026'), 'doubtful')
      assert.equal(await sendPlainly(ada, await newDesk()), 'doubtful')
    })
  })
}

describe('the page of a paragraph that stays as in the original', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const { as, newRoom, factOf, save, press } = translatorOn(() => site)

  it('asks once, whether it is looked at alone or with the others', async () => {
    const room = await newRoom(['T', NAME])
    const [, one] = room.segments
    const browser = await as(site.world.ada)
    const pages = [room.page, `${room.page}/segments/${one}`]
    const asked = async () => Promise.all(pages.map(async (page) => wordsOf(await browser.get(page)).includes('It is meant so')))
    await save(browser, room.page, one, NAME)
    assert.deepEqual(await asked(), [true, true])
    await press(browser, room.page, `send:${one}`, { [`anyway:${one}`]: '1' })
    await press(browser, room.page, `withdraw:${one}`)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, NAME)
    assert.deepEqual(await asked(), [false, false])
    await press(browser, room.page, `send:${one}`)
    assert.equal((await factOf(room, 1)).proposal?.text, NAME)
  })

  it('asks once about a thing that stands there several times, and saves what is typed meanwhile (P01)', async () => {
    const room = await newRoom(['T', 'Bread and salt, milk and honey.', 'It rained.'])
    const [, one, two] = room.segments
    const browser = await as(site.world.ada)
    await save(browser, room.page, one, 'Хліб i сіль, молоко i мед.')
    for (const page of [`${room.page}/segments/${one}`, room.page]) {
      const { html } = await browser.get(page)
      assert.deepEqual([html.match(/name="reason:/g)?.length, html.match(/value="fix:/g)?.length, await checkHtml(html)], [1, 3, []], 'two fixes, and both at once')
    }
    // As a browser does it: every field of the page, the reason too.
    const looked = await browser.get(room.page)
    const reason = /name="(reason:[^"]+)"/.exec(looked.html)?.[1] ?? assert.fail()
    const typed = { ...fieldsOf(looked, '/drafts'), [textOf(two)]: 'Дощило.', [reason]: 'Цитата.' }
    assert.equal((await browser.postRaw(`${room.page}/drafts`, { ...typed, do: `stay:${one}` })).status, 200)
    assert.equal((await factOf(room, 2, site.world.ada)).draft?.text, 'Дощило.')
    assert.doesNotMatch((await browser.get(room.page)).html, /name="reason:/)
  })

  it('mends with one click what stands far apart', async () => {
    const room = await newRoom(['T', 'Word.'])
    const [, one] = room.segments
    const browser = await as(site.world.ada)
    const text = `обʼєкт ${'слово '.repeat(100)}здоров’я та сімʼя`
    await save(browser, room.page, one, text)
    const fix = /value="(fix:[^"]+)"/.exec((await browser.get(room.page)).html)?.[1] ?? assert.fail()
    assert.equal((await press(browser, room.page, fix)).status, 200)
  })

  for (const [what, fix] of [['a sign that no text may hold', '0-1-%00'], ['more than a paragraph may hold', `0-0-${'x'.repeat(44_000)}`]] as const) {
    it(`stores no fix with ${what}`, async () => {
      const room = await newRoom(['T', 'Word.'])
      const [, one] = room.segments
      const browser = await as(site.world.ada)
      const text = 'Слово.'.repeat(1200)
      await save(browser, room.page, one, text)
      assert.equal((await press(browser, room.page, `fix:${one}:${fix}`)).status, 422)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, text)
    })
  }
})
