import { elementsOf, textOf, type Crawled } from './crawl.ts'
import { alternatesOf, htmlPages, isIndexed } from './crawl-laws.ts'
import { factsIn, isArticle, type Fact } from './linked-facts.ts'
import { childrenOf, parseXml, textIn, type XmlElement } from './xml.ts'

type Pages = ReadonlyMap<string, Crawled>

interface Entry { url: string; language: string; title: string; published: string; updated: string }
interface JsonItem { url: string; language: string; title: string; date_published: string; date_modified: string }

const HEADLINE = 110

/** Structured data: of every page that search engines may keep, and of no other; of an article, what its page says. */
export function crookedFacts(pages: Pages, site: string): string[] {
  return htmlPages(pages).flatMap((page) => {
    const facts = factsIn(page.text)
    if ((facts.length > 0) !== isIndexed(page)) return [`${page.path}: ${facts.length} facts`]
    const dead = saidIn(facts).filter((url) => url.startsWith(`${site}/`) && (pages.get(pathIn(url, site))?.status ?? 200) !== 200)
    const article = facts.find(isArticle)
    const said = article && ['@id', 'url', 'mainEntityOfPage', 'inLanguage'].map((key) => article[key])
    const url = site + page.path
    const same = JSON.stringify([url, url, url, languageOf(page)])
    const headline = typeof article?.['headline'] === 'string' ? plain(article['headline'].replace(/…$/, '')) : ''
    return [
      ...dead.map((one) => `${page.path}: its facts name ${one}`),
      ...said && JSON.stringify(said) !== same ? [`${page.path}: its facts are of ${JSON.stringify(said)}`] : [],
      ...article && !isHeadline(headline, page) ? [`${page.path}: its facts call it “${headline}”`] : [],
      ...article ? oneSided(page, article, pages, site) : [],
    ]
  })
}

function isHeadline(words: string, page: Crawled): boolean {
  return words !== '' && words.length <= HEADLINE && titleOf(page).startsWith(words)
}

/** An original and a translation that do not name each other. */
function oneSided(page: Crawled, article: Fact, pages: Pages, site: string): string[] {
  const named = (fact: Fact | undefined, key: string) => [fact?.[key] ?? []].flat().map((one) => String((one as Fact)['@id']))
  const lost = (key: string, back: string) => named(article, key).filter((url) => {
    const there = pages.get(pathIn(url, site))
    return !named(there && factsIn(there.text).find(isArticle), back).includes(site + page.path)
  })
  const all = [...lost('translationOfWork', 'workTranslation'), ...lost('workTranslation', 'translationOfWork')]
  return all.map((url) => `${page.path}: ${url} does not name it`)
}

/** OpenGraph: the page's own address, words and languages. */
export function crookedShares(pages: Pages, site: string): string[] {
  return htmlPages(pages).flatMap((page) => {
    const said = metaOf(page)
    const one = (key: string) => said.get(key)?.[0] ?? ''
    if (!isIndexed(page)) return one('og:url') === '' ? [] : [`${page.path}: shared, but not to be kept`]
    const locales = [one('og:locale'), ...said.get('og:locale:alternate') ?? []].map((locale) => locale.replace(/_.*/, ''))
    const languages = [...alternatesOf(page).keys()].filter((tag) => tag !== 'x-default')
    const article = factsIn(page.text).find(isArticle)
    const dates = article && ['datePublished', 'dateModified'].map((key) => article[key])
    const checks: Record<string, boolean> = {
      'og:url': one('og:url') === site + page.path,
      'og:locale': locales[0] === languageOf(page),
      'og:locale:alternate': JSON.stringify(locales.toSorted()) === JSON.stringify(languages.toSorted()),
      'og:title': one('og:title') !== '' && documentTitle(page).startsWith(one('og:title')),
      // A list has none.
      'og:description': one('og:description') === one('description') && (!article || one('description') !== ''),
      'og:image': one('og:image').startsWith(`${site}/`) && one('og:image:alt') !== '',
      'article:…_time': JSON.stringify(dates ?? []) === JSON.stringify(dates ? [one('article:published_time'), one('article:modified_time')] : []),
    }
    const crooked = Object.entries(checks).filter(([, holds]) => !holds)
    return crooked.map(([key]) => `${page.path}: ${key} is ${said.get(key)?.join() ?? 'not as the page says'}`)
  })
}

/** Feeds: well formed, the same in both formats; each entry is a page there is, in its language, called what it is called. */
export function crookedFeeds(pages: Pages, site: string): string[] {
  const feeds = [...pages.values()].filter(({ path }) => /\/feed\.(?:xml|json)$/.test(path))
  const found = feeds.length === 0 ? ['no feeds'] : []
  for (const feed of feeds) {
    const entries = entriesIn(feed, site)
    const other = pages.get(feed.path.replace(/json$/, 'xml'))
    if (other && JSON.stringify(entriesIn(other, site)) !== JSON.stringify(entries)) found.push(`${feed.path} and ${other.path} differ`)
    for (const { url, language, title, published, updated } of entries) {
      const page = pages.get(pathIn(url, site))
      const article = page && factsIn(page.text).find(isArticle)
      const same = page?.status === 200 && languageOf(page) === language && plain(titleOf(page)) === plain(title)
      const dated = article?.['datePublished'] === published && article['dateModified'] === updated
      if (!same || !dated) found.push(`${feed.path}: “${title}” (${language}, ${published}, ${updated}) is not what ${url} says`)
    }
  }
  return [...found, ...notFed(pages, site)]
}

/** Articles that the feed of their language does not have. */
function notFed(pages: Pages, site: string): string[] {
  return htmlPages(pages).filter((page) => isIndexed(page) && /^\/[^/]+\/articles\/[^/]+$/.test(page.path)).flatMap((page) => {
    const feed = pages.get(`/${languageOf(page)}/feed.xml`)
    return feed && entriesIn(feed, site).some(({ url }) => url === site + page.path) ? [] : [`${page.path} is in no feed`]
  })
}

/** Throws for what no reader of feeds could read. */
function entriesIn({ path, text }: Crawled, site: string): Entry[] {
  if (path.endsWith('.json')) {
    const { feed_url: own, items } = JSON.parse(text) as { feed_url: string; items: JsonItem[] }
    if (own !== site + path) throw new Error(`${path} says it is ${own}`)
    return items.map(({ url, language, title, ...dates }) =>
      ({ url, language, title, published: dates.date_published, updated: dates.date_modified }))
  }
  const feed = parseXml(text)
  if (hrefOf(feed, 'self') !== site + path) throw new Error(`${path} says it is ${hrefOf(feed, 'self')}`)
  return childrenOf(feed, 'entry').map((entry) => {
    const language = entry.attributes['xml:lang'] ?? ''
    const [title = '', published = '', updated = ''] = ['title', 'published', 'updated'].map((name) => textIn(entry, name))
    return { url: hrefOf(entry, 'alternate', language), language, title, published, updated }
  })
}

function hrefOf(element: XmlElement, rel: string, language?: string): string {
  const links = childrenOf(element, 'link').map(({ attributes }) => attributes)
  return links.find((one) => one['rel'] === rel && (language === undefined || one['hreflang'] === language))?.['href'] ?? ''
}

function metaOf({ tree }: Crawled): Map<string, string[]> {
  const lines = tree ? elementsOf(tree).filter(({ tagName }) => tagName === 'meta') : []
  const byKey = Map.groupBy(lines, ({ properties: { property, name } }) => String(property ?? name))
  return new Map([...byKey].map(([key, some]) => [key, some.map(({ properties: { content } }) => String(content))]))
}

/** Of what is told, not of the words around it. */
function languageOf({ path }: Crawled): string {
  return path.split('/')[1] ?? ''
}

function titleOf({ tree }: Crawled): string {
  const title = tree && elementsOf(tree).find(({ tagName }) => tagName === 'h1')
  return title ? plain(textOf(title)) : ''
}

function documentTitle({ tree }: Crawled): string {
  const title = tree && elementsOf(tree).find(({ tagName }) => tagName === 'title')
  return title ? textOf(title) : ''
}

/** Firm spaces are for pages alone. */
function plain(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

function pathIn(url: string, site: string): string {
  return url.replace(site, '').replace(/#.*$/, '')
}

/** All the texts anywhere in the facts. */
function saidIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(saidIn) : []
}
