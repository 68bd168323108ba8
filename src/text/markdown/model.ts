import type { Block, BlockKind, ListKind } from '../pagetext/model.ts'

/** What was not kept as it stood, or not at all: each code has its sentence, `items` are the words it is about. */
export interface Notice { code: NoticeCode; items: readonly string[] }

type NoticeCode =
  | 'front_matter' | 'unreadable_front_matter' | 'html' | 'html_block' | 'link_title' | 'unsafe_link' | 'code_language' | 'unused_definition' | 'list_start'
  | 'picture_link' | 'heading_address' | 'mark' | 'table' | 'page_title'

/** What a text says about the article as a whole. */
export interface Particulars {
  language: string | null
  /** ISO date of the original. */
  date: string | null
  topics: readonly string[]
  /** Kind of publication, in the author's words. */
  genre: string | null
}

export const NO_PARTICULARS: Particulars = { language: null, date: null, topics: [], genre: null }

/** A text with marks, understood. Every word of it is in a block, in a notice or in the particulars. */
export interface MarkedText { blocks: Block[]; notices: Notice[]; particulars: Particulars }

/** Collects notices, one for each code, in the order they came up. */
export class Notices {
  readonly #items = new Map<NoticeCode, string[]>()

  #size = 0

  /** How many things were noticed. */
  get size(): number {
    return this.#size
  }

  add(code: NoticeCode, ...items: readonly string[]): void {
    this.#size += 1
    const known = this.#items.get(code)
    if (known) known.push(...items)
    else this.#items.set(code, [...items])
  }

  list(): Notice[] {
    return [...this.#items].map(([code, items]) => ({ code, items }))
  }
}

/** A paragraph of an article as its original has it. */
export interface MarkedRow {
  kind: BlockKind
  /** Heading level 2–4, list nesting from 1, else 0. */
  level: number
  list: ListKind | null
  /** Hash of an image's picture. */
  asset: string | null
  text: string
}
