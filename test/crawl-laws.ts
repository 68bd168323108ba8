import type { Element, Nodes } from 'hast'
import { elementsOf, textOf, type Crawled, type Link } from './crawl.ts'

type Pages = ReadonlyMap<string, Crawled>

/** What only this language has: an edition of its own, and how it differs from the original. */
const ITS_OWN = /\/(?:editions\/(?:\d+|differences\b.*)|differences)$/

/** One line for each link that leads nowhere: only a link marked `nofollow` may lead to the page that says what is missing. */
export function deadLinks(pages: Pages): string[] {
  return eachLink(pages, ({ page, link }) => {
    const target = pages.get(link.path)
    if (!target) return link.path.startsWith('/') ? [] : [`${page.path} leads to another site: ${link.path}`]
    const honest = target.status === 404 && target.tree !== null && (relOf(link.element).includes('nofollow') || link.path === page.path)
    if (target.status >= 400 && !honest) return [`${page.path} leads to ${link.path}: ${target.status}`]
    const at = target.status < 300 || honest ? target : pages.get(target.links[0]?.path ?? '')
    if (at && at.status >= 300 && at.status < 400) return [`${page.path} leads to ${link.path} by more than one hop`]
    const there = link.fragment === '' || !at?.tree || at.ids.has(link.fragment)
    return there ? [] : [`${page.path} leads to ${link.path}#${link.fragment}, which is not there`]
  })
}

/** Alternates: each page names itself and one default, every one is there, and each names the same set. */
export function crookedAlternates(pages: Pages): string[] {
  return htmlPages(pages).flatMap((page) => {
    const own = alternatesOf(page)
    if (own.size === 0) return []
    const here = [...own].filter(([language, path]) => language !== 'x-default' && path === page.path)
    const others = [...own.values()].flatMap((path) => {
      const other = pages.get(path)
      if (other?.status !== 200) return [`${page.path} names ${path}, which is not there`]
      const same = JSON.stringify([...alternatesOf(other)].sort()) === JSON.stringify([...own].sort())
      return same ? [] : [`${page.path} and ${path} name other sets of languages`]
    })
    return [
      ...here.length === 1 ? [] : [`${page.path} does not name itself once`],
      ...own.has('x-default') ? [] : [`${page.path} has no default`],
      ...others,
    ]
  })
}

/** A page that search engines may keep says where it is, in one place. */
export function crookedCanonicals(pages: Pages): string[] {
  return htmlPages(pages).flatMap((page) => {
    const hrefs = linksOf(page, 'canonical').map((link) => link.path)
    const indexed = !isNoindex(page)
    if (indexed && hrefs.length !== 1) return [`${page.path} has ${hrefs.length} canonical addresses`]
    const [own] = hrefs
    // The current edition is the article.
    const same = own === page.path || own === page.path.replace(/\/editions\/\d+$/, '')
    return indexed && own !== undefined && !same ? [`${page.path} says it is ${own}`] : []
  })
}

/** Who switches to another language and back is where they were; nobody is thrown to the front page. */
export function brokenSwitches(pages: Pages): string[] {
  return htmlPages(pages).filter(({ status }) => status === 200).flatMap((page) => switcherOf(page).flatMap((link) => {
    const there = pages.get(link.path)
    if (!there) return [`${page.path}: the switcher leads to ${link.path}, which was not found`]
    const front = /^\/[a-z-]+\/$/.test(link.path) && !/^\/[a-z-]+\/$/.test(page.path)
    // From the page that says what is missing, the way back is to the article.
    const back = ITS_OWN.test(page.path)
      || switcherOf(there).some((one) => one.path === page.path || there.status === 404 && page.path.startsWith(`${one.path}/`))
    return [
      ...front ? [`${page.path}: the switcher leads to the front page`] : [],
      ...back ? [] : [`${page.path} → ${link.path} → not back`],
    ]
  }))
}

/** Each page says once which languages there are, in plain links named in their own languages, and its headers name its own as it does. */
export function crookedLanguages(pages: Pages): string[] {
  return htmlPages(pages).flatMap((page) => {
    const elements = page.tree ? elementsOf(page.tree) : []
    const [html] = elements.filter(({ tagName }) => tagName === 'html')
    const menus = elements.filter(({ tagName, properties: { className } }) => tagName === 'nav' && String(className).includes('languages'))
    const inside = menus.flatMap(elementsOf)
    const links = inside.filter(({ tagName }) => tagName === 'a')
    const named = (link: Element) => [link, ...elementsOf(link)].some(({ properties: { lang } }) => lang === link.properties['hrefLang'])
    const current = inside.filter(({ properties: { ariaCurrent } }) => ariaCurrent === 'true')
    return [
      ...html?.properties['lang'] === page.headers.get('content-language') ? [] : [`${page.path}: its headers name another language`],
      ...menus.length === 1 && menus[0]?.properties['ariaLabel'] ? [] : [`${page.path} has ${menus.length} menus of languages`],
      ...current.length === 1 && links.length > 0 && links.every(named) ? [] : [`${page.path}: languages are not named in themselves`],
      ...inside.some(({ tagName }) => ['select', 'img', 'svg'].includes(tagName)) ? [`${page.path}: languages are no plain links`] : [],
    ]
  })
}

/** Words of one language without a mark of it: `knows` says in which language somebody wrote these very words. */
export function unmarkedWords(pages: Pages, knows: ReadonlyMap<string, string>): string[] {
  return htmlPages(pages).flatMap((page) => page.tree ? wordsWithLanguage(page.tree, '').flatMap(({ words, language, whole }) => {
    // Said back in the title, where nothing can be marked.
    const asked = new URL(page.path, 'http://site.invalid').searchParams.get('q') ?? ''
    const plain = words.replace(/\s+/g, ' ').trim()
    const spoken = knows.get(fold(plain))
    if (spoken !== undefined && spoken !== language) return [`${page.path}: “${plain.slice(0, 60)}” is ${spoken}, marked ${language}`]
    const cyrillic = !whole && /[\u0400-\u04ff]{2}/.test(plain.replace(asked, ''))
    return cyrillic && language !== 'uk' ? [`${page.path}: “${plain.slice(0, 60)}” stands in ${language}`] : []
  }) : [])
}

/** What the map of `unmarkedWords` is asked by: typography is the site's. */
export function fold(words: string): string {
  return words.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

function isNoindex(page: Crawled): boolean {
  return page.headers.get('x-robots-tag') === 'noindex' || page.tree !== null
    && elementsOf(page.tree).some(({ tagName, properties: { name, content } }) => tagName === 'meta' && name === 'robots' && content === 'noindex')
}

/** May search engines keep it, at this very address? */
export function isIndexed(page: Crawled): boolean {
  return page.status === 200 && !isNoindex(page) && linksOf(page, 'canonical').some((link) => link.path === page.path)
}

export function alternatesOf(page: Crawled): Map<string, string> {
  const links = linksOf(page, 'alternate').filter(({ element }) => element.tagName === 'link' && element.properties['hrefLang'] !== undefined)
  return new Map(links.map(({ element, path }) => [String(element.properties['hrefLang']), path]))
}

export function htmlPages(pages: Pages): Crawled[] {
  return [...pages.values()].filter(({ tree, status }) => tree !== null && status !== 301 && status !== 302 && status !== 303)
}

/** The links of the language switcher. */
function switcherOf({ tree, links }: Crawled): Link[] {
  const nav = tree && elementsOf(tree).find(({ tagName, properties: { className } }) => tagName === 'nav' && String(className).includes('languages'))
  const inside = new Set(nav ? elementsOf(nav) : [])
  return links.filter(({ element }) => inside.has(element))
}

function linksOf({ links }: Crawled, rel: string): Link[] {
  return links.filter(({ element }) => relOf(element).includes(rel))
}

function relOf({ properties: { rel } }: Element): string[] {
  return Array.isArray(rel) ? rel.map(String) : []
}

function eachLink(pages: Pages, look: (found: { page: Crawled; link: Link }) => string[]): string[] {
  return [...new Set(htmlPages(pages).flatMap((page) => page.links.flatMap((link) => look({ page, link }))))]
}

interface Spoken {
  words: string
  language: string
  /** A paragraph's words together, whatever stands in them in other languages. */
  whole: boolean
}

function wordsWithLanguage(node: Nodes, language: string): Spoken[] {
  if (node.type === 'text') return node.value.trim() === '' ? [] : [{ words: node.value, language, whole: false }]
  if (!('children' in node)) return []
  if (node.type !== 'element') return node.children.flatMap((child) => wordsWithLanguage(child, language))
  if (node.tagName === 'script' || node.tagName === 'style') return []
  // A title has one language and ends with the site's name.
  if (node.tagName === 'title' && node.properties['lang'] !== undefined) return []
  const own = typeof node.properties['lang'] === 'string' ? node.properties['lang'] : language
  // A paragraph is known whole, whatever marks stand inside it.
  const whole = node.properties['lang'] !== undefined && node.children.length > 1 ? [{ words: textOf(node), language: own, whole: true }] : []
  return [...whole, ...node.children.flatMap((child) => wordsWithLanguage(child, own))]
}
