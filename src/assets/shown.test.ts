import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { picture } from '../../test/pictures.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { submit } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import type { NewSegment } from '../articles/model.ts'
import { storeImage } from './actions.ts'

const of = (kind: NewSegment['kind'], text: string, asset: string | null = null): NewSegment => ({ kind, level: 0, list: null, asset, text })

describe('a picture stands beside the words about it, wherever the desk shows them', () => {
  let site: TestSite
  let hash = ''
  let room = ''
  let submission = ''
  let segments: readonly string[] = []
  let article = ''
  before(async () => {
    site = await startTestSite()
    const stored = await storeImage(site.db, site.world.ed, 'en', await picture(2000, 1000, 'png', 7))
    hash = stored.hash
    const brought = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, approved: true, message: '',
      segments: [of('title', 'A bridge'), of('image', 'A bridge over *quiet* water', hash), of('caption', 'The bridge in June'), of('paragraph', 'Text.')],
    })
    ;({ article, segments } = brought)
    room = `/desk/articles/${article}/languages/uk`
    const typed = { [segments[1] ?? '']: 'Міст над тихою водою', [segments[2] ?? '']: 'Міст у червні' }
    submission = (await submit(site.db, site.world.ada, { article, source: 'en', language: 'uk' }, typed)).submission ?? ''
  })
  after(() => site.close())

  const shown = (alt: string) => `<img src="/desk/images/${hash}\\?small" width="2000" height="1000" alt="${alt}"[^>]* loading="lazy"`
  const pages: [what: string, path: () => string, count: number][] = [
    ['the translator’s page', () => room, 2],
    ['the original’s page', () => `/desk/articles/${article}/languages/en`, 2],
    ['the page of the alternative text', () => `${room}/segments/${segments[1]}`, 1],
    ['a submission', () => `/desk/submissions/${submission}`, 2],
    ['approving the rest', () => `/desk/submissions/${submission}/rest`, 2],
    ['returning everything', () => `/desk/submissions/${submission}/return`, 2],
    ['the article', () => `/desk/articles/${article}`, 1],
  ]
  for (const [what, path, count] of pages) {
    it(`on ${what}`, async () => {
      const { html } = await (await new Browser(site).signInAs(site, site.world.rev)).get(path())
      assert.equal(html.match(new RegExp(shown('[^"]*'), 'g'))?.length, count)
      assert.match(html, new RegExp(shown('A bridge over quiet water')))
      assert.deepEqual(await checkHtml(html), [])
    })
  }

  it('on the page of its caption alone', async () => {
    const { html } = await (await new Browser(site).signInAs(site, site.world.ada)).get(`${room}/segments/${segments[2]}`)
    assert.match(html, new RegExp(shown('')))
  })

  it('small, with what is stored of it in another width', async () => {
    const ada = await new Browser(site).signInAs(site, site.world.ada)
    const [small, whole] = await Promise.all([`/desk/images/${hash}?small`, `/desk/images/${hash}`].map(async (path) => {
      const answer = await ada.once('GET', path)
      const { width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
      return [answer.status, answer.headers.get('content-type'), width]
    }))
    assert.deepEqual([small, whole], [[200, 'image/webp', 800], [200, 'image/webp', 2000]])
    assert.equal((await ada.once('GET', `/desk/images/${'0'.repeat(64)}?small`)).status, 404)
  })

  it('and a submission leads to its article and the preview', async () => {
    const { html } = await (await new Browser(site).signInAs(site, site.world.rev)).get(`/desk/submissions/${submission}`)
    assert.match(html, new RegExp(`href="/desk/articles/${article}"[\\s\\S]*href="${room}/preview"`))
  })
})
