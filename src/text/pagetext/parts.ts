import type { AsideKind, BlockKind, HyphenDoubt } from './model.ts'
import type { Piece } from './pieces.ts'

/** A piece with its text put together: what the kinds of blocks are told by. */
export interface Part { piece: Piece; text: string; doubts: HyphenDoubt[] }

/** What a part is; `joined`: it belongs to the block of the part before (a teaser's beginning to its title). */
export interface Role { kind: BlockKind | 'aside'; aside?: AsideKind; level?: number; joined?: boolean; byline?: { name: string; role: string } }

export const isItem = (part: Part | undefined): boolean => part?.piece.item !== undefined

/** A line that could be a title: short, without a full stop, not a line of speech. */
export function isTitleLike({ text, piece }: Part, longest: number): boolean {
  return !piece.item && text.length <= longest && piece.lines.length <= 4 && !/^[—–-]/u.test(text) && /[\p{L}\p{N}]/u.test(text)
    && (!/[.;,:]$/u.test(text.slice(-1)) || text.endsWith('...'))
}

/** A paragraph of running text, as opposed to headings, bylines and other short lines. */
export function isProse(part: Part | undefined): boolean {
  return part !== undefined && !part.piece.item && (part.text.length > 120 || /[.!?…:]["”»)]?$/u.test(part.text.slice(-2)))
}
