import type { Id } from '../db/columns.ts'
import type { OutlineRow } from '../segments/model.ts'
import type { ProposalMark } from './store.ts'

/** Paragraphs of one section: as much as somebody reads with care in one go. */
const MOST_ROWS = 20
// A form with more could be larger than a form may be.
const MOST_CHARACTERS = 120_000
/** Paragraphs that can be approved or returned on one page. */
const MOST_AT_ONCE = 300

/** A stretch of a submission that is read in one go. */
export interface Section {
  paragraphs: number
  /** Proposals in it that wait. */
  open: Id[]
}

/** Stretches of the article that fit into one form. By first proposals, so that what is decided never moves the others. */
export function sliced(outline: readonly OutlineRow[], marks: ReadonlyMap<Id, ProposalMark[]>): Id[][] {
  const slices: Id[][] = [[]]
  let characters = 0
  for (const { segment } of outline) {
    const length = marks.get(segment)?.[0]?.length ?? 0
    const last = slices.at(-1) ?? []
    if (last.length > 0 && (last.length === MOST_ROWS || characters + length > MOST_CHARACTERS)) {
      slices.push([segment])
      characters = length
    } else {
      last.push(segment)
      characters += length
    }
  }
  return slices
}

export function isOpen(chain: readonly ProposalMark[] | undefined): boolean {
  return openIn(chain).length > 0
}

export function openIn(chain: readonly ProposalMark[] | undefined): Id[] {
  const last = chain?.at(-1)
  return last?.closedAt === null ? [last.id] : []
}

export function openOnes(outline: readonly OutlineRow[], marks: ReadonlyMap<Id, ProposalMark[]>): Id[] {
  return outline.filter(({ segment }) => isOpen(marks.get(segment))).slice(0, MOST_AT_ONCE).map(({ segment }) => segment)
}
