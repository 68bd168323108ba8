import type { Paragraph } from './oracle.ts'
import type { Approval, Proposal, Spoken, Text } from './oracle-texts.ts'

/** What undoing one person's texts does to a paragraph: what goes, and what stands there then. */
interface Undoing {
  revoked: Approval[]
  closed: Proposal | null
  givenUp: { text: Text } | null
  /** What a reviewer's edit had taken the place of, and waits again without it. */
  again: Proposal | null
}

/**
 * Each paragraph goes back to its previous text and state as far as its current text is theirs. An original keeps its first words and
 * the shape of its paragraphs. Null where nothing of theirs stands.
 */
export function judgeUndoing({ sides }: Paragraph, language: Spoken, name: string): Undoing | null {
  const { approvals, proposal, returned } = sides[language]
  const isTheirs = ({ text }: { text: Text }) => text.writer === name
  const revoked: Approval[] = []
  for (const one of approvals.slice(language === 'en' ? 1 : 0).toReversed()) {
    if (one.shapes || !isTheirs(one)) break
    revoked.push(one)
  }
  const closed = proposal && isTheirs(proposal) ? proposal : null
  const givenUp = returned && isTheirs(returned) && (!proposal || closed) ? returned : null
  if (revoked.length === 0 && !closed && !givenUp) return null
  return { revoked, closed, givenUp, again: closed?.instead && !isTheirs(closed.instead) ? closed.instead : null }
}

export function undo(paragraph: Paragraph, language: Spoken, { revoked, closed, givenUp, again }: Undoing): void {
  const side = paragraph.sides[language]
  revoked.forEach(() => { paragraph.revoke(language) })
  if (givenUp) side.returned = null
  if (closed) side.proposal = again && { ...again, awaits: 'review', instead: null }
}

export function isSameUndoing(one: Undoing | null, other: Undoing | null): boolean {
  if (!one || !other) return one === other
  const marks = ({ revoked, closed, givenUp, again }: Undoing) => [closed, givenUp, again, ...revoked]
  return marks(one).length === marks(other).length && marks(one).every((mark, at) => mark === marks(other)[at])
}
