import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { documentedConfig, hasNginx, startNginx, type Nginx } from '../../test/nginx.ts'
import { addressOf, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { picture } from '../../test/pictures.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { storeImage } from '../assets/actions.ts'
import { exportSite } from './export.ts'
import { readConfigOf, sitePages } from '../../test/exported.ts'

const GUIDE = path.resolve(import.meta.dirname, '../../docs/admin/static-site.md')

describe('nginx with the exported folder', { skip: hasNginx ? false : 'nginx is not installed here' }, () => {
  let site: TestSite
  let nginx: Nginx
  let bridge: Brought
  let lone: Brought
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-export-'))

  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    await publishNew(site, 'uk', ['Про нас', 'Ми.'], 'about')
    const { hash } = await storeImage(site.db, site.world.ed, 'en', await picture(700, 300, 'png', 5))
    bridge = await publishNew(site, 'en', ['The bridge', 'It rained.', { kind: 'image', level: 0, list: null, asset: hash, text: 'Rain' }])
    await translate(site, bridge, 'uk', ['Міст', 'Дощ.', 'Дощ'])
    await publish(site, bridge, 'uk', { slug: 'mist' })
    await withdraw(site, bridge, 'uk')
    await publish(site, bridge, 'uk', { slug: 'novyi-mist' })
    lone = await publishNew(site, 'en', ['Alone', 'One.'])
    for (let n = 0; n < 21; n += 1) await publishNew(site, 'uk', [`Стаття ${n}`, 'Один.'])
    await exportSite(await readConfigOf(site), { folder, workers: 0 })
    nginx = await startNginx((socket) => documentedConfig(GUIDE, folder, socket))
  })
  after(async () => {
    await nginx.close()
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('answers under every address as the site itself does: status, type, language, policy', async () => {
    const pages = await sitePages(site)
    assert.ok(pages.length > 100)
    for (const url of pages) {
      const ours = await fetch(site.url + url, { redirect: 'manual' })
      const theirs = await nginx.get(url)
      assert.equal(theirs.status, ours.status, url)
      for (const name of headersToCompare(url, ours.status)) assert.equal(theirs.headers[name] ?? null, ours.headers.get(name), `${name} of ${url}`)
    }
  })

  it('gives the packed file to those who can read it', async () => {
    const { headers, body } = await nginx.get('/uk/', { 'accept-encoding': 'gzip' })
    assert.equal(headers['content-encoding'], 'gzip')
    assert.deepEqual(body, readFileSync(path.join(folder, 'uk/index.html.gz')))
    assert.equal((await nginx.get('/uk/', { 'if-none-match': String(headers.etag), 'accept-encoding': 'gzip' })).status, 304)
  })

  it('leads old addresses of an article on, and what stands behind them', async () => {
    for (const rest of ['', '/editions', '/editions/1']) {
      const { status, headers } = await nginx.get(`/uk/articles/mist${rest}`)
      assert.deepEqual([status, headers.location], [301, `/uk/articles/novyi-mist${rest}`])
    }
  })

  it('says in the right language that an article is not there yet, or that nothing is', async () => {
    const absent = await nginx.get(await addressOf(site, lone, 'en').then((url) => url.replace('/en/', '/uk/')))
    assert.deepEqual([absent.status, absent.headers['content-language']], [404, 'uk'])
    assert.match(absent.body.toString(), /Alone/)
    const nothing = await nginx.get('/en/nonsense')
    assert.deepEqual([nothing.status, /<html lang="en"/.test(nothing.body.toString())], [404, true])
    assert.equal((await nginx.get('/nonsense')).status, 404)
  })

  for (const [url, same] of [
    ['/uk/articles?utm_source=x&page=2', '/uk/articles?page=2'], ['/uk/articles?page=1', '/uk/articles'], ['/uk/?from=mail', '/uk/'],
  ] as const) {
    it(`gives under ${url} what stands under ${same}`, async () => {
      const [one, other] = [await nginx.get(url), await nginx.get(same)]
      assert.deepEqual([one.status, one.body], [200, other.body])
    })
  }

  for (const url of ['/uk/articles?page=99', '/uk/articles?page=2x', '/.zvirka/state.db', '/.zvirka/nginx-http.conf', '/_redirects', '/uk/articles.html', '/uk/articles/novyi-mist.html.gz', '/uk/articles@page=2', '/uk/articles/..%2f..%2f_headers']) {
    it(`has nothing under ${url}`, async () => assert.ok([400, 404].includes((await nginx.get(url)).status)))
  }
})

function headersToCompare(url: string, status: number): string[] {
  if (status === 301) return ['location']
  const page = ['content-type', 'content-language', 'content-security-policy', 'x-content-type-options', 'content-disposition', 'permissions-policy']
  // What is not for readers alone tells other sites less of who came from it.
  return [...page, ...status === 200 && !/^\/(?:assets|images|favicon|robots)/.test(url) ? ['referrer-policy', 'x-robots-tag'] : []]
}
