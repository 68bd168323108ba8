import { LONGEST_SEGMENT, MOST_SEGMENTS } from '../articles/model.ts'
import type { Unusable } from '../assets/model.ts'
import type { TextProblem } from '../text/clean.ts'
import type { Block } from '../text/pagetext/model.ts'

export type FaultCode =
  | TextProblem | Exclude<Unusable, 'kind'> | 'not_picture' | 'kind' | 'empty' | 'empty_line' | 'second_title' | 'no_title' | 'no_text' | 'over_limit' | 'nothing_to_split' | 'word_gone'
  | 'no_picture' | 'no_alternative' | 'language_unknown' | 'language_differs' | 'date' | 'genre' | 'topics' | 'seam_gone'

/** What has to be put right, and where: in a block (by index), in the message, in the article as a whole, its language or its details. */
export interface Fault {
  at: number | 'message' | 'article' | 'language' | 'details'
  code: FaultCode
}

/** Kept low enough that a form of so many blocks can always be sent. */
export const MOST_BLOCKS = 2 * MOST_SEGMENTS

const TEXTS = new Set<Block['kind']>(['lead', 'paragraph', 'list_item', 'quotation'])

/** Why the blocks cannot be brought in as they are; none: they can. */
export function findFaults(blocks: readonly Block[]): Fault[] {
  const titles = blocks.flatMap(({ kind }, at) => kind === 'title' ? [at] : [])
  const whole: FaultCode[] = [
    ...titles.length === 0 ? ['no_title' as const] : [],
    ...blocks.some(({ kind }) => TEXTS.has(kind)) ? [] : ['no_text' as const],
    ...hasTooMany(blocks) ? ['over_limit' as const] : [],
  ]
  return inOrder([
    ...whole.map((code): Fault => ({ at: 'article', code })),
    ...titles.slice(1).map((at): Fault => ({ at, code: 'second_title' })),
    ...blocks.flatMap((block, at) => block.kind === 'aside' ? [] : faultsOfBlock(block).map((code): Fault => ({ at, code }))),
  ])
}

/** Faults that are known already, and those found besides; a block with a known one is not judged again. */
export function addFaults(known: readonly Fault[], found: readonly Fault[]): Fault[] {
  const judged = new Set(known.flatMap(({ at }) => typeof at === 'number' ? [at] : []))
  return inOrder([...known, ...found.filter(({ at }) => typeof at !== 'number' || !judged.has(at))])
}

/** What is about the whole first, then the blocks as they stand on the page. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const place = ({ at }: Fault) => typeof at === 'number' ? at : -1
  return faults.toSorted((a, b) => place(a) - place(b))
}

export function hasTooMany(blocks: readonly Block[]): boolean {
  return blocks.length > MOST_BLOCKS || blocks.filter(({ kind }) => kind !== 'aside').length > MOST_SEGMENTS
}

function faultsOfBlock({ kind, text, picture }: Block): FaultCode[] {
  const long: FaultCode[] = text.length > LONGEST_SEGMENT ? ['too_long'] : []
  if (kind === 'image') return [...picture?.asset ? [] : ['no_picture' as const], ...text === '' ? ['no_alternative' as const] : long]
  if (text === '') return ['empty']
  return [...long, ...text.includes('\n\n') && kind !== 'code' ? ['empty_line' as const] : []]
}
