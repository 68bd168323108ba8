import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { readConfig } from '../src/config.ts'
import { speak, type Voice } from '../src/i18n/voice.ts'
import { offerSetup } from '../src/people/actions.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { openBrowser } from './chromium.ts'

const ESSAYS = path.resolve(import.meta.dirname, '../scripts/demo/essays')
const PASSWORD = 'дощ над тихою річкою'

/** Somebody with a browser of their own, without JavaScript. */
async function newPage(browser: Browser, site: RunningSite, language: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, locale: language, javaScriptEnabled: false })
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

const ways = [
  { source: 'en', target: 'uk', essay: 'night-trains', screen: 'uk', name: 'an English original into Ukrainian, the desk in Ukrainian' },
  { source: 'uk', target: 'en', essay: 'embankment', screen: 'en', name: 'a Ukrainian original into English, the desk in English' },
] as const

describe('the whole way in a browser without JavaScript', () => {
  let browser: Browser
  before(async () => { browser = await openBrowser() })
  after(() => browser.close())

  for (const way of ways) {
    it(`takes ${way.name}: set up, invite, bring in, publish, translate, return, mend, approve, publish, read, switch`, async (t) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-journey-'))
      const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
      t.after(async () => {
        await site.close()
        rmSync(folder, { recursive: true, force: true })
      })
      await new Journey(browser, site, way).walk()
    })
  }
})

class Journey {
  readonly #browser: Browser
  readonly #site: RunningSite
  readonly #way: (typeof ways)[number]
  readonly #voice: Voice
  readonly #texts: string[]

  constructor(browser: Browser, site: RunningSite, way: (typeof ways)[number]) {
    this.#browser = browser
    this.#site = site
    this.#way = way
    this.#voice = speak(way.screen)
    this.#texts = JSON.parse(readFileSync(path.join(ESSAYS, `${way.essay}.${way.target}.json`), 'utf8')) as string[]
  }

  async walk(): Promise<void> {
    const { source, target } = this.#way
    const editor = await this.#setUp()
    const translator = await this.#join(editor, 'Марія', `translate:${target}`)
    const reviewer = await this.#join(editor, 'Hanna', `review:${target}`)
    const article = await this.#bringIn(editor)
    await this.#publish(editor, article, source)
    await this.#translateAll(translator, article)
    const reason = this.#way.screen === 'uk' ? 'Уточніть, будь ласка, назву.' : 'Say which town it is.'
    await this.#review(reviewer, { returning: 3, reason })
    await this.#mend(translator, article, 3, reason)
    await this.#review(reviewer)
    await this.#publish(editor, article, target)
    await this.#read()
  }

  async #setUp(): Promise<Page> {
    const { t, format } = this.#voice
    const page = await newPage(this.#browser, this.#site, this.#way.screen)
    await page.goto(`/setup?token=${await offerSetup(this.#site.db)}`)
    for (const [language, name, place] of [['uk', 'Береги', 'Луцьк'], ['en', 'Shores', 'Lutsk']] as const) {
      await page.getByLabel(t('people:site.name', { language: format.languageName(language) })).fill(name)
      await page.getByLabel(t('people:site.place', { language: format.languageName(language) })).fill(place)
    }
    await page.getByLabel(t('people:name'), { exact: true }).fill('Олена')
    await page.getByLabel(t('people:email')).fill('olena@example.org')
    await page.getByLabel(t('people:password')).fill(PASSWORD)
    await page.getByRole('button', { name: t('people:setup.button') }).click()
    assert.equal(new URL(page.url()).pathname, '/desk')
    return page
  }

  async #join(editor: Page, name: string, right: string): Promise<Page> {
    const { t } = this.#voice
    await editor.goto('/desk/people')
    const form = editor.locator('form#invite')
    await form.getByLabel(t('people:name')).fill(name)
    await form.getByLabel(t('people:email')).fill(`${right.replace(':', '.')}@example.org`)
    await form.locator(`input[value="${right}"]`).check()
    await form.getByRole('button', { name: t('people:invite.button') }).click()
    const link = await editor.getByLabel(t('people:link.label')).inputValue()
    const page = await newPage(this.#browser, this.#site, this.#way.screen)
    await page.goto(link)
    await page.getByLabel(t('people:password')).fill(PASSWORD)
    await page.getByRole('button', { name: t('people:invitation.button') }).click()
    assert.equal(new URL(page.url()).pathname, '/desk')
    assert.equal((await page.goto(link))?.status(), 404, 'an invitation works once')
    return page
  }

  async #bringIn(editor: Page): Promise<string> {
    const { t, format } = this.#voice
    const { essay, source } = this.#way
    await editor.goto('/desk/articles')
    await editor.locator('main a[href="/desk/articles/new"]').first().click()
    await editor.getByLabel(t('articles:new.text'), { exact: true }).fill(readFileSync(path.join(ESSAYS, `${essay}.${source}.txt`), 'utf8'))
    await editor.locator(`input[name="language"][value="${source}"]`).check()
    await editor.getByRole('button', { name: t('articles:new.go') }).click()
    const summary = t('articles:preview.summary', { count: this.#texts.length, kinds: '' }).split(':')[0] ?? ''
    assert.ok((await editor.textContent('main'))?.includes(summary), `${format.number(this.#texts.length)} paragraphs are understood`)
    assert.equal((await this.#site.db.selectFrom('article').select('id').execute()).length, 0, 'a preview stores nothing')
    await editor.getByRole('button', { name: t('articles:preview.go') }).click()
    const [, article = ''] = /\/desk\/articles\/([0-9a-z]{22})/.exec(editor.url()) ?? []
    assert.notEqual(article, '')
    return article
  }

  async #publish(editor: Page, article: string, language: string): Promise<void> {
    await editor.goto(`/desk/articles/${article}/languages/${language}/editions`)
    await editor.locator('section[aria-labelledby="publish"] form button.primary').click()
    assert.match(editor.url(), /done=published/)
  }

  async #translateAll(translator: Page, article: string): Promise<void> {
    const { t } = this.#voice
    await translator.goto('/desk')
    await translator.locator(`a[href*="/desk/articles/${article}/languages/${this.#way.target}"]`).first().click()
    for (const text of this.#texts) {
      // What was saved is not among those not started any more.
      const form = translator.locator('.row .write').first()
      await form.locator('textarea').fill(text)
      await form.getByRole('button', { name: t('translations:save') }).click()
      assert.match(translator.url(), /done=saved/)
    }
    await translator.locator('#send textarea').fill('Готово, чекаю на зауваження.')
    await translator.locator('#send').getByRole('button', { name: t('translations:send.button') }).click()
    assert.match(translator.url(), /done=sent/)
  }

  async #review(reviewer: Page, doubt: { returning: number; reason: string } | null = null): Promise<void> {
    const { t } = this.#voice
    await reviewer.goto('/desk/reviews')
    await reviewer.locator('main a[href^="/desk/submissions/"]').first().click()
    const verdicts = reviewer.locator('fieldset.verdict')
    // A long submission is read in sections: what waits in the next one is said where the last one was decided.
    for (let place = 0; await verdicts.count() > 0;) {
      for (let i = 0; i < await verdicts.count(); i += 1, place += 1) {
        const returned = doubt?.returning === place
        await verdicts.nth(i).getByLabel(t(returned ? 'reviews:verdict.return' : 'reviews:verdict.approve'), { exact: true }).check()
        if (doubt && returned) await verdicts.nth(i).getByLabel(t('reviews:verdict.reason')).fill(doubt.reason)
      }
      await reviewer.getByRole('button', { name: t('reviews:verdict.send'), exact: true }).click()
      assert.match(reviewer.url(), /done=reviewed/)
      const left = await reviewer.locator('.flash a[href="#waiting"]').count()
      assert.equal(left > 0, await verdicts.count() > 0, 'whether something still waits is said')
    }
  }

  async #mend(translator: Page, article: string, position: number, reason: string): Promise<void> {
    const { t } = this.#voice
    await translator.goto('/desk')
    await translator.locator(`a[href*="/desk/articles/${article}/languages/${this.#way.target}"]`).first().click()
    assert.ok((await translator.textContent('main'))?.includes(reason), 'the reason stands beside the paragraph')
    const write = translator.locator('.row', { hasText: reason }).locator('.write')
    await write.locator('textarea').fill(`${this.#texts[position] ?? ''} (Луцьк)`)
    await write.locator('button').first().click()
    await translator.locator('#send').getByRole('button', { name: t('translations:send.button') }).click()
    assert.match(translator.url(), /done=sent/)
  }

  async #read(): Promise<void> {
    const { source, target } = this.#way
    const reader = await newPage(this.#browser, this.#site, target)
    await reader.goto('/')
    assert.equal(new URL(reader.url()).pathname, `/${target}/`)
    await reader.getByRole('link', { name: this.#texts[0] ?? '' }).click()
    const main = reader.locator('main')
    assert.equal(await reader.locator('h1').textContent().then((text) => text?.trim()), this.#texts[0])
    assert.ok((await main.textContent())?.includes('(Луцьк)'))
    assert.ok((await main.textContent())?.includes('Марія') && (await main.textContent())?.includes('Hanna'), 'translator and reviewer are credited')
    const [first] = await reader.locator('main [id^="p-"]').evaluateAll((all) => all.map(({ id }) => id))
    await reader.locator(`nav a[hreflang="${source}"]`).first().click()
    assert.match(new URL(reader.url()).pathname, new RegExp(`^/${source}/articles/`))
    assert.equal(await reader.locator('html').getAttribute('lang'), source)
    assert.equal(await reader.locator(`#${first}`).count(), 1, 'a paragraph has the same address in both languages')
    await reader.locator(`nav a[hreflang="${target}"]`).first().click()
    assert.match(new URL(reader.url()).pathname, new RegExp(`^/${target}/articles/`))
    await this.#switchAtParagraph(reader)
  }

  /** Whoever opened the address of a paragraph, or has scripts and scrolled to one, goes on at the same paragraph. */
  async #switchAtParagraph(reader: Page): Promise<void> {
    const { source, target } = this.#way
    const article = reader.url()
    const middle = await reader.locator('.body [id^="p-"]').nth(8).getAttribute('id')
    await reader.goto(`${article}#${middle}`)
    await reader.locator(`#${middle} a.over[hreflang="${source}"]`).click()
    assert.deepEqual([new URL(reader.url()).pathname.slice(1, 3), new URL(reader.url()).hash], [source, `#${middle}`])
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 700 } })
    const scripted = await context.newPage()
    await scripted.goto(article)
    await scripted.locator(`#${middle}`).evaluate((passage) => window.scrollTo(0, passage.getBoundingClientRect().top - 90))
    await scripted.locator(`nav.languages a[hreflang="${source}"]`).evaluate((link: HTMLElement) => link.click())
    await scripted.waitForURL(`**/${source}/articles/*`)
    assert.equal(new URL(scripted.url()).hash, `#${middle}`)
    // Up to the switcher, as a hand does it: the address says where they were.
    await scripted.evaluate(() => window.scrollTo(0, 0))
    await scripted.waitForFunction(() => window.scrollY === 0)
    await scripted.locator(`nav.languages a[hreflang="${target}"]`).click()
    await scripted.waitForURL(`**/${target}/articles/*`)
    assert.equal(new URL(scripted.url()).hash, `#${middle}`)
    await context.close()
  }
}
