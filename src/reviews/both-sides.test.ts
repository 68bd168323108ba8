import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newPostgresDatabase } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { wordsOf } from '../../test/paragraph-form.ts'
import { browserOf, filledIn, newOriginalRoom, newReviewRoom, proposalsAt, type ReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, submit } from '../../test/world.ts'
import { stateOf } from '../segments/states.ts'

const settings = { sqlite: async () => ({}), postgres: async () => ({ DATABASE_URL: await newPostgresDatabase() }) }

for (const [name, read] of Object.entries(settings)) {
  describe(`a reviewer sees both sides (${name})`, () => {
    let site: TestSite
    before(async () => { site = await startTestSite(await read()) })
    after(() => site.close())

    async function changeOriginal(room: ReviewRoom, changes: Record<number, string>): Promise<void> {
      await newOriginalRoom(site, room, changes)
      await reviewAll(site.db, site.world.sam, { ...room, language: 'en' })
    }

    const pageOf = async (path: string, language = 'en') => {
      const answer = await (await browserOf(site, site.world.rev, language)).get(path)
      assert.deepEqual(await checkHtml(answer.html), [])
      return answer
    }

    it('since the last approved pair: the original old and new beside the translation old and new, said to be both changed (P02)', async () => {
      const room = await newReviewRoom(site, { 2: 'Не прийшов ніхто.' })
      await changeOriginal(room, { 1: 'It rained for four days.' })
      const { submission } = await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Дощило чотири дні.' })
      const answer = await pageOf(`/desk/submissions/${submission}`)
      assert.match(wordsOf(answer), /since the approved translation: .*\[deleted: three ?\] \[added: four ?\].*\[deleted: три ?\] \[added: чотири ?\].*Both changed: the original and the translation/)
      assert.match(answer.html, /data-state="behind"><svg/)
      assert.match(wordsOf(await pageOf(`/desk/submissions/${submission}`, 'uk')), /Змінено обидва: і оригінал, і переклад/)
      assert.doesNotMatch(wordsOf(await pageOf(room.page)), /Both changed/, 'where the original is what it was')
    })

    it('of what was sent before the original changed: it waits as it was, marked, with the change beside it (P03)', async () => {
      const room = await newReviewRoom(site, { 1: 'Дощило аж три дні.' })
      await changeOriginal(room, { 1: 'It rained for four days.' })
      const answer = await pageOf(room.page)
      assert.match(answer.html, /data-moved="sent"/)
      assert.match(wordsOf(answer), /The original changed after this was sent: .*\[deleted: three ?\] \[added: four ?\]/)
      assert.equal((await factsIn(site.db, room.article, 'en', 'uk'))[1]?.proposal?.text, 'Дощило аж три дні.')
    })

    it('of a changed original: which translations its approval puts behind, before deciding', async () => {
      const room = await newReviewRoom(site, { 2: 'Не прийшов ніхто.' })
      const original = await newOriginalRoom(site, room, { 1: 'It rained for four days.', 2: 'Nobody ever came.' })
      const words = wordsOf(await pageOf(original.page))
      assert.match(words, /these translations need an update: Ukrainian: 2 paragraphs/)
      assert.match(words, /Approved as substantive, the change puts a translation behind: Ukrainian\./)
      await reviewAll(site.db, site.world.sam, { ...room, language: 'en' })
      const again = await newOriginalRoom(site, room, { 1: 'It rained for five days.' })
      assert.doesNotMatch(wordsOf(await pageOf(again.page)), /these translations need|puts a translation/, 'what is behind already is not put behind')
    })

    it('proposes what changes typography alone as minor, and leaves other changes as their sender thought of them (P12)', async () => {
      const room = await newReviewRoom(site, { 2: 'Не прийшов ніхто.' })
      const original = await newOriginalRoom(site, room, { 1: 'It rained for three\u00a0days.', 3: 'The river has risen.' })
      const [typography = '', other = ''] = await proposalsAt(site, original, [1, 3])
      const browser = await browserOf(site, site.world.rev)
      const answer = await browser.get(original.page)
      const ticked = (proposal: string) => new RegExp(`name="minor:${proposal}"[^>]*checked`).test(answer.html)
      assert.deepEqual([ticked(typography), ticked(other)], [true, false])
      await browser.postRaw(original.action, filledIn(answer, original, { [`outcome:${typography}`]: 'approve', [`outcome:${other}`]: 'approve' }))
      const facts = await factsIn(site.db, room.article, 'en', 'uk')
      assert.deepEqual([1, 3].map((i) => facts[i] && stateOf(facts[i]).step), ['in_step', 'behind'])
    })

    it('keeps what was proposed as minor when the rest is approved at once (P12)', async () => {
      const room = await newReviewRoom(site, { 2: 'Не прийшов ніхто.' })
      const original = await newOriginalRoom(site, room, { 1: 'It rained for three\u00a0days.', 3: 'The river has risen.' })
      const browser = await browserOf(site, site.world.rev)
      const rest = await browser.get(`${original.page}/rest`)
      assert.match(wordsOf(rest), /these translations need an update: Ukrainian: 1 paragraph .*Minor change, typography only/)
      await browser.postRaw(`${original.page}/rest`, filledIn(rest, { ...original, action: `${original.page}/rest` }, {}))
      const facts = await factsIn(site.db, room.article, 'en', 'uk')
      assert.deepEqual([1, 3].map((i) => facts[i] && stateOf(facts[i]).step), ['in_step', 'behind'])
    })
  })
}
