import type { Element, Nodes, Parents } from 'hast'

const LINES = new Set(['p', 'div', 'li', 'tr', 'br', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'section', 'header', 'ul', 'ol', 'table', 'blockquote'])

/** Visits a tree from above, every node once, without going deeper on the stack for a deeper tree. */
export function visit(root: Nodes, see: (node: Nodes) => void): void {
  const waiting: Nodes[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    see(node)
    if ('children' in node) for (const child of node.children.toReversed()) waiting.push(child)
  }
}

/** The first element of a kind, in the order of the text. */
export function find(root: Nodes, wanted: (element: Element) => boolean): Element | undefined {
  const waiting: Nodes[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'element' && wanted(node)) return node
    if ('children' in node) for (const child of node.children.toReversed()) waiting.push(child)
  }
  return undefined
}

/** Takes elements, with all inside, out of the tree; gives them back in the order of the text. */
export function drop(root: Nodes, unwanted: (element: Element) => boolean): Element[] {
  const dropped: Element[] = []
  visit(root, (node) => {
    if (!('children' in node)) return
    const kept = node.children.filter((child) => {
      const goes = child.type === 'element' && unwanted(child)
      if (goes) dropped.push(child)
      return !goes
    })
    setChildren(node, kept)
  })
  return dropped
}

/** Puts nodes in place of each node of a tree. */
export function setChildren(parent: Parents, children: Parents['children']): void {
  parent.children = children
}

/** The words of a node, a line for each of its lines. */
export function textIn(root: Nodes): string {
  const words: string[] = []
  visit(root, (node) => {
    if (node.type === 'text') words.push(node.value)
    else if (node.type === 'element' && LINES.has(node.tagName)) words.push('\n')
  })
  return words.join('')
}
