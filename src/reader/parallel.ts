import type { Id, Language } from '../db/columns.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { Line } from '../editions/model.ts'
import type { Notice } from './article.ts'
import { headingDepths, passageOf, type Passage, type Shown } from './body.ts'
import type { PageHead } from './head.ts'
import { alignRows } from './parallel-align.ts'
import type { Picture } from './pictures.ts'
import type { Way } from './ways.ts'

/** Two languages of an article side by side, paragraph by paragraph. */
export interface ParallelPage {
  head: PageHead
  language: Language
  titleText: string
  /** In the order they are read. */
  columns: [Column, Column]
  pairs: Pair[]
  /** The same with the sides exchanged. */
  swap: string
  /** This language beside others. */
  others: { href: string; languages: Language[] }[]
}

export interface Column {
  language: Language
  original: boolean
  /** Of the edition. */
  number: number
  /** The article in this language alone. */
  way: Way
  notices: Notice[]
}

/** `/reader/_pair`: what one language says, and the other. */
export interface Pair {
  /** Where this language has the paragraphs, for links to them. */
  places: { href: string; number: number }[]
  cells: [Side, Side]
}

interface Side {
  cells: Cell[]
  /** Why it is empty. */
  missing: 'original' | 'translation' | null
}

/** `/reader/_cell`: one paragraph. Its id is the article's own in the language of the address, else with the language behind it. */
export interface Cell {
  id: string
  kind: SegmentKind
  level: 2 | 3 | 4
  depth: number
  list: ListKind | null
  /** The number of an item of an ordered list. */
  item: number
  passage: Passage
  picture: Picture | null
  /** It is the article's title in the language of the address. */
  isHeading: boolean
  /** The other side has the very words: nobody has translated them yet. */
  untranslated: boolean
}

/** One of the two languages with its paragraphs. */
export interface Told {
  language: Language
  original: boolean
  rows: readonly Shown[]
}

/** `own` is the language of the address. */
export function pairsOf(first: Told, second: Told, own: Language, lineage: readonly Line[]): Pair[] {
  const sideOf = sideMaker(own, headingLevels())
  const [firstOf, secondOf] = [sideOf(first), sideOf(second)]
  return alignRows(first.rows, second.rows, lineage).map((sides) => {
    const there = first.language === own ? sides.first : sides.second
    return {
      places: there.filter(({ kind }) => kind !== 'rule').map(({ segment, number }) => ({ href: `#p-${segment}`, number: number ?? 0 })),
      cells: [firstOf(sides.first, sides.second), secondOf(sides.second, sides.first)],
    }
  })
}

/** `levels` counts through both sides, in the order of the page. */
function sideMaker(own: Language, levels: (row: Shown) => Cell['level']) {
  return ({ language, original, rows: all }: Told) => {
    const items = itemNumbers(all)
    return (rows: readonly Shown[], beside: readonly Shown[]): Side => ({
      missing: rows.length > 0 ? null : original ? 'original' : 'translation',
      cells: rows.map((row) => cellOf(row, beside, { own, language, level: levels(row), item: items.get(row.segment) ?? 1 })),
    })
  }
}

function cellOf(row: Shown, beside: readonly Shown[], { own, language, level, item }: {
  own: Language; language: Language; level: Cell['level']; item: number
}): Cell {
  const { segment, kind, list, picture, mark } = row
  const twin = beside.find((one) => one.segment === segment)
  return {
    id: `p-${segment}${language === own ? '' : `-${language}`}`, kind, list, item, level, depth: Math.max(1, row.level), picture,
    passage: passageOf(row), isHeading: kind === 'title' && language === own,
    untranslated: mark === 'gap' && kind !== 'image' && twin?.language === row.language && twin.text === row.text,
  }
}

/** Headings skip no level, whichever side they stand on; the same one has the same on both. */
function headingLevels(): (row: Shown) => Cell['level'] {
  const known = new Map<Id, Cell['level']>()
  const depthOf = headingDepths()
  return ({ segment, kind, level }) => {
    if (kind !== 'heading') return 2
    const depth = known.get(segment) ?? depthOf(level)
    known.set(segment, depth)
    return depth
  }
}

/** Each item stands in a list of its own, but counts on. */
function itemNumbers(rows: readonly Shown[]): Map<Id, number> {
  const numbers = new Map<Id, number>()
  let open: { list: ListKind | null; count: number }[] = []
  for (const { segment, kind, level, list } of rows) {
    const depth = Math.max(1, level)
    open = kind === 'list_item' ? open.slice(0, depth) : []
    if (kind !== 'list_item') continue
    const last = open[depth - 1]
    const count = last?.list === list ? last.count + 1 : 1
    open[depth - 1] = { list, count }
    numbers.set(segment, count)
  }
  return numbers
}
