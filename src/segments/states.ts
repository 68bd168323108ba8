import type { OpenProposal, SourceText, Words } from './model.ts'

export type Step = 'in_step' | 'behind' | 'diverged'
type Work = 'none' | 'draft' | 'waiting_review' | 'waiting_confirmation' | 'returned'

/** In the order of lists: what asks for somebody first comes first. */
export const HEADLINES = ['returned', 'waiting', 'draft', 'behind', 'approved', 'not_started'] as const
export type Headline = (typeof HEADLINES)[number]

export interface SegmentState {
  approved: boolean
  /** Null in the source language, and while nothing is approved. */
  step: Step | null
  work: Work
  headline: Headline
}

/** A source text as far as states depend on it. */
export type SourceMark = Pick<SourceText, 'hash' | 'substance'>

/** The least that must be known of a segment in a language; `SegmentFacts` say all of it and more. */
export interface StateFacts {
  source: SourceMark | null
  approved: Pick<Words, 'hash'> & { source: SourceMark | null } | null
  proposal: Pick<OpenProposal, 'hash' | 'awaits'> | null
  returned: object | null
  draft: object | null
}

/** The one place where facts become states. */
export function stateOf(facts: StateFacts): SegmentState {
  const state = { approved: facts.approved !== null, step: stepOf(facts), work: workOf(facts) }
  return { ...state, headline: headlineOf(state) }
}

/** In step: approved against this very source text, or one of the same substance. Nothing else, anywhere. */
export function isInStep(madeFrom: SourceMark, source: SourceMark): boolean {
  return madeFrom.hash === source.hash || madeFrom.substance === source.substance
}

function stepOf({ source, approved, proposal }: StateFacts): Step | null {
  if (!approved?.source || !source) return null
  if (isInStep(approved.source, source)) return 'in_step'
  return proposal && proposal.hash !== approved.hash ? 'diverged' : 'behind'
}

function workOf({ proposal, returned, draft }: StateFacts): Work {
  if (proposal) return proposal.awaits === 'confirmation' ? 'waiting_confirmation' : 'waiting_review'
  if (returned) return 'returned'
  return draft ? 'draft' : 'none'
}

function headlineOf({ approved, step, work }: Omit<SegmentState, 'headline'>): Headline {
  if (work === 'returned') return 'returned'
  if (work === 'waiting_review' || work === 'waiting_confirmation') return 'waiting'
  if (work === 'draft') return 'draft'
  if (step === 'behind' || step === 'diverged') return 'behind'
  return approved ? 'approved' : 'not_started'
}

/** How many segments stand under each headline; every headline is there. */
export function countHeadlines(states: readonly SegmentState[]): Record<Headline, number> {
  const counts = { returned: 0, waiting: 0, draft: 0, behind: 0, approved: 0, not_started: 0 }
  for (const { headline } of states) counts[headline] += 1
  return counts
}
