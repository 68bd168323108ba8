import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser as Chromium, Page } from 'playwright-core'
import type { Actor } from '../src/people/model.ts'
import { findSourceDraft } from '../src/sources/draft-store.ts'
import { bringChecker, checkAccessibility, checkColors, openBrowser, overflows } from './chromium.ts'
import { CHANGED, enter, newOriginal, ORIGINAL } from './original-room.ts'
import { startTestSite, type TestSite } from './site.ts'

const RENAMED = CHANGED.replace('A photographer came from the capital with a tripod.', 'Strangers slept in the school.')

describe('an original changed in a browser', () => {
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

  async function pageOf(person: Actor, { language = 'en', javaScriptEnabled = true, width = 1280 } = {}): Promise<Page> {
    const viewport = { width, height: 900 }
    const context = await chromium.newContext({ baseURL: site.url, locale: language, javaScriptEnabled, bypassCSP: true, viewport })
    context.setDefaultTimeout(15_000)
    if (javaScriptEnabled) await bringChecker(context)
    const value = (await enter(site, person, language)).cookie('__Host-sid') ?? ''
    await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    return context.newPage()
  }

  it('goes the whole way without JavaScript, in Ukrainian on a phone: text, plan, correction, review, and what follows for a translator', async () => {
    const room = await newOriginal(site)
    const [ed, rev, ada] = await Promise.all([site.world.ed, site.world.rev, site.world.ada]
      .map((person) => pageOf(person, { language: 'uk', javaScriptEnabled: false, width: 390 })))
    assert.ok(ed && rev && ada)
    await ed.goto(`/desk/articles/${room.article}`)
    await ed.getByRole('link', { name: 'Змінити весь оригінал' }).click()
    await ed.getByLabel('Текст оригіналу').fill(RENAMED)
    await ed.getByRole('button', { name: 'Показати, що зміниться' }).click()
    assert.equal(await overflows(ed), false)
    const fresh = ed.locator('.one', { hasText: 'Strangers slept' }).last()
    await fresh.getByText('Відповідність визначено неправильно?').click()
    await fresh.getByLabel('Цей абзац — це').selectOption(room.segments[7] ?? '')
    await ed.getByRole('button', { name: 'Оновити план' }).last().click()
    assert.match(await ed.locator('.one', { hasText: 'Strangers slept' }).last().innerText(), /Переставлено і змінено|Змінено/)
    await ed.getByLabel('Повідомлення рецензентові').fill('Паводок тепер у двох абзацах.')
    await ed.getByRole('button', { name: 'Надіслати на рецензію' }).click()

    await rev.goto('/desk')
    await rev.getByRole('link', { name: /Рецензувати/ }).first().click()
    await rev.getByRole('link', { name: /порядок абзаців/ }).click()
    assert.equal(await overflows(rev), false)
    await rev.getByRole('button', { name: 'Погодити новий порядок' }).click()
    assert.match(await rev.locator('main').innerText(), /такою стаття є зараз/)
    await rev.getByRole('link', { name: /Рецензувати \d+ текст/ }).click()
    for (const choice of await rev.getByLabel('Погодити', { exact: true }).all()) if (await choice.isVisible()) await choice.check()
    await rev.getByRole('button', { name: 'Надіслати рішення' }).first().click()

    await ada.goto(`/desk/articles/${room.article}/languages/uk`)
    const words = await ada.locator('main').innerText()
    assert.match(words, /Strangers slept in the school/)
    assert.match(words, /The mayor said that it could be mended by autumn/)
  })

  it('saves what is typed by itself, follows it with an outline, and says when another window was first (P01, P13)', async () => {
    const room = await newOriginal(site)
    const [one, two] = [await pageOf(site.world.ed), await pageOf(site.world.ed)]
    await Promise.all([one.goto(room.source), two.goto(room.source)])
    assert.deepEqual(await one.locator('[data-outline] li').allInnerTexts(), ['1\nThe quiet bridge', '4\nThe flood'])
    await one.locator('#text').fill(CHANGED)
    await one.locator('[data-said][data-outcome=saved]').waitFor()
    assert.equal((await findSourceDraft(site.db, room.article, site.world.ed.id))?.text, CHANGED)
    assert.deepEqual(await one.locator('[data-outline] li').allInnerTexts(), ['1\nThe quiet bridge', '4\nThe great flood'])
    await one.getByRole('button', { name: /The great flood/ }).click()
    assert.equal(await one.locator('#text').evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart).split('\n')[0]), '## The great flood')
    await two.locator('#text').fill(ORIGINAL.replace('summer', 'winter'))
    await two.locator('[data-said][data-outcome=conflict]').waitFor()
    assert.equal((await findSourceDraft(site.db, room.article, site.world.ed.id))?.text, CHANGED, 'nothing was overwritten')
    await two.getByRole('button', { name: 'Save the draft' }).click()
    assert.match(await two.locator('.conflict').innerText(), /A newer text of yours was saved meanwhile/)
    assert.match(await two.locator('#text').inputValue(), /winter/)
  })

  it('leads to the line where a text cannot become an article', async () => {
    const room = await newOriginal(site)
    const page = await pageOf(site.world.ed)
    await page.goto(room.source)
    await page.locator('#text').fill(`${ORIGINAL}\n{.title}\nAnother title\n`)
    await page.getByRole('button', { name: 'Show what changes' }).click()
    await page.locator('.problems a').click()
    assert.equal(await page.locator('#text').evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart).trim()), '{.title}\nAnother title')
  })

  it('breaks no rule of WCAG 2.2 AA in either theme, language and width, on its pages of mistakes too', async () => {
    for (const language of ['uk', 'en']) {
      const room = await newOriginal(site)
      const ed = await pageOf(site.world.ed, { language })
      const check = async (page: Page, what: string) => {
        for (const width of [390, 1280]) {
          await page.setViewportSize({ width, height: 900 })
          assert.deepEqual(await checkAccessibility(page), [], `${what}, ${language}, ${width}`)
          assert.equal(await overflows(page), false, `${what}, ${language}, ${width}`)
        }
        await page.emulateMedia({ colorScheme: 'dark' })
        assert.deepEqual(await checkColors(page), [], `${what}, ${language}, in the dark`)
        await page.emulateMedia({ colorScheme: 'light' })
      }
      await ed.goto(room.source)
      await ed.locator('details.upload').first().locator('summary').click()
      await check(ed, 'the text')
      await ed.locator('#text').fill('Без заголовка')
      await ed.locator('button[value=plan]').click()
      await check(ed, 'a text without a title')
      await ed.locator('#text').fill(CHANGED)
      await ed.locator('button[value=plan]').click()
      await ed.locator('details.match summary').first().click()
      await check(ed, 'the plan')
      await ed.locator('button[value=send]').click()
      const rev = await pageOf(site.world.rev, { language })
      await rev.goto(`${new URL(ed.url()).pathname}/source-change`)
      await check(rev, 'the structure')
      await rev.locator('button[value=return]').click()
      await check(rev, 'a return without a reason')
    }
  })
})
