import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { picture } from '../../test/pictures.ts'
import { addressOf, publish, publishNew, translate, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import type { NewSegment } from '../articles/model.ts'
import { storeImage } from '../assets/actions.ts'
import { changeSettings } from '../people/settings-actions.ts'

const of = (kind: NewSegment['kind'], text: string, more: Partial<NewSegment> = {}): NewSegment => ({ kind, level: 0, list: null, text, ...more })
const CODE = 'if (a < b && c) {\n\treturn "<b>*x*</b>" // `y`\n}\n\n  done'
const HOSTILE = '"><img src=x onerror=__x()><script>__x()</script> [x](javascript:__x()) [y](data:text/html,__x) `<script>__x()</script>` </figcaption></code></pre>'

describe('every kind of paragraph', () => {
  let site: TestSite
  let image: string
  const read = async (article: Brought, language: string) => (await new Browser(site).get(await addressOf(site, article, language))).html
  before(async () => {
    site = await startTestSite()
    image = (await storeImage(site.db, site.world.ed, 'en', await picture(600, 300))).hash
  })
  after(() => site.close())

  it('is shown as what it is, with its marks, as valid HTML', async () => {
    const article = await publishNew(site, 'en', [
      of('title', 'A *bold* [move](https://example.org)'), of('lead', 'So **very** `terse`.'), of('heading', 'The `core` *first*', { level: 2 }),
      of('paragraph', 'See [the *law*](https://example.org/a?b&c) and <https://example.org>.\nNext line.'),
      of('list_item', '*One*', { level: 1, list: 'bulleted' }), of('quotation', '**Said** so.'), of('code', CODE), of('rule', '---'),
      of('image', 'A *bridge*', { asset: image }), of('caption', 'In [June](/en/articles)'), of('paragraph', 'The end.'),
      of('author_name', 'An *Author*'), of('author_role', 'a `role`'),
    ])
    const html = await read(article, 'en')
    assert.deepEqual(await checkHtml(html), [])
    assert.match(html, /<h1[^>]*>A <em>bold<\/em> <a href="https:\/\/example.org">move<\/a><\/h1>/)
    assert.match(html, /<p class="lead"[^>]*>So <strong>very<\/strong> <code>terse<\/code>\.<\/p>/)
    assert.match(html, /<h2 id="p-\w+" lang="en">The <code>core<\/code> <em>first<\/em>/)
    assert.match(html, /See <a href="https:\/\/example.org\/a\?b&amp;c">the <em>law<\/em><\/a> and <a href="https:\/\/example.org">https:\/\/example.org<\/a>\.<br>Next line\./)
    assert.match(html, /<li[^>]*><em>One<\/em>/)
    assert.match(html, /<blockquote[^>]*><p><strong>Said<\/strong> so\.(?:<\/p>| <a class="pin")/)
    assert.match(html, /<hr id="p-\w+">/)
    assert.match(html, /<figcaption[^>]*>In <a href="\/en\/articles">June<\/a>/)
    const [, code = ''] = /<pre[^>]*translate="no"[^>]*><code>([^]*?)<\/code><\/pre>/.exec(html) ?? []
    assert.equal(code.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#34;', '"').replaceAll('&amp;', '&'), CODE)
  })

  it('leaves no mark of a text where only words can stand', async () => {
    const marked = (words: string) => `*${words}* [${words}](https://marked.example) \`${words}\``
    const article = await publishNew(site, 'en', [
      of('title', `Plain ${marked('tt')}`), of('lead', marked('ll')), of('author_name', marked('nn')), of('author_role', marked('rr')),
      of('heading', marked('h1'), { level: 2 }), of('heading', marked('h2'), { level: 2 }), of('heading', marked('h3'), { level: 2 }), of('paragraph', 'Text.'),
      of('image', marked('aa'), { asset: image }),
    ])
    const address = await addressOf(site, article, 'en')
    assert.equal(address, '/en/articles/plain-tt-tt-tt')
    for (const path of [address, '/en/', '/en/articles', `${address}/editions`, address.replace('/en/', '/uk/')]) {
      const { html } = await new Browser(site).get(path)
      const outside = html.replace(/<(h\d|p|figcaption|b|span)[^>]* id="p-[^]*?<\/\1>/g, '')
      assert.doesNotMatch(outside.replaceAll('tykhyi', ''), /marked\.example|\*(?:tt|ll|nn|rr|h1|aa)|`/, path)
      if (path !== '/en/articles') assert.match(html, /Plain tt tt tt/, path)
    }
    const { html } = await new Browser(site).get(address)
    for (const said of ['<title>Plain tt tt tt —', 'og:title" content="Plain tt tt tt"', 'name="description" content="ll ll ll Text."', '"headline":"Plain tt tt tt"', '"name":"nn nn nn"', 'alt="aa aa aa"']) {
      assert.ok(html.includes(said), said)
    }
    assert.match(html, /<li><a href="#p-\w+" lang="en">h1 h1 h1<\/a>/)
  })

  it('runs nothing, whatever is written in it', async () => {
    const kinds = ['title', 'lead', 'heading', 'paragraph', 'quotation', 'image', 'caption', 'code', 'author_name', 'author_role'] as const
    const article = await publishNew(site, 'en', kinds.map((kind) =>
      of(kind, `${kind} ${HOSTILE}`, { ...kind === 'image' && { asset: image }, ...kind === 'heading' && { level: 2 } })))
    const html = await read(article, 'en')
    assert.deepEqual(await checkHtml(html), [])
    assert.doesNotMatch(html, /<img src=x|<script>|href="(?:javascript|data):/)
    assert.equal(html.match(/<img /g)?.length, 1)
  })

  it('of code and rules is the same in every language, and no gap', async () => {
    const article = await publishNew(site, 'en', [of('title', 'The same'), of('code', CODE), of('rule', '---'), of('paragraph', 'Text.')])
    await translate(site, article, 'uk', ['Те саме', 'Текст.'])
    await publish(site, article, 'uk')
    const [english, ukrainian] = [await read(article, 'en'), await read(article, 'uk')]
    const ids = (html: string) => [...html.matchAll(/ id="(p-\w+)"/g)].map(([, id]) => id)
    assert.deepEqual(ids(ukrainian), ids(english), 'links to a paragraph lead there in every language (P22)')
    assert.deepEqual(ids(ukrainian), article.segments.map((segment) => `p-${segment}`))
    const kept = (html: string) => /<pre[^>]*>([^]*?)<\/pre>/.exec(html)?.[1]
    assert.equal(kept(ukrainian), kept(english))
    assert.doesNotMatch(ukrainian, /data-gap|class="notice"/)
    assert.deepEqual(await checkHtml(ukrainian), [])
  })

  it('of the site’s own texts keeps its marks at the foot of every page', async () => {
    await publishNew(site, 'en', [of('title', 'Mission'), of('paragraph', 'We *write* <b>it</b>.')], 'mission')
    await publishNew(site, 'en', [of('title', 'Contacts'), of('paragraph', '[Write](mailto:desk@example.org)'), of('paragraph', 'Lutsk')], 'contacts')
    const { html } = await new Browser(site).get('/en/')
    assert.match(html, /<p class="mission">We <em>write<\/em> &lt;b&gt;it&lt;\/b&gt;\.<\/p>/)
    assert.match(html, /<p class="contacts"><a href="mailto:desk@example\.org">Write<\/a><br>Lutsk<\/p>/)
    assert.match(html, /<meta name="description" content="We write &lt;b&gt;it&lt;\/b&gt;\.">/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('shows signs as its language has them, or as the site has chosen, in words alone', async () => {
    const text = `"Обов'язок" [там](https://example.org/"x'y") і \`"п'ять"\``
    const article = await publishNew(site, 'uk', [of('title', `"Об'єкт"`), of('paragraph', text), of('code', `"п'ять"`)])
    const address = await addressOf(site, article, 'uk')
    const set = await read(article, 'uk')
    assert.match(set, /<title>«Обʼєкт» —/)
    assert.match(set, /<h1[^>]*>«Обʼєкт»/)
    assert.match(set, /«Обовʼязок» <a href="https:\/\/example\.org\/&quot;x&#39;y&quot;">там<\/a> і\u00a0<code>&quot;п&#39;ять&quot;<\/code>/)
    assert.match(set, /<pre[^>]*><code>&#34;п&#39;ять&#34;<\/code>/)
    assert.match((await new Browser(site).get('/uk/')).html, /«Обʼєкт»/)
    await changeSettings(site.db, site.world.admin, { typography: { uk: { apostrophe: 'typed', quotes: 'typed', dashes: 'typed' } } })
    await site.publicationChanged()
    assert.match(await read(article, 'uk'), /<h1[^>]*>&quot;Об&#39;єкт&quot;[^]*<\/a> і <code>/)
    assert.equal(await addressOf(site, article, 'uk'), address)
    await changeSettings(site.db, site.world.admin, { typography: { uk: { apostrophe: 'ʼ', quotes: 'own', dashes: 'own' } } })
    await site.publicationChanged()
    assert.equal(await read(article, 'uk'), set)
  })
})
