/** A list that may go on: where its markers stand and where their words begin, in columns. */
export interface OpenList { style: string; indent: number; content: number }

// Deeper than any table of contents; it also bounds the look for the list an item belongs to.
const DEEPEST = 6

/** Finds the list an item belongs to among the open ones, closing those inside it; gives the level, from 1. */
export function placeItem(lists: OpenList[], item: OpenList, gap: boolean): number {
  const own = findOwn(lists, item)
  if (own >= 0) {
    lists.length = own + 1
    lists[own] = item
    return own + 1
  }
  lists.length = parentsOf(lists, item, gap)
  if (lists.length === DEEPEST) lists.pop()
  lists.push(item)
  return lists.length
}

/** The same style at the same place; "10." stands one column left of " 9.", but its words begin where theirs do. */
function findOwn(lists: OpenList[], item: OpenList): number {
  return lists.findLastIndex((list) => list.style === item.style
    && (Math.abs(list.indent - item.indent) <= 1 || list.content === item.content))
}

/** How many of the open lists contain a new one: those it is indented under, and, without indents, all of another style. */
function parentsOf(lists: OpenList[], item: OpenList, gap: boolean): number {
  const outside = lists.findLastIndex((list) => list.indent + 2 <= item.indent) + 1
  const beside = lists[outside]
  if (!beside || gap || lists.some(({ style }) => style === item.style) || Math.abs(beside.indent - item.indent) > 1) return outside
  return lists.length
}
