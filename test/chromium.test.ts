import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, it } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { bringChecker, checkAccessibility, checkColors, openBrowser, overflows } from './chromium.ts'

let browser: Browser
let page: Page
before(async () => {
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage()
})
after(() => browser.close())

const html = (body: string) => `<!doctype html><html lang="uk"><title>Звірка</title><main><h1>Звірка</h1>${body}</main></html>`

it('opens a real browser that runs scripts', async () => {
  await page.setContent(html('<p id="word">Їжак</p>'))
  assert.equal(await page.evaluate(() => document.querySelector('#word')?.textContent), 'Їжак')
})

it('keeps pages of different sites apart', async () => {
  const server = createServer((_request, response) => response.end('secret')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const read = (url: string) => page.evaluate((address) => fetch(address).then((response) => response.text(), () => 'refused'), url)
  await page.goto(`http://127.0.0.1:${port}/`)
  assert.equal(await read('/'), 'secret')
  await page.goto('about:blank')
  assert.equal(await read(`http://127.0.0.1:${port}/`), 'refused')
  server.close()
})

it('finds nothing against an accessible page', async () => {
  await page.setContent(html('<p>Абзац</p><img alt="" src="data:,"><label>Імʼя <input></label>'))
  assert.deepEqual(await checkAccessibility(page), [])
})

it('finds an image without words, a nameless field and too pale a text', async () => {
  await page.setContent(html('<img src="data:,"><input><p style="color: #bbb; background: #fff">Блідо</p>'))
  assert.deepEqual((await checkAccessibility(page)).map((one) => one.split(':')[0]).sort(), ['color-contrast', 'image-alt', 'label'])
})

it('finds text that is too pale in the dark, also on a page that brought along what looks for it', async () => {
  const dark = '@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } p { color: #333 } }'
  const context = await browser.newContext()
  await bringChecker(context)
  for (const one of [page, await context.newPage()]) {
    await one.goto('about:blank')
    await one.setContent(html(`<style>${dark}</style><p>Блідо</p><img src="data:,">`))
    await one.emulateMedia({ colorScheme: 'light' })
    assert.deepEqual(await checkColors(one), [])
    await one.emulateMedia({ colorScheme: 'dark' })
    assert.deepEqual((await checkColors(one)).map((line) => line.split(':')[0]), ['color-contrast'])
  }
  await context.close()
})

it('tells a page wider than its window', async () => {
  await page.setContent(html('<p>Вузько</p>'))
  assert.equal(await overflows(page), false)
  await page.setContent(html('<div style="width: 900px">Широко</div>'))
  assert.equal(await overflows(page), true)
})
