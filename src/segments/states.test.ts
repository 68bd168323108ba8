import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countHeadlines, HEADLINES, isInStep, stateOf, type StateFacts } from './states.ts'

const SOURCES = [null, { revision: 's1', text: 'One', hash: 'h1', substance: 'a' }, { revision: 's2', text: 'Two', hash: 'h2', substance: 'b' }] as const
const AT = '2026-01-01T00:00:00.000Z'

/** Every combination of facts: what the source is, what was approved against what, what is open, drafted, returned. */
function* everyFacts(): Generator<StateFacts> {
  const words = { revision: 'r', text: 'Текст', hash: 't' }
  const approvals = [null, ...SOURCES.map((source) => ({
    ...words, decision: 'd', outcome: 'approved' as const, eyes: 'two' as const, writer: 'ada', reviewer: 'rev', at: AT, origin: 'written' as const,
    source, substance: null, sender: 'ada',
  }))]
  const proposals = [null, ...(['review', 'confirmation'] as const).flatMap((awaits) => ['t', 'other'].map((hash) => ({
    ...words, hash, id: 'p', submission: 's', sender: 'ada', writer: 'ada', awaits, sourceRevision: 's1', baseRevision: null, editedFrom: null, at: AT,
  })))]
  const returns = [null, { ...words, decision: 'd', reason: 'Ні', reviewer: 'rev', writer: 'ada', at: AT }]
  const drafts = [null, { text: 'Чернетка', baseRevision: null, sourceRevision: 's1', version: 1, at: AT }]
  const open = proposals.flatMap((proposal) => returns.flatMap((returned) => drafts.map((draft) => ({ proposal, returned, draft }))))
  for (const source of SOURCES) for (const approved of approvals) for (const rest of open) yield { source, approved, ...rest }
}

describe('the state of a paragraph', () => {
  const all = [...everyFacts()]

  it('has one headline for every combination of facts, the most pressing one (P15)', () => {
    for (const facts of all) {
      const state = stateOf(facts)
      const true_ = {
        returned: facts.proposal === null && facts.returned !== null,
        waiting: facts.proposal !== null,
        draft: facts.draft !== null,
        behind: state.step === 'behind' || state.step === 'diverged',
        approved: facts.approved !== null,
        not_started: true,
      }
      assert.equal(state.headline, HEADLINES.find((headline) => true_[headline]), JSON.stringify(facts))
    }
  })

  it('stands in step only by the hash or the substance of the source it was approved against', () => {
    for (const facts of all) {
      const { step } = stateOf(facts)
      if (!facts.source || !facts.approved?.source) assert.equal(step, null)
      else assert.equal(step === 'in_step', isInStep(facts.approved.source, facts.source))
    }
  })

  it('is diverged when the target has other words open over a source that moved, and only then', () => {
    for (const facts of all) {
      const { step } = stateOf(facts)
      const moved = step === 'behind' || step === 'diverged'
      assert.equal(step === 'diverged', moved && facts.proposal !== null && facts.proposal.hash !== facts.approved?.hash)
    }
  })

  it('keeps being approved whatever else is open', () => {
    for (const facts of all) assert.equal(stateOf(facts).approved, facts.approved !== null)
  })

  it('is counted once', () => {
    const counts = countHeadlines(all.map(stateOf))
    assert.equal(Object.values(counts).reduce((sum, count) => sum + count, 0), all.length)
  })
})
