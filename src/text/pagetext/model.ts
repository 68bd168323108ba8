/** What a page of plain text turns out to be: the article's blocks, and what merely stood around it. */
export interface PageText { blocks: Block[] }

/** `level`: 2–4 for a heading, nesting from 1 for a list item. `lines`: first and last line of the input, from 1. */
export interface Block {
  kind: BlockKind | 'aside'
  aside?: AsideKind
  text: string
  level?: number
  list?: ListKind
  /** Of an image: the name its text calls it by, and the hash of its picture once there is one. */
  picture?: { file: string; asset: string | null }
  lines: [first: number, last: number]
  doubts: HyphenDoubt[]
  /** Where other blocks were joined to it, the last one last. */
  seams?: Seam[]
}

export type BlockKind =
  | 'title' | 'lead' | 'heading' | 'paragraph' | 'list_item' | 'quotation' | 'image' | 'caption' | 'code' | 'rule' | 'author_name' | 'author_role'

/** What is on the page and not part of the article. */
export type AsideKind = 'masthead' | 'mission' | 'teaser' | 'contacts' | 'other'

export type ListKind = 'ordered' | 'bulleted'

/** A word broken at a line end that could be meant either way; `chosen` is what stands in the text. */
export interface HyphenDoubt { kept: string; dropped: string; chosen: 'kept' | 'dropped' }

/** A block that was joined: where it began, its first letters, and what it was before. */
export interface Seam extends Pick<Block, 'kind' | 'aside' | 'level' | 'list' | 'lines'> { at: number; opening: string }

/** Is this a word of the language? */
export type WordCheck = (word: string) => boolean

export interface PageOptions { language: string; isWord?: WordCheck }
