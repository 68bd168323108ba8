import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { RunningSite } from '../src/serve.ts'
import { bringChecker, clippedWords, overflows, smallTargets } from './chromium.ts'
import { findFaults } from './looks.ts'

type Site = Pick<RunningSite, 'url'>

/** What A4 leaves between its margins, in pixels. */
const SHEET = { width: 665, height: 987 }
const PHONE = { width: 390, height: 800 }

/** One line for each fault that somebody would see, in either theme, in windows of 320 to 1280 px, also with words 40 % longer. */
export async function lookAtPages(chromium: Browser, site: Site, addresses: readonly string[]): Promise<string[]> {
  return visitEach(chromium, { baseURL: site.url, colorScheme: 'light', bypassCSP: true }, addresses, async (page) => {
    await page.setViewportSize(PHONE)
    return [...(await smallTargets(page)).map((line) => `smaller than 24 px: ${line}`), ...await findFaults(page)]
  })
}

/** One line for each page that says less without scripts, that asks another host for anything, or that its own policy stops. */
export async function readWithoutScripts(chromium: Browser, site: Site, addresses: readonly string[]): Promise<string[]> {
  const words = new Map<string, string>()
  const plain = await visitEach(chromium, { baseURL: site.url, javaScriptEnabled: false }, addresses, async (page, address) => {
    words.set(address, await wordsOf(page))
    return (words.get(address) ?? '').length > 20 ? [] : ['nothing to read without scripts']
  })
  const scripted = await visitEach(chromium, { baseURL: site.url }, addresses, async (page, address) =>
    await wordsOf(page) === words.get(address) ? [] : ['scripts change what there is to read'])
  return [...plain, ...scripted]
}

/** One line for each page that has nothing to read on paper, runs over the edge of a sheet, or makes no file. */
export async function printPages(chromium: Browser, site: Site, addresses: readonly string[]): Promise<string[]> {
  return visitEach(chromium, { baseURL: site.url, viewport: SHEET, colorScheme: 'dark' }, addresses, async (page) => {
    await page.emulateMedia({ media: 'print' })
    const wide = await overflows(page) ? ['wider than a sheet'] : []
    const cut = (await clippedWords(page)).map((words) => `cut off on paper: ${words}`)
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const file = await page.pdf({ format: 'A4', preferCSSPageSize: true })
    const sheets = file.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
    return [
      ...wide, ...cut, ...dark === 'rgb(255, 255, 255)' ? [] : [`printed on ${dark}`],
      ...(await wordsOf(page)).length > 20 ? [] : ['nothing to read on paper'],
      ...file.subarray(0, 5).toString() === '%PDF-' && sheets > 0 ? [] : ['no file'],
    ]
  })
}

/** Opens each in one window, the same for all; says of whom each line is. */
async function visitEach(
  chromium: Browser, options: BrowserContextOptions, addresses: readonly string[], look: (page: Page, address: string) => Promise<string[]>,
): Promise<string[]> {
  const context = await chromium.newContext(options)
  if (options.bypassCSP) await bringChecker(context)
  const page = await context.newPage()
  const found: string[] = []
  let at = ''
  const own = new URL(options.baseURL ?? '').origin
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== own) found.push(`${at}: asks ${request.url()}`)
  })
  // A page that is not there is said to be so; everything else that a browser says is a fault.
  page.on('console', (message) => {
    if (!message.text().includes('status of 404')) found.push(`${at}: ${message.text()}`)
  })
  for (at of addresses) {
    await page.goto(at)
    found.push(...(await look(page, at)).map((line) => `${at}: ${line}`))
  }
  await context.close()
  return found
}

async function wordsOf(page: Page): Promise<string> {
  return page.locator('main').innerText()
}
