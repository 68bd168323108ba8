import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { reviewAll, submit } from '../../test/world.ts'
import { editionHash } from '../editions/model.ts'
import { changeSettings } from '../people/settings-actions.ts'

describe('what stands under the text of an article', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    await changeSettings(site.db, site.world.admin, { grace: 0 })
  })
  after(() => site.close())

  const read = async (article: Brought, language: string, rest = '') => (await new Browser(site).get(`${await addressOf(site, article, language)}${rest}`)).html
  const bring = async (title: string, uk: string): Promise<Brought> => {
    const article = await publishNew(site, 'en', [title, 'It stood.', 'It turned.'])
    await translate(site, article, 'uk', [uk, 'Він стояв.', 'Він крутився.'])
    await publish(site, article, 'uk')
    return article
  }
  const say = async (article: Brought, texts: Record<string, string>) => {
    await submit(site.db, site.world.ada, { ...article, language: 'uk' }, texts)
    await reviewAll(site.db, site.world.rev, { ...article, language: 'uk' })
  }
  const madeFrom = (html: string) => /<dt>Перекладено з<\/dt><dd>([\s\S]*?)<\/dd>/.exec(html)?.[1]
  const hashesOf = async ({ article }: Brought, language: string) => site.db.selectFrom('edition').select(['hash', 'previous_hash', 'manifest'])
    .where('article_id', '=', article).where('language', '=', language).orderBy('number').execute()

  it('names who translated and reviewed, the original, the day, and says which text prevails (P48)', async () => {
    const article = await bring('The mill', 'Млин')
    const html = await read(article, 'uk')
    for (const [fact, value] of [['Переклад', 'Ada'], ['Рецензія', 'Rev']]) assert.ok(html.includes(`<dt>${fact}</dt><dd>${value}</dd>`), fact)
    assert.match(html, /<dt>Оригінал<\/dt><dd><a href="\/en\/articles\/the-mill" lang="en" hreflang="en">The mill<\/a> \(англійська, <time/)
    assert.match(html, /<dt>Переклад опубліковано<\/dt><dd><time datetime="20/)
    assert.match(html, /<p class="prevails" lang="uk">Це переклад: якщо він розходиться з оригіналом, перевагу має оригінал\.<\/p>/)
    const original = await read(article, 'en')
    assert.doesNotMatch(original, /class="prevails"|Translated from/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('says which edition of the original it was translated from, and goes on saying so when that moves on', async () => {
    const article = await bring('The dam', 'Гребля')
    const [, second = ''] = article.segments
    const first = '<a href="/en/articles/the-dam/editions/1">видання 1 оригіналу</a>'
    assert.equal(madeFrom(await read(article, 'uk')), first)
    await changeOriginal(site, article, { [second]: 'It stood for years.' })
    await publish(site, article, 'en')
    assert.equal(madeFrom(await read(article, 'uk')), first)
    await say(article, { [second]: 'Вона стояла роками.' })
    await publish(site, article, 'uk')
    assert.equal(madeFrom(await read(article, 'uk')), first.replace('1">видання 1', '2">видання 2'))
    assert.equal(madeFrom(await read(article, 'uk', '/editions/1')), first, 'the old edition was made from the old one')
  })

  it('says from which most of it comes where an editor published some of it behind, and links to none that was withdrawn', async () => {
    const article = await bring('The weir', 'Загата')
    const [, second = '', third = ''] = article.segments
    await changeOriginal(site, article, { [second]: 'It stood long.', [third]: 'It turned slowly.' })
    await publish(site, article, 'en')
    await say(article, { [second]: 'Вона стояла довго.' })
    await publish(site, article, 'uk', { behind: 1 })
    assert.match(madeFrom(await read(article, 'uk')) ?? '', /editions\/2">здебільшого видання 2 оригіналу<\/a>$/)
    await withdraw(site, article, 'en')
    assert.equal(madeFrom(await read(article, 'uk')), 'здебільшого видання 2 оригіналу')
    await changeOriginal(site, article, { [second]: 'It stood.' })
    await publish(site, article, 'en')
    assert.equal(madeFrom(await read(article, 'uk')), 'здебільшого видання 2 оригіналу', 'the original is back, that edition is not')
  })

  it('says nothing of an original that readers never had', async () => {
    const article = await bring('The tower', 'Вежа')
    const { segments } = article
    await changeOriginal(site, article, Object.fromEntries(segments.map((segment, at) => [segment, `CANARY ${at}.`])))
    await say(article, Object.fromEntries(segments.map((segment, at) => [segment, `Нове ${at}.`])))
    await publish(site, article, 'uk')
    assert.equal(madeFrom(await read(article, 'uk')), undefined)
  })

  it('has the hash that zvirka verify recomputes: short beside the text, whole on the edition’s own page, with how to check it', async () => {
    const article = await bring('The lock', 'Шлюз')
    await changeOriginal(site, article, { [article.segments[1] ?? '']: 'It opened.' })
    await publish(site, article, 'en')
    const [one, two] = await hashesOf(article, 'en')
    assert.ok(one && two)
    assert.equal(editionHash(two.previous_hash, two.manifest), two.hash)
    assert.equal(two.previous_hash, one.hash)
    const html = await read(article, 'en')
    assert.ok(html.includes(`<dt>Hash (SHA-256)</dt><dd><code title="${two.hash}">${two.hash.slice(0, 12)}…</code></dd>`))
    const edition = await read(article, 'en', '/editions/1')
    assert.ok(edition.includes(`<code class="hash">${one.hash}</code>`))
    assert.match(edition, /<code>zvirka verify<\/code>/)
    assert.match(edition, /This is edition 1, not the current one/)
    assert.deepEqual(await checkHtml(edition), [])
    const list = await read(article, 'en', '/editions')
    for (const { hash } of [one, two]) assert.ok(list.includes(`<code title="${hash}">${hash.slice(0, 12)}…</code>`))
    assert.match(list, /<code>zvirka verify<\/code>/)
  })

  it('leads on: to both languages, to citing, to the editions; an old edition only to the others', async () => {
    const article = await bring('The pier', 'Пірс')
    const actions = (html: string) => [.../<ul class="actions"[\s\S]*?<\/ul>/.exec(html)?.[0].matchAll(/<a href="([^"]+)">([^<]+)</g) ?? []].map(([, href, words]) => `${words} ${href}`)
    const path = await addressOf(site, article, 'uk')
    assert.deepEqual(actions(await read(article, 'uk')), [`Читати двома мовами ${path}/parallel/en`, `Цитувати ${path}/cite`, `Видання та зміни ${path}/editions`])
    assert.deepEqual(actions(await read(article, 'uk', '/editions/1')), [`Видання та зміни ${path}/editions`])
    const alone = await publishNew(site, 'en', ['Alone', 'Text.'])
    assert.deepEqual(actions(await read(alone, 'en')).map((line) => line.split(' /')[0]), ['Cite', 'Editions and changes'])
  })
})
