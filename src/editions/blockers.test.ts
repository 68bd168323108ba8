import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { SegmentFacts } from '../segments/model.ts'
import { canBeAccepted, listBlockers, type PublishingCase } from './blockers.ts'
import { composeEdition } from './model.ts'

const WORDS = { revision: 'r', text: 'Текст', hash: 'h' }
const SOURCE = { revision: 's', text: 'Text', hash: 'hs', substance: 'x' }
const APPROVED = {
  ...WORDS, decision: 'd', outcome: 'approved' as const, eyes: 'two' as const, writer: 'w', reviewer: 'v', at: '', origin: 'written' as const,
  source: SOURCE, substance: null, sender: 'w',
}
const PROPOSAL = {
  ...WORDS, id: 'p', submission: 'q', sender: 'w', writer: 'w', awaits: 'review' as const, sourceRevision: 's', baseRevision: null, editedFrom: null, minor: false, at: '',
}
const RETURNED = { ...WORDS, decision: 'd', reason: 'Ні.', reviewer: 'v', writer: 'w', sourceRevision: 's', at: '' }

function facts(position: number, change: Partial<SegmentFacts> = {}): SegmentFacts {
  return {
    segment: `s${position}`, position, kind: position === 0 ? 'title' : 'paragraph', level: 0, list: null, asset: null, language: 'uk',
    source: SOURCE, approved: APPROVED, proposal: null, returned: null, draft: null, ...change,
  }
}

function caseOf(all: readonly SegmentFacts[], change: Partial<PublishingCase> = {}, filled = true): PublishingCase {
  const published = new Map(filled ? all.map((one) => [one.segment, { ...rowOf(one), language: 'en' }]) : [])
  return {
    article: { id: 'a', source_language: 'en', trashed_at: null }, language: 'uk', mayPublish: true, facts: all,
    candidate: composeEdition(all, 'uk', published), current: null, slug: { text: 'mist', state: 'new' }, accepted: { missing: 0, behind: 0 }, ...change,
  }
}

function rowOf({ segment, position, kind }: SegmentFacts) {
  return {
    position, segment_id: segment, kind, level: 0, list: null, asset: null, language: 'uk', text: 'Text', hash: 'hs', source_hash: 'hs',
    substance: 'x', step: 'in_step' as const,
  }
}

describe('what stands in the way of publishing', () => {
  const whole = [facts(0), facts(1)]
  const missing = (change: Partial<SegmentFacts> = {}) => [facts(0), facts(1, { approved: null, ...change })]
  const behind = [facts(0), facts(1, { source: { ...SOURCE, hash: 'new', substance: 'y' } })]
  const cases: [what: string, asked: PublishingCase, expected: [why: string, accept: string | null][]][] = [
    ['is nothing', caseOf(whole), []],
    ['is the right', caseOf(whole, { mayPublish: false }), [['no_right', null]]],
    ['is the trash', caseOf(whole, { article: { id: 'a', source_language: 'en', trashed_at: 'x' } }), [['trashed', null]]],
    ['is the title', caseOf([facts(0, { approved: null }), facts(1)]), [['no_title', null], ['not_started', 'missing']]],
    ['is a paragraph not started', caseOf(missing()), [['not_started', 'missing']]],
    ['is one returned', caseOf(missing({ returned: RETURNED })), [['returned', 'missing']]],
    ['is one in review', caseOf(missing({ proposal: PROPOSAL })), [['waiting', 'missing']]],
    ['is an edit to confirm', caseOf(missing({ proposal: { ...PROPOSAL, awaits: 'confirmation' } })), [['confirmation', 'missing']]],
    ['is one behind', caseOf(behind), [['behind', 'behind']]],
    ['is a gap that nothing fills', caseOf(missing(), {}, false), [['not_started', 'missing'], ['unfillable', null]]],
    ['are gaps of the original itself', caseOf(missing({ language: 'en' }), { language: 'en', article: { id: 'a', source_language: 'en', trashed_at: null } }, false),
      [['not_started', null]]],
    ['is nothing once gaps are taken on', caseOf(missing(), { accepted: { missing: 1, behind: 0 } }), []],
    ['are gaps taken on in another number', caseOf(missing(), { accepted: { missing: 2, behind: 0 } }), [['not_started', 'missing']]],
    ['is an address of no use', caseOf(whole, { slug: { text: 'Міст', state: 'invalid' } }), [['slug_invalid', null]]],
    ['is an address that is taken', caseOf(whole, { slug: { text: 'mist', state: 'taken' } }), [['slug_taken', null]]],
    ['is that readers have it already', caseOf(whole, { current: caseOf(whole).candidate.rows, slug: { text: 'mist', state: 'own' } }), [['same', null]]],
    ['is nothing when the address alone is new', caseOf(whole, { current: caseOf(whole).candidate.rows }), []],
  ]
  for (const [what, asked, expected] of cases) {
    it(what, () => assert.deepEqual(listBlockers(asked).map(({ why, accept }) => [why, accept]), expected))
  }

  it('is each time named with a page where something can be done about it, or needs nothing done', () => {
    for (const [, asked] of cases) {
      for (const { why, places, href } of listBlockers(asked)) assert.ok(places.length > 0 || href !== null || why === 'same', why)
    }
  })

  it('names each missing paragraph once among those that can be taken on, whatever is missing', () => {
    const state = fc.constantFrom<Partial<SegmentFacts>>(
      {}, { approved: null }, { approved: null, returned: RETURNED }, { approved: null, proposal: PROPOSAL },
    )
    fc.assert(fc.property(fc.array(state, { minLength: 1, maxLength: 12 }), (states) => {
      const all = [facts(0), ...states.map((one, i) => facts(i + 1, one))]
      const asked = caseOf(all)
      const blockers = listBlockers(asked)
      const named = blockers.flatMap(({ accept, places }) => accept === 'missing' ? places.map(({ segment }) => segment) : [])
      assert.deepEqual(named.toSorted(), asked.candidate.missing.toSorted())
      assert.equal(canBeAccepted(blockers), true)
      assert.deepEqual(listBlockers({ ...asked, accepted: { missing: named.length, behind: 0 } }), [])
    }))
  })
})
