import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { choicesIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, countDecisions, filledIn, newReviewRoom, proposalsAt, type ReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { submit } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { writeSettings } from '../people/settings.ts'

const turn = (db: Db, on: boolean) => transact(db, (tx) => writeSettings(tx, { qualityMarks: on }))

describe('quality marks on the reviewer’s page', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    await turn(site.db, true)
  })
  after(() => site.close())

  const newRoom = () => newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Нікого не було.' })
  const markedAt = (id: string | undefined, n: number, [category, severity, words, comment]: readonly string[]) => Object.fromEntries(
    Object.entries({ category, severity, words, comment }).map(([part, value]) => [`${part}-${n}:${id}`, value ?? '']))
  const linesOf = (html: string, id: string | undefined) => html.split(`name="category-`).filter((piece) => piece.startsWith(`${Number.parseInt(piece, 10)}:${id}"`)).length
  const paragraph = ({ article, segments }: ReviewRoom) => `/desk/articles/${article}/languages/uk/segments/${segments[1]}`

  it('stand ready in one line, travel with the decision, and are shown to whom they concern (without scripts)', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const form = await rev.get(room.page)
    assert.equal(linesOf(form.html, first), 1)
    assert.deepEqual(await checkHtml(form.html), [])
    const answer = await rev.postRaw(room.action, filledIn(form, room, {
      [`outcome:${first}`]: 'return', [`reason:${first}`]: 'Було три.', ...markedAt(first, 2, ['accuracy', 'critical', 'чотири', 'Три, а <не> чотири.']),
    }))
    assert.match(answer.url, /returned=1$/)
    assert.match(answer.html, /Accuracy<\/b>, critical: <q lang="uk">чотири<\/q>/)
    assert.match(answer.html, /Три, а &lt;не&gt; чотири\./)
    assert.match(answer.html, /Penalty points per 1,000 words: 5,000/)
    assert.deepEqual(await checkHtml(answer.html), [])
    const { ada, sam, admin, tom, ed } = site.world
    for (const [person, sees] of [[ada, true], [sam, true], [admin, true], [tom, false], [ed, false]] as const) {
      const browser = await browserOf(site, person)
      for (const page of [room.page, paragraph(room), paragraph(room).replace(/\/segments.*/, '')]) assert.equal((await browser.get(page)).html.includes('&lt;не&gt;'), sees, `${person.name} ${page}`)
      assert.doesNotMatch((await browser.get(room.page)).html, /Take the mark back/)
    }
  })

  it('are taken back by a button, by whoever made them', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const { html } = await rev.postRaw(room.action, filledIn(await rev.get(room.page), room, {
      [`outcome:${first}`]: 'approve', ...markedAt(first, 1, ['style', 'minor', '', 'Сухо.']),
    }))
    const [, address = ''] = /formaction="(\/desk\/marks\/[^"]+)"/.exec(html) ?? []
    assert.equal((await (await browserOf(site, site.world.sam)).post(room.page, address, {})).status, 403)
    const after = await rev.post(room.page, address, {})
    assert.equal(after.status, 200)
    assert.doesNotMatch(after.html, /Сухо\./)
  })

  const mistakes: [what: string, mark: string[], says: RegExp][] = [
    ['without a severity', ['style', '', '', 'Сухо.'], /Say for each mark what is wrong and how badly/],
    ['of words that are not in the text', ['style', 'minor', 'Сніжило', ''], /The words named in a mark do not stand in the text/],
    ['with a control character', ['style', 'minor', '', 'a\u0001'], /control characters/],
    ['with a long comment', ['style', 'minor', '', 'а'.repeat(1001)], /too many characters/],
  ]
  for (const [what, mark, says] of mistakes) {
    it(`keep everything typed on a mark ${what}, and decide nothing (P01)`, async () => {
      const room = await newRoom()
      const [first] = await proposalsAt(site, room, [1])
      const rev = await browserOf(site, site.world.rev)
      const count = await countDecisions(site)
      const answer = await rev.postRaw(room.action, filledIn(await rev.get(room.page), room, { [`outcome:${first}`]: 'approve', ...markedAt(first, 1, mark) }))
      assert.equal(answer.status, 422)
      assert.match(answer.html, says)
      assert.equal(linesOf(answer.html, first), 2)
      const kept = new Map([...filledIn(answer, room, {}), ...choicesIn(answer.html, room.action)])
      assert.deepEqual(['category', 'severity', 'words', 'comment'].map((part) => kept.get(`${part}-1:${first}`)), mark)
      assert.equal(await countDecisions(site), count)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }

  it('are saved for later with one more line, and found again with the words when what was shown moved on (P01)', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const form = filledIn(await rev.get(room.page), room, [1, 2, 3].reduce((fields, n) => ({ ...fields, ...markedAt(first, n, ['style', 'minor', '', `Примітка ${n}`]) }), {}))
    const saved = await rev.postRaw(`${room.page}/drafts`, form)
    assert.equal(linesOf(saved.html, first), 4)
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило пʼять днів.' })
    assert.match((await rev.get(room.page)).html, /Style and minor[\s\S]*Примітка 3/)
  })

  for (const [language, says] of [['en', 'Add another mark'], ['uk', 'Додати ще позначку']] as const) {
    it(`make room for another by a button that keeps everything typed and decides nothing (P01), in ${language}`, async () => {
      const room = await newRoom()
      const [first, second] = await proposalsAt(site, room, [1, 2])
      const rev = await browserOf(site, site.world.rev, language)
      const count = await countDecisions(site)
      const page = await rev.get(room.page)
      const [, action = '', value] = new RegExp(`formaction="([^"]+)" name="mark" value="([^"]+)"[^>]*>${says}<`).exec(page.html) ?? []
      assert.deepEqual([action, value], [`${room.page}/drafts`, first])
      const typed = { ...markedAt(first, 1, ['style', '', '', 'Сухо.']), [`outcome:${second}`]: 'return', [`reason:${second}`]: 'Не так.' }
      const more = await rev.postRaw(action, filledIn(page, room, { ...typed, mark: first ?? '' }))
      assert.match(more.url, /[?&]done=saved/)
      assert.equal(more.status, 200)
      assert.deepEqual([linesOf(more.html, first), linesOf(more.html, second)], [2, 1])
      const kept = new Map([...filledIn(more, room, {}), ...choicesIn(more.html, room.action)])
      for (const [name, value] of Object.entries(typed)) assert.equal(kept.get(name) ?? '', value, name)
      assert.equal(await countDecisions(site), count)
      assert.deepEqual(await checkHtml(more.html), [])
    })
  }

  it('are as many as there may be, and then no button offers more', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const all = Array.from({ length: 20 }, (_, i) => markedAt(first, i + 1, ['style', 'minor', '', `${i}`]))
    const full = await rev.postRaw(`${room.page}/drafts`, filledIn(await rev.get(room.page), room, Object.assign({}, ...all)))
    assert.equal(linesOf(full.html, first), 20)
    assert.doesNotMatch(full.html, new RegExp(`name="mark" value="${first}"`))
  })

  it('keep what was typed when they are switched off meanwhile, and say so', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    const form = filledIn(await rev.get(room.page), room, { [`outcome:${first}`]: 'approve', ...markedAt(first, 1, ['style', 'minor', '', 'Сухо.']) })
    await turn(site.db, false)
    const answer = await rev.postRaw(room.action, form)
    assert.equal(answer.status, 422)
    assert.match(answer.html, /Quality marks were switched off meanwhile[\s\S]*Сухо\./)
    assert.doesNotMatch((await rev.get((await newRoom()).page)).html, /category-1/)
    await turn(site.db, true)
  })

  it('refuse what the form does not offer', async () => {
    const room = await newRoom()
    const [first] = await proposalsAt(site, room, [1])
    const rev = await browserOf(site, site.world.rev)
    for (const forged of [{ [`category-1:${first}`]: 'taste' }, { [`severity-21:${first}`]: 'minor' }, { [`severity-0:${first}`]: 'minor' }]) {
      const fields = [...filledIn(await rev.get(room.page), room, {}), ...Object.entries(forged)]
      assert.equal((await rev.postRaw(room.action, fields)).status, 422)
    }
  })
})
