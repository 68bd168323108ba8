import { headOf, type SegmentFacts } from '../segments/model.ts'
import { textHash } from '../text/hash.ts'
import { mergeTexts } from '../text/merge.ts'
import { proposesText, type Correction } from './model.ts'

/** `theirs`: the reader's words; `merged`: these and what changed meanwhile; `own`: nothing is written. */
export interface Way {
  how: 'theirs' | 'merged' | 'own'
  /** What would stand in the draft; null where it stays as it is. */
  text: string | null
}

interface Ways {
  ways: Way[]
  /** The words that are there now: one's own draft, else the newest under work. */
  now: string
  isDraft: boolean
  /** Other words stand there than the reader saw. */
  moved: boolean
  /** A hash of what stands there: whoever chooses names it as shown. */
  mark: string
}

const MARK_LENGTH = 16

/** What may become of a correction in the hands of the person whose draft the facts hold; the best first. */
export function waysToTake(
  correction: Pick<Correction, 'shown' | 'text' | 'language'>, facts: Pick<SegmentFacts, 'draft' | 'proposal' | 'returned' | 'approved'>,
): Ways {
  const { shown, text, language } = correction
  const head = headOf(facts)
  const now = facts.draft?.text ?? head?.text ?? ''
  const mark = textHash(`${head?.revision ?? ''} ${facts.draft?.version ?? 0}`).slice(0, MARK_LENGTH)
  const moved = now !== shown
  const merged = moved && proposesText(correction) ? mergeTexts(shown, text, now, language) : null
  const ways: Way[] = [
    ...merged !== null && merged !== now && merged !== text ? [{ how: 'merged' as const, text: merged }] : [],
    ...proposesText(correction) && text !== now ? [{ how: 'theirs' as const, text }] : [],
    { how: 'own', text: null },
  ]
  return { ways, now, isDraft: facts.draft !== null, moved, mark }
}
