import type { Link, Nodes } from 'mdast'
import { escapeInline, readMarks } from './inline.ts'

/** Where a link to an article of this site leads: the article by its id or by an address of one of its languages. */
export interface ArticleLink {
  name: string
  segment: string | null
}

/** What is known of the articles that texts link to: the ids of their names, and where the site is. */
export interface KnownLinks {
  address: string | undefined
  articles: ReadonlyMap<string, string>
}

/** Where in a text the target of a link stands; `words`: those of an address in angle brackets, which is all the link there is. */
interface Spot {
  href: string
  from: number
  to: number
  words: string | null
}

const ID = '[0-9a-z]{22}'
const SLUG = '[a-z0-9]+(?:-[a-z0-9]+)*'
// Old editions have addresses of their own and stay what they are; so does every other page.
const PATH = new RegExp(`^/(?:a/(${ID})|[a-z]{2,3}(?:-[a-z0-9]{2,8})*/articles/(${SLUG}))/?(?:\\?[^#]*)?(?:#(.*))?$`)
const PARAGRAPH = new RegExp(`^p-(${ID})`)
const SEGMENTS = new RegExp(`#p-(${ID})`, 'g')
const MAYBE = new RegExp(`/a/(${ID})|/articles/(${SLUG})`, 'g')

/** Undefined for a link to anything but an article of this site. */
export function readArticleLink(href: string, address: string | undefined): ArticleLink | undefined {
  const [, id, slug, fragment = ''] = PATH.exec(withoutAddress(href, address)) ?? []
  const name = id ?? slug
  return name === undefined ? undefined : { name, segment: PARAGRAPH.exec(fragment)?.[1] ?? null }
}

/** The one address of an article in no language, for good; readers are led to theirs. */
function storedLink(article: string, segment: string | null): string {
  return `/a/${article}${segment === null ? '' : `#p-${segment}`}`
}

/** Whatever in these texts may be the name of an article: more than the links, and quick. */
export function linkedNames(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => !mayLink(text) ? [] : [...text.matchAll(MAYBE)].map(([, id, slug]) => id ?? slug ?? ''))
  return [...new Set(names)]
}

/** The paragraphs that these texts may link to. */
export function linkedSegments(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => !mayLink(text) ? [] : [...text.matchAll(SEGMENTS)].map(([, id = '']) => id)))]
}

/** The text with links to known articles as they are stored; everything else stays letter for letter. */
export function storeLinks(text: string, { address, articles }: KnownLinks): string {
  if (articles.size === 0 || !mayLink(text)) return text
  let at = 0
  const pieces = spotsIn(readMarks(text)?.children ?? [], text).flatMap((spot) => {
    const link = readArticleLink(spot.href, address)
    const article = link && articles.get(link.name)
    if (!article) return []
    const piece = text.slice(at, spot.from) + written(spot, storedLink(article, link.segment))
    at = spot.to
    return [piece]
  })
  return pieces.join('') + text.slice(at)
}

function mayLink(text: string): boolean {
  return text.includes('/a/') || text.includes('/articles/')
}

/** An address in angle brackets is its own words: it keeps them. */
function written({ words }: Spot, href: string): string {
  return words === null ? href : `[${escapeInline(words)}](${href})`
}

function spotsIn(nodes: readonly Nodes[], text: string): Spot[] {
  return nodes.flatMap((node) => node.type === 'link' ? spotOf(node, text) : 'children' in node ? spotsIn(node.children, text) : [])
}

function spotOf({ url, position, children }: Link, text: string): Spot[] {
  const [start = 0, end = 0] = [position?.start.offset, position?.end.offset]
  if (text[start] === '<') return [{ href: url, from: start, to: end, words: text.slice(start + 1, end - 1) }]
  const inner = children.at(-1)?.position?.end.offset ?? start + 1
  const [opening = '', target = ''] = /^\]\(\s*(<[^<>\n]*>|[^\s<>]+)/.exec(text.slice(inner, end)) ?? []
  // Written in a way that nobody types.
  if (target === '') return []
  // Behind a target without a title stands the bracket that closes the link.
  const closing = inner + opening.length === end ? 1 : 0
  const to = inner + opening.length - closing
  return [{ href: url, from: inner + opening.length - target.length, to, words: null }]
}

function withoutAddress(href: string, address: string | undefined): string {
  if (address === undefined) return href
  const [own, other] = [bare(address), bare(href)]
  return own !== '' && other.startsWith(`${own}/`) ? href.slice(href.length - (other.length - own.length)) : href
}

/** With http or https, and in whatever case: the same place. */
function bare(url: string): string {
  const [, host = '', rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(url) ?? []
  return host.toLowerCase() + rest
}
