/** A paragraph as the article has it now; `hash` is `textHash(text)`, the rest as in the outline. */
export interface OldBlock extends NewBlock { id: string; hash: string }

/** A paragraph that was removed earlier and may come back. */
export interface ArchivedBlock { id: string; text: string; hash: string; kind: string; asset?: string | null }

/** A paragraph of the changed text. An image whose picture is not known yet has no asset: it fits any picture. */
export interface NewBlock { text: string; kind: string; level: number; list: string | null; asset?: string | null }

export type Change =
  'unchanged' | 'typography' | 'edited' | 'moved' | 'moved_edited' | 'split' | 'merged' | 'new' | 'removed' | 'returned'

/** What became of the text, one for each new block. */
export interface Aligned {
  change: Exclude<Change, 'removed'>
  /** Old ids: none of a new one, one as a rule, two or more of a merged one; the archived id of one that returned. */
  from: readonly string[]
  /** The identity it carries on: the first part of a split has it, a merged one has the first id of `from`. Null: it needs a new one. */
  keeps: string | null
  /** Which part of a split it is, from 1; the parts stand side by side and share one id in `from`. */
  part?: number
  /** 0 to 1: how much of the words is the same; below 1 where the text is not. Of a new one: to what is offered. */
  similarity: number
  /** Stands elsewhere among the blocks that stayed; also beside `typography`, `split` and `merged`. */
  moved: boolean
  /** Another kind, level or list than before. */
  kindChanged: boolean
  /** An image with another picture than before. */
  pictureChanged: boolean
  /** An archived block whose text is similar, for a person to decide. */
  offered?: string
}

/** `position` is its old index; `at` the index of the new block before which it stood, or their number if after all. */
export interface Removed { id: string; position: number; at: number }

export interface Alignment { blocks: Aligned[]; removed: Removed[] }
