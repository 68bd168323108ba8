import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import sharp from 'sharp'
import { seedDemo } from '../../scripts/demo/seed.ts'
import { crawl, elementsOf, type Crawled } from '../../test/crawl.ts'
import { alternatesOf, htmlPages, isIndexed } from '../../test/crawl-laws.ts'
import { factsIn, isArticle, type Fact } from '../../test/linked-facts.ts'
import { readConfig } from '../config.ts'
import { startSite, type RunningSite } from '../serve.ts'

/** The lines of a head: by `property` or `name`, in order. */
function metaOf({ tree }: Crawled): [string, string][] {
  const lines = tree ? elementsOf(tree).filter(({ tagName }) => tagName === 'meta') : []
  return lines.flatMap(({ properties: { property, name, content } }) => {
    const key = property ?? name
    return typeof key === 'string' ? [[key, String(content)] as [string, string]] : []
  })
}

function allOf(page: Crawled, key: string): string[] {
  return metaOf(page).flatMap(([name, content]) => (name === key ? content : []))
}

/** Everything said anywhere in the facts, by the way to it. */
function saidIn(value: unknown, way = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[way, value]]
  const inside = Object.entries(value)
  return inside.length === 0 ? [[way, value]] : inside.flatMap(([name, one]) => saidIn(one, Array.isArray(value) ? way : `${way}.${name}`))
}

const wordsOf = (text: string) => [...text.matchAll(/\p{L}{3,}/gu)].map(([word]) => word.toLowerCase())

describe('what the pages of the demo tell machines', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-heads-'))
  let site: RunningSite
  let pages: Map<string, Crawled>
  let indexed: Crawled[]
  const pathOf = (url: unknown) => String(url).replace(site.url, '').replace(/#.*$/, '')
  const articleOf = (page: Crawled) => factsIn(page.text).find(isArticle)

  before(async () => {
    site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
    await seedDemo(site.db)
    await site.publicationChanged()
    pages = await crawl(site, ['/uk/', '/en/'], (address) => /^\/(?:desk|sign-in|language)\b/.test(address))
    indexed = htmlPages(pages).filter(isIndexed)
  })
  after(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is told on the front pages, the lists, the articles and the about pages, and on nothing that search engines leave', () => {
    for (const kind of ['', 'articles', 'articles/[^/]+', 'topics', 'topics/[^/]+', 'authors', 'authors/[^/]+', 'about']) {
      for (const language of ['uk', 'en']) {
        assert.ok(indexed.some((page) => new RegExp(`^/${language}/${kind}$`).test(page.path)), `${language} ${kind}`)
      }
    }
    for (const page of htmlPages(pages).filter((one) => !isIndexed(one))) {
      assert.deepEqual([metaOf(page).filter(([name]) => name.startsWith('og:')), alternatesOf(page).size, factsIn(page.text)], [[], 0, []], page.path)
    }
  })

  it('has no empty value, and names only addresses that answer', () => {
    for (const page of indexed) {
      assert.notDeepEqual(factsIn(page.text), [], page.path)
      for (const [way, value] of saidIn(factsIn(page.text))) {
        assert.ok((typeof value === 'string' && value.trim() !== '') || typeof value === 'number' || value === true, `${page.path} ${way}: ${JSON.stringify(value)}`)
        if (typeof value !== 'string' || !value.startsWith(site.url) || way.endsWith('.urlTemplate')) continue
        const there = pages.get(pathOf(value))
        if (there) assert.equal(there.status, 200, `${page.path} ${way}: ${value}`)
        else assert.match(pathOf(value), /^\/(?:$|assets\/|images\/|(?:uk|en)\/(?:articles\/[^/]+\/)?card\.png$|(?:uk|en)\/articles\/[^/]+\/editions\/\d+$)/, `${page.path} ${way}`)
      }
    }
  })

  it('agrees with itself: canonical address, languages, title and description', () => {
    for (const page of indexed) {
      const one = (key: string) => allOf(page, key)[0]
      assert.equal(one('og:url'), site.url + page.path, page.path)
      const languages = [...alternatesOf(page).keys()].filter((tag) => tag !== 'x-default')
      const regions: Record<string, string> = { uk: 'uk_UA', en: 'en_GB' }
      const [own, ...others] = [one('og:locale'), ...allOf(page, 'og:locale:alternate')]
      assert.equal(own, regions[page.path.slice(1, 3)], page.path)
      assert.deepEqual([own, ...others].sort(), languages.map((tag) => regions[tag]).sort(), page.path)
      const [title = ''] = [...page.text.matchAll(/<title[^>]*>([^<]*)<\/title>/g)].map(([, words]) => words)
      assert.ok(title.startsWith(/og:title" content="([^"]*)"/.exec(page.text)?.[1] ?? '?'), page.path)
      assert.equal(one('og:description'), one('description'), page.path)
    }
  })

  it('says in 50 to 160 characters what an article is about, and its headline in 110', () => {
    for (const page of indexed.filter(articleOf)) {
      const [description = ''] = allOf(page, 'description')
      assert.ok(description.length >= 50 && description.length <= 160, `${page.path}: ${description}`)
      assert.doesNotMatch(description, /\s…$|\n/)
      assert.ok(String(articleOf(page)?.['headline']).length <= 110)
    }
  })

  it('shows a picture that is there, as large and of the kind that is said', async () => {
    for (const url of new Set(indexed.flatMap((page) => allOf(page, 'og:image')))) {
      const page = indexed.find((one) => allOf(one, 'og:image')[0] === url)
      assert.ok(page)
      const answer = await fetch(url)
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
      assert.deepEqual(
        [answer.status, answer.headers.get('content-type'), String(width), String(height)],
        [200, ...['og:image:type', 'og:image:width', 'og:image:height'].map((key) => allOf(page, key)[0])], url,
      )
      assert.notEqual(allOf(page, 'og:image:alt')[0] ?? '', '', page.path)
    }
  })

  it('names originals and translations both ways (P21)', () => {
    const links = (page: Crawled, key: string) => [articleOf(page)?.[key] ?? []].flat().map((fact) => pathOf((fact as Fact)['@id']))
    let pairs = 0
    for (const page of indexed.filter(articleOf)) {
      assert.equal(articleOf(page)?.['@id'], site.url + page.path)
      for (const original of links(page, 'translationOfWork')) {
        pairs += 1
        assert.ok(links(pages.get(original) ?? page, 'workTranslation').includes(page.path), page.path)
        assert.match(pathOf(articleOf(page)?.['isBasedOn']), new RegExp(`^${original}/editions/\\d+$`))
        assert.notDeepEqual(articleOf(page)?.['translator'], undefined)
      }
      for (const translation of links(page, 'workTranslation')) assert.ok(links(pages.get(translation) ?? page, 'translationOfWork').includes(page.path), page.path)
    }
    assert.ok(pairs > 0)
  })

  it('says of each version whose it is, in what language, and since when, by its own dates (P47)', async () => {
    const rows = await site.db.selectFrom('publication').selectAll().execute()
    const dates = new Set(rows.map((row) => `${row.language} ${row.first_published_at} ${row.published_at}`))
    const articles = indexed.filter(articleOf)
    for (const page of articles) {
      const fact = articleOf(page) ?? {}
      const [language = ''] = page.path.slice(1).split('/')
      assert.ok(dates.has(`${language} ${String(fact['datePublished'])} ${String(fact['dateModified'])}`), page.path)
      assert.match(String(fact['datePublished']), /T.*Z$/)
      assert.deepEqual([fact['inLanguage'], fact['mainEntityOfPage'], fact['url']], [language, site.url + page.path, site.url + page.path])
      assert.equal(typeof (fact['publisher'] as Fact)['name'], 'string', page.path)
      for (const author of fact['author'] as Fact[]) {
        assert.equal(author['@type'], 'Person')
        for (const key of ['name', 'url', 'jobTitle']) assert.notEqual(author[key] ?? '', '', `${page.path}: ${key} of the author`)
      }
      assert.equal(allOf(page, 'og:type')[0], 'article')
      assert.deepEqual([allOf(page, 'article:published_time')[0], allOf(page, 'article:modified_time')[0]], [fact['datePublished'], fact['dateModified']])
    }
    assert.ok(articles.length > 4)
  })

  it('has no word of the original in the head of a translation (P43)', () => {
    const texts = (page: Crawled) => saidIn(factsIn(page.text)).filter(([way]) => !/@|url|item$|image|identifier|version|date|publisher/i.test(way)).map(([, value]) => String(value))
    const headWords = (page: Crawled) => new Set([...metaOf(page).filter(([name]) => !/url|image$|viewport|theme|color/.test(name)).map(([, content]) => content),
      ...texts(page)].filter((text) => !text.startsWith('http')).flatMap(wordsOf))
    const translations = indexed.filter((page) => articleOf(page)?.['translationOfWork'] !== undefined)
    for (const page of translations) {
      const cyrillic = [...headWords(page)].filter((word) => /\p{Script=Cyrillic}/u.test(word))
      const latin = [...headWords(page)].filter((word) => /\p{Script=Latin}/u.test(word))
      if (page.path.startsWith('/en/')) assert.deepEqual(cyrillic, [], page.path)
      else assert.deepEqual(latin.filter((word) => !['article', 'website', 'summary', 'large', 'width', 'device', 'initial', 'scale', 'person', 'thing', 'listitem'].includes(word)), [], page.path)
    }
    assert.ok(translations.length > 0)
  })
})
