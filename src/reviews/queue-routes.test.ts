import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { blocksOf, decideStructure, sendBlocks } from '../../test/originals.ts'
import { browserOf, newOriginalRoom, newReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit } from '../../test/world.ts'

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('the review queue', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  it('says why it is empty, and where to read what was decided', async () => {
    const rev = await browserOf(site, site.world.rev)
    const { html } = await rev.get('/desk/reviews')
    assert.match(html, /Nothing waits for review/)
    assert.match(html, /href="\/desk\/reviews\/decided"/)
    assert.match((await rev.get('/desk/reviews/decided')).html, /Nothing has been decided yet/)
  })

  it('tells those who can help when nobody reviews a language, and nobody else (P07)', async () => {
    const { article, segments: [, one = ''] } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
    const desk = { article, source: 'en', language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [one]: 'Дощило.' })
    const { ed, admin, ada } = site.world
    const reviewers = await site.db.selectFrom('person_right').selectAll().where('right', '=', 'review').execute()
    await site.db.deleteFrom('person_right').where('right', '=', 'review').execute()
    for (const [person, told, invites] of [[ed, true, false], [admin, true, true], [ada, false, false]] as const) {
      const { html } = await (await browserOf(site, person)).get('/desk/reviews')
      assert.equal(/Ukrainian: texts wait that nobody here may review/.test(html), told, person.name)
      assert.equal(/Give somebody the right to review/.test(html), invites, person.name)
      assert.match(html, /last 30 days: Ukrainian: 0 and English: 0/)
      assert.deepEqual(await checkHtml(html), [])
    }
    await site.db.insertInto('person_right').values(reviewers).execute()
    await reviewAll(site.db, site.world.rev, desk)
    assert.match((await (await browserOf(site, site.world.ed)).get('/desk/reviews')).html, /Ukrainian: 1 and English: 0/)
  })

  it('shows what it is asked for: a language, mine, translations or changes of originals', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const original = await newOriginalRoom(site, room, { 3: 'The river had risen.' })
    const own = await newReviewRoom(site, { 1: 'Дощило чотири дні.' }, site.world.bob)
    const bob = await browserOf(site, site.world.bob)
    const seen = async (query: string) => {
      const { html } = await bob.get(`/desk/reviews${query}`)
      return [room, original, own].map(({ submission }) => html.includes(`/desk/submissions/${submission}"`))
    }
    assert.deepEqual(await seen(''), [true, true, true])
    assert.deepEqual(await seen('?show=mine'), [true, false, false])
    assert.deepEqual(await seen('?kind=original'), [false, true, false])
    assert.deepEqual(await seen('?kind=translation'), [true, false, true])
    assert.deepEqual(await seen('?language=en&show=mine'), [false, false, false])
    assert.match((await bob.get('/desk/reviews')).html, /English → Ukrainian[\s\S]*Change of the original: English/)
    for (const query of ['?show=theirs', '?kind=x', '?language=de', '?page=0']) assert.equal((await bob.get(`/desk/reviews${query}`)).status, 404, query)
  })

  it('marks what comes again after a return', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'return', reason: 'Ні.' }))
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило три довгі дні.' })
    assert.match(wordsOf((await (await browserOf(site, site.world.rev)).get('/desk/reviews?show=mine')).html), /1 again after a return: 1 of them returned by you/)
  })

  it('names a change of the order of paragraphs, which its submission leads to and nobody decides there (P35)', async () => {
    const { article } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
    const [title, ...rest] = await blocksOf(site.db, site.world.ed, article)
    const submission = await sendBlocks(site.db, site.world.ed, article, [...title ? [title] : [], ...rest.toReversed()])
    const rev = await browserOf(site, site.world.rev)
    assert.match(wordsOf((await rev.get('/desk/reviews?show=mine&kind=original')).html), /You can review it.*the order of paragraphs/)
    const { html, status } = await rev.get(`/desk/submissions/${submission ?? ''}`)
    assert.deepEqual([status, await checkHtml(html)], [200, []])
    assert.match(html, /<a href="\/desk\/[\w/-]+">It changes the order of paragraphs: decide that as a whole<\/a>/)
    await decideStructure(site.db, site.world.rev, article)
    assert.match((await rev.get(`/desk/submissions/${submission ?? ''}`)).html, /It changed the order of paragraphs: approved/)
    assert.doesNotMatch(wordsOf((await rev.get('/desk/reviews?show=mine')).html), /the order of paragraphs/)
  })

  it('keeps who decided what and when, the newest first, by language', async () => {
    const rev = await browserOf(site, site.world.rev)
    const { html } = await rev.get('/desk/reviews/decided')
    const order = [...html.matchAll(/<p class="said">(Returned|Approved) by (\w+)/g)].map(([, what, who]) => `${what} ${who}`)
    assert.deepEqual(order.slice(0, 2), ['Returned Rev', 'Returned Rev'])
    assert.ok(order.includes('Approved Rev'))
    assert.match(html, /Sent by Ada[\s\S]*<p class="reason">Ні\.<\/p>/)
    assert.deepEqual(await checkHtml(html), [])
    const [, href = ''] = /<a href="(\/desk\/submissions\/\w+\?at=\w+)#p-/.exec(html) ?? []
    assert.equal((await rev.get(href)).status, 200)
    assert.match((await rev.get('/desk/reviews/decided?language=en')).html, /Nothing has been decided yet/)
    assert.equal((await rev.get('/desk/reviews/decided?before=x')).status, 404)
    const last = await site.db.selectFrom('decision').select('id').where('outcome', '=', 'returned').orderBy('id').executeTakeFirstOrThrow()
    assert.match((await rev.get(`/desk/reviews/decided?before=${last.id}`)).html, /The newest decisions/)
  })
})
