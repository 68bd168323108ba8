import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import { canonicalJson } from '../text/canonical.ts'
import { textHash } from '../text/hash.ts'

/** One person's texts in one language, written from one moment to another, the second excluded. */
export interface Selection {
  person: Id
  language: Language
  from: Timestamp
  to: Timestamp
}

/** A text as far as it must be known to tell whose it is. */
interface Written {
  revision: Id
  writer: Id
  written: Timestamp
}

/** An approval that nobody revoked. */
export interface Approval extends Written {
  decision: Id
  reviewer: Id
  at: Timestamp
  eyes: 'one' | 'two'
  /** The text came with a change of the article's structure that split or joined paragraphs. */
  structural: boolean
}

export interface Proposed extends Written {
  proposal: Id
  submission: Id
  sender: Id
  sourceRevision: Id | null
  minor: boolean
  /** The proposal that this one, a reviewer's edit, took the place of. */
  instead: (Omit<Proposed, 'instead'>) | null
}

export interface Returned extends Written {
  decision: Id
}

/** All that undoing must know of a paragraph in a language. */
export interface Edited {
  segment: Id
  article: Id
  isSource: boolean
  trashed: boolean
  /** Its place among the article's paragraphs, or the one it had before it was removed. */
  position: number
  kind: SegmentKind
  removed: boolean
  /** In the order they were made. */
  approvals: readonly Approval[]
  proposal: Proposed | null
  returned: Returned | null
  /** When their newest text of the period was written. */
  written: Timestamp
}

/** What undoing does to a paragraph. */
export interface Undoing {
  /** Approvals that count no more, the newest first. */
  revoked: readonly Approval[]
  closed: Proposed | null
  givenUp: Returned | null
  /** What is approved then. */
  approved: Approval | null
  /** What waits for review then, and is put there again, or was there all the time. */
  waiting: Omit<Proposed, 'instead'> | null
  /** The text that goes: what readers of the desk see as the newest now. */
  gone: Written
}

type Why = 'trash' | 'changed' | 'own_later' | 'first_text' | 'structure' | 'nothing'

/** Why nothing is done to a paragraph: `changed` by somebody else since; nothing of theirs stands there. */
export interface Untouched { why: Why; stands: Written | null }

type Judged = { undoing: Undoing; untouched: null } | { undoing: null; untouched: Untouched }

/** What stands in a paragraph of theirs, and what would stand there without it. */
export function judge(one: Edited, { person, from, to }: Selection): Judged {
  const isTheirs = (text: Written | null) => text !== null && text.writer === person && text.written >= from && text.written < to
  const { approvals, proposal } = one
  const newest = approvals.at(-1) ?? null
  const head = proposal ?? one.returned ?? newest
  if (one.trashed) return leave('trash', head)
  const revoked = revocable(one, isTheirs)
  const first = one.isSource && newest === null
  const closed = isTheirs(proposal) && !first ? proposal : null
  const givenUp = isTheirs(one.returned) && !first && (proposal === null || closed) ? one.returned : null
  const gone = closed ?? givenUp ?? revoked[0]
  if (!gone) return leave(whyNot(one, head, isTheirs, person), head)
  const waiting = closed ? stillOthers(closed, isTheirs) : proposal
  return { undoing: { revoked, closed, givenUp, approved: approvals.at(-1 - revoked.length) ?? null, waiting, gone }, untouched: null }
}

/** Approved texts of theirs, down to the first that is not, or that gave the paragraph its shape; an original keeps its first words. */
function revocable({ approvals, isSource }: Edited, isTheirs: (text: Written) => boolean): Approval[] {
  const end = approvals.findLastIndex((approval) => approval.structural || !isTheirs(approval))
  return approvals.slice(isSource ? Math.max(end, 0) + 1 : end + 1).toReversed()
}

function stillOthers({ instead }: Proposed, isTheirs: (text: Written) => boolean): Undoing['waiting'] {
  return instead && !isTheirs(instead) ? instead : null
}

function whyNot(
  { approvals, isSource, written }: Edited, head: Written | null, isTheirs: (text: Written | null) => boolean, person: Id,
): Why {
  // An older text stands there: theirs was returned, taken back, or undone.
  if (!head || head.written < written) return 'nothing'
  if (isTheirs(head)) return approvals.at(-1)?.structural ? 'structure' : isSource ? 'first_text' : 'nothing'
  return head.writer === person ? 'own_later' : 'changed'
}

function leave(why: Why, stands: Written | null): Judged {
  return { undoing: null, untouched: { why, stands } }
}

/** Of all that undoing a paragraph depends on: another mark, another undoing. */
export function markOf({ segment }: Pick<Edited, 'segment'>, { revoked, closed, givenUp, approved, waiting }: Undoing): string {
  return textHash(canonicalJson([
    segment, revoked.map(({ decision }) => decision), closed?.proposal ?? null, givenUp?.decision ?? null, approved?.decision ?? null,
    waiting?.proposal ?? null,
  ])).slice(0, 32)
}
