import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { approveOriginal, blocksOf, paragraph, sendBlocks } from '../../test/originals.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { factsIn, newPerson, reviewAll, submit } from '../../test/world.ts'
import type { NewSegment } from '../articles/model.ts'
import { changeSettings } from '../people/settings-actions.ts'

const of = (kind: NewSegment['kind'], text: string, more: Partial<NewSegment> = {}): NewSegment => ({ kind, level: 0, list: null, text, ...more })

/** The site with people who translate, review and publish in Polish. */
async function polishRoom(site: TestSite): Promise<TestSite> {
  const [tom, rev, ed] = await Promise.all(['translate', 'review', 'publish'].map((right) => newPerson(site.db, right, [`${right}:pl`])))
  if (!tom || !rev || !ed) throw new Error('nobody came')
  return { ...site, world: { ...site.world, tom, rev, ed } }
}

describe('two languages of an article side by side', () => {
  let site: TestSite
  let bridge: Brought
  before(async () => {
    site = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl,de' })
    await changeSettings(site.db, site.world.admin, { grace: 0 })
    bridge = await publishNew(site, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
    await translate(site, bridge, 'uk', ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
    await publish(site, bridge, 'uk')
    const polish = await polishRoom(site)
    await translate(polish, bridge, 'pl', ['Cichy most', 'Padało.', 'Nikt nie przyszedł.'])
    await publish(polish, bridge, 'pl')
  })
  after(() => site.close())

  const read = (path: string) => new Browser(site).get(path)
  const pathOf = async (article: Brought, language: string, other: string) => `${await addressOf(site, article, language)}/parallel/${other}`
  /** Each row as the languages and words of its paragraphs, in the order of the page. */
  const rowsOf = (html: string) => html.split('<div class="abreast">').slice(2).map((row) =>
    [...row.matchAll(/ id="(p-[\w-]+)"(?: lang="(\w+)")?[^>]*>(?:<p>)?([^<]*)/g)].map(([, id = '', language = '-', words]) => [id, language, words]))
  const linkTo = (html: string, language: string) => {
    const [nav = ''] = /<nav class="languages"[\s\S]*?<\/nav>/.exec(html) ?? []
    return new RegExp(`<a href="([^"]+)"[^>]*hreflang="${language}"`).exec(nav)?.[1]
  }

  it('has each paragraph in its own language, the original before the translation, from either address (P05, P36)', async () => {
    const [, second = ''] = bridge.segments
    const own = await read(await pathOf(bridge, 'uk', 'en'))
    assert.equal(own.status, 200)
    assert.deepEqual(await checkHtml(own.html), [])
    assert.equal(rowsOf(own.html).length, 3)
    assert.deepEqual(rowsOf(own.html)[1], [[`p-${second}-en`, 'en', 'It rained.'], [`p-${second}`, 'uk', 'Дощило.']])
    const other = await read(await pathOf(bridge, 'en', 'uk'))
    assert.deepEqual(rowsOf(other.html)[1], [[`p-${second}`, 'en', 'It rained.'], [`p-${second}-uk`, 'uk', 'Дощило.']])
    assert.deepEqual(await checkHtml(other.html), [])
    assert.match(own.html, /<h1 id="p-\w+" lang="uk" class="title">Тихий міст<\/h1>/)
    assert.match(own.html, /<p id="p-\w+-en" lang="en" class="title">The quiet bridge<\/p>/)
    assert.match(own.html, /<title>Тихий міст — двома мовами — /)
    assert.match(own.html, /англійська: оригінал, видання 1[\s\S]*українська: переклад, видання 1/)
  })

  it('is for readers, not for search engines: those get the article', async () => {
    const { html } = await read(await pathOf(bridge, 'uk', 'en'))
    assert.match(html, /<meta name="robots" content="noindex">/)
    assert.match(html, new RegExp(`<link rel="canonical" href="${site.url}/uk/articles/tykhyi-mist">`))
    assert.doesNotMatch(html, /<link rel="alternate" hreflang/)
  })

  it('leads to either language alone, to the other sides, and to every other pair', async () => {
    const { html } = await read(await pathOf(bridge, 'uk', 'en'))
    assert.match(html, /<a href="\/en\/articles\/the-quiet-bridge" lang="en" hreflang="en">Read in English<\/a>/)
    assert.match(html, /<a href="\/uk\/articles\/tykhyi-mist" lang="uk" hreflang="uk">Читати українською<\/a>/)
    assert.match(html, /<a href="\/uk\/articles\/tykhyi-mist\/parallel\/pl">Поруч: українська й польська<\/a>/)
    assert.match(html, /<a href="\/uk\/articles\/tykhyi-mist\/parallel\/en\?swapped=1">Поміняти місцями/)
    const swapped = await read('/uk/articles/tykhyi-mist/parallel/en?swapped=1')
    assert.deepEqual(rowsOf(swapped.html)[1]?.map(([, language]) => language), ['uk', 'en'])
    assert.match(swapped.html, /<a href="\/uk\/articles\/tykhyi-mist\/parallel\/en">Поміняти місцями/)
    const article = await read('/uk/articles/tykhyi-mist')
    for (const other of ['en', 'pl']) assert.ok(article.html.includes(`<a href="/uk/articles/tykhyi-mist/parallel/${other}">Поруч: `), other)
  })

  it('stays side by side when the language of the page is switched, and comes back (P05)', async () => {
    const start = '/uk/articles/tykhyi-mist/parallel/en?swapped=1'
    const there = linkTo((await read(start)).html, 'en') ?? ''
    assert.equal(there, '/en/articles/the-quiet-bridge/parallel/uk?swapped=1')
    assert.equal(linkTo((await read(there)).html, 'uk'), start)
    assert.equal(linkTo((await read(start)).html, 'pl'), '/pl/articles/cichy-most/parallel/en?swapped=1')
    assert.equal(linkTo((await read(start)).html, 'de'), '/de/articles/tykhyi-mist')
  })

  it('has two translations in the order of the site, and labels in English where the interface speaks neither', async () => {
    const { html } = await read('/pl/articles/cichy-most/parallel/uk')
    assert.match(html, /<html lang="en"/)
    assert.deepEqual(rowsOf(html)[1]?.map(([, language, words]) => [language, words]), [['uk', 'Дощило.'], ['pl', 'Padało.']])
    assert.match(html, /<h1 id="p-\w+" lang="pl"/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('is absent in words where the other language is not published, and nothing at all where it is none (P11)', async () => {
    const { html, status } = await read('/uk/articles/tykhyi-mist/parallel/de')
    assert.equal(status, 404)
    assert.match(html, /<h1>Цією мовою статті ще немає: німецька<\/h1>/)
    assert.match(html, /Читати українською[\s\S]*Read in English|Read in English[\s\S]*Читати українською/)
    for (const path of ['/uk/articles/tykhyi-mist/parallel/uk', '/uk/articles/tykhyi-mist/parallel/fr', '/uk/articles/tykhyi-mist/parallel/', '/uk/articles/nobody/parallel/en', '/uk/articles/tykhyi-mist/parallel/EN']) {
      assert.equal((await read(path)).status, 404, path)
    }
    assert.match((await read('/de/articles/tykhyi-mist/parallel/uk')).html, /Not available in this language yet: German/)
    const gone = await publishNew(site, 'en', ['The gone bridge', 'It fell.'])
    await translate(site, gone, 'uk', ['Зниклий міст', 'Він упав.'])
    await publish(site, gone, 'uk')
    await withdraw(site, gone, 'uk')
    assert.match((await read(await pathOf(gone, 'en', 'uk'))).html, /<h1>This article has been withdrawn in Ukrainian<\/h1>/)
    const old = await new Browser(site).once('GET', '/uk/articles/the-quiet-bridge/parallel/en?swapped=1')
    assert.deepEqual([old.status, old.headers.get('location')], [301, '/uk/articles/tykhyi-mist/parallel/en?swapped=1'])
  })

  it('marks what is behind, says what is not translated, and what one side alone has', async () => {
    const article = await publishNew(site, 'en', ['The mill', 'It stood.', 'It turned.', 'It fell.'])
    const [title = '', stood = '', turned = '', fell = ''] = article.segments
    await submit(site.db, site.world.ada, { ...article, language: 'uk' }, { [title]: 'Млин', [stood]: 'Він стояв.', [fell]: 'Він упав.' })
    await reviewAll(site.db, site.world.rev, { ...article, language: 'uk' })
    await publish(site, article, 'uk', { missing: 1 })
    await changeOriginal(site, article, { [stood]: 'It stood for years.' })
    const blocks = await blocksOf(site.db, site.world.ed, article.article)
    await sendBlocks(site.db, site.world.ed, article.article, [...blocks.slice(0, 3), paragraph('A heron came by one morning and left.')])
    await approveOriginal(site.db, site.world.rev, article.article)
    await publish(site, article, 'en')
    const { html } = await read(await pathOf(article, 'uk', 'en'))
    assert.deepEqual(await checkHtml(html), [])
    assert.match(html, new RegExp(`<p id="p-${stood}" lang="uk" class="paragraph" data-behind><span class="mark" lang="uk"><span aria-hidden="true">△</span><span class="vh">Цей абзац давніший`))
    assert.match(html, new RegExp(`It turned\\.</p>[\\s\\S]*?<p class="line" id="p-${turned}" data-gap>Ще не перекладено</p>`))
    assert.match(html, /A heron came by one morning and left\.<\/p>[\s\S]*?<p class="line">У перекладі цього абзацу немає<\/p>/)
    assert.match(html, /<p class="line">В оригіналі цього абзацу немає<\/p>[\s\S]*?<p id="p-\w+" lang="uk" class="paragraph" data-behind>[\s\S]*?Він упав\./)
    assert.match(html, /Оригінал оновлено/)
    assert.doesNotMatch(html, /ще не перекладено\.|подано мовою оригіналу/, 'each gap says so itself')
  })

  it('puts the parts of a split paragraph beside the whole, and what was merged beside what it became (P13)', async () => {
    const [one, two] = ['The heron stood at the edge of the reeds and waited for the water to clear.', 'Then it walked slowly along the bank to the old mill.']
    const [three, four] = ['Nobody had lived in the mill since the spring of the great flood.', 'The miller had moved to the town and kept a shop there.']
    const article = await publishNew(site, 'en', ['The heron', `${one} ${two}`, three, four])
    await translate(site, article, 'uk', ['Чапля', 'Чапля стояла. Потім пішла.', 'У млині ніхто не жив.', 'Мельник мав крамницю.'])
    await publish(site, article, 'uk')
    const [title] = await blocksOf(site.db, site.world.ed, article.article)
    if (!title) throw new Error('no title')
    await sendBlocks(site.db, site.world.ed, article.article, [title, paragraph(one), paragraph(two), paragraph(`${three} ${four}`)])
    await approveOriginal(site.db, site.world.rev, article.article)
    const words = (html: string) => rowsOf(html).map((row) => row.length)
    assert.deepEqual(words((await read(await pathOf(article, 'uk', 'en'))).html), [2, 2, 2, 2], 'readers’ original is whole still')
    await publish(site, article, 'en')
    const { html } = await read(await pathOf(article, 'uk', 'en'))
    assert.deepEqual(words(html), [2, 3, 3])
    assert.match(html, new RegExp(`${one}</p>\\s*<p[^>]*>${two}</p>\\s*</div>\\s*<div>\\s*<p[^>]*>[\\s\\S]*?Чапля стояла\\. Потім пішла\\.</p>`))
    assert.deepEqual(await checkHtml(html), [])
    await translateAnew(article)
    await publish(site, article, 'uk')
    assert.deepEqual(words((await read(await pathOf(article, 'uk', 'en'))).html), [2, 2, 2, 2])
  })

  it('has headings, lists that count on, quotations, code, rules and the byline as they are, on both sides', async () => {
    const article = await publishNew(site, 'en', [
      of('title', 'Everything'), of('lead', 'A lead.'), of('heading', 'Part', { level: 4 }), of('list_item', 'One', { level: 1, list: 'ordered' }),
      of('list_item', 'Inner', { level: 2, list: 'bulleted' }), of('list_item', 'Two', { level: 1, list: 'ordered' }), of('quotation', 'He said:\n<b>so</b>'),
      of('code', 'let a = "<b>"'), of('rule', '---'), of('author_name', 'An Author'),
    ])
    const [title = '', lead = '', heading = '', first = '', inner = '', second = '', quotation = '', , , name = ''] = article.segments
    const texts = { [title]: 'Усе', [lead]: 'Вступ.', [heading]: 'Частина', [first]: 'Один', [inner]: 'Усередині', [second]: 'Два', [quotation]: 'Він сказав:\nтак', [name]: 'Автор' }
    await submit(site.db, site.world.ada, { ...article, language: 'uk' }, texts)
    await reviewAll(site.db, site.world.rev, { ...article, language: 'uk' })
    await publish(site, article, 'uk')
    const { html } = await read(await pathOf(article, 'en', 'uk'))
    assert.deepEqual(await checkHtml(html), [])
    assert.match(html, /<h2 id="p-\w+" lang="en" class="heading">Part<\/h2>[\s\S]*<h2 id="p-\w+-uk" lang="uk" class="heading">Частина<\/h2>/)
    assert.match(html, /<ol data-depth="1" start="2"><li id="p-\w+" lang="en">Two<\/li><\/ol>[\s\S]*<ol data-depth="1" start="2"><li id="p-\w+-uk" lang="uk">Два/)
    assert.match(html, /<ul data-depth="2"><li id="p-\w+" lang="en">Inner/)
    assert.match(html, /<blockquote id="p-\w+" lang="en" class="quotation"><p>He said:<br>&lt;b&gt;so/)
    assert.equal(html.match(/<pre id="p-\w+(?:-uk)?" lang="\w+" translate="no" tabindex="0"><code>let a = &#34;&lt;b&gt;&#34;<\/code><\/pre>/g)?.length, 2)
    assert.equal(html.match(/<hr id="p-\w+(?:-uk)?">/g)?.length, 2)
    assert.equal(new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).size, [...html.matchAll(/ id="/g)].length, 'every id once')
  })

  /** Everything but the title, anew: as the original is divided now. */
  async function translateAnew(article: Brought): Promise<void> {
    const desk = { ...article, language: 'uk' }
    const [, ...rest] = await factsIn(site.db, article.article, article.source, 'uk')
    await submit(site.db, site.world.ada, desk, Object.fromEntries(rest.map(({ segment }, at) => [segment, `Абзац ${at}.`])))
    await reviewAll(site.db, site.world.rev, desk)
  }
})
