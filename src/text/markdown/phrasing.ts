import type { Definition, Nodes, PhrasingContent } from 'mdast'
import { isSafeLink, type Inline } from '../inline.ts'
import type { Notices } from './model.ts'

const BREAK = /^<br\s*\/?>$/iu

export interface Picture { file: string; alternative: string; caption: string }

/** What reading the inside of a paragraph needs to know, and where it puts what does not belong there. */
export interface Reading {
  /** What the tree was read from; '' where its places are not known. */
  source: string
  definitions: ReadonlyMap<string, Definition>
  used: Set<string>
  notices: Notices
}

interface Inside {
  parts: Inline[]
  /** The pictures that stood among them. */
  pictures: Picture[]
  /** False when something was left out. */
  whole: boolean
}

/** The inside of a paragraph. */
export function readPhrasing(nodes: readonly PhrasingContent[], reading: Reading): Inside {
  const pictures: Picture[] = []
  const known = reading.notices.size
  const parts = nodes.flatMap((node) => partsOf(node, reading, pictures))
  return { parts, pictures, whole: pictures.length === 0 && reading.notices.size === known }
}

function partsOf(node: PhrasingContent, reading: Reading, pictures: Picture[]): Inline[] {
  const inside = (nodes: readonly PhrasingContent[]) => nodes.flatMap((one) => partsOf(one, reading, pictures))
  switch (node.type) {
    case 'text': return [{ kind: 'text', text: node.value.replace(/\s*\n\s*/g, ' ') }]
    case 'inlineCode': return [{ kind: 'code', text: node.value.replaceAll('\n', ' ') }]
    case 'break': return [{ kind: 'break' }]
    case 'emphasis':
    case 'strong': return [{ kind: node.type, parts: inside(node.children) }]
    case 'delete': return inside(node.children)
    case 'html': return readTag(node.value, reading)
    case 'image':
      pictures.push(pictureOf(node, node.alt, reading))
      return []
    case 'imageReference':
      pictures.push(pictureOf(definitionOf(node.identifier, reading), node.alt, reading))
      return []
    case 'link': return linkTo(node, inside(node.children), reading)
    case 'linkReference': return linkTo(definitionOf(node.identifier, reading), inside(node.children), reading)
    case 'footnoteReference': return [{ kind: 'text', text: `[^${node.label ?? node.identifier}]` }]
    default: return wordsOf(node, inside)
  }
}

/** HTML lets a link stand around whole tables and lists: of what has no place inside a paragraph the words are read, each block apart. */
function wordsOf(node: Nodes, inside: (nodes: readonly PhrasingContent[]) => Inline[]): Inline[] {
  const apart: Inline = { kind: 'text', text: ' ' }
  if ('children' in node) return [...inside(node.children as PhrasingContent[]), apart]
  return 'value' in node ? [{ kind: 'text', text: node.value }, apart] : []
}

/** Two line breaks in a row are how many pages part their paragraphs. Breaks inside a mark part nothing. */
export function splitAtEmptyLines(nodes: readonly PhrasingContent[]): PhrasingContent[][] {
  const groups: PhrasingContent[][] = [[]]
  let between: PhrasingContent[] = []
  for (const node of nodes) {
    const isBlank = node.type === 'text' && node.value.trim() === ''
    if (isBlank || isBreak(node)) {
      between.push(node)
      continue
    }
    if (between.filter(isBreak).length >= 2) groups.push([node])
    else groups.at(-1)?.push(...between, node)
    between = []
  }
  return groups
}

function isBreak(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'html' && BREAK.test(node.value))
}

function readTag(value: string, { notices }: Reading): Inline[] {
  if (BREAK.test(value)) return [{ kind: 'break' }]
  notices.add('html', value)
  return []
}

interface Target { url: string; title?: string | null | undefined }

function linkTo({ url, title }: Target, parts: Inline[], { notices }: Reading): Inline[] {
  if (title) notices.add('link_title', title)
  // A link around nothing but a picture leaves no words to press.
  if (parts.every((part) => part.kind === 'text' && part.text.trim() === '')) {
    notices.add('picture_link', url)
    return parts
  }
  if (isSafeLink(url)) return [{ kind: 'link', href: url, parts }]
  notices.add('unsafe_link', url)
  return parts
}

function pictureOf({ url, title }: Target, alternative: string | null | undefined, { notices }: Reading): Picture {
  const inline = /^data:([^,;]{0,40})/iu.exec(url)
  if (inline) notices.add('picture_link', inline[0])
  return { file: inline ? 'image' : url, alternative: alternative ?? '', caption: title ?? '' }
}

function definitionOf(identifier: string, { definitions, used }: Reading): Target {
  used.add(identifier)
  return definitions.get(identifier) ?? { url: '' }
}
