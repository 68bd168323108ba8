import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { putAway } from '../articles/archive-actions.ts'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, filledIn, newReviewRoom, proposalsAt } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle } from '../../test/world.ts'

describe('a form that is refused as a whole', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  for (const [language, says, head] of [['en', /went to the trash meanwhile/, /What you typed/], ['uk', /тим часом опинилася в кошику/, /Що ви написали/]] as const) {
    it(`never loses the words of a review whose article went to the trash meanwhile (P01), in ${language}`, async () => {
      const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
      const [first, second] = await proposalsAt(site, room, [1, 2])
      const rev = await browserOf(site, site.world.rev, language)
      const page = await rev.get(room.page)
      await putAway(site.db, site.world.ed, { article: room.article, to: 'trash', reason: 'Twice.' })
      const answer = await rev.postRaw(room.action, filledIn(page, room, {
        [`outcome:${second}`]: 'return', [`reason:${second}`]: 'Без <b>знака</b> оклику.\r\nІ тихіше.', [`outcome:${first}`]: 'approve',
      }))
      assert.equal(answer.status, 409)
      assert.match(answer.html, says)
      assert.match(answer.html, head)
      const [shown = ''] = /<h2>[\s\S]*?(?=<details)/.exec(answer.html) ?? []
      assert.match(shown, /<textarea [^>]*readonly>\s*Без &lt;b&gt;знака&lt;\/b&gt; оклику\.\s+І тихіше\.<\/textarea>/)
      assert.equal(shown.split('<textarea').length, 2, 'what the page had filled in stands apart')
      assert.match(answer.html, new RegExp(`href="${room.page}"`))
      assert.deepEqual(await checkHtml(answer.html), [])
      assert.equal((await rev.get(room.page)).status, 200)
    })
  }

  it('shows the words of a translation too', async () => {
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
    const ada = await browserOf(site, site.world.ada)
    const page = `/desk/articles/${article}/languages/uk`
    await ada.get(page)
    await putAway(site.db, site.world.ed, { article, to: 'trash', reason: 'Twice.' })
    const answer = await ada.post(`${page}/segments/${segments[1]}`, `${page}/drafts`, { [`text:${segments[1]}`]: 'Дощило цілу ніч.', do: `next:${segments[1]}` })
    assert.match(answer.html, /<textarea [^>]*readonly>\s*Дощило цілу ніч\.<\/textarea>/)
  })

  it('answers a form in which nothing was typed as any failure', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const ada = await browserOf(site, site.world.ada)
    await putAway(site.db, site.world.ed, { article: room.article, to: 'trash', reason: 'Twice.' })
    const answer = await ada.post(room.page, `/desk/submissions/${room.submission}/withdrawal`, {})
    assert.ok(answer.status >= 400, String(answer.status))
    assert.doesNotMatch(answer.html, /What you typed/)
  })
})
