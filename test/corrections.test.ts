import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { transact } from '../src/db/transact.ts'
import { speak } from '../src/i18n/voice.ts'
import type { Actor } from '../src/people/model.ts'
import { writeSettings } from '../src/people/settings.ts'
import { Browser as Forms } from './browser.ts'
import { bringChecker, checkAccessibility, openBrowser, overflows } from './chromium.ts'
import { addressOf, publish, publishNew, translate, type Brought } from './readers.ts'
import { startTestSite, type TestSite } from './site.ts'

const SAID = 'Дощило вже трити день.'
const RIGHT = 'Дощило вже третій день.'

describe('a reader’s correction, without JavaScript', () => {
  let site: TestSite
  let browser: Browser
  let bridge: Brought
  before(async () => {
    site = await startTestSite()
    browser = await openBrowser()
    await transact(site.db, (tx) => writeSettings(tx, { corrections: true }))
    bridge = await publishNew(site, 'en', ['The quiet bridge', 'It rained for the third day.', 'Nobody came.'])
    await translate(site, bridge, 'uk', ['Тихий міст', SAID, 'Ніхто не прийшов.'])
    await publish(site, bridge, 'uk')
  })
  after(async () => {
    await browser.close()
    await site.close()
  })

  /** A page of somebody; a checker comes with it where scripts run. */
  async function pageOf(person: Actor | null, language: string, scripts = false): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url, locale: language, javaScriptEnabled: scripts, bypassCSP: scripts })
    if (scripts) await bringChecker(context)
    const value = person && (await new Forms(site).signInAs(site, person)).cookie('__Host-sid')
    if (value) await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    context.setDefaultTimeout(20_000)
    return context.newPage()
  }

  it('is reported, taken up, reviewed and published, and the list says what became of it (P53)', async () => {
    const { t } = speak('uk')
    const segment = bridge.segments[1] ?? ''
    const article = await addressOf(site, bridge, 'uk')

    const reader = await pageOf(null, 'uk')
    await reader.goto(article)
    await reader.locator(`#p-${segment} a.report`).click()
    await reader.getByLabel(t('corrections:report.text')).fill(RIGHT)
    await reader.getByLabel(t('corrections:report.remark')).fill('Порядковий числівник.')
    await reader.getByRole('button', { name: t('corrections:report.send') }).click()
    assert.equal(await reader.locator('h1').innerText(), t('corrections:report.thanks'))
    await reader.getByRole('link', { name: t('corrections:report.back') }).click()
    assert.ok(reader.url().endsWith(`#p-${segment}`))

    const ada = await pageOf(site.world.ada, 'uk')
    await ada.goto('/desk')
    await ada.getByRole('link', { name: t('desk:work.do.corrections', { count: 1 }) }).click()
    assert.match(await ada.locator('.reported ins').innerText(), /третій/)
    await ada.getByRole('link', { name: 'Тихий міст' }).last().click()
    await ada.getByRole('button', { name: t('corrections:take.theirs') }).click()
    assert.equal(await ada.locator('textarea').first().inputValue(), RIGHT)
    assert.match(await ada.locator('.note.reported').innerText(), /Порядковий числівник\./)
    await ada.locator(`button[value="send:${segment}"]`).first().click()

    const rev = await pageOf(site.world.rev, 'uk')
    await rev.goto('/desk/reviews')
    await rev.locator('a.title').first().click()
    assert.match(await rev.locator('.why.reported').innerText(), new RegExp(t('corrections:note.answered')))
    await rev.locator('input[value="approve"]').first().check()
    await rev.locator('form button.primary').first().click()

    await publish(site, bridge, 'uk')
    await reader.goto(article)
    assert.match(await reader.locator(`#p-${segment}`).innerText(), /третій день/)
    await ada.goto('/desk/corrections?state=taken')
    const told = await ada.locator('div.reported').innerText()
    assert.ok(told.includes(t('corrections:by.taken', { name: 'Ada' })), told)
    assert.ok(told.includes(t('corrections:published')), told)
  })

  for (const language of ['uk', 'en']) {
    it(`has pages that everybody can use, at 320 px too, in ${language}`, async () => {
      const segment = bridge.segments[2] ?? ''
      const article = await addressOf(site, bridge, language)
      const reader = await pageOf(null, language, true)
      const form = `${article}/paragraphs/${segment}/correction`
      const ada = await pageOf(site.world.ada, language, true)
      for (const [page, address] of [[reader, article], [reader, form], [reader, `${form}?done=sent`], [ada, '/desk/corrections']] as const) {
        await page.setViewportSize({ width: 320, height: 800 })
        await page.goto(address)
        assert.equal(await overflows(page), false, address)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          assert.deepEqual(await checkAccessibility(page), [], `${address} ${colorScheme}`)
        }
      }
    })
  }
})
