import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { textHash } from '../text/hash.ts'
import { leftBehind } from './change-view.ts'
import type { ArchivedParagraph, Block, Choices, SourceParagraph, SourceState, Waiting } from './model.ts'
import { planChange } from './plan.ts'
import { blockKeys } from './relation.ts'

const TITLE = 'The quiet bridge'
const RAIN = 'It rained in the night over the whole valley.'
const RIVER = 'The river had taken two of its seven arches. The mayor said that it could be mended by autumn.'
const FERRY = 'A ferry was hired for the summer months.'
const UK = [{ language: 'uk', approved: 1, open: 0 }]

function block(text: string, kind: Block['kind'] = 'paragraph'): Block {
  return { kind, level: 0, list: null, asset: null, text }
}

function stands(segment: string, position: number, text: string, more: Partial<SourceParagraph> = {}): SourceParagraph {
  const kind = position === 0 ? 'title' : 'paragraph'
  return {
    ...block(text, kind), asset: null, segment, position, hash: textHash(text), revision: `r-${segment}`, approved: `r-${segment}`, returned: null,
    waiting: null, translations: UK, ...more,
  }
}

function removed(segment: string, text: string): ArchivedParagraph {
  return { ...block(text), asset: null, segment, position: 9, hash: textHash(text), revision: `r-${segment}`, translations: UK }
}

function original(rows: SourceParagraph[], archived: ArchivedParagraph[] = [], past: SourceState['past'] = new Map()): SourceState {
  return { article: 'a', language: 'en', outline: 'o', rows, archived, past, known: new Set(), structure: null, mark: 'm' }
}

const OLD = original([stands('t', 0, TITLE), stands('a', 1, RAIN), stands('b', 2, RIVER)], [removed('x', FERRY)])
const whole = (...texts: string[]) => [block(TITLE, 'title'), ...texts.map((text) => block(text))]
const [firstPart = '', secondPart = ''] = RIVER.split(/(?<=\.) /)
const keyOf = (blocks: readonly Block[], at: number) => blockKeys(blocks)[at] ?? ''

function told(state: SourceState, blocks: readonly Block[], choices: Choices = {}) {
  const plan = planChange(state, blocks, choices)
  return { ...plan, changesBy: plan.rows.map(({ change }) => change), segments: plan.rows.map(({ segment }) => segment) }
}

describe('a plan', () => {
  const cases: [what: string, blocks: Block[], changes: string[], segments: (string | null)[], structural: boolean, changes: boolean][] = [
    ['of the same text', whole(RAIN, RIVER), ['unchanged', 'unchanged', 'unchanged'], ['t', 'a', 'b'], false, false],
    ['of one edited paragraph', whole(RAIN.replace('rained', 'snowed'), RIVER), ['unchanged', 'edited', 'unchanged'], ['t', 'a', 'b'], false, true],
    ['of a split', whole(RAIN, firstPart, secondPart), ['unchanged', 'unchanged', 'split', 'split'], ['t', 'a', 'b', null], true, true],
    ['of paragraphs joined', whole(`${RAIN} ${RIVER}`), ['unchanged', 'merged'], ['t', 'a'], true, true],
    ['of a paragraph that comes back', whole(RAIN, RIVER, FERRY), ['unchanged', 'unchanged', 'unchanged', 'returned'], ['t', 'a', 'b', 'x'], true, true],
    ['of a new paragraph', whole(RAIN, 'Completely other words stand here now.', RIVER), ['unchanged', 'unchanged', 'new', 'unchanged'], ['t', 'a', null, 'b'], true, true],
    ['of another kind', [block(TITLE, 'title'), block(RAIN, 'quotation'), block(RIVER)], ['unchanged', 'unchanged', 'unchanged'], ['t', 'a', 'b'], true, true],
  ]
  for (const [what, blocks, changes, segments, structural, any] of cases) {
    it(`${what} says so`, () => {
      const plan = told(OLD, blocks)
      assert.deepEqual([plan.changesBy, plan.segments, plan.structural, plan.changes], [changes, segments, structural, any])
    })
  }

  it('counts no translation as left behind by the very words that it was approved for (P03)', () => {
    const before = RAIN.replace('night', 'morning')
    const made = { language: 'uk', approved: 1, open: 0, of: textHash(before) }
    const other = { language: 'pl', approved: 1, open: 0, of: textHash(RAIN) }
    const rows = [stands('t', 0, TITLE), stands('a', 1, RAIN, { translations: [made, other] })]
    const [, back] = planChange(original(rows), whole(before), {}).rows
    assert.ok(back)
    assert.deepEqual(back.restored.map(({ language }) => language), ['uk'])
    assert.deepEqual(leftBehind(back).map(({ language }) => language), ['pl'])
  })

  it('counts the translations that each change leaves behind, and none for what moves or is minor', () => {
    const edited = whole(RAIN.replace('rained', 'snowed'), RIVER)
    assert.deepEqual(told(OLD, edited).touched, UK)
    assert.deepEqual(told(OLD, edited, { [keyOf(edited, 1)]: { minor: true } }).touched, [])
    assert.deepEqual(told(OLD, whole(RIVER, RAIN)).touched, [])
    assert.deepEqual(told(OLD, whole(`${RAIN} ${RIVER}`)).touched, [{ language: 'uk', approved: 2, open: 0 }])
    assert.deepEqual(told(OLD, whole(RAIN)).removed.map(({ segment, at, touched }) => [segment, at, touched]), [['b', 2, UK]])
  })

  it('proposes as minor what differs in typography alone, and nothing that was never approved', () => {
    const quoted = original([stands('t', 0, TITLE), stands('a', 1, 'They called it "old".')])
    const typed = whole('They called it “old”.')
    assert.deepEqual(told(quoted, typed).rows.map(({ change, minor }) => [change, minor]), [['unchanged', null], ['typography', true]])
    assert.equal(told(quoted, typed, { [keyOf(typed, 1)]: { minor: false } }).rows[1]?.minor, false)
    const fresh = original([stands('t', 0, TITLE), stands('a', 1, 'They called it "old".', { approved: null })])
    assert.equal(told(fresh, typed).rows[1]?.minor, null)
    assert.equal(told(OLD, whole(RAIN, firstPart, secondPart)).rows[2]?.minor, null)
  })

  it('shows the whole of a split beside its parts, and what was joined beside the whole', () => {
    assert.deepEqual(told(OLD, whole(RAIN, firstPart, secondPart)).rows.map(({ compare, part }) => [compare?.before, part]),
      [[undefined, null], [undefined, null], [RIVER, 1], [undefined, 2]])
    assert.deepEqual(told(OLD, whole(`${RAIN} and ${RIVER}`)).rows[1]?.compare, { before: `${RAIN} ${RIVER}`, after: `${RAIN} and ${RIVER}` })
  })

  it('stops before somebody else’s words, not before one’s own, and sends nothing for words that wait already', () => {
    const waiting = (mine: boolean, text: string): Waiting => ({ proposal: 'p', submission: 's', revision: 'r', hash: textHash(text), mine, sender: 'e' })
    const over = (mine: boolean, text: string) => original([stands('t', 0, TITLE), stands('a', 1, RAIN, { waiting: waiting(mine, text) }), stands('b', 2, RIVER)])
    const snow = RAIN.replace('rained', 'snowed')
    const of = (mine: boolean, text: string, blocks = whole(snow, RIVER)) => {
      const { rows, removed: gone, changes } = told(over(mine, text), blocks)
      return [[...rows, ...gone].some(({ obstacle }) => obstacle !== null), changes]
    }
    assert.deepEqual([of(false, 'Hail.'), of(true, 'Hail.'), of(false, snow), of(true, snow)], [[true, true], [false, true], [false, false], [false, false]])
    assert.deepEqual([of(false, 'Hail.', whole(RIVER)), of(true, 'Hail.', whole(RIVER))], [[true, true], [false, true]])
    assert.deepEqual(of(false, 'Hail.', whole(RIVER, RAIN)), [false, true])
  })

  it('gives words that a paragraph once had back to it, however little they are like those it has now', () => {
    const past = new Map([[textHash(FERRY), ['a']]])
    const plan = told(original([stands('t', 0, TITLE), stands('a', 1, RAIN), stands('b', 2, RIVER)], [], past), whole(FERRY, RIVER))
    assert.deepEqual([plan.changesBy, plan.segments, plan.removed], [['unchanged', 'edited', 'unchanged'], ['t', 'a', 'b'], []])
  })
})

describe('a choice on a plan', () => {
  it('makes a paragraph a new one, or another one', () => {
    const edited = whole(RAIN.replace('rained', 'snowed'), RIVER)
    const fresh = told(OLD, edited, { [keyOf(edited, 1)]: { as: 'new' } })
    assert.deepEqual([fresh.changesBy, fresh.segments, fresh.removed.map(({ segment }) => segment)], [['unchanged', 'new', 'unchanged'], ['t', null, 'b'], ['a']])
    const other = whole('Completely other words stand here now.', RIVER)
    const same = told(OLD, other, { [keyOf(other, 1)]: { as: 'a' } })
    assert.deepEqual([same.changesBy, same.removed, same.structural], [['unchanged', 'edited', 'unchanged'], [], false])
  })

  it('takes the identity of a removed paragraph', () => {
    const blocks = whole(RAIN, RIVER, 'Completely other words stand here now.')
    const plan = told(OLD, blocks, { [keyOf(blocks, 3)]: { as: 'x' } })
    assert.deepEqual([plan.changesBy[3], plan.segments[3], plan.rows[3]?.compare?.before, plan.touched], ['returned', 'x', FERRY, UK])
  })

  it('takes a paragraph from the block that had it, and joins neighbours into the parts of a split', () => {
    const blocks = whole(RAIN, 'Completely other words stand here now.', RIVER)
    const moved = told(OLD, blocks, { [keyOf(blocks, 2)]: { as: 'b' } })
    assert.deepEqual([moved.changesBy, moved.segments], [['unchanged', 'unchanged', 'edited', 'new'], ['t', 'a', 'b', null]])
    const both = told(OLD, blocks, { [keyOf(blocks, 2)]: { as: 'b' }, [keyOf(blocks, 3)]: { as: 'b' } })
    assert.deepEqual([both.changesBy, both.problems], [['unchanged', 'unchanged', 'split', 'split'], []])
  })

  it('that cannot be is a problem at its block, and the plan goes on without it', () => {
    const blocks = [...whole(RAIN, RIVER, FERRY), block('* * *', 'code')]
    const at = (index: number, as: string) => ({ [keyOf(blocks, index)]: { as } })
    const codes = (choices: Choices) => told(OLD, blocks, choices).problems.map(({ key, code }) => [blockKeys(blocks).indexOf(key), code])
    assert.deepEqual(codes(at(1, 'nowhere')), [[1, 'unknown_paragraph']])
    assert.deepEqual(codes({ ...at(1, 'b'), ...at(3, 'b') }), [[3, 'taken_twice']])
    assert.deepEqual(codes({ ...at(2, 'x'), ...at(3, 'x') }), [[3, 'taken_twice']])
    assert.deepEqual(codes(at(4, 'a')), [[4, 'other_kind']])
    assert.deepEqual(codes({ 'gone-1': { as: 'nowhere' } }), [])
  })

  it('stays with its words when the text around it changes', () => {
    const before = whole(RAIN.replace('rained', 'snowed'), RIVER)
    const choices = { [keyOf(before, 1)]: { as: 'new' as const } }
    const after = whole('Something quite different was put above.', RAIN.replace('rained', 'snowed'), RIVER)
    assert.deepEqual(told(OLD, after, choices).rows.map(({ choice }) => choice), [null, null, { as: 'new' }, null])
    assert.deepEqual(blockKeys([block('x'), block('y'), block('x')]).map((key) => key.slice(17)), ['1', '1', '2'])
  })
})
