/** What a page of plain text turns out to be: the article's blocks, and what merely stood around it. */
export interface PageText { blocks: Block[] }

/** `level`: 2–4 for a heading, nesting from 1 for a list item. `lines`: first and last line of the input, from 1. */
export interface Block {
  kind: BlockKind | 'aside'
  aside?: AsideKind
  text: string
  level?: number
  list?: ListKind
  lines: [first: number, last: number]
  doubts: HyphenDoubt[]
}

export type BlockKind = 'title' | 'lead' | 'heading' | 'paragraph' | 'list_item' | 'quotation' | 'author_name' | 'author_role'

/** What is on the page and not part of the article. */
export type AsideKind = 'masthead' | 'mission' | 'teaser' | 'contacts' | 'other'

export type ListKind = 'ordered' | 'bulleted'

/** A word broken at a line end that could be meant either way; `chosen` is what stands in the text. */
export interface HyphenDoubt { kept: string; dropped: string; chosen: 'kept' | 'dropped' }

/** Is this a word of the language? */
export type WordCheck = (word: string) => boolean

export interface PageOptions { language: string; isWord?: WordCheck }
