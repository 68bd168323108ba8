import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser as Chromium } from 'playwright-core'
import { Browser } from '../../test/browser.ts'
import { openBrowser } from '../../test/chromium.ts'
import { checkHtml } from '../../test/markup.ts'
import { wordsOf } from '../../test/paragraph-form.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, translateAll } from '../../test/world.ts'
import { publishEdition } from '../editions/actions.ts'
import { loadFacts } from '../segments/facts.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const accepted = { missing: 0, behind: 0 }

async function newDesk(...texts: string[]) {
  const { article, segments } = await newArticle(site.world, 'en', texts)
  return { article, source: 'en', language: 'uk', at: (i: number) => segments[i] ?? '' }
}

describe('the numbers of my work', () => {
  it('are as long as the lists they lead to (N-5)', async () => {
    const ada = await newMember(site, 'Ада', ['translate:uk', 'review:en'])
    const untouched = await newDesk('Untouched', 'one', 'two', 'three')
    const behind = await newDesk('Behind', 'one', 'two')
    await translateAll(site.world, behind, ['Позаду', 'раз', 'два'])
    await submit(site.db, site.world.ed, { ...behind, language: 'en' }, { [behind.at(1)]: 'one more', [behind.at(2)]: 'two more' })
    await reviewAll(site.db, site.world.rev, { ...behind, language: 'en' })
    const returned = await newDesk('Returned', 'one', 'two')
    await submit(site.db, ada, returned, { [returned.at(1)]: 'раз', [returned.at(2)]: 'два' })
    await reviewAll(site.db, site.world.rev, returned, () => ({ outcome: 'return', reason: 'Ні.' }))
    const edited = await newDesk('Edited', 'one', 'two')
    await submit(site.db, ada, edited, { [edited.at(1)]: 'раз' })
    await reviewAll(site.db, site.world.rev, edited, () => ({ outcome: 'edit', text: 'раз!' }))
    const browser = await new Browser(site, { language: 'en' }).signInAs(site, ada)
    const { html } = await browser.get('/desk')
    const tasks = [...html.matchAll(/class="button" href="([^"]+)">\D*(\d+) /g)]
    const led = new Set<string>()
    for (const [, href = '', count] of tasks) {
      const list = await browser.get(href.replaceAll('&amp;', '&').replace(/#.*/, ''))
      assert.equal(list.html.match(/<section class="row/g)?.length, Number(count), href)
      led.add(/show=(\w+)/.exec(href)?.[1] ?? '')
    }
    assert.deepEqual([...led].toSorted(), ['behind', 'mine', 'not_started'])
    assert.ok(tasks.some(([, href]) => href?.includes(untouched.article)))
    for (const [, href = '', count] of html.matchAll(/<a class="count" href="([^"]+)">(\d+)</g)) {
      assert.equal((await browser.get(href)).html.match(/<div class="what">/g)?.length, Number(count), href)
    }
  })
})

describe('from signing in to the first saved paragraph', () => {
  let chromium: Chromium
  before(async () => { chromium = await openBrowser() })
  after(() => chromium.close())

  it('a translator presses no more than three times (P27)', async () => {
    const mia = await newMember(site, 'Mia', ['translate:uk'])
    const desk = await newDesk('A way to be short', 'It rained all day.')
    const page = await (await chromium.newContext({ baseURL: site.url, locale: 'uk' })).newPage()
    await page.goto('/desk')
    await page.fill('[name=email]', emailOf(mia))
    await page.fill('[name=password]', PASSWORD)
    let presses = 0
    const press = async (selector: string) => {
      presses += 1
      await page.locator(selector).first().click()
    }
    await press('main button.primary')
    await page.waitForURL(`${site.url}/desk`)
    await press(`.tasks a.button[href*="${desk.article}"]`)
    await page.waitForURL(`**/${desk.article}/**`)
    const row = `#p-${desk.at(0)}`
    await page.locator(`${row} textarea`).fill('Щоб шлях був короткий')
    await press(`${row} button`)
    const draft = async () => (await loadFacts(site.db, { article: desk.article, source: 'en', language: 'uk', person: mia.id }))
      .find(({ segment }) => segment === desk.at(0))?.draft?.text
    await page.waitForLoadState()
    assert.equal(await draft(), 'Щоб шлях був короткий')
    assert.equal(presses, 3)
    await page.context().close()
  })
})

describe('the state of the site', () => {
  it('says what runs and what readers of each language do not have, with ways to it', async () => {
    const only = await newDesk('Only in English', 'one')
    await publishEdition(site.db, site.world.ed, { article: only.article, language: 'en', accepted })
    const older = await newDesk('Older than the original', 'one')
    await translateAll(site.world, older, ['Старіша', 'раз'])
    for (const language of ['en', 'uk']) await publishEdition(site.db, site.world.ed, { article: older.article, language, accepted })
    await submit(site.db, site.world.ed, { ...older, language: 'en' }, { [older.at(1)]: 'one more' })
    await reviewAll(site.db, site.world.rev, { ...older, language: 'en' })
    const browser = await new Browser(site, { language: 'en' }).signInAs(site, site.world.admin)
    const answer = await browser.get('/desk/status')
    assert.deepEqual(await checkHtml(answer.html), [])
    assert.match(wordsOf(answer), /SQLite, its structure is that of the program/)
    assert.match(wordsOf(answer), /Ukrainian: 1 published article Only in other languages: 1 Only in English Older than the original: 1 /)
    const [, uk = ''] = answer.html.split('id="parity-uk"')
    assert.ok(uk.includes(`href="/desk/articles/${only.article}/languages/uk"`))
    assert.ok(uk.includes(`href="/desk/articles/${older.article}/languages/uk?show=behind"`))
    assert.equal((await (await new Browser(site).signInAs(site, site.world.ed)).get('/desk/status')).status, 403)
  })
})
