import { changeKind, flipHyphen, joinWithPrevious, partAgain, splitAtEmptyLines } from '../text/pagetext/edit.ts'
import type { Block } from '../text/pagetext/model.ts'
import { MOST_BLOCKS, type Fault } from './faults.ts'
import { canJoin, canSplit } from './rows.ts'
import { seamIn } from './seams.ts'

/** What a button of the preview asks for; `at` is the index of a block. */
type Act =
  | { act: 'update' | 'read' }
  | { act: 'join' | 'part' | 'split' | 'leave' | 'take' | 'show'; at: number }
  | { act: 'flip'; at: number; doubt: number }

/** Reads the value of the pressed button; null for what no button of these blocks says. */
export function readAct(value: string | undefined, blocks: readonly Block[]): Act | null {
  if (value === undefined || value === 'update') return { act: 'update' }
  if (value === 'read') return { act: 'read' }
  const [, act, number, doubt] = /^(join|part|split|leave|take|show|flip):([1-9]\d{0,5})(?::(\d{1,4}))?$/.exec(value) ?? []
  const at = Number(number) - 1
  const block = blocks[at]
  if (!block) return null
  if (act === 'flip') return block.doubts[Number(doubt)] ? { act, at, doubt: Number(doubt) } : null
  if (doubt !== undefined || (act === 'join' && !canJoin(blocks, at)) || (act === 'split' && !canSplit(block))) return null
  return act === 'join' || act === 'part' || act === 'split' || act === 'leave' || act === 'take' || act === 'show' ? { act, at } : null
}

interface Done {
  blocks: Block[]
  /** Index of the block to go on at; null: from the top. */
  focus: number | null
  faults: Fault[]
}

/** Does what was asked; what cannot be done changes nothing and says so. */
export function perform(blocks: Block[], act: Act): Done {
  switch (act.act) {
    case 'update':
    case 'read': return done(blocks, null)
    case 'show': return done(blocks, act.at)
    case 'join': return done(joinWithPrevious(blocks, act.at), act.at - 1)
    case 'part': return part(blocks, act.at)
    case 'leave': return done(changeKind(blocks, act.at, 'aside'), act.at)
    case 'take': return done(changeKind(blocks, act.at, blocks[act.at]?.picture ? 'image' : 'paragraph'), act.at)
    case 'split': return split(blocks, act.at)
    case 'flip': return flip(blocks, act)
  }
}

function split(blocks: Block[], at: number): Done {
  const parted = splitAtEmptyLines(blocks, at)
  if (parted.length > MOST_BLOCKS) return done(blocks, at, [{ at, code: 'over_limit' }])
  return done(parted, at, parted.length > blocks.length ? [] : [{ at, code: 'nothing_to_split' }])
}

function part(blocks: Block[], at: number): Done {
  const seam = seamIn(blocks[at] ?? { text: '' })
  return seam < 0 ? done(blocks, at, [{ at, code: 'seam_gone' }]) : done(partAgain(blocks, at, seam), at + 1)
}

function flip(blocks: Block[], { at, doubt }: { at: number; doubt: number }): Done {
  const flipped = flipHyphen(blocks, at, doubt)
  return done(flipped, at, flipped[at]?.text === blocks[at]?.text ? [{ at, code: 'word_gone' }] : [])
}

function done(blocks: Block[], focus: number | null, faults: Fault[] = []): Done {
  return { blocks, focus, faults }
}
