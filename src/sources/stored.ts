import type { Db, Tx } from '../db/schema.ts'
import { withStoredLinks } from '../segments/links.ts'
import type { Block, SourceState } from './model.ts'

/** The changed text as it is stored: links to articles of the site in no language. Words of the original stay as they stand in it. */
export function storedBlocks(db: Db | Tx, { rows, archived }: SourceState, blocks: readonly Block[]): Promise<Block[]> {
  return withStoredLinks(db, blocks, new Set([...rows, ...archived].map(({ text }) => text)))
}
