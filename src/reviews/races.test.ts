import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, countDecisions, filledIn, newOriginalRoom, newReviewRoom, proposalsAt } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, submit } from '../../test/world.ts'
import { withdrawSubmission } from '../translations/withdrawing.ts'

describe('deciding what changes meanwhile', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  it('decides the others when a paragraph changed meanwhile, and loses nothing typed for that one', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
    const [first, second, third] = await proposalsAt(site, room, [1, 2, 3])
    const rev = await browserOf(site, site.world.rev)
    const fields = filledIn(await rev.get(room.page), room, {
      [`outcome:${first}`]: 'approve',
      [`outcome:${second}`]: 'return', [`reason:${second}`]: 'Довга й важлива причина.',
      [`outcome:${third}`]: 'edit', [`text:${third}`]: 'Ріка аж стала.',
    })
    // The original of one moves, and Ada sends another text for the other.
    await newOriginalRoom(site, room, { 2: 'Nobody came at all.' })
    await reviewAll(site.db, site.world.rev, { ...room, language: 'en' })
    await submit(site.db, site.world.ada, room, { [room.segments[3] ?? '']: 'Ріка спинилася.' })
    const answer = await rev.postRaw(room.action, fields)
    assert.equal(answer.status, 409)
    assert.match(answer.html, /2 paragraphs changed meanwhile/)
    assert.match(answer.html, /Decided: 1 paragraph approved\./)
    const again = new Map(fieldsIn(answer.html, room.action))
    assert.equal(again.get(`outcome:${second}`), 'return')
    assert.equal(again.get(`reason:${second}`), 'Довга й важлива причина.')
    assert.match(answer.html, /The original changed after this was sent/)
    assert.match(answer.html, /<textarea[^>]*readonly[^>]*>\nРіка аж стала\.</)
    assert.match(answer.html, /See where it waits now/)
    assert.equal((await factsIn(site.db, room.article, 'en', 'uk'))[1]?.approved?.text, 'Дощило чотири дні.')
    assert.deepEqual(await checkHtml(answer.html), [])
    const next = await rev.postRaw(room.action, again)
    assert.match(next.url, /done=reviewed&returned=1$/)
  })

  it('says that nothing is left to decide when a submission was withdrawn meanwhile', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    const rev = await browserOf(site, site.world.rev)
    const rest = fieldsIn((await rev.get(`${room.page}/rest`)).html, `${room.page}/rest`)
    await withdrawSubmission(site.db, site.world.ada, room.submission)
    const { status, html } = await rev.postRaw(`${room.page}/rest`, rest)
    assert.equal(status, 409)
    assert.match(html, /2 paragraphs wait here no more: they were withdrawn or decided meanwhile\. There is nothing to decide/)
    assert.doesNotMatch(html, /Look again and decide|Everything is decided here/)
    assert.match(html, /0 of 2 paragraphs decided[\s\S]*Nothing waits here any more/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('takes a form sent twice as one', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
    const [first, second, third] = await proposalsAt(site, room, [1, 2, 3])
    const rev = await browserOf(site, site.world.rev)
    const fields = filledIn(await rev.get(room.page), room, {
      [`outcome:${first}`]: 'approve', [`outcome:${second}`]: 'return', [`reason:${second}`]: 'Спокійніше.',
      [`outcome:${third}`]: 'edit', [`text:${third}`]: 'Ріка аж стала.',
    })
    const before = await rev.postRaw(room.action, fields)
    const count = await countDecisions(site)
    const after = await rev.postRaw(room.action, fields)
    assert.equal(after.url, before.url)
    assert.equal(await countDecisions(site), count)
  })

  it('lets one of two reviewers win and tells the other what was decided', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const [id = ''] = await proposalsAt(site, room, [1])
    const [rev, sam] = await Promise.all([browserOf(site, site.world.rev), browserOf(site, site.world.sam)])
    const forms = await Promise.all([rev, sam].map(async (one) => filledIn(await one.get(room.page), room, { [`outcome:${id}`]: 'approve' })))
    const answers = await Promise.all([rev.postRaw(room.action, forms[0] ?? []), sam.postRaw(room.action, forms[1] ?? [])])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    assert.match(answers.find(({ status }) => status === 409)?.html ?? '', /1 paragraph waits here no more: it was withdrawn or decided[\s\S]*Approved by (Rev|Sam)/)
  })
})
