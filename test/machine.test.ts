import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { checkAccessibility, openBrowser, overflows, smallTargets } from './chromium.ts'
import { startTestSite, type TestSite } from './site.ts'
import { json, SPEAKING, TranslatingMachine } from './translating-machine.ts'
import { openSeat } from './translator-page.ts'
import { translatorOn } from './translator.ts'

const SUGGESTED = 'Дощило, і ніхто не прийшов.'

describe('a machine’s suggestion in a browser with scripts', () => {
  let site: TestSite
  let browser: Browser
  let service: TranslatingMachine
  before(async () => {
    service = await TranslatingMachine.open()
    site = await startTestSite({ MACHINE_KIND: 'libretranslate', MACHINE_URL: service.url })
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await site.close()
    await service[Symbol.asyncDispose]()
  })
  beforeEach(() => Object.assign(service, { asked: [], answer: SPEAKING.libretranslate(() => SUGGESTED) }))
  const { newRoom, factOf } = translatorOn(() => site)
  const newDesk = () => newRoom(['T', 'It rained and nobody came.'])

  it('comes while its translator writes on, goes into the field by a button, and is asked about before it is sent (P34)', async () => {
    const room = await newDesk()
    const seat = await openSeat(browser, site, room.page)
    const waiting: (() => void)[] = []
    service.answer = (response, question) => void waiting.push(() => SPEAKING.libretranslate(() => SUGGESTED)(response, question))
    await seat.field(1).focus()
    await seat.button('Suggest a translation').click()
    await service.questions(1)
    assert.match(await seat.page.locator('.machine [role="status"]').innerText(), /LibreTranslate is asked/)
    await seat.field(1).fill('Я пишу далі')
    for (const answer of waiting) answer()
    const taken = seat.page.locator('.machine button[data-offer]')
    await taken.waitFor()
    assert.equal(await seat.field(1).inputValue(), 'Я пишу далі')
    await taken.click()
    assert.equal(await seat.field(1).inputValue(), SUGGESTED)
    await seat.page.keyboard.press('Control+Z')
    assert.equal(await seat.field(1).inputValue(), 'Я пишу далі')
    await taken.click()
    const question = seat.page.locator('.findings li[data-severity="question"]', { hasText: 'word for word' })
    await question.waitFor()
    assert.ok((await factOf(room, 1, site.world.ada)).draft?.offer?.startsWith('machine:'))
    assert.equal(service.asked.length, 1)
    await seat.page.locator('.write .saved[data-outcome="saved"]').first().waitFor()
    const alone = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`)
    await alone.field(0).focus()
    await alone.page.locator('.findings li:has([data-part])').first().waitFor()
    assert.equal(await alone.page.locator('.findings li', { hasText: 'word for word' }).count(), 1)
  })

  it('breaks no rule for those who read with other means, before and after it came, on a phone too', async () => {
    for (const language of ['uk', 'en']) {
      const room = await newDesk()
      const { page } = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`, { language })
      const faults = async () => [...await checkAccessibility(page), ...(await smallTargets(page)).filter((tag) => tag.startsWith('<button')), await overflows(page) ? 'wide' : []].flat()
      await page.setViewportSize({ width: 390, height: 800 })
      assert.deepEqual(await faults(), [], language)
      await page.locator('.machine button').click()
      await page.locator('.machine button[data-offer]').waitFor()
      assert.deepEqual(await faults(), [], language)
    }
  })

  it('that cannot be had is told beside the field, which works on', async () => {
    const room = await newDesk()
    const seat = await openSeat(browser, site, `${room.page}/segments/${room.segments[1]}`)
    service.answer = json({}, 500)
    await seat.button('Suggest a translation').click()
    await seat.page.getByText('The translation service is out of order').waitFor()
    service.answer = SPEAKING.libretranslate(() => SUGGESTED)
    await seat.button('Suggest a translation').click()
    await seat.page.getByText(SUGGESTED).waitFor()
  })
})
