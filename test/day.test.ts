import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { Day, type Way } from './day.ts'
import { mouse } from './hands.ts'
import { startTestSite } from './site.ts'

const ways: (Way & { name: string })[] = [
  { name: 'with scripts, on a wide screen, the desk in Ukrainian', hand: mouse, source: 'en', screen: 'uk', javaScriptEnabled: true, width: 1280 },
  { name: 'without scripts, on a phone, the desk in English', hand: mouse, source: 'uk', screen: 'en', javaScriptEnabled: false, width: 390 },
]

describe('the whole day of an editor, a translator, a reviewer and a reader', () => {
  let browser: Browser
  before(async () => { browser = await openBrowser() })
  after(() => browser.close())

  for (const way of ways) {
    it(`goes from a file to readers and back, ${way.name}`, async (t) => {
      const site = await startTestSite()
      t.after(() => site.close())
      await new Day(browser, site, way).live()
    })
  }
})
