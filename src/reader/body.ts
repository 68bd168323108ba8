import type { Id, Language } from '../db/columns.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import type { Frozen } from './model.ts'
import type { Picture, Pictures } from './pictures.ts'
import type { Typesetter } from './typesetter.ts'

/** `behind`: older than the original; `gap`: in the original's language; `missing`: no text at all yet (in a preview). */
export type Mark = 'behind' | 'gap' | 'missing'

/** The words of one paragraph: `id="p-<segment>"`, its language, its marks. */
export interface Passage {
  segment: Id
  language: Language
  /** The words alone; of code and of a picture's alternative text, exactly what was typed. */
  text: string
  textHtml: string
  mark: Mark | null
  /** Its place in the edition, from 1: what it is cited by. Null for what is in none. */
  number: number | null
  /** Paragraphs that are no more, whose addresses lead here. */
  former?: readonly Id[]
  /** In a translator's preview: the way to where it is written, and whether the words are their own. */
  field?: { href: string; state: 'draft' | 'waiting' | null; words: string; language: Language }
}

/** A paragraph as it is to be shown, in the order of the article. */
export interface Shown extends Passage {
  kind: SegmentKind
  level: number
  list: ListKind | null
  picture: Picture | null
}

/** What a paragraph is before its words are set: of an edition, or of one that could be made. */
type Bare = Pick<Frozen, 'segment_id' | 'kind' | 'level' | 'list' | 'language' | 'text' | 'asset'> & Partial<Pick<Frozen, 'position'>>

export interface TextList {
  ordered: boolean
  items: { passage: Passage; lists: TextList[] }[]
}

export type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; passage: Passage }
  | { kind: 'paragraph' | 'quotation' | 'caption' | 'code' | 'rule'; passage: Passage }
  | { kind: 'list'; list: TextList }
  | { kind: 'figure'; figure: Figure }

/** A picture; the words of `alt` stand in for it. */
export interface Figure {
  alt: Passage
  /** Null for one that is no longer there. */
  picture: Picture | null
  caption: Passage | null
}

/** Anything that is read paragraph by paragraph. */
export interface Reading {
  blocks: Block[]
}

export interface Author {
  name: Passage
  role: Passage | null
}

/** A paragraph with its words set for readers. */
export function shownRow({ segment_id, kind, level, list, language, text, asset, position }: Bare, mark: Mark | null,
  { both }: Typesetter, pictures: Pictures): Shown {
  const words = kind === 'code' ? { text, textHtml: '' } : both(text, language)
  const number = position === undefined ? null : position + 1
  return { segment: segment_id, kind, level, list, language, ...words, mark, number, picture: pictures.get(asset ?? '') ?? null }
}

export function passageOf({ segment, language, text, textHtml, mark, number, former, field }: Shown): Passage {
  return { segment, language, text, textHtml, mark, number, ...former && former.length > 0 && { former }, ...field && { field } }
}

/**
 * What stands under the title, lead and byline aside: neighbouring list items become lists within lists, headings skip no level, a
 * picture takes the caption that follows it.
 */
export function blocksOf(rows: readonly Shown[]): Block[] {
  const blocks: Block[] = []
  const depthOf = headingDepths()
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    if (row?.kind === 'list_item') {
      const end = rows.findIndex((other, i) => i > at && other.kind !== 'list_item')
      const items = rows.slice(at, end === -1 ? rows.length : end)
      blocks.push(...listsOf(items).map((list) => ({ kind: 'list' as const, list })))
      at += items.length - 1
    } else if (row?.kind === 'heading') {
      blocks.push({ kind: 'heading', level: depthOf(row.level), passage: passageOf(row) })
    } else if (row) {
      blocks.push(...leafOf(row, blocks.at(-1)))
    }
  }
  return blocks
}

/** Level two for the highest, one more for each level below it that is there: none is skipped, and equals stay equal. */
export function headingDepths(): (level: number) => 2 | 3 | 4 {
  const open: number[] = []
  return (level) => {
    while (open.length > 0 && (open.at(-1) ?? 0) >= level) open.pop()
    open.push(level)
    return open.length === 1 ? 2 : open.length === 2 ? 3 : 4
  }
}

/** The block of a paragraph that is neither heading nor list item; none for what stands elsewhere, and for the caption of `last`. */
function leafOf(row: Shown, last: Block | undefined): Block[] {
  const { kind } = row
  if (kind === 'image') return [{ kind: 'figure', figure: { alt: passageOf(row), picture: row.picture, caption: null } }]
  if (kind === 'caption' && last?.kind === 'figure' && !last.figure.caption) {
    last.figure.caption = passageOf(row)
    return []
  }
  const leaf = kind === 'paragraph' || kind === 'quotation' || kind === 'caption' || kind === 'code' || kind === 'rule'
  return leaf ? [{ kind, passage: passageOf(row) }] : []
}

/** Items deeper than the first go into the item before them; another kind of list at the same depth is another list. */
function listsOf(items: readonly Shown[]): TextList[] {
  const [first] = items
  const lists: TextList[] = []
  let inner: Shown[] = []
  const closeInner = () => {
    lists.at(-1)?.items.at(-1)?.lists.push(...listsOf(inner))
    inner = []
  }
  for (const item of items) {
    if (first && item.level > first.level) {
      inner.push(item)
      continue
    }
    closeInner()
    const ordered = item.list === 'ordered'
    const last = lists.at(-1)
    const own = { passage: passageOf(item), lists: [] }
    if (last?.ordered === ordered) last.items.push(own)
    else lists.push({ ordered, items: [own] })
  }
  closeInner()
  return lists
}

/** Each name with the role that follows it. */
export function authorsOf(rows: readonly Shown[]): Author[] {
  const authors: Author[] = []
  for (const row of rows) {
    const last = authors.at(-1)
    if (row.kind === 'author_name') authors.push({ name: passageOf(row), role: null })
    else if (row.kind === 'author_role' && last && last.role === null) last.role = passageOf(row)
  }
  return authors
}
