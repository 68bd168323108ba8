import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser as Chromium, Page } from 'playwright-core'
import type { Actor } from '../src/people/model.ts'
import { Browser } from './browser.ts'
import { bringChecker, checkAccessibility, checkColors, openBrowser, overflows } from './chromium.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from './originals.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { factsIn, newArticle, reviewAll, submit, translateAll } from './world.ts'

const TEXTS = [
  'The quiet bridge', 'It rained in the night over the whole valley.',
  'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.', 'Nobody came to the old bridge before noon.',
]

let site: TestSite
let chromium: Chromium
before(async () => {
  site = await startTestSite()
  chromium = await openBrowser()
})
after(async () => {
  await chromium.close()
  await site.close()
})

/** Ada's translation with somebody's texts over all of it, one of them mended by Bob; the last paragraph is removed, the third split. */
async function flooded(): Promise<{ flood: Actor; article: string; segments: string[] }> {
  const { world, db } = site
  const flood = await newMember(site, 'Flo', ['translate:uk'])
  const { article, segments } = await newArticle(world, 'en', TEXTS)
  const desk = { article, source: 'en', language: 'uk' }
  await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Річка. Мер.', 'Ніхто.'])
  await submit(db, flood, desk, Object.fromEntries(segments.map((segment, i) => [segment, `Спам ${i}`])))
  await reviewAll(db, world.rev, desk)
  await submit(db, world.bob, desk, { [segments[0] ?? '']: 'Спокійний міст' })
  await reviewAll(db, world.rev, desk)
  const [title, one, two] = await blocksOf(db, world.ed, article)
  assert.ok(title && one && two)
  await sendBlocks(db, world.ed, article, [title, one, ...two.text.split(/(?<=\.) /).map(paragraph)])
  await approveOriginal(db, world.rev, article)
  return { flood, article, segments }
}

async function openPage(person: Actor, language: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await chromium.newContext({
    baseURL: site.url, locale: language, javaScriptEnabled, bypassCSP: true, viewport: { width: 390, height: 800 },
  })
  if (javaScriptEnabled) await bringChecker(context)
  const value = (await new Browser(site, { language }).signInAs(site, person)).cookie('__Host-sid') ?? ''
  await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
  return context.newPage()
}

describe('undoing one person’s texts in a browser without scripts', () => {
  it('goes from the history of an article to a plan, and undoes what stays ticked', async () => {
    const { flood, article, segments } = await flooded()
    const page = await openPage(site.world.ed, 'en', false)
    await page.goto(`/desk/articles/${article}`)
    await page.locator('ul.ways').getByRole('link', { name: 'History' }).click()
    await page.getByLabel('Who').selectOption({ label: 'Flo' })
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByRole('link', { name: 'Undo texts by Flo…' }).click()
    await page.locator('#language').selectOption('uk')
    await page.getByLabel('From the day').fill('2020-01-01')
    await page.getByLabel('To the day').fill('2090-01-01')
    await page.getByRole('button', { name: 'Show what would be undone' }).click()
    await page.getByText('3 paragraphs to undo').waitFor()
    await page.getByRole('checkbox', { name: 'Paragraph 2' }).uncheck()
    await page.getByLabel('Reason').fill('Спам')
    await page.getByRole('button', { name: 'Undo the selected paragraphs' }).click()
    await page.getByText('2 paragraphs are undone.').waitFor()
    const now = (await factsIn(site.db, article, 'en', 'uk')).map(({ approved }) => approved?.text ?? null)
    assert.deepEqual(now, ['Спокійний міст', 'Спам 1', 'Річка. Мер.', null])
    await page.goto(`/desk/articles/${article}/languages/uk/segments/${segments[3]}`)
    await page.getByText('This paragraph was removed from the article').waitFor()
    assert.equal(await page.locator('section.version').first().locator('.reason').innerText(), 'Спам')
    assert.equal(await page.locator('textarea').count(), 0)
    await page.context().close()
    const told = await openPage(flood, 'uk', false)
    await told.goto('/desk')
    await told.getByText('Скасовано 2 ваші тексти').waitFor()
    await told.context().close()
  })
})

describe('the pages of what happened and of what is undone', () => {
  for (const language of ['en', 'uk']) {
    it(`break no rule of WCAG 2.2 AA in either theme, and fit a telephone, in ${language}`, async () => {
      const { flood, article, segments } = await flooded()
      const page = await openPage(site.world.ed, language, true)
      const split = (await factsIn(site.db, article, 'en', 'en'))[3]?.segment
      const failures: string[] = []
      for (const address of [
        `/desk/edits?person=${flood.id}&language=uk&from=2000-01-01&to=2100-01-01`, `/desk/articles/${article}/history`,
        `/desk/articles/${article}/languages/uk/segments/${segments[3]}`, `/desk/articles/${article}/languages/en/segments/${split}`,
      ]) {
        await page.emulateMedia({ colorScheme: 'light' })
        await page.goto(address)
        const found = [...await checkAccessibility(page), ...await overflows(page) ? ['wider than the screen'] : []]
        await page.emulateMedia({ colorScheme: 'dark' })
        failures.push(...[...found, ...await checkColors(page)].map((line) => `${address}: ${line}`))
      }
      await page.context().close()
      assert.deepEqual(failures, [])
    })
  }
})
