/** `npm run pictures`: the pictures of the documentation, taken anew from the demo in a real browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { readConfig } from '../src/config.ts'
import { setPassword } from '../src/people/actions.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { openBrowser } from '../test/chromium.ts'
import { PEOPLE, seedDemo } from './demo/seed.ts'

const FOLDER = path.resolve(import.meta.dirname, '../docs/pictures')
const PASSWORD = 'pictures are taken here'
const WIDTH = 1280
/** What a repository and its readers can be asked to carry. */
const MOST_BYTES = 200 * 1024
/** How much of a palette is tried, one after another, until the picture is small enough. */
const COLOURS = [256, 128, 64, 32]

interface Picture {
  name: string
  role: (typeof PEOPLE)[number]['role'] | null
  height: number
  /** Goes from the person's first page to what is to be seen. */
  find: (page: Page) => Promise<void>
}

const PICTURES: readonly Picture[] = [
  { name: 'board', role: 'editor', height: 1060, find: async (page) => { await page.goto('/desk/articles') } },
  { name: 'translate', role: 'translator', height: 1100, find: (page) => follow(page, 'main a[href*="show=mine"]') },
  { name: 'review', role: 'reviewer', height: 1230, find: (page) => follow(page, 'main a[href^="/desk/submissions/"]') },
  { name: 'publish', role: 'editor', height: 1230, find: (page) => follow(page, 'main a[href$="/editions"]', '/desk/articles?state=scheduled') },
  { name: 'article', role: null, height: 1230, find: (page) => follow(page, 'main a:text-matches("^(Берег, до якого|The riverbank)", "i")') },
]

const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-pictures-'))
const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
const browser = await openBrowser()
try {
  await seedDemo(site.db)
  for (const { email } of PEOPLE) await setPassword(site.db, email, PASSWORD)
  mkdirSync(FOLDER, { recursive: true })
  for (const language of ['uk', 'en']) for (const picture of PICTURES) await take(picture, language)
} finally {
  await browser.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
}

async function take({ name, role, height, find }: Picture, language: string): Promise<void> {
  const page = await openPage(browser, site, { language, height })
  if (role !== null) await signIn(page, role)
  else await page.goto(`/${language}/`)
  await find(page)
  await settle(page)
  const file = path.join(FOLDER, language === 'en' ? `${name}.png` : `${name}-${language}.png`)
  writeFileSync(file, await shrink(await page.screenshot({ animations: 'disabled', caret: 'hide' })))
  console.log(path.relative('.', file))
  await page.context().close()
}

async function openPage(browser: Browser, { url }: RunningSite, { language, height }: { language: string; height: number }): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url, locale: language, timezoneId: 'Europe/Kyiv', colorScheme: 'light', viewport: { width: WIDTH, height },
  })
  return context.newPage()
}

async function signIn(page: Page, role: Picture['role']): Promise<void> {
  await page.goto('/sign-in')
  await page.fill('[name=email]', PEOPLE.find((person) => person.role === role)?.email ?? '')
  await page.fill('[name=password]', PASSWORD)
  await page.click('main button.primary')
  await page.waitForURL('**/desk')
}

/** Goes on by the first link of a kind, from another page if need be. */
async function follow(page: Page, link: string, from?: string): Promise<void> {
  if (from) await page.goto(from)
  await page.locator(link).first().click()
  await page.waitForLoadState('networkidle')
}

/** The same picture on every machine: at the top of the page, under the address of an example. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    window.scrollTo(0, 0)
    await document.fonts.ready
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) text.nodeValue = (text.nodeValue ?? '').replace(document.location.origin, 'https://example.org')
  })
}

async function shrink(png: Buffer): Promise<Buffer> {
  for (const colours of COLOURS) {
    const small = await sharp(png).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toBuffer()
    if (small.length <= MOST_BYTES) return small
  }
  throw new Error('a picture stays too large: make it lower')
}
