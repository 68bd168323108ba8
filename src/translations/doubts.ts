import { compareMarks, mendLinks, snippetOf } from '../checks/markup.ts'
import type { Id } from '../db/columns.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { storeLinks } from '../text/links.ts'

/** What is asked before a text goes to review: a draft may always be saved, and it may be meant so. */
export type Doubt =
  | { about: 'same_as_original' | 'torn_link' }
  | { about: 'missing_link' | 'missing_code' | 'extra_link' | 'extra_code'; item: string; insert: string | null }

/** Paragraphs whose original stays as it is on purpose: so it was said of these very words before. */
export type Meant = ReadonlySet<Id>

type Judged = Pick<SegmentFacts, 'segment' | 'source' | 'approved' | 'links'>

/** What stands out in a translation beside its original; nothing where the words were approved already. */
export function doubtsOf({ segment, source, approved, links }: Judged, typed: string, meant: Meant = new Set()): Doubt[] {
  if (!source || typed === '' || typed === approved?.text) return []
  // A link to an article is the same link in the address of every language.
  const [text, original] = links ? [storeLinks(typed, links), storeLinks(source.text, links)] : [typed, source.text]
  if (text === original) return /\p{L}/u.test(text) && !meant.has(segment) ? [{ about: 'same_as_original' }] : []
  const torn: Doubt[] = mendLinks(text) === text ? [] : [{ about: 'torn_link' }]
  return [...torn, ...compareMarks(original, text).map((fault): Doubt => ({
    about: `${fault.sign}_${fault.kind}`, item: fault.item, insert: fault.sign === 'missing' ? snippetOf(fault) : null,
  }))]
}
