import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { readConfig } from '../src/config.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { bringChecker, openBrowser, smallTargets } from './chromium.ts'
import { crawl } from './crawl.ts'
import { htmlPages } from './crawl-laws.ts'
import { LANGUAGES, seedDeclaration, withoutDeclaration } from './declaration.ts'
import { findFaults } from './looks.ts'
import { routeOf } from './pages.ts'

/** One language that the interface speaks, and one that it does not. */
const LOOKED_AT = ['uk', 'pl']

describe('the declaration of human rights in four languages, before readers', { skip: withoutDeclaration }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-declaration-'))
  let site: RunningSite
  let chromium: Browser
  let addresses: string[]

  before(async () => {
    site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder, SITE_LANGUAGES: LANGUAGES.join() }))
    await seedDeclaration(site.db)
    await site.publicationChanged()
    const pages = await crawl(site, LOOKED_AT.map((language) => `/${language}/`), (address) => !LOOKED_AT.includes(address.split('/')[1] ?? ''))
    const byKind = Map.groupBy(htmlPages(pages), ({ path: address, status }) => `${address.split('/')[1]} ${routeOf(address)} ${status}`)
    // The longest of each kind has most to go wrong.
    addresses = [...byKind.values()].map((some) => some.toSorted((a, b) => b.text.length - a.text.length)[0]?.path ?? '')
    chromium = await openBrowser()
  })
  after(async () => {
    await chromium.close()
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('breaks no rule of WCAG 2.2 AA in the light and in the dark, has nothing too small to press, and fits windows of 320 to 1280 px, also with words 40 % longer', async () => {
    const context = await chromium.newContext({ baseURL: site.url, colorScheme: 'light', bypassCSP: true })
    await bringChecker(context)
    const page = await context.newPage()
    const failures: string[] = []
    for (const address of addresses) {
      await page.goto(address)
      await page.setViewportSize({ width: 390, height: 800 })
      failures.push(...(await smallTargets(page)).map((line) => `${address}: smaller than 24 px: ${line}`))
      failures.push(...(await findFaults(page)).map((line) => `${address}: ${line}`))
    }
    await context.close()
    assert.deepEqual(failures, [])
  })

  it('asks no other host for anything, breaks no rule of its own policy and is whole without scripts', async () => {
    const context = await chromium.newContext({ baseURL: site.url, javaScriptEnabled: false })
    const page = await context.newPage()
    const asked = new Set<string>()
    const said: string[] = []
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    page.on('console', (message) => said.push(message.text()))
    for (const address of addresses) {
      await page.goto(address)
      assert.ok((await page.locator('main').innerText()).length > 20, address)
    }
    await context.close()
    assert.deepEqual([...asked], [site.url])
    assert.deepEqual(said.filter((line) => !line.includes('404')), [])
  })

  it('prints every page as PDF', async () => {
    const context = await chromium.newContext({ baseURL: site.url })
    const page = await context.newPage()
    for (const address of addresses) {
      await page.goto(address)
      const pdf = await page.pdf({ format: 'A4' })
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-', address)
    }
    await context.close()
  })
})
