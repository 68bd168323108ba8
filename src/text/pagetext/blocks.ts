import type { Block } from './model.ts'
import type { Part, Role } from './parts.ts'

/** The blocks of one part: two where a line names the author and the office. */
export function blockOf(part: Part, role: Role): Block[] {
  const { piece, doubts } = part
  const lines: Block['lines'] = [piece.lines[0]?.number ?? 0, piece.lines.at(-1)?.number ?? 0]
  const { name, role: office } = role.byline ?? { name: '', role: '' }
  if (name !== '') {
    const author: Block = { kind: 'author_name', text: name, lines, doubts: [] }
    return office === '' ? [author] : [author, { kind: 'author_role', text: office, lines: [...lines], doubts: [] }]
  }
  return [{ kind: role.kind, ...detailsOf(part, role), text: textOf(part, role), lines, doubts: [...doubts] }]
}

function detailsOf({ piece: { item } }: Part, { kind, aside, level }: Role): Pick<Block, 'aside' | 'level' | 'list'> {
  if (kind === 'aside') return { aside: aside ?? 'other' }
  if (kind === 'list_item' && item) return { level: item.level, list: item.list }
  return level === undefined ? {} : { level }
}

/** A numbered heading keeps its number. */
function textOf({ piece: { lines, item }, text }: Part, { kind }: Role): string {
  return kind === 'heading' && item ? lines[0]?.text ?? text : text
}
