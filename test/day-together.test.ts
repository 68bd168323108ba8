import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { putAway } from '../src/articles/archive-actions.ts'
import type { Actor } from '../src/people/model.ts'
import { openBrowser } from './chromium.ts'
import { newReviewRoom, proposalsAt } from './review-room.ts'
import { emailOf, PASSWORD, startTestSite, type TestSite } from './site.ts'
import { openSeat } from './translator-page.ts'
import { translatorOn } from './translator.ts'
import { factsIn, newArticle, reviewAll } from './world.ts'

let site: TestSite
let browser: Browser
before(async () => {
  site = await startTestSite()
  browser = await openBrowser()
})
after(async () => {
  await browser.close()
  await site.close()
})
const { newRoom, factOf } = translatorOn(() => site)

const open = async (path: string, person: Actor, javaScriptEnabled: boolean) =>
  openSeat(browser, site, path, { person, javaScriptEnabled })
const signIn = async (page: Page, person: Actor) => {
  await page.fill('[name=email]', emailOf(person))
  await page.fill('[name=password]', PASSWORD)
  await page.click('main button.primary')
}
const modes = [[true, 'with'], [false, 'without']] as const

describe('two people at once', () => {
  it('see each other: what one sent waits on the page of the other, under a name', async () => {
    const room = await newRoom()
    const ada = await open(room.page, site.world.ada, false)
    const early = await open(room.page, site.world.bob, false)
    await ada.field(1).fill('Слова Ади.')
    await ada.page.locator(`button[value="next:${room.segments[1]}"]`).click()
    await ada.page.locator('#send button.primary').click()
    await ada.page.waitForURL('**done=sent**')
    await early.field(1).fill('Слова Боба.')
    await early.page.locator(`button[value="next:${room.segments[1]}"]`).click()
    await early.page.locator('form.mends').waitFor()
    assert.equal(await early.field(0).inputValue(), 'Слова Боба.', 'what one typed stays')
    assert.match(await early.page.locator('main').innerText(), /Слова Ади\./)
    await early.page.locator(`button[value="drop:${room.segments[1]}"]`).click()
    await early.page.waitForURL('**done=dropped**')
    assert.match(await early.page.locator(`#p-${room.segments[1]}`).innerText(), /Ada/)
    assert.equal((await factOf(room, 1, site.world.bob)).draft, null)
  })

  for (const [scripts, word] of modes) {
    it(`never decide what was withdrawn meanwhile, and lose no word of the reviewer, ${word} scripts (P14)`, async () => {
      const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.', 2: 'Ніхто не прийшов!' })
      const [first = '', second = ''] = await proposalsAt(site, room, [1, 2])
      const rev = await open(room.page, site.world.rev, scripts)
      await rev.page.locator(`[name="outcome:${first}"][value="approve"]`).check()
      await rev.page.locator(`[name="outcome:${second}"][value="return"]`).check()
      await rev.page.locator(`[name="reason:${second}"]`).fill('Спокійніше, будь ласка.')
      const ada = await open(room.page, site.world.ada, scripts)
      await ada.page.locator('form.withdraw button').click()
      await ada.page.waitForURL('**done=withdrawn&count=2')
      await rev.page.locator('.dispatch .primary').click()
      await rev.page.locator('.flash[role="alert"]').waitFor()
      assert.equal(await rev.page.getByText('Спокійніше, будь ласка.').first().isVisible(), true)
      const facts = await factsIn(site.db, room.article, 'en', 'uk')
      assert.deepEqual([1, 2].map((at) => facts[at]?.approved?.text), ['Дощило три дні.', 'Ніхто не прийшов.'])
    })
  }

  it('write on with notice that an editor put the article away meanwhile: words are saved, nothing is sent from the trash', async () => {
    const room = await newRoom()
    const ada = await open(room.page, site.world.ada, false)
    await putAway(site.db, site.world.ed, { article: room.article, to: 'trash', reason: 'Twice here.' })
    await ada.field(1).fill('Дощило цілу ніч.')
    await ada.page.locator(`button[value="next:${room.segments[1]}"]`).click()
    assert.match(await ada.page.locator('.flash').innerText(), /in the trash/)
    assert.equal(await ada.field(1).inputValue(), 'Дощило цілу ніч.')
    await ada.page.locator('#send button.primary').click()
    assert.equal((await factOf(room, 1)).proposal, null)
  })

  it('are told at the top when the other decided first', async () => {
    const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
    const [first = ''] = await proposalsAt(site, room, [1])
    const sam = await open(room.page, site.world.sam, false)
    await sam.page.locator(`[name="outcome:${first}"][value="return"]`).check()
    await sam.page.locator(`[name="reason:${first}"]`).fill('Чому чотири?')
    await reviewAll(site.db, site.world.rev, room)
    await sam.page.locator('.dispatch .primary').click()
    assert.match(await sam.page.locator('.flash[role="alert"]').innerText(), /waits here no more: it was withdrawn or decided meanwhile/)
    assert.equal(await sam.page.getByText('Чому чотири?').first().isVisible(), true)
  })
})

describe('a session that ends while somebody types', () => {
  for (const [scripts, word] of modes) {
    it(`gives a translator the words back after signing in, ${word} scripts (P01)`, async () => {
      const room = await newRoom()
      const { page, field, saved } = await open(room.page, site.world.ada, scripts)
      await site.db.deleteFrom('session').where('person_id', '=', site.world.ada.id).execute()
      await field(1).fill('Дощило цілу ніч.')
      if (scripts) {
        await saved(1).getByText('you are signed out').waitFor()
        await page.reload()
        await signIn(page, site.world.ada)
        await page.waitForURL(`**${room.page}`)
        await page.locator('.kept-text').getByRole('button', { name: 'Put it into the field' }).click()
        await saved(1).getByText('Saved at').waitFor()
      } else {
        await page.locator(`button[value="next:${room.segments[1]}"]`).click()
        await signIn(page, site.world.ada)
        assert.equal(await page.locator('textarea').evaluateAll((all: HTMLTextAreaElement[]) => all.some(({ value }) => value === 'Дощило цілу ніч.')), true)
        await page.click('main button.primary')
        await page.waitForURL('**done=saved**')
      }
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило цілу ніч.')
    })

    it(`gives a reviewer the choices and reasons back after signing in, ${word} scripts (P01)`, async () => {
      const room = await newReviewRoom(site, { 1: 'Дощило чотири дні.' })
      const [first = ''] = await proposalsAt(site, room, [1])
      const { page } = await open(room.page, site.world.rev, scripts)
      await site.db.deleteFrom('session').where('person_id', '=', site.world.rev.id).execute()
      await page.locator(`[name="outcome:${first}"][value="return"]`).check()
      await page.locator(`[name="reason:${first}"]`).fill('Три, а не чотири.')
      await page.locator('.dispatch .primary').click()
      await signIn(page, site.world.rev)
      await page.getByText('Три, а не чотири.').first().waitFor()
      await page.click('main button.primary')
      await page.waitForURL('**done=reviewed&returned=1')
      assert.equal((await factsIn(site.db, room.article, 'en', 'uk'))[1]?.returned?.reason, 'Три, а не чотири.')
    })
  }
})

describe('a translator in a hurry', () => {
  for (const [scripts, word] of modes) {
    it(`has the first paragraph saved in three clicks at most, signing in among them, ${word} scripts (P27)`, async () => {
      await newArticle(site.world, 'uk', ['Тихий міст', 'Дощило.'])
      await site.db.deleteFrom('draft').where('person_id', '=', site.world.tom.id).execute()
      const page = await (await browser.newContext({ baseURL: site.url, locale: 'en', javaScriptEnabled: scripts })).newPage()
      let clicks = 0
      const click = async (selector: string) => {
        clicks += 1
        await page.locator(selector).first().click()
      }
      await page.goto('/sign-in')
      await page.fill('[name=email]', emailOf(site.world.tom))
      await page.fill('[name=password]', PASSWORD)
      await click('main button.primary')
      await click('main .tasks a.button')
      await page.locator('.write textarea').first().fill('The first words.')
      if (scripts) await page.locator('.write .saved', { hasText: 'Saved at' }).waitFor()
      else await click('.write button[value^="next:"]')
      assert.equal((await site.db.selectFrom('draft').select('text').where('person_id', '=', site.world.tom.id).execute())[0]?.text, 'The first words.')
      assert.ok(clicks <= 3, `${clicks} clicks`)
    })
  }
})
