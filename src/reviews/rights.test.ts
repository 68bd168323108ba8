import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { browserOf, countDecisions, ENGLISH, newReviewRoom, proposalsAt, type ReviewRoom } from '../../test/review-room.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newArticle, reviewAll, shownOf, submit } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import { transact } from '../db/transact.ts'
import type { Actor } from '../people/model.ts'
import { writeSettings } from '../people/settings.ts'

describe('who may decide', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  const approving = async (room: ReviewRoom, person: Actor) => {
    const one = await browserOf(site, person)
    const facts = (await factsIn(site.db, room.article, 'en', 'uk')).find(({ segment }) => segment === room.segments[1]) ?? assert.fail()
    const { proposal, shown } = shownOf(facts)
    return one.post(room.page, room.action, {
      [`shown:${proposal}`]: [shown.revision, shown.source ?? '', shown.approved ?? ''].join(), [`outcome:${proposal}`]: 'approve',
    })
  }

  it('refuses somebody who crafts an approval of their own words', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' }, site.world.bob)
    const page = await (await browserOf(site, site.world.bob)).get(room.page)
    assert.doesNotMatch(page.html, /name="outcome:/)
    assert.match(page.html, /You sent this, so somebody else approves it\./)
    assert.equal((await approving(room, site.world.bob)).status, 403)
  })

  it('refuses a reviewer of another language, a translator and an administrator', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const other = await newMember(site, 'Eva', ['review:en'])
    for (const person of [other, site.world.ada, site.world.admin, site.world.ed]) assert.equal((await approving(room, person)).status, 403)
    const page = await (await browserOf(site, other)).get(room.page)
    assert.doesNotMatch(page.html, /name="outcome:/)
    assert.match(page.html, /Only reviewers of this language decide here/)
  })

  it('offers no decision to somebody who wrote a part of the text', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    await reviewAll(site.db, site.world.rev, room, ({ position }) =>
      position === 1 ? { outcome: 'edit', text: 'Дощило аж чотири дні.' } : { outcome: 'return', reason: 'Спокійніше.' })
    const { submission } = await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило аж пʼять днів.' })
    const mine = await (await browserOf(site, site.world.rev)).get(`/desk/submissions/${submission}`)
    assert.match(mine.html, /You wrote part of this text/)
    assert.doesNotMatch(mine.html, /name="outcome:/)
    assert.match((await (await browserOf(site, site.world.sam)).get(`/desk/submissions/${submission}`)).html, /name="outcome:/)
  })

  it('lets people approve their own words only where the language allows it and they say so, and shows it (P26)', async () => {
    const alone = await startTestSite()
    try {
      const policy = { name: {}, place: {}, reviewPolicy: { uk: 'one' as const } }
      await transact(alone.db, (tx) => writeSettings(tx, policy))
      const { article, segments } = await newArticle(alone.world, 'en', ENGLISH)
      const { submission } = await submit(alone.db, alone.world.bob, { article, source: 'en', language: 'uk' }, { [segments[1] ?? '']: 'Дощило.' })
      const bob = await new Browser(alone).signInAs(alone, alone.world.bob)
      const page = await bob.get(`/desk/submissions/${submission}`)
      assert.match(page.html, /readers will see that only one person checked them/)
      const fields = fieldsIn(page.html, `/desk/submissions/${submission}/reviews`).map(([name, value]) =>
        [name, name.startsWith('outcome:') ? 'approve' : value] as const)
      const unticked = await bob.postRaw(`/desk/submissions/${submission}/reviews`, fields)
      assert.equal(unticked.status, 422)
      assert.match(unticked.html, /If you mean to approve them, tick the box/)
      assert.match(unticked.html, /value="approve"[^>]* checked/)
      assert.deepEqual(await checkHtml(unticked.html), [])
      const rest = `/desk/submissions/${submission}/rest`
      const emptied = fieldsIn(unticked.html, `/desk/submissions/${submission}/reviews`).map(([name, value]) =>
        [name, name.startsWith('outcome:') ? '' : value] as const)
      await bob.postRaw(`/desk/submissions/${submission}/drafts`, emptied)
      const listed = fieldsIn((await bob.get(rest)).html, rest)
      assert.equal((await bob.postRaw(rest, listed)).status, 422)
      const answer = await bob.postRaw(rest, [...listed, ['own', 'yes']])
      assert.match(answer.url, /approved=1$/)
      assert.match(answer.html, /own words/)
      assert.match((await bob.get('/desk/reviews/decided')).html, /Approved by Bob \(own words\)/)
    } finally {
      await alone.close()
    }
  })

  it('refuses a confirmation by anyone but the sender and other reviewers', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'edit', text: 'Дощило аж чотири дні.' }))
    const facts = (await factsIn(site.db, room.article, 'en', 'uk'))[1] ?? assert.fail()
    const { proposal, shown } = shownOf(facts)
    const fields = { revision: shown.revision, source: shown.source ?? '', approved: shown.approved ?? '' }
    for (const person of [site.world.rev, site.world.tom, site.world.ed]) {
      assert.equal((await (await browserOf(site, person)).post(room.page, `/desk/proposals/${proposal}/confirmations`, fields)).status, 403, person.name)
    }
    assert.equal((await (await browserOf(site, site.world.sam)).post(room.page, `/desk/proposals/${proposal}/confirmations`, fields)).status, 200)
  })

  const forged: [what: string, fields: (id: Id, shown: string) => Record<string, string>, status: number][] = [
    ['an unknown proposal', (_, shown) => ({ [`shown:${'0'.repeat(22)}`]: shown, [`outcome:${'0'.repeat(22)}`]: 'approve' }), 404],
    ['no proposal at all', (_, shown) => ({ 'shown:': shown }), 422],
    ['an unknown decision', (id, shown) => ({ [`shown:${id}`]: shown, [`outcome:${id}`]: 'publish' }), 422],
    ['nothing shown', (id) => ({ [`outcome:${id}`]: 'approve' }), 422],
    ['something else shown', (id) => ({ [`shown:${id}`]: 'x', [`outcome:${id}`]: 'approve' }), 422],
    ['other revisions shown', (id) => ({ [`shown:${id}`]: ['0', '1', '2'].map((digit) => digit.repeat(22)).join(), [`outcome:${id}`]: 'approve' }), 409],
    ['an unknown field', (id, shown) => ({ [`shown:${id}`]: shown, [`outcome:${id}`]: 'approve', __proto__x: 'y' }), 422],
  ]
  for (const [what, fields, status] of forged) {
    it(`answers ${status} to a form with ${what}`, async () => {
      const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
      const [id = ''] = await proposalsAt(site, room, [1])
      const rev = await browserOf(site, site.world.rev)
      const shown = new Map(fieldsIn((await rev.get(room.page)).html, room.action)).get(`shown:${id}`) ?? ''
      const count = await countDecisions(site)
      assert.equal((await rev.post(room.page, room.action, fields(id, shown))).status, status)
      assert.equal(await countDecisions(site), count)
    })
  }

  it('answers 404 for submissions, pages and languages that are not there', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const rev = await browserOf(site, site.world.rev)
    for (const path of ['/desk/submissions/x', `/desk/submissions/${'0'.repeat(22)}`, `${room.page}?page=2`, `${room.page}?page=x`, '/desk/reviews?language=de']) {
      assert.equal((await rev.get(path)).status, 404, path)
    }
  })
})
