import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { openNewsroom } from '../../test/newsroom.ts'
import { browserOf, countDecisions, newLongRoom, newReviewRoom, proposalsAt } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, shownOf, submit } from '../../test/world.ts'
import { findLedgerFault } from '../ledger/store.ts'
import { returnSubmission, reviewSubmission } from './actions.ts'
import { listReturnExamples, listSubmissionReturns } from './store.ts'

describe('returning a whole submission', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  it('returns everything in one act with the common reason and the examples’ own, as one message (P33)', async () => {
    const room = await newLongRoom(site, 25)
    const [first, second, third] = await proposalsAt(site, room, [0, 1, 24])
    const rev = await browserOf(site, site.world.rev)
    const page = await rev.get(`${room.page}/return`)
    assert.match(page.html, /Return all 25 paragraphs/)
    assert.match(page.html, /<p class="text" lang="en">Paragraph 3\.<\/p>[\s\S]{0,400}The text that was sent[\s\S]{0,120}Абзац 3, перекладений/, 'beside its original')
    assert.deepEqual(await checkHtml(page.html), [])
    const answer = await rev.postRaw(`${room.page}/return`, Object.entries({
      ...Object.fromEntries(fieldsIn(page.html, `${room.page}/return`)), reason: 'Терміни не за словником.',
      [`reason:${first}`]: 'Не «план», а «задум».', [`reason:${second}`]: 'Кальки.', [`reason:${third}`]: 'Інший зміст.',
    }))
    assert.match(answer.url, /returned=25$/)
    const facts = await factsIn(site.db, room.article, 'en', 'uk')
    assert.deepEqual([0, 2, 24].map((at) => facts[at]?.returned?.reason), ['Не «план», а «задум».', 'Терміни не за словником.', 'Інший зміст.'])
    const ada = await browserOf(site, site.world.ada)
    const { html } = await ada.get(room.page)
    assert.match(html, /The whole submission was returned by Rev[\s\S]*Терміни не за словником\.[\s\S]*Paragraph 1<\/a>: Не «план»[\s\S]*Paragraph 25<\/a>: Інший зміст\./)
    assert.equal(html.split('Терміни не за словником.').length - 1, 1)
    assert.deepEqual(await checkHtml(html), [])
    const { act, details } = (await site.db.selectFrom('ledger').selectAll().orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow())
    assert.deepEqual([act, (JSON.parse(details) as { results: [] }).results.length], ['submission.returned', 25])
    assert.equal((await rev.postRaw(`${room.page}/return`, fieldsIn(page.html, `${room.page}/return`).map(([name, value]) =>
      [name, name === 'reason' ? 'Терміни не за словником.' : value] as const))).status, 200)
  })

  it('lets a reviewer free a paragraph of their own edit when nobody is there to confirm it (P32)', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    const rev = await browserOf(site, site.world.rev)
    assert.doesNotMatch((await rev.get(room.page)).html, /nobody else to decide/)
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Дощило аж чотири дні.' }))
    const page = await rev.get(room.page)
    assert.match(page.html, new RegExp(`nobody else to decide[^<]*<a href="${room.page}/return">Return with a reason`))
    assert.deepEqual(await checkHtml(page.html), [])
    assert.doesNotMatch((await (await browserOf(site, site.world.sam)).get(room.page)).html, /nobody else to decide/)
    const fields = Object.fromEntries(fieldsIn((await rev.get(`${room.page}/return`)).html, `${room.page}/return`))
    const [one, two] = await proposalsAt(site, room, [1, 2])
    const answer = await rev.postRaw(`${room.page}/return`, { ...fields, reason: 'Перекладачки вже немає.', [`reason:${one}`]: 'Наново.', [`reason:${two}`]: 'Теж.' })
    assert.match(answer.url, /returned=2$/)
    await submit(site.db, site.world.bob, room, { [room.segments[1] ?? '']: 'Дощ ішов чотири дні.' })
    assert.equal((await factsIn(site.db, room.article, 'en', 'uk'))[1]?.proposal?.sender, site.world.bob.id)
  })

  const lacking: [what: string, examples: number[], reason: string, sentence: RegExp][] = [
    ['two examples', [1, 2], 'Кальки.', /at least 3 examples with a reason are needed/],
    ['no reason', [1, 2, 3], ' ', /What is wrong with the whole submission<\/a>: Write why it is returned/],
    ['an example that is too long', [1, 2, 3], 'Кальки.', /Paragraph 2<\/a>: Shorten this/],
  ]
  for (const [what, examples, reason, sentence] of lacking) {
    it(`asks for more than ${what}, keeps what was typed and returns nothing (P10)`, async () => {
      const room = await newReviewRoom(site, { 0: 'Міст', 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
      const proposals = await proposalsAt(site, room, [0, 1, 2, 3])
      const rev = await browserOf(site, site.world.rev)
      const page = await rev.get(`${room.page}/return`)
      const own = (at: number) => what.includes('long') && at === 1 ? 'ж'.repeat(2001) : `Приклад ${at}`
      const typed = Object.fromEntries(examples.map((at) => [`reason:${proposals[at]}`, own(at)]))
      const count = await countDecisions(site)
      const answer = await rev.postRaw(`${room.page}/return`, Object.entries({ ...Object.fromEntries(fieldsIn(page.html, `${room.page}/return`)), reason, ...typed }))
      assert.equal(answer.status, 422)
      assert.match(answer.html, sentence)
      const again = new Map(fieldsIn(answer.html, `${room.page}/return`))
      for (const [name, value] of Object.entries(typed)) assert.equal(again.get(name), value)
      assert.equal(await countDecisions(site), count)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }

  it('stores no reason that nobody looked at: of a paragraph that the page did not offer', async () => {
    const room = await newReviewRoom(site, { 0: 'Міст', 1: 'Дощило чотири дні.' })
    const [first, second] = await proposalsAt(site, room, [0, 1])
    const rev = await browserOf(site, site.world.rev)
    const action = `${room.page}/return`
    const typed = { reason: 'Кальки.', [`reason:${first}`]: 'Приклад' }
    const page = Object.fromEntries(fieldsIn((await rev.get(action)).html, action))
    await reviewSubmission(site.db, site.world.rev, room.page.split('/').at(-1) ?? '', [{
      ...shownOf((await factsIn(site.db, room.article, 'en', 'uk'))[1] ?? assert.fail()), outcome: 'edit', text: 'Дощило довго.',
    }])
    const [, edited] = await proposalsAt(site, room, [0, 1])
    const shown = shownOf((await factsIn(site.db, room.article, 'en', 'uk'))[1] ?? assert.fail()).shown
    const { [`shown:${second}`]: _, [`reason:${second}`]: __, ...rest } = page
    await rev.postRaw(action, Object.entries({
      ...rest, ...typed, [`shown:${edited}`]: [shown.revision, shown.source ?? '', shown.approved ?? ''].join(), [`reason:${edited}`]: `\0${'ж'.repeat(9000)}`,
    }))
    const reasons = await site.db.selectFrom('decision').select('reason').where('outcome', '=', 'returned').where('proposal_id', 'in', [first ?? '', edited ?? '']).execute()
    assert.deepEqual(reasons.map(({ reason }) => reason).sort(), ['Кальки.', 'Приклад'])
  })

  it('takes what was already marked as its examples, and leaves out what moved meanwhile', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    const [first, second] = await proposalsAt(site, room, [1, 2])
    const rev = await browserOf(site, site.world.rev)
    const marks = Object.fromEntries([first, second].flatMap((id) => [[`outcome:${id}`, 'return'], [`reason:${id}`, `Причина ${id}`]]))
    const page = await rev.postRaw(`${room.page}/drafts`, Object.entries({ ...Object.fromEntries(fieldsIn((await rev.get(room.page)).html, room.action)), ...marks, then: 'return' }))
    const fields = new Map(fieldsIn(page.html, `${room.page}/return`))
    assert.equal(fields.get(`reason:${first}`), `Причина ${first}`)
    await submit(site.db, site.world.ada, room, { [room.segments[2] ?? '']: 'Нікого.' })
    const answer = await rev.postRaw(`${room.page}/return`, fields.set('reason', 'Спокійніше.'))
    assert.equal(answer.status, 409)
    assert.match(answer.html, /Decided: 1 paragraph returned\.[\s\S]*1 paragraph changed meanwhile/)
    assert.match(answer.html, new RegExp(`Причина ${second}`))
  })

  for (const [name, open] of Object.entries(databases)) {
    it(`is one act and one line of the ledger, on ${name}`, async () => {
      const room = await openNewsroom(await open())
      const { db, world } = room
      const desk = await room.newDesk()
      const [, one = '', two = ''] = desk.segments
      const { submission } = await submit(db, world.ada, desk, { [one]: 'Дощило.', [two]: 'Нікого.' })
      const facts = (await factsIn(db, desk.article, 'en', 'uk')).filter(({ proposal }) => proposal)
      const verdicts = facts.map((fact, i) => ({ ...shownOf(fact), outcome: 'return' as const, reason: i === 0 ? 'Приклад' : 'Усе' }))
      await assert.rejects(returnSubmission(db, world.rev, submission ?? '', ' ', verdicts), { code: 'reason_needed' })
      await assert.rejects(returnSubmission(db, world.tom, submission ?? '', 'Усе', verdicts), { code: 'forbidden' })
      const lines = async () => (await db.selectFrom('ledger').select('number').execute()).length
      const before = await lines()
      assert.equal((await returnSubmission(db, world.rev, submission ?? '', 'Усе', verdicts)).done.length, 2)
      assert.deepEqual([await lines(), await findLedgerFault(db)], [before + 1, null])
      const [returned] = await listSubmissionReturns(db, submission ?? '')
      assert.ok(returned)
      assert.deepEqual(await listReturnExamples(db, returned), [{ segment: one, reason: 'Приклад' }])
      assert.equal((await returnSubmission(db, world.rev, submission ?? '', 'Усе', verdicts)).moved.length, 2)
      assert.equal((await listSubmissionReturns(db, submission ?? '')).length, 1)
      await db.destroy()
    })
  }
})
