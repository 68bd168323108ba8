import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { picture } from '../../test/pictures.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, newWorld } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import type { NewSegment } from '../articles/model.ts'
import { storeImage } from '../assets/actions.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { findPublishedPicture, loadPictures } from './pictures.ts'
import { publishedOnly } from './published.ts'

const of = (kind: NewSegment['kind'], text: string, asset: string | null = null): NewSegment => ({ kind, level: 0, list: null, asset, text })
const withPicture = (hash: string, title = 'A picture') => [
  of('title', title), of('image', 'A bridge over *quiet* water', hash), of('caption', 'The bridge in [June](https://example.org/june)'), of('paragraph', 'Text.'),
]

describe('pictures for readers', () => {
  let site: TestSite
  const reader = () => new Browser(site)
  const store = async (seed: number, width = 1000) => storeImage(site.db, site.world.ed, 'en', await picture(width, width / 2, 'png', seed))
  const statusOf = async (path: string, browser = reader()) => (await browser.once('GET', path)).status
  before(async () => { site = await startTestSite() })
  after(() => site.close())

  it('stand in the text with their size, their words and a caption, each in its own language', async () => {
    const { hash } = await store(1, 2000)
    const article = await publishNew(site, 'en', withPicture(hash))
    const { html } = await reader().get(await addressOf(site, article, 'en'))
    const [, image, caption] = article.segments
    assert.match(html, new RegExp(`<figure id="p-${image}" lang="en">\\s*<img src="/images/${hash}" srcset="/images/${hash}/800 800w, /images/${hash}/1600 1600w, `
      + `/images/${hash} 2000w" sizes="[^"]+" width="2000" height="1000" alt="A bridge over quiet water" loading="lazy" decoding="async">\\s*`
      + `<figcaption id="p-${caption}" lang="en">The bridge in <a href="https://example.org/june">June</a> <a class="pin"[^>]*>.*?</a></figcaption>\\s*</figure>`))
    assert.deepEqual(await checkHtml(html), [])
    assert.match(html, new RegExp(`<meta property="og:image" content="${site.url}/images/${hash}">`))
    assert.match(html, /<meta property="og:image:alt" content="A bridge over quiet water">/)
  })

  it('have their words in each language, the very same picture in all (P43)', async () => {
    const { hash } = await store(2, 1600)
    const article = await publishNew(site, 'en', withPicture(hash, 'Two languages'))
    await translate(site, article, 'uk', ['Дві мови', 'Міст над тихою водою', 'Міст у [червні](https://example.org/june)', 'Текст.'])
    await publish(site, article, 'uk')
    const { html } = await reader().get(await addressOf(site, article, 'uk'))
    assert.match(html, new RegExp(`<figure id="p-${article.segments[1]}" lang="uk">\\s*<img src="/images/${hash}"[^>]* alt="Міст над тихою водою"`))
    assert.match(html, /<meta property="og:image:alt" content="Міст над тихою водою">/)
  })

  it('come as they are, for a year, and never as anything but a picture', async () => {
    const { hash } = await store(3)
    await publishNew(site, 'en', withPicture(hash, 'Headers'))
    for (const path of [`/images/${hash}`, `/images/${hash}/800`]) {
      const answer = await reader().once('GET', path)
      const headers = ['content-type', 'x-content-type-options', 'cache-control', 'set-cookie'].map((name) => answer.headers.get(name))
      assert.deepEqual([answer.status, ...headers], [200, 'image/webp', 'nosniff', 'public, max-age=31536000, s-maxage=3600, immutable', null])
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.equal(Buffer.from(await answer.arrayBuffer()).subarray(8, 12).toString(), 'WEBP')
      const again = await reader().once('GET', path, { 'if-none-match': answer.headers.get('etag') ?? '' })
      assert.deepEqual([again.status, again.headers.get('cache-control')], [304, answer.headers.get('cache-control')])
      assert.equal((await reader().once('HEAD', path)).headers.get('content-length'), answer.headers.get('content-length'))
    }
    for (const path of [`/images/${hash}/801`, `/images/${hash}/0`, `/images/${hash}/800/x`, `/images/${hash.toUpperCase()}`, '/images/', '/images/..%2f', `/images/${'0'.repeat(64)}`]) {
      assert.equal(await statusOf(path), 404, path)
    }
  })

  it('that are not published are not there for readers, by any address (S27)', async () => {
    const { hash } = await store(4)
    const ways = [`/images/${hash}`, `/images/${hash}/800`]
    const seen = async () => Promise.all(ways.map((way) => statusOf(way)))
    assert.deepEqual(await seen(), [404, 404], 'stored only')
    const { article, segments } = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, segments: withPicture(hash, 'Not yet'), approved: true, message: '',
    })
    assert.deepEqual(await seen(), [404, 404], 'in an approved article')
    assert.equal(await statusOf(`/desk/images/${hash}`), 401)
    const ada = await reader().signInAs(site, site.world.ada)
    const desk = await ada.once('GET', `/desk/images/${hash}`)
    assert.deepEqual([desk.status, desk.headers.get('content-type'), desk.headers.get('cache-control')], [200, 'image/webp', 'no-store'])
    const brought = { article, segments, source: 'en' }
    await publish(site, brought, 'en')
    assert.deepEqual(await seen(), [200, 200])
    await withdraw(site, brought, 'en')
    assert.deepEqual(await seen(), [404, 404], 'withdrawn')
    await changeOriginal(site, brought, { [segments[3] ?? '']: 'Text again.' })
    await publish(site, { article }, 'en')
    assert.deepEqual(await seen(), [200, 200], 'published again')
  })

  it('of the desk are found by their own hash alone', async () => {
    const ada = await reader().signInAs(site, site.world.ada)
    for (const hash of ['0'.repeat(64), 'x', '%00', '..%2f..%2fetc']) assert.equal(await statusOf(`/desk/images/${hash}`, ada), 404)
  })

  it('are in the preview before anybody published them, under an address of the desk', async () => {
    const { hash } = await store(5)
    const { article } = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, segments: withPicture(hash, 'A preview'), approved: true, message: '',
    })
    const editor = await reader().signInAs(site, site.world.ed)
    const { html } = await editor.get(`/desk/articles/${article}/languages/en/preview`)
    assert.match(html, new RegExp(`<img src="/desk/images/${hash}" width="1000" height="500" alt="A bridge over quiet water"`))
    assert.match((await editor.get(`/desk/articles/${article}/languages/uk/preview`)).html, /<figure[^>]* data-missing>[\s\S]*<img src="\/desk\/images\/[\s\S]*Цей абзац ще не має тексту/)
  })
})

for (const [name, open] of Object.entries(databases)) {
  it(`readers' pages find published pictures and their widths, and no others, on ${name}`, async () => {
    const db = await open()
    const world = await newWorld(db)
    const [shown, hidden] = [await storeImage(db, world.ed, 'en', await picture(900, 300)), await storeImage(db, world.ed, 'en', await picture(900, 310))]
    for (const [at, { hash }] of [shown, hidden].entries()) {
      const { article } = await importArticle(db, world.ed, { language: 'en', siteText: null, segments: withPicture(hash, `Title ${at}`), approved: true, message: '' })
      if (at === 0) await publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
    }
    const reader = publishedOnly(db)
    const pictures = await loadPictures(reader, [{ asset: shown.hash }, { asset: hidden.hash }, { asset: null }])
    assert.deepEqual([...pictures], [[shown.hash, {
      src: `/images/${shown.hash}`, srcset: `/images/${shown.hash}/800 800w, /images/${shown.hash} 900w`, width: 900, height: 300,
    }]])
    assert.ok(Buffer.from((await findPublishedPicture(reader, shown.hash, 800))?.bytes ?? '').length > 50)
    assert.equal(await findPublishedPicture(reader, hidden.hash, 800), undefined)
    const published = await db.selectFrom('publication').selectAll().executeTakeFirstOrThrow()
    await withdrawEdition(db, world.ed, { article: published.article_id, language: 'en', reason: 'A check' })
    assert.equal(await findPublishedPicture(reader, shown.hash, undefined), undefined)
    const { article } = await newArticle(world, 'en', ['Without', 'Text.'])
    const { id: edition_id } = await publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
    await db.insertInto('publication').values({ ...published, edition_id }).execute()
    assert.equal(await findPublishedPicture(reader, shown.hash, undefined), undefined, 'of a withdrawn edition that one without it has followed')
    await db.destroy()
  })
}
