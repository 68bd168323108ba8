import type { Element, ElementContent, Nodes, Root } from 'hast'
import { drop, find, setChildren, textIn, visit } from './tree.ts'

/** Word and Google Docs write marks as styles and lists as paragraphs; here they become elements that say what they are. */
export function tidyPasted(root: Root): void {
  drop(root, ({ tagName }) => tagName.includes(':') && tagName !== 'o:p')
  visit(root, (node) => {
    if (node.type !== 'element') return
    nameHeading(node)
    nestLists(node)
    readStyle(node)
  })
  visit(root, (node) => {
    if ('children' in node) joinWordLists(node)
  })
  // Comments carry Word's private marks.
  visit(root, (node) => {
    if ('children' in node) setChildren(node, node.children.filter(({ type }) => type !== 'comment'))
  })
}

/** Word's title is a paragraph with a name. */
function nameHeading(element: Element): void {
  const classes = classesOf(element)
  if (element.tagName !== 'p') return
  if (classes.includes('MsoTitle')) element.tagName = 'h1'
  else if (classes.includes('MsoQuote') || classes.includes('MsoIntenseQuote')) {
    setChildren(element, [{ type: 'element', tagName: 'p', properties: {}, children: element.children }])
    element.tagName = 'blockquote'
  }
}

/** A list straight inside a list, as Google Docs writes it, belongs to the item above. */
function nestLists(element: Element): void {
  if (element.tagName !== 'ol' && element.tagName !== 'ul') return
  const kept: ElementContent[] = []
  for (const child of element.children) {
    const item = kept.findLast((one) => one.type === 'element')
    const nested = child.type === 'element' && (child.tagName === 'ol' || child.tagName === 'ul')
    if (nested && item) item.children.push(child)
    else kept.push(child)
  }
  setChildren(element, kept)
}

/** Google's `<b style="font-weight:normal">` around a whole document is nothing; a `<span style="font-weight:700">` is strong. */
function readStyle(element: Element): void {
  const style = styleOf(element)
  const weight = /(?:^|;)\s*font-weight:\s*(\w+)/u.exec(style)?.[1] ?? ''
  const slant = /(?:^|;)\s*font-style:\s*(\w+)/u.exec(style)?.[1] ?? ''
  if (['b', 'strong'].includes(element.tagName) && ['normal', '400'].includes(weight)) element.tagName = 'span'
  if (['i', 'em'].includes(element.tagName) && slant === 'normal') element.tagName = 'span'
  // Underlined is not emphasised: mostly it is a link.
  if (element.tagName === 'u') element.tagName = 'span'
  if (element.tagName !== 'span') return
  if (weight === 'bold' || Number(weight) >= 600) wrap(element, 'strong')
  if (slant === 'italic') wrap(element, 'em')
}

function wrap(element: Element, tagName: string): void {
  setChildren(element, [{ type: 'element', tagName, properties: {}, children: element.children }])
}

/** Word's paragraphs with `mso-list` become lists, one inside the other as their levels say. */
function joinWordLists(parent: Extract<Nodes, { children: unknown }>): void {
  if (!parent.children.some((child) => child.type === 'element' && listLevel(child) > 0)) return
  const joined: ElementContent[] = []
  const open: Element[] = []
  for (const child of parent.children) {
    if (child.type === 'doctype' || (open.length > 0 && child.type === 'text' && child.value.trim() === '')) continue
    const level = child.type === 'element' ? listLevel(child) : 0
    if (child.type !== 'element' || level === 0) {
      open.length = 0
      joined.push(child)
      continue
    }
    open.length = Math.min(open.length, level)
    while (open.length < level) openList(child, open, joined)
    open.at(-1)?.children.push(itemOf(child))
  }
  setChildren(parent, joined)
}

function openList(paragraph: Element, open: Element[], joined: ElementContent[]): void {
  const list: Element = { type: 'element', tagName: isNumbered(paragraph) ? 'ol' : 'ul', properties: {}, children: [] }
  const outer = open.at(-1)
  const item = outer?.children.at(-1)
  if (item?.type === 'element') item.children.push(list)
  else if (outer) outer.children.push({ type: 'element', tagName: 'li', properties: {}, children: [list] })
  else joined.push(list)
  open.push(list)
}

function itemOf(paragraph: Element): Element {
  drop(paragraph, isMarker)
  return { type: 'element', tagName: 'li', properties: {}, children: paragraph.children }
}

function isNumbered(paragraph: Element): boolean {
  const marker = find(paragraph, isMarker)
  return marker !== undefined && /^[\s\u00a0]*[\p{L}\p{N}]{1,5}[.)]/u.test(textIn(marker))
}

function isMarker(element: Element): boolean {
  return /mso-list:\s*ignore/iu.test(styleOf(element))
}

function listLevel(element: Element): number {
  const level = Number(/mso-list:\s*l\d+\s+level(\d)/iu.exec(styleOf(element))?.[1] ?? 0)
  return element.tagName === 'p' ? level : 0
}

function styleOf({ properties }: Element): string {
  const { style } = properties
  return typeof style === 'string' ? style : ''
}

function classesOf({ properties }: Element): string[] {
  const { className } = properties
  return Array.isArray(className) ? className.map(String) : []
}
