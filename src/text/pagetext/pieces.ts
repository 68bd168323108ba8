import type { ListKind } from './model.ts'
import { isBorder } from './borders.ts'
import type { Layout } from './borders.ts'
import type { Found, Markers } from './chains.ts'
import { placeItem } from './levels.ts'
import type { OpenList } from './levels.ts'
import type { Line } from './lines.ts'

/** Lines that belong together. `cut`: how much of the first line is a list marker. */
export interface Piece { lines: Line[]; gap: boolean; item?: Item }
interface Item { list: ListKind; level: number; cut: number }

/** Puts lines together into paragraphs and list items, in their order; nothing but empty and drawn lines is left out. */
export function cutPieces(lines: Line[], markers: Markers, layout: Layout): Piece[] {
  const pieces: Piece[] = []
  const lists: OpenList[] = []
  let open: Piece | undefined
  let gap = true
  for (const line of lines) {
    if (line.shape !== 'text') {
      gap = true
      continue
    }
    const found = markers.get(line.number)
    if (found || gap || !open || isBorder(open, line, layout)) {
      open = found ? beginItem(line, found, lists, gap) : beginText(line, lists, gap)
      pieces.push(open)
    } else open.lines.push(line)
    gap = false
  }
  return pieces
}

function beginItem(line: Line, { marker, style }: Found, lists: OpenList[], gap: boolean): Piece {
  const level = placeItem(lists, { style, indent: line.indent, content: line.indent + marker.length }, gap)
  return { lines: [line], gap, item: { list: marker.list, level, cut: marker.length } }
}

/** A paragraph ends the lists above it, unless it is indented like the words of an item. */
function beginText(line: Line, lists: OpenList[], gap: boolean): Piece {
  if (line.indent <= (lists[0]?.indent ?? 0)) lists.length = 0
  return { lines: [line], gap }
}
