import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { Answer } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, countDecisions, filledIn, newLongRoom, newOriginalRoom, newReviewRoom, proposalsAt } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, shownOf, submit } from '../../test/world.ts'
import { reviewSubmission } from './actions.ts'
import type { Verdict } from './model.ts'

const shownIn = ({ html }: Answer) => [...html.matchAll(/name="shown:([0-9a-z]{22})"/g)].map(([, id = '']) => id)

describe('approving the rest', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  it('lists exactly what it will approve, with each diff, and what it leaves and why (P08)', async () => {
    const room = await newReviewRoom(site, { 0: 'Тихенький міст', 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
    const [title = '', first, second, third] = await proposalsAt(site, room, [0, 1, 2, 3])
    const rev = await browserOf(site, site.world.rev)
    await newOriginalRoom(site, room, { 3: 'The river rose again.' })
    await reviewAll(site.db, site.world.sam, { ...room, language: 'en' })
    const count = await countDecisions(site)
    const list = await rev.postRaw(`${room.page}/drafts`, filledIn(await rev.get(room.page), room, {
      [`outcome:${first}`]: 'return', [`reason:${first}`]: 'Спокійніше.', [`reason:${second}`]: 'Недописане', then: 'rest',
    }))
    assert.match(list.url, /\/rest$/)
    assert.deepEqual(shownIn(list), [title])
    assert.match(list.html, /approves exactly this 1 paragraph/)
    assert.match(list.html, /<del>.*Тихий.*<\/del>/)
    assert.match(list.html, /3 paragraphs stay undecided/)
    for (const why of [/You have chosen something here/, /You typed something here/, /The original changed after this was sent: look/]) assert.match(list.html, why)
    assert.deepEqual(await checkHtml(list.html), [])
    assert.equal(await countDecisions(site), count)
    const answer = await rev.postRaw(`${room.page}/rest`, fieldsIn(list.html, `${room.page}/rest`))
    assert.match(answer.url, /approved=1$/)
    assert.equal(await countDecisions(site), count + 1)
    const again = new Map(fieldsIn(answer.html, room.action))
    assert.deepEqual([again.get(`outcome:${first}`), again.get(`reason:${first}`), again.get(`reason:${second}`)], ['return', 'Спокійніше.', 'Недописане'])
    assert.equal(again.get(`outcome:${third}`), '')
  })

  it('covers every section of a submission, and skips and lists what changed meanwhile (P08)', async () => {
    const room = await newLongRoom(site, 47)
    const rev = await browserOf(site, site.world.rev)
    const list = await rev.get(`${room.page}/rest`)
    assert.equal(shownIn(list).length, 47)
    const moved = room.segments[29] ?? ''
    await submit(site.db, site.world.ada, room, { [moved]: 'Зовсім інше.' })
    const answer = await rev.postRaw(`${room.page}/rest`, fieldsIn(list.html, `${room.page}/rest`))
    assert.equal(answer.status, 409)
    assert.match(answer.html, /Decided: 46 paragraphs approved\./)
    assert.match(answer.html, new RegExp(`1 paragraph changed meanwhile[\\s\\S]*#p-${moved}[\\s\\S]*See where it waits now`))
    assert.equal((await factsIn(site.db, room.article, 'en', 'uk')).filter(({ approved }) => approved).length, 46)
    const count = await countDecisions(site)
    assert.match((await rev.postRaw(`${room.page}/rest`, fieldsIn(list.html, `${room.page}/rest`))).html, /Decided: 46 paragraphs approved\./)
    assert.equal(await countDecisions(site), count)
  })

  it('approves exactly as many as it showed, whatever moved between (P08)', async () => {
    const rev = await browserOf(site, site.world.rev)
    const places = fc.uniqueArray(fc.integer({ min: 0, max: 5 }))
    await fc.assert(fc.asyncProperty(places, places, async (resent, decided) => {
      const room = await newLongRoom(site, 6)
      const list = await rev.get(`${room.page}/rest`)
      for (const at of resent) await submit(site.db, site.world.ada, room, { [room.segments[at] ?? '']: `Інше ${at}.` })
      const facts = (await factsIn(site.db, room.article, 'en', 'uk')).filter(({ proposal }) => proposal?.submission === room.submission)
      const some = facts.filter(({ position }) => decided.includes(position))
      await reviewSubmission(site.db, site.world.sam, room.submission, some.map((one, i): Verdict => i % 2 === 0
        ? { ...shownOf(one), outcome: 'return', reason: 'Ні.' } : { ...shownOf(one), outcome: 'edit', text: `Правка ${i}.` }))
      const between = await countDecisions(site)
      const answer = await rev.postRaw(`${room.page}/rest`, fieldsIn(list.html, `${room.page}/rest`))
      const said = Number(/Decided: (\d+) paragraph/.exec(answer.html)?.[1] ?? 0)
      // Another text waits for some, others were decided: each is told as what it is.
      const skipped = [/(\d+) paragraphs? changed meanwhile/, /(\d+) paragraphs? waits? here no more/]
        .reduce((sum, told) => sum + Number(told.exec(answer.html)?.[1] ?? 0), 0)
      assert.equal(await countDecisions(site) - between, said)
      assert.deepEqual([said, skipped], [facts.length - some.length, 6 - facts.length + some.length])
    }), { numRuns: 6 })
  })

  it('refuses to approve the reviewer’s own words by a crafted list, and decides nothing of it (P26)', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' }, site.world.bob)
    const sam = await browserOf(site, site.world.sam)
    const fields = fieldsIn((await sam.get(`${room.page}/rest`)).html, `${room.page}/rest`).filter(([name]) => name.startsWith('shown:'))
    const bob = await browserOf(site, site.world.bob)
    const own = await bob.get(`${room.page}/rest`)
    assert.deepEqual(shownIn(own), [])
    assert.match(own.html, /Somebody else decides here/)
    const count = await countDecisions(site)
    const answer = await bob.post('/desk/account', `${room.page}/rest`, fields)
    assert.equal(answer.status, 403)
    assert.match(answer.html, /own/)
    assert.equal((await bob.post('/desk/account', `${room.page}/rest`, [...fields, ['own', 'yes']])).status, 403)
    assert.equal(await countDecisions(site), count)
  })

  it('approves changes of typography alone together, and nothing else (P09)', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило  три дні.', 2: 'Ніхто\u00a0не прийшов.', 3: 'Ріка стала.' })
    const [, , third] = await proposalsAt(site, room, [1, 2, 3])
    const rev = await browserOf(site, site.world.rev)
    const page = await rev.get(room.page)
    assert.match(page.html, /Typography only \(2\)/)
    const answer = await rev.postRaw(room.action, filledIn(page, room, { [`reason:${third}`]: 'Думаю', typography: 'approve' }))
    assert.match(answer.url, /approved=2$/)
    const facts = await factsIn(site.db, room.article, 'en', 'uk')
    assert.deepEqual(facts.map(({ approved }) => approved?.text), ['Тихий міст', 'Дощило  три дні.', 'Ніхто\u00a0не прийшов.', 'Ріка піднялася.'])
    assert.equal(new Map(fieldsIn(answer.html, room.action)).get(`reason:${third}`), 'Думаю')
  })
})
