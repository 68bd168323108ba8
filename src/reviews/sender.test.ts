import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { browserOf, newOriginalRoom, newReviewRoom } from '../../test/review-room.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, reviewAll, shownOf, submit } from '../../test/world.ts'
import { confirmProposal } from './actions.ts'

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe('what the sender of a submission sees', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
  })
  after(() => site.close())

  const newDecided = async () => {
    const room = await newReviewRoom(site, { 0: 'Тихенький міст', 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!', 3: 'Ріка стала.' })
    await reviewAll(site.db, site.world.rev, room, ({ position }) => position === 0 ? { outcome: 'approve' }
      : position === 3 ? { outcome: 'return', reason: 'Спокійніше.' } : { outcome: 'edit', text: `Правка ${position}.` })
    const edited = (await factsIn(site.db, room.article, 'en', 'uk'))[1] ?? assert.fail()
    const { proposal, shown } = shownOf(edited)
    await confirmProposal(site.db, site.world.ada, proposal, shown)
    return room
  }

  it('counts approved, edited and returned apart, and calls no edit a return (P10)', async () => {
    const room = await newDecided()
    const { html } = await (await browserOf(site, site.world.ada)).get(room.page)
    assert.match(wordsOf(html), /1 paragraph approved, 1 approved with edits, 1 waiting for confirmation and 1 returned/)
    assert.equal(wordsOf(html).split('Returned by').length - 1, 1)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('says what to do next: accept the edit, correct what was returned for its reason (P10)', async () => {
    const room = await newDecided()
    const { html } = await (await browserOf(site, site.world.ada)).get(room.page)
    assert.match(html, /Accept|Confirm the edit/)
    assert.match(html, new RegExp(`Спокійніше\\.[\\s\\S]*href="/desk/articles/${room.article}/languages/uk/segments/${room.segments[3]}">Change the text and send it again`))
    assert.match(html, /1 paragraph was returned\. Read the reason[\s\S]*\?show=returned/)
  })

  it('may take back what still waits, and is told here what became of it', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const ada = await browserOf(site, site.world.ada)
    const page = await ada.get(room.page)
    assert.match(page.html, new RegExp(`action="/desk/submissions/${room.submission}/withdrawals"`))
    assert.doesNotMatch((await (await browserOf(site, site.world.rev)).get(room.page)).html, /withdrawals/)
    await ada.post(room.page, `/desk/submissions/${room.submission}/withdrawals`, {})
    const after = (await ada.get(room.page)).html
    assert.match(after, /No longer waits: taken back, or replaced by a newer text/)
    assert.doesNotMatch(after, /withdrawals/)
    assert.deepEqual(await checkHtml(after), [])
  })

  it('is like what the reviewer sees: every change of the original beside the text, since it was sent and since the approved one (P09)', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    await newOriginalRoom(site, room, { 1: 'It rained for four days.' })
    await reviewAll(site.db, site.world.sam, { ...room, language: 'en' })
    const { html } = await (await browserOf(site, site.world.rev)).get(room.page)
    assert.match(html, /data-moved="sent"[\s\S]*<del>.*three[\s\S]*<ins>.*four/)
    const changeOriginal = async (text: string) => {
      await newOriginalRoom(site, room, { 2: text })
      await reviewAll(site.db, site.world.sam, { ...room, language: 'en' })
    }
    await changeOriginal('Nobody came at all.')
    const { submission } = await submit(site.db, site.world.ada, room, { [room.segments[2] ?? '']: 'Не прийшов ніхто.' })
    await changeOriginal('Nobody ever came at all.')
    const later = (await (await browserOf(site, site.world.rev)).get(`/desk/submissions/${submission}`)).html
    assert.match(later, /since the approved translation: 2 additions[\s\S]*The original changed after this was sent: 1 addition[\s\S]*ever/)
    assert.deepEqual(await checkHtml(later), [])
  })
})
