import type { Definition, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { plainText } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import { blocksOf } from './blocks.ts'
import { readFront } from './front.ts'
import { NO_PARTICULARS, Notices, type MarkedText } from './model.ts'

/** Reads a text in Markdown (CommonMark, front matter above it). The text is cleaned before; nothing of it ever becomes HTML. */
export function readMarkdown(text: string): MarkedText {
  const notices = new Notices()
  const front = readFront(text, notices)
  const source = front?.body ?? text
  const tree = fromMarkdown(source)
  const above = front?.blocks ?? []
  const title = above.find(({ kind }) => kind === 'title')
  const read = readTree(tree, notices, { source, above: front?.above ?? 0, titled: title !== undefined })
  const blocks = titleFirst(above, withoutTwin(read, title))
  return { blocks, notices: notices.list(), particulars: front?.particulars ?? NO_PARTICULARS }
}

/** The blocks of a tree, and what was left out of it. */
export function readTree(tree: Root, notices: Notices, place: { source: string; above: number; titled: boolean }): Block[] {
  const definitions = new Map<string, Definition>()
  collectDefinitions(tree.children, definitions)
  const used = new Set<string>()
  const blocks = blocksOf(tree.children, { source: place.source, definitions, used, notices }, place)
  const unused = [...definitions.values()].filter(({ identifier }) => !used.has(identifier))
  if (unused.length > 0) notices.add('unused_definition', ...unused.map(spellDefinition))
  return blocks
}

function collectDefinitions(nodes: readonly RootContent[], found: Map<string, Definition>): void {
  for (const node of nodes) {
    // The first of two counts, as everywhere in CommonMark; the other one leads nowhere but is not lost.
    if (node.type === 'definition') found.set(found.has(node.identifier) ? `${node.identifier}\0${found.size}` : node.identifier, node)
    else if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') collectDefinitions(node.children, found)
  }
}

function spellDefinition({ label, identifier, url, title }: Definition): string {
  return `[${label ?? identifier}]: ${url}${title ? ` "${title}"` : ''}`
}

/** Many texts say their title twice, above the text and in it. */
function withoutTwin(blocks: Block[], title: Block | undefined): Block[] {
  const at = blocks.findIndex(({ kind }) => kind !== 'aside')
  const twin = blocks[at]
  return title && twin?.kind === 'heading' && plainText(twin.text) === plainText(title.text) ? blocks.toSpliced(at, 1) : blocks
}

/** What stands above the text, who wrote the article and what it is about, follows its title. */
function titleFirst(above: readonly Block[], blocks: readonly Block[]): Block[] {
  const [first, ...others] = blocks
  const isByline = above.every(({ kind }) => kind === 'lead' || kind === 'author_name' || kind === 'author_role')
  return first?.kind === 'title' && isByline ? [first, ...above, ...others] : [...above, ...blocks]
}
