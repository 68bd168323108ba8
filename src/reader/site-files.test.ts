import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { startReaderSite } from '../../test/reader-clock.ts'
import { publishNew } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { PAPER } from '../web/colors.ts'

const DAY = 86_400_000

interface Icon { src: string; sizes: string; type: string }
interface Manifest { name: string; lang: string; dir: string; start_url: string; icons: Icon[] }

describe('small files', () => {
  let site: TestSite
  before(async () => { site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' }) })
  after(() => site.close())
  const get = (name: string) => fetch(site.url + name)
  const securityFields = (text: string) => Object.fromEntries(text.trim().split('\n').map((line) => line.split(/: (.*)/).slice(0, 2)) as [string, string][])

  it('tell a phone in each language what the site is called and looks like', async () => {
    for (const language of ['uk', 'en', 'pl']) {
      const html = await (await get(`/${language}/`)).text()
      assert.match(html, new RegExp(`<link rel="manifest" href="/${language}/site.webmanifest">`))
      const answer = await get(`/${language}/site.webmanifest`)
      assert.equal(answer.headers.get('content-type'), 'application/manifest+json; charset=utf-8')
      const { name, lang, dir, start_url, icons } = await answer.json() as Manifest
      assert.deepEqual([name, lang, dir, start_url], ['Zvirka', language, 'ltr', `/${language}/`])
      for (const { src, sizes, type } of icons) {
        const icon = await get(src)
        assert.equal(icon.status, 200)
        assert.equal(icon.headers.get('content-type')?.split(';')[0], type)
        if (type !== 'image/png') continue
        const { width, height } = await sharp(Buffer.from(await icon.arrayBuffer())).metadata()
        assert.equal(`${width}x${height}`, sizes)
      }
    }
  })

  it('give every page an icon of each kind and the colours of both themes, as its style has them', async () => {
    const html = await (await get('/uk/')).text()
    const tokens = readFileSync(path.resolve(import.meta.dirname, '../../public/styles/tokens.css'), 'utf8')
    const papers = [...tokens.matchAll(/--paper: (#\w{6})/g)].map(([, color]) => color)
    const colors = [...html.matchAll(/<meta name="theme-color" content="(#\w{6})" media="\(prefers-color-scheme: (\w+)\)">/g)].map(([, color, theme]) => [theme, color])
    assert.deepEqual(colors, [['light', papers[0]], ['dark', papers[1]]])
    assert.equal(PAPER, papers[0])
    for (const rel of ['icon', 'apple-touch-icon']) {
      const href = new RegExp(`<link rel="${rel}" href="([^"]+)"`).exec(html)?.[1] ?? ''
      assert.equal((await get(href)).status, 200)
    }
    assert.deepEqual([(await get('/favicon.ico')).status, (await get('/favicon.ico')).headers.get('content-type')], [200, 'image/x-icon'])
  })

  it('say whom to tell of a weakness: whom the configuration names, else the contacts of the site, else nobody', async () => {
    assert.equal((await get('/.well-known/security.txt')).status, 404)
    await publishNew(site, 'en', ['Contacts', 'Lutsk, *call us* or write: [editors](mailto:x@example.org), hello.us+1@example.org.'], 'contacts')
    const own = securityFields(await (await get('/.well-known/security.txt')).text())
    assert.deepEqual([own['Contact'], own['Canonical'], own['Preferred-Languages']], ['mailto:hello.us+1@example.org', `${site.url}/.well-known/security.txt`, 'uk, en, pl'])
    const named = await startReaderSite(site.db, { SECURITY_CONTACT: 'security@example.org' })
    assert.equal(securityFields((await named.read('/.well-known/security.txt')).html)['Contact'], 'mailto:security@example.org')
    named.close()
    assert.equal((await get('/.well-known/other')).status, 404)
  })

  it('are good for months at any time, and the same for a month', async () => {
    const named = await startReaderSite(site.db, { SECURITY_CONTACT: 'https://example.org/security' })
    const expiry = async () => Date.parse(securityFields((await named.read('/.well-known/security.txt')).html)['Expires'] ?? '')
    const seen = new Set<number>()
    for (const month of [0, 1, 5, 11]) {
      for (const day of [1, 15, 28]) {
        named.now = Date.UTC(2027, month, day, 12)
        const left = await expiry() - named.now
        assert.ok(left > 100 * DAY && left < 365 * DAY)
        seen.add(await expiry())
      }
    }
    assert.equal(seen.size, 4)
    named.close()
  })
})
