import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { Day } from './day.ts'
import { keys } from './hands.ts'
import { startTestSite } from './site.ts'

describe('the whole day without a mouse (P18)', () => {
  let browser: Browser
  before(async () => { browser = await openBrowser() })
  after(() => browser.close())

  for (const [screen, width, javaScriptEnabled] of [['en', 1280, true], ['uk', 390, false]] as const) {
    it(`goes by Tab, Enter, Space and arrows, the focus always seen, at ${width} px, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async (t) => {
      const site = await startTestSite()
      t.after(() => site.close())
      await new Day(browser, site, { hand: keys, source: 'en', screen, javaScriptEnabled, width }).live()
    })
  }
})
