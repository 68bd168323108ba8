import type { Id } from '../db/columns.ts'
import { alignBlocks } from '../text/align/align.ts'
import type { Aligned } from '../text/align/model.ts'
import { textHash } from '../text/hash.ts'
import type { Block, SourceState } from './model.ts'

const MOST_ROUNDS = 4

/**
 * What each block comes from. Words that a paragraph once had, and was approved with, are that paragraph's, however little they are
 * like the words it has now: so an original put back as it was finds every identity again.
 */
export function alignSource(state: Pick<SourceState, 'rows' | 'archived' | 'past'>, blocks: readonly Block[]): Aligned[] {
  const again = new Map<Id, string>()
  for (let round = 0; ; round++) {
    const found = align(state, blocks, again).blocks
    // What is given back to one paragraph may have been another's hold on its own words: then that one has to be given them too.
    const more = round < MOST_ROUNDS ? wordsAgain(state, blocks, found, again) : []
    if (more.length === 0) return found
    for (const [id, text] of more) again.set(id, text)
  }
}

function align({ rows, archived }: Pick<SourceState, 'rows' | 'archived'>, blocks: readonly Block[], again: ReadonlyMap<Id, string>) {
  const said = <T extends { segment: Id; text: string; hash: string }>({ segment, ...row }: T) => {
    const text = again.get(segment)
    return { ...row, id: segment, ...text === undefined ? {} : { text, hash: textHash(text) } }
  }
  return alignBlocks(rows.map(said), archived.map(said), blocks)
}

/** By paragraph the words that it had before and has again in a block that was not found to be its own; those `known` not again. */
function wordsAgain({ rows, archived, past }: Pick<SourceState, 'rows' | 'archived' | 'past'>, blocks: readonly Block[],
  found: readonly Aligned[], known: ReadonlyMap<Id, string>): [Id, string][] {
  const again = new Map<Id, string>()
  if (past.size === 0) return []
  const now = new Set([...rows, ...archived].map(({ hash }) => hash))
  const settled = new Set(found.flatMap(({ keeps, similarity }) => keeps !== null && similarity === 1 ? [keeps] : []))
  for (const [at, { text }] of blocks.entries()) {
    const { keeps = null } = found[at] ?? {}
    const hash = textHash(text)
    const owners = now.has(hash) ? [] : past.get(hash) ?? []
    if (keeps !== null && owners.includes(keeps)) continue
    const owner = owners.find((id) => !settled.has(id) && !again.has(id) && !known.has(id))
    if (owner !== undefined) again.set(owner, text)
  }
  return [...again]
}
