import type { Element, Nodes, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { toMdast } from 'hast-util-to-mdast'
import { toLine } from '../clean.ts'
import { escapeInline } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import { tidyPasted } from './pasted.ts'
import { NO_PARTICULARS, Notices, type MarkedText } from './model.ts'
import { readTree } from './read.ts'
import { drop, find, textIn, visit } from './tree.ts'

/** Never words of the text: their content is for machines. */
const SILENT = new Set(['script', 'style', 'template', 'svg', 'math', 'iframe', 'object', 'noscript', 'link', 'meta', 'audio', 'video', 'canvas'])
/** What stands around an article on its page. */
const AROUND = new Set(['nav', 'aside', 'footer', 'form', 'button', 'select', 'dialog', 'menu'])

/** Reads a text in HTML: of a page its article, of pasted words all of them. What is no mark of ours goes, its words stay. */
export function readHtml(html: string): MarkedText {
  const notices = new Notices()
  const root = fromHtml(html)
  drop(root, ({ tagName }) => SILENT.has(tagName))
  const language = languageOf(root)
  const title = pageTitle(root)
  tidyPasted(root)
  const around = takeAround(root)
  keepCaptions(root)
  const tree = toMdast(root, { document: true })
  const blocks = tree.type === 'root' ? readTree(tree, notices, { source: '', above: 0, titled: false }) : []
  const untitled = !blocks.some(({ kind }) => kind === 'title')
  if (title !== '' && !untitled) notices.add('page_title', title)
  const own: Block[] = title !== '' && untitled ? [{ kind: 'title', text: escapeInline(title), lines: [0, 0], doubts: [] }] : []
  return { blocks: [...own, ...blocks, ...around], notices: notices.list(), particulars: { ...NO_PARTICULARS, language } }
}

function languageOf(root: Root): string | null {
  const lang = find(root, ({ tagName }) => tagName === 'html')?.properties['lang']
  return typeof lang === 'string' ? /^[a-z]{2,3}/u.exec(lang.toLowerCase())?.[0] ?? null : null
}

/** The page's name, taken out of it: it stands in no place of the text. */
function pageTitle(root: Root): string {
  const head = find(root, ({ tagName }) => tagName === 'head')
  const title = head && find(head, ({ tagName }) => tagName === 'title')
  drop(root, ({ tagName }) => tagName === 'head')
  return title ? toLine(textIn(title)) : ''
}

/** Takes what merely stands around the article out of the page, as blocks that can be taken in again. */
function takeAround(root: Root): Block[] {
  const taken: Element[] = drop(root, ({ tagName }) => AROUND.has(tagName))
  const main = onlyArticle(root) ?? find(root, ({ tagName }) => tagName === 'main')
  if (main) {
    const kept = withAllAbove(root, main)
    visit(main, (node) => kept.add(node))
    taken.push(...drop(root, (element) => !kept.has(element)))
  }
  return taken.flatMap((element): Block[] => {
    const text = textIn(element).replace(/[^\S\n]+/gu, ' ').replace(/ ?\n[\s]*/gu, '\n').trim()
    const { position } = element
    return text === '' ? [] : [{ kind: 'aside', aside: 'other', text: escapeInline(text), lines: [position?.start.line ?? 0, position?.end.line ?? 0], doubts: [] }]
  })
}

/** The page's article: its only one, or the one with most of the words. Several equal ones are parts of a text: none is all of it. */
function onlyArticle(root: Root): Element | undefined {
  const lengths = new Map<Element, number>()
  let total = 0
  let inside = new Set<Nodes>()
  visit(root, (node) => {
    if (node.type !== 'element' || node.tagName !== 'article' || inside.has(node)) return
    // The walk goes through one article before it comes to the next: the last one is enough to know what is inside.
    inside = new Set()
    visit(node, (inner) => inside.add(inner))
    const { length } = textIn(node)
    lengths.set(node, length)
    total += length
  })
  return [...lengths].find(([, length]) => length * 2 > total)?.[0]
}

function withAllAbove(root: Root, element: Element): Set<Nodes> {
  const parents = new Map<Nodes, Nodes>()
  visit(root, (node) => {
    if ('children' in node) for (const child of node.children) parents.set(child, node)
  })
  const above = new Set<Nodes>([element])
  for (let node = parents.get(element); node; node = parents.get(node)) above.add(node)
  return above
}

/** A picture's caption travels as its title, where Markdown has it too. */
function keepCaptions(root: Root): void {
  visit(root, (node) => {
    if (node.type !== 'element' || node.tagName !== 'figure') return
    const image = find(node, ({ tagName }) => tagName === 'img')
    const caption = find(node, ({ tagName }) => tagName === 'figcaption')
    if (!image || !caption) return
    image.properties['title'] = toLine(textIn(caption))
    drop(node, (element) => element === caption)
  })
}
