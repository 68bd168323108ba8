import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, countDecisions, ENGLISH, filledIn, newOriginalRoom, newReviewRoom, proposalsAt } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newArticle, reviewAll, submit } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'

describe('the review room', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  it('shows what changed, word by word, and decides all of it in one go', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
    const [first, second, third] = await proposalsAt(site, room, [1, 2, 3])
    const rev = await browserOf(site, site.world.rev)
    const page = await rev.get(room.page)
    assert.match(page.html, /<del><span class="vh">\[deleted: <\/span>три<span class="vh">\]<\/span><\/del>/)
    assert.match(page.html, /1 deletion, 1 addition/)
    const answer = await rev.postRaw(room.action, filledIn(page, room, {
      [`outcome:${first}`]: 'approve',
      [`outcome:${second}`]: 'return', [`reason:${second}`]: 'Без знака оклику.',
      [`outcome:${third}`]: 'edit', [`text:${third}`]: 'Ріка підвелася.',
    }))
    assert.equal(answer.status, 200)
    assert.match(answer.url, /\?done=reviewed&approved=1&edited=1&returned=1$/)
    assert.match(answer.html, /role="status">Decided: 1 paragraph approved, 1 edited paragraph waits for confirmation and 1 paragraph returned\./)
    assert.match(answer.html, /Без знака оклику\./)
    const texts = (await factsIn(site.db, room.article, 'en', 'uk')).map(({ approved }) => approved?.text)
    assert.deepEqual(texts, ['Тихий міст', 'Дощило чотири дні.', 'Ніхто не прийшов.', 'Ріка піднялася.'])
  })

  it('asks the sender to accept an edit, and shows them what to do with a return', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    await reviewAll(site.db, site.world.rev, room, ({ position }) =>
      position === 1 ? { outcome: 'edit', text: 'Дощило аж чотири дні.' } : { outcome: 'return', reason: 'Спокійніше.' })
    const ada = await browserOf(site, site.world.ada)
    const page = await ada.get(room.page)
    assert.match(page.html, new RegExp(`href="/desk/articles/${room.article}/languages/uk/segments/${room.segments[2]}"`))
    const action = `/desk/proposals/${(await proposalsAt(site, room, [1]))[0]}/confirmations`
    const fields = fieldsIn(page.html, action)
    const answer = await ada.postRaw(action, fields)
    assert.match(answer.url, /done=confirmed$/)
    assert.equal((await factsIn(site.db, room.article, 'en', 'uk'))[1]?.approved?.text, 'Дощило аж чотири дні.')
    const count = await countDecisions(site)
    assert.equal((await ada.postRaw(action, fields)).status, 409)
    assert.equal(await countDecisions(site), count)
  })

  it('goes on to where a confirmation came from, on this site alone', async () => {
    for (const [next, expected] of [['/desk/reviews', /\/desk\/reviews$/], ['https://example.org/', /done=confirmed$/], ['//example.org', /done=confirmed$/]] as const) {
      const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
      await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Дощило аж чотири дні.' }))
      const ada = await browserOf(site, site.world.ada)
      const action = `/desk/proposals/${(await proposalsAt(site, room, [1]))[0]}/confirmations`
      const fields = fieldsIn((await ada.get(room.page)).html, action)
      assert.match((await ada.postRaw(action, [...fields, ['next', next]])).url, expected)
    }
  })

  const mistakes: [what: string, typed: (id: Id) => Record<string, string>, sentence: RegExp][] = [
    ['a return without a reason', (id) => ({ [`outcome:${id}`]: 'return', [`reason:${id}`]: '  ' }), /Write why it is returned\./],
    ['an empty edit', (id) => ({ [`outcome:${id}`]: 'edit', [`text:${id}`]: ' ' }), /Write the text, or choose another decision\./],
    ['an edit that is the approved text', (id) => ({ [`outcome:${id}`]: 'edit', [`text:${id}`]: 'Ніхто не прийшов.' }), /This is the approved text again/],
    ['an edit with letters of two alphabets in a word', (id) => ({ [`outcome:${id}`]: 'edit', [`text:${id}`]: 'Нiхто ще не прийшов.' }), /Checks find an error in this text[^<]*Нiхто/],
    ['an edit with a control character', (id) => ({ [`outcome:${id}`]: 'edit', [`text:${id}`]: 'а\u0007б' }), /Remove the damaged/],
    ['a reason that is too long', (id) => ({ [`outcome:${id}`]: 'return', [`reason:${id}`]: 'ж'.repeat(2001) }), /too many characters/],
    ['a reason without a decision', (id) => ({ [`outcome:${id}`]: '', [`reason:${id}`]: 'Бо ні.' }), /choose a decision or clear it/],
  ]
  for (const [what, typed, sentence] of mistakes) {
    it(`keeps everything typed on ${what}, and decides nothing`, async () => {
      const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
      const [first, second] = await proposalsAt(site, room, [1, 2])
      const rev = await browserOf(site, site.world.rev)
      const fields = filledIn(await rev.get(room.page), room, {
        [`outcome:${first}`]: 'edit', [`text:${first}`]: 'Дощило <чотири> & пʼять.', ...typed(second ?? ''),
      })
      const count = await countDecisions(site)
      const answer = await rev.postRaw(room.action, fields)
      assert.equal(answer.status, 422)
      assert.match(answer.html, sentence)
      assert.match(answer.html, /<title>Error: /)
      const shown = new Map(fieldsIn(answer.html, room.action).map(([name, value]) => [name, value.trim()]))
      for (const [name, value] of fields.filter(([name]) => !/^(form_token|draft:.*)$/.test(name))) {
        assert.equal(shown.get(name), value.trim(), name)
      }
      assert.equal(await countDecisions(site), count)
    })
  }

  it('says so when nothing was chosen', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const rev = await browserOf(site, site.world.rev)
    const answer = await rev.postRaw(room.action, filledIn(await rev.get(room.page), room, {}))
    assert.equal(answer.status, 422)
    assert.match(answer.html, /no decision is chosen/)
  })

  it('offers a minor change of the original, and then translations stay in step', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const original = await newOriginalRoom(site, room, { 3: 'The river had risen.' })
    const [id = ''] = await proposalsAt(site, original, [3])
    const rev = await browserOf(site, site.world.rev)
    const page = await rev.get(original.page)
    const answer = await rev.postRaw(original.action, filledIn(page, original, { [`outcome:${id}`]: 'approve', [`minor:${id}`]: 'yes' }))
    assert.match(answer.url, /approved=1$/)
    const [, , , facts] = await factsIn(site.db, room.article, 'en', 'uk')
    assert.equal(facts?.source?.text, 'The river had risen.')
    assert.equal(facts.source.substance, facts.approved?.source?.substance)
  })

  it('cuts a long submission into sections of 20, in the order of the article, and goes on to the next that waits (P33)', async () => {
    const texts = ['A long article', ...Array.from({ length: 150 }, (_, i) => `Paragraph ${i}.`)]
    const { submission } = await newArticle(site.world, 'en', texts, false)
    const sam = await browserOf(site, site.world.sam)
    const pages = await Promise.all([1, 2, 8].map((page) => sam.get(`/desk/submissions/${submission}?page=${page}`)))
    const [first] = pages
    const count = (answer: Answer | undefined) => [...(answer?.html ?? '').matchAll(/name="shown:/g)].length
    assert.deepEqual(pages.map(count), [20, 20, 11])
    const action = `/desk/submissions/${submission}/reviews`
    const approved = fieldsIn(first?.html ?? '', action).map(([name, value]) => [name, name.startsWith('outcome:') ? 'approve' : value] as const)
    const answer = await sam.postRaw(action, approved)
    assert.match(answer.url, /approved=20$/)
    assert.match(answer.html, /20 of 151 paragraphs decided/)
    assert.match(answer.html, /aria-current="page"><span class="name">Section 2<\/span> <span class="count">20 wait/)
    assert.equal(count(answer), 20)
  })

  it('lists what waits, the oldest first, and says whose it is', async () => {
    const queue = await startTestSite()
    try {
      const rev = await new Browser(queue).signInAs(queue, queue.world.rev)
      assert.match((await rev.get('/desk/reviews')).html, /Nothing waits for review/)
      const { article, segments } = await newArticle(queue.world, 'en', ENGLISH)
      const desk = { article, source: 'en', language: 'uk' }
      await submit(queue.db, queue.world.bob, desk, { [segments[0] ?? '']: 'Тихий міст', [segments[1] ?? '']: 'Дощило.' })
      await submit(queue.db, queue.world.ada, desk, { [segments[2] ?? '']: 'Ніхто.' })
      const { html } = await rev.get('/desk/reviews')
      const rows = [...html.matchAll(/<tr(?: class="mine")?>[\s\S]*?<\/tr>/g)].map(([row]) => row).slice(1)
      assert.deepEqual(rows.map((row) => /<td>(Bob|Ada)<\/td>/.exec(row)?.[1]), ['Bob', 'Ada'])
      assert.match(rows[0] ?? '', /You can review it[\s\S]*2 for review/)
      assert.match((await (await new Browser(queue).signInAs(queue, queue.world.bob)).get('/desk/reviews')).html, /Sent by you[\s\S]*You can review it/)
      assert.match((await rev.get('/desk/reviews?language=en')).html, /Nothing waits under these conditions/)
    } finally {
      await queue.close()
    }
  })

  it('is valid HTML in both languages, with no word of the other', async () => {
    const room = await newReviewRoom(site, { 1: 'Зовсім інша думка про погоду.', 2: 'Ніхто  не прийшов.', 3: 'Ріка стала.' })
    await reviewAll(site.db, site.world.rev, room, ({ position }) =>
      position === 3 ? { outcome: 'edit', text: 'Ріка аж стала.' } : position === 2 ? { outcome: 'return', reason: 'Ні.' } : { outcome: 'approve' })
    const more = await newReviewRoom(site, { 1: 'Зовсім інша думка про погоду.', 2: 'Ніхто не\u00a0прийшов.', 3: 'Ріка стала.' })
    for (const [language, word] of [['en', /Translation: Ukrainian/], ['uk', /Переклад: українська/]] as const) {
      for (const person of [site.world.ada, site.world.rev, site.world.sam, site.world.tom]) {
        const one = await browserOf(site, person, language)
        for (const path of [room.page, more.page]) {
          const { html } = await one.get(path)
          assert.match(html, word)
          assert.deepEqual(await checkHtml(html), [])
        }
        assert.deepEqual(await checkHtml((await one.get('/desk/reviews')).html), [])
      }
    }
  })
})
