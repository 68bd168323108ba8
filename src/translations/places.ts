import type { OutlineRow } from '../segments/model.ts'

/** Which item of how many in its list. */
export interface ItemPlace {
  n: number
  of: number
}

interface OpenList {
  level: number
  list: OutlineRow['list']
  items: ItemPlace[]
}

/** The place of each row in its list, null for what is no list item. A list ends at any other kind, or at an item of an outer list. */
export function listPlaces(rows: readonly Pick<OutlineRow, 'kind' | 'level' | 'list'>[]): (ItemPlace | null)[] {
  const lists: OpenList[] = []
  let open: OpenList[] = []
  const places = rows.map(({ kind, level, list }) => {
    open = kind === 'list_item' ? open.filter((one) => one.level < level || one.level === level && one.list === list) : []
    if (kind !== 'list_item') return null
    const own = open.find((one) => one.level === level) ?? { level, list, items: [] }
    if (own.items.length === 0) {
      open.push(own)
      lists.push(own)
    }
    const place = { n: own.items.length + 1, of: 0 }
    own.items.push(place)
    return place
  })
  for (const { items } of lists) for (const place of items) place.of = items.length
  return places
}
