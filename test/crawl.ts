import { fromHtml } from 'hast-util-from-html'
import type { Element, Nodes, Root } from 'hast'

/** What an address answered, and what of it other checks ask. */
export interface Crawled {
  /** Path and query. */
  path: string
  status: number
  type: string
  headers: Headers
  /** Empty for what is no text. */
  text: string
  /** Of an HTML page only. */
  tree: Root | null
  links: Link[]
  ids: Set<string>
}

export interface Link {
  /** Path and query of this site; other sites' addresses stay whole. */
  path: string
  fragment: string
  element: Element
}

/** Attributes that hold an address a browser or a machine may follow. */
const ADDRESSES: Record<string, string> = { a: 'href', link: 'href', img: 'src', script: 'src', source: 'srcSet' }
const TEXT = /^text\/|[/+](?:json|xml)\b/
const MOST = 5000

/** Follows every link from `starts`, within this site, as somebody without cookies. Addresses that `leave` names are not followed. */
export async function crawl(
  site: { url: string }, starts: readonly string[], leave: (path: string) => boolean,
): Promise<Map<string, Crawled>> {
  const found = new Map<string, Crawled>()
  const waiting = [...starts]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || leave(path)) continue
    if (found.size === MOST) throw new Error(`more than ${MOST} addresses: a site without end?`)
    const answer = await visit(site, path)
    found.set(path, answer)
    waiting.push(...answer.links.filter((link) => link.path.startsWith('/')).map((link) => link.path))
  }
  return found
}

async function visit({ url }: { url: string }, path: string): Promise<Crawled> {
  const response = await fetch(url + path, { redirect: 'manual' })
  const type = response.headers.get('content-type') ?? ''
  const body = await response.text()
  const text = TEXT.test(type) ? body : ''
  const tree = type.startsWith('text/html') ? fromHtml(text) : null
  const elements = tree ? elementsOf(tree) : []
  const location = response.headers.get('location')
  return {
    path, status: response.status, type, headers: response.headers, text, tree,
    links: [
      ...elements.flatMap((element) => linkOf(element, url + path, url)),
      ...location ? [{ ...pathOf(new URL(location, url + path), url), element: { type: 'element', tagName: 'a', properties: {}, children: [] } as Element }] : [],
    ],
    ids: new Set(elements.flatMap(({ properties: { id } }) => typeof id === 'string' ? [id] : [])),
  }
}

/** All elements of a tree, in their order. */
export function elementsOf(node: Nodes): Element[] {
  const inner = 'children' in node ? node.children.flatMap(elementsOf) : []
  return node.type === 'element' ? [node, ...inner] : inner
}

export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

function linkOf(element: Element, from: string, site: string): Link[] {
  const value = element.properties[ADDRESSES[element.tagName] ?? '']
  const href = Array.isArray(value) ? String(value[0] ?? '').split(' ')[0] : value
  if (typeof href !== 'string' || href === '') return []
  const url = URL.parse(href, from)
  return url && /^https?:$/.test(url.protocol) ? [{ ...pathOf(url, site), element }] : []
}

function pathOf(url: URL, site: string): { path: string; fragment: string } {
  const own = url.origin === new URL(site).origin
  return { path: own ? url.pathname + url.search : url.href, fragment: own ? decodeURIComponent(url.hash.slice(1)) : '' }
}
