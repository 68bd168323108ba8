import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, articleHtml, changeOriginal, publish, publishNew, translate, withdraw } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { reviewAll, submit } from '../../test/world.ts'
import { changeSettings } from '../people/settings-actions.ts'

describe('an article as readers get it', () => {
  let site: TestSite
  const browser = () => new Browser(site)
  before(async () => {
    site = await startTestSite()
    await changeSettings(site.db, site.world.admin, { grace: 0 })
  })
  after(() => site.close())

  it('tells readers that the original has moved on only when readers have the new original', async () => {
    const article = await publishNew(site, 'en', ['The old mill', 'It stood.', 'It turned.'])
    await translate(site, article, 'uk', ['Старий млин', 'Він стояв.', 'Він крутився.'])
    await publish(site, article, 'uk')
    const path = await addressOf(site, article, 'uk')
    const before = articleHtml((await browser().get(path)).html)
    await changeOriginal(site, article, { [article.segments[2] ?? '']: 'It turned slowly.' })
    await site.publicationChanged()
    assert.equal(articleHtml((await browser().get(path)).html), before)
    await publish(site, article, 'en')
    const { html } = await browser().get(path)
    assert.match(html, /Оригінал оновлено [^<]+<\/b> 1 абзац цього перекладу ще не відповідає оригіналові\. Цю версію опубліковано [^<]+ <a href="\/uk\/articles\/staryi-mlyn\/differences">Показати відмінності<\/a> <a href="\/en\/articles\/the-old-mill" lang="en"/)
    assert.match(html, new RegExp(`<p id="p-${article.segments[2]}" lang="uk" data-behind><span class="mark" lang="uk"><span aria-hidden="true">△</span><span class="vh">Цей абзац давніший`))
    assert.equal(html.match(/data-behind/g)?.length, 1)
    assert.deepEqual(await checkHtml(html), [])
    const frozen = await browser().get(`${path}/editions/1`)
    assert.doesNotMatch(frozen.html, /data-behind/)
  })

  it('shows the gaps of a partial edition in the original, each in its own language', async () => {
    const article = await publishNew(site, 'en', ['The half bridge', 'One pier.', 'Another pier.'])
    const desk = { ...article, language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [article.segments[0] ?? '']: 'Пів мосту' })
    await reviewAll(site.db, site.world.rev, desk)
    await publish(site, article, 'uk', { missing: 2 })
    const { html } = await browser().get(await addressOf(site, article, 'uk'))
    assert.match(html, /<b>2 абзаци ще не перекладено\.<\/b> Їх подано мовою оригіналу \(англійська\)/)
    assert.match(html, new RegExp(`<p id="p-${article.segments[1]}" lang="en" data-gap>`))
    assert.deepEqual(await checkHtml(html), [])
  })

  it('keeps every edition, says that an old one is old, and hides one that was withdrawn', async () => {
    const article = await publishNew(site, 'en', ['The ferry', 'Version one.'])
    await changeOriginal(site, article, { [article.segments[1] ?? '']: 'Version two.' })
    await publish(site, article, 'en')
    const path = await addressOf(site, article, 'en')
    const old = await browser().get(`${path}/editions/1`)
    assert.match(old.html, /Version one\./)
    assert.match(old.html, /This is edition 1, not the current one\.<\/b> <a href="\/en\/articles\/the-ferry">/)
    assert.match(old.html, /content="noindex"/)
    assert.doesNotMatch(old.html, /rel="canonical"/)
    const current = await browser().get(`${path}/editions/2`)
    assert.match(current.html, new RegExp(`<link rel="canonical" href="${site.url}${path}">`))
    await withdraw(site, article, 'en')
    await changeOriginal(site, article, { [article.segments[1] ?? '']: 'Version three.' })
    await publish(site, article, 'en')
    assert.equal((await browser().get(`${path}/editions/1`)).status, 200)
    assert.equal((await browser().get(`${path}/editions/2`)).status, 404)
    assert.match((await browser().get(`${path}/editions`)).html, /<h2>Edition 2<\/h2>[\s\S]*withdrawn/)
  })

  it('says that a paragraph was approved by its own writer, where the rules allow that', async () => {
    await site.db.insertInto('setting').values({ key: 'review_policy.uk', value: 'one' }).execute()
    const article = await publishNew(site, 'en', ['Alone', 'By myself.'])
    const desk = { ...article, language: 'uk' }
    await submit(site.db, site.world.bob, desk, { [article.segments[0] ?? '']: 'Сам', [article.segments[1] ?? '']: 'Сам один.' })
    await reviewAll(site.db, site.world.bob, desk)
    await publish(site, article, 'uk')
    assert.match((await browser().get(await addressOf(site, article, 'uk'))).html, /2 абзаци погоджено одноосібно/)
    await site.db.deleteFrom('setting').where('key', '=', 'review_policy.uk').execute()
  })

  it('shows lists within lists, headings without gaps, quotations, and nothing of a text as HTML', async () => {
    const article = await publishNew(site, 'en', [
      { kind: 'title', level: 0, list: null, text: 'A <b>bold</b> title & "more"' },
      { kind: 'lead', level: 0, list: null, text: 'A lead.' },
      { kind: 'heading', level: 4, list: null, text: 'First' },
      { kind: 'list_item', level: 1, list: 'ordered', text: 'One' },
      { kind: 'list_item', level: 2, list: 'bulleted', text: 'Inner' },
      { kind: 'list_item', level: 1, list: 'ordered', text: 'Two' },
      { kind: 'heading', level: 2, list: null, text: 'Second' },
      { kind: 'quotation', level: 0, list: null, text: 'He said:\n<script>alert(1)</script>' },
      { kind: 'heading', level: 3, list: null, text: 'Third' },
      { kind: 'author_name', level: 0, list: null, text: 'An Author' },
      { kind: 'author_role', level: 0, list: null, text: 'a role' },
    ])
    const { html } = await browser().get(await addressOf(site, article, 'en'))
    assert.deepEqual(await checkHtml(html), [])
    assert.match(html.replace(/ <a class="pin"[\s\S]*?<\/a>/g, ''), /<ol>\s*<li[^>]*>One\s*<ul>\s*<li[^>]*>Inner<\/li>\s*<\/ul>\s*<\/li>\s*<li[^>]*>Two<\/li>\s*<\/ol>/)
    assert.deepEqual([...html.matchAll(/<h(\d) id="p-/g)].map(([, level]) => level), ['1', '2', '2', '3'])
    assert.match(html, /<blockquote id="p-\w+" lang="en"><p>He said:<br>&lt;script&gt;/)
    assert.match(html, /<summary>Contents<\/summary>\s*<ol>\s*<li><a href="#p-/)
    assert.equal(html.match(/An Author/g)?.length, 3, 'above, below, and for machines')
  })

  it('is not touched in a byte by what happens in another language, but for the ways to that language', async () => {
    const article = await publishNew(site, 'en', ['Untouched', 'Text.'])
    const path = await addressOf(site, article, 'en')
    // The ways: the switcher, hreflang, and the same told to machines (og:locale:alternate, workTranslation).
    const withoutWays = (html: string) => html.replace(/<nav class="languages"[\s\S]*?<\/nav>/, '').replace(/ <a class="over"[^>]*>[^<]*<\/a>/g, '').replace(/\s*<li><a href="[^"]*\/parallel\/\w+">[^<]*<\/a><\/li>/g, '').replace(/<link rel="alternate" hreflang[^>]*>\n/g, '')
      .replace(/<meta property="og:locale:alternate"[^>]*>\n/g, '').replace(/,"workTranslation":\[[^\]]*\]/, '')
      .replace(/<script [^>]*offer[^>]*><\/script>\n/, '').replace(/<p class="offer"[\s\S]*?<\/p>/, '').replace(/\n{2,}/g, '\n')
    const before = (await browser().get(path)).html
    await translate(site, article, 'uk', ['Недоторкане', 'Текст.'])
    await site.publicationChanged()
    assert.equal((await browser().get(path)).html, before, 'approved is not published')
    await publish(site, article, 'uk')
    const between = (await browser().get(path)).html
    assert.notEqual(between, before)
    assert.equal(withoutWays(between), withoutWays(before))
    await withdraw(site, article, 'uk')
    const after = (await browser().get(path)).html
    assert.match(after, /<span class="absent">withdrawn<\/span>/)
    assert.equal(withoutWays(after), withoutWays(before))
  })

  it('shows two paragraphs where a translator needs two for one of the original (P13)', async () => {
    const article = await publishNew(site, 'en', ['Two in one', 'It rained. The river rose.'])
    await translate(site, article, 'uk', ['Два в одному', 'Дощило.\n\nРічка піднялася.'])
    await publish(site, article, 'uk')
    const { html } = await browser().get(await addressOf(site, article, 'uk'))
    assert.match(html, /Дощило\.<br><br>Річка піднялася\./)
    assert.equal([...html.matchAll(/id="p-/g)].length, 2, 'it is one paragraph still')
  })
})
