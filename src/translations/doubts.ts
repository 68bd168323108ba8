import { compareMarks, mendLinks, snippetOf } from '../checks/markup.ts'
import type { SegmentFacts } from '../segments/model.ts'

/** What is asked before a text goes to review: a draft may always be saved, and it may be meant so. */
export type Doubt =
  | { about: 'same_as_original' | 'torn_link' }
  | { about: 'missing_link' | 'missing_code' | 'extra_link' | 'extra_code'; item: string; insert: string | null }

/** What stands out in a translation beside its original; nothing where the words were approved already. */
export function doubtsOf({ source, approved }: Pick<SegmentFacts, 'source' | 'approved'>, text: string): Doubt[] {
  if (!source || text === '' || text === approved?.text) return []
  if (text === source.text) return /\p{L}/u.test(text) ? [{ about: 'same_as_original' }] : []
  const torn: Doubt[] = mendLinks(text) === text ? [] : [{ about: 'torn_link' }]
  return [...torn, ...compareMarks(source.text, text).map((fault): Doubt => ({
    about: `${fault.sign}_${fault.kind}`, item: fault.item, insert: fault.sign === 'missing' ? snippetOf(fault) : null,
  }))]
}
