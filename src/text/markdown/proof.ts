import { countSigns } from '../inline.ts'
import type { Block } from '../pagetext/model.ts'
import type { MarkedRow } from './model.ts'
import { readMarkdown } from './read.ts'

/** A text with more signs than this is not tried: reading takes longer than in proportion. */
const MOST_SIGNS = 500
/** Nor is anything once so many were read: nobody waits longer. */
const MOST_SIGNS_IN_ALL = 20_000
/** Of plain characters so many take as long as a sign. */
const CHARACTERS_LIKE_A_SIGN = 50
/** Nothing in it can be read otherwise than it stands. */
const PROSE = /^[\p{L}«“„(—–…][\p{L}\p{M}\p{N} \u00a0\u00ad\u202f.,;:?…«»“”„"'’ʼ()—–\-%/№§°€₴$+=]*$/u

/** Tries spellings by reading them. */
export class Proof {
  #left = MOST_SIGNS_IN_ALL

  /** The first of the spellings that is read as these rows. */
  first(spellings: readonly string[], rows: readonly MarkedRow[]): string | undefined {
    if (rows.every(isProse)) return spellings[0]
    return rows.every(({ text }) => this.isShort(text)) ? spellings.find((spelling) => isReadAs(spelling, rows)) : undefined
  }

  isShort(text: string): boolean {
    const signs = countSigns(text)
    this.#left -= signs + text.length / CHARACTERS_LIKE_A_SIGN
    return signs <= MOST_SIGNS && this.#left >= 0
  }
}

function isProse({ kind, text }: MarkedRow): boolean {
  return PROSE.test(text) && text.trim() === text && kind !== 'code' && kind !== 'rule'
}

function isReadAs(spelling: string, rows: readonly MarkedRow[]): boolean {
  const { blocks, notices } = readMarkdown(spelling)
  return notices.length === 0 && blocks.length === rows.length && rows.every((row, at) => isSame(row, blocks[at]))
}

function isSame({ kind, level, list, asset, text }: MarkedRow, block: Block | undefined): boolean {
  return block?.kind === kind && block.text === text && (block.level ?? 0) === level && (block.list ?? null) === list
    && (kind !== 'image' || (block.picture?.asset ?? null) === asset)
}
