import type { Id, Language } from '../db/columns.ts'
import type { ListKind, SegmentKind } from '../db/tables/article.ts'
import { textHtml } from '../text/diff-html.ts'

/** `behind`: older than the original; `gap`: in the original's language; `missing`: no text at all yet (in a preview). */
export type Mark = 'behind' | 'gap' | 'missing'

/** A paragraph as it is to be shown, in the order of the article. */
export interface Shown {
  segment: Id
  kind: SegmentKind
  level: number
  list: ListKind | null
  language: Language
  text: string
  mark: Mark | null
}

/** The words of one paragraph: `id="p-<segment>"`, its language, its marks. */
export interface Passage {
  segment: Id
  language: Language
  text: string
  textHtml: string
  mark: Mark | null
}

export interface TextList {
  ordered: boolean
  items: { passage: Passage; lists: TextList[] }[]
}

type Block =
  | { kind: 'heading'; level: 2 | 3 | 4; passage: Passage }
  | { kind: 'paragraph' | 'quotation'; passage: Passage }
  | { kind: 'list'; list: TextList }

/** Anything that is read paragraph by paragraph. */
export interface Reading {
  blocks: Block[]
}

export interface Author {
  name: Passage
  role: Passage | null
}

export function passageOf({ segment, language, text, mark }: Shown): Passage {
  return { segment, language, text, textHtml: textHtml(text), mark }
}

/** What stands under the title, lead and byline aside: neighbouring list items become lists within lists, headings skip no level. */
export function blocksOf(rows: readonly Shown[]): Block[] {
  const blocks: Block[] = []
  let depth = 1
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    if (row?.kind === 'list_item') {
      const end = rows.findIndex((other, i) => i > at && other.kind !== 'list_item')
      const items = rows.slice(at, end === -1 ? rows.length : end)
      blocks.push(...listsOf(items).map((list) => ({ kind: 'list' as const, list })))
      at += items.length - 1
    } else if (row?.kind === 'heading') {
      depth = Math.min(Math.max(row.level, 2), depth + 1, 4)
      blocks.push({ kind: 'heading', level: depth === 2 ? 2 : depth === 3 ? 3 : 4, passage: passageOf(row) })
    } else if (row?.kind === 'paragraph' || row?.kind === 'quotation') {
      blocks.push({ kind: row.kind, passage: passageOf(row) })
    }
  }
  return blocks
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

const SENTENCE_END = /[.!?…]["»”’)]*(?= )/gu

/** The beginning of a text, at most `most` characters: whole sentences if they fill half of that, else whole words and … */
export function excerptOf(text: string, most: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most + 1)
  const sentence = [...cut.matchAll(SENTENCE_END)].map((end) => end.index + end[0].length).filter((end) => end <= most).at(-1) ?? 0
  if (sentence >= most / 2) return line.slice(0, sentence)
  const words = cut.slice(0, Math.max(cut.lastIndexOf(' ', most - 1), 0)) || line.slice(0, most - 1)
  return `${words.replace(/[\s,;:.—–-]+$/u, '')}…`
}

const CHARACTERS_A_MINUTE = 1500

/** Reading time in minutes, by characters: the same in both languages, whose words differ in length. */
export function minutesOf(rows: readonly Pick<Shown, 'text'>[]): number {
  return Math.max(1, Math.ceil(rows.reduce((sum, { text }) => sum + text.length, 0) / CHARACTERS_A_MINUTE))
}
