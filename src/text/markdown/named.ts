import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { BlockKind } from '../pagetext/model.ts'
import { readLineName } from './braces.ts'

type Named = { kind: BlockKind; children: PhrasingContent[] }

/** What a line in braces says of the paragraph whose first line it is, and the rest of it; null where there is none. */
export function takeName(paragraph: Paragraph, source: string): Named | null {
  const named = readName(paragraph, source)
  return named && named.children.length > 0 ? named : null
}

/** A line in braces with an empty line below it is meant for the paragraph below that. */
export function joinNames(nodes: readonly RootContent[], source: string): RootContent[] {
  const joined: RootContent[] = []
  for (const node of nodes) {
    const above = joined.at(-1)
    const isName = above?.type === 'paragraph' && readName(above, source)?.children.length === 0
    if (isName && node.type === 'paragraph') joined[joined.length - 1] = { ...node, children: [...above.children, { type: 'break' }, ...node.children] }
    else joined.push(node)
  }
  return joined
}

function readName({ children }: Paragraph, source: string): Named | null {
  const [first, ...rest] = children
  if (first?.type !== 'text') return null
  const end = first.value.indexOf('\n')
  const line = end < 0 ? first.value : first.value.slice(0, end)
  // A brace with a backslash before it is a sign like any other.
  const start = first.position?.start.offset ?? -1
  const kind = source[start] === '{' ? readLineName(line) : null
  if (kind === null) return null
  if (end < 0) return rest.length === 0 || rest[0]?.type === 'break' ? { kind, children: rest.slice(1) } : null
  return { kind, children: [below(first, end, source.indexOf('\n', start)), ...rest] }
}

/** The lines of a text below its first one. */
function below(first: PhrasingContent & { type: 'text' }, end: number, lineEnd: number): PhrasingContent {
  const value = first.value.slice(end + 1)
  const { position } = first
  return position ? { type: 'text', value, position: { ...position, start: { ...position.start, offset: lineEnd + 1 } } } : { type: 'text', value }
}
