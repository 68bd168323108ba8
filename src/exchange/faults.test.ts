import assert from 'node:assert/strict'
import { it } from 'node:test'
import { addFaults, findFaults } from './faults.ts'

it('tells faults in the order of the page, whatever was found first', () => {
  const block = (text: string) => ({ kind: 'paragraph' as const, text, doubts: [], lines: [1, 1] as [number, number] })
  const found = findFaults([block('a'), block(''), { ...block('b'), kind: 'title' as const }, { ...block('c'), kind: 'title' as const }, block('')])
  assert.deepEqual(found.map(({ at }) => at), [1, 3, 4])
  const all = addFaults([{ at: 2, code: 'too_long' }, { at: 'message', code: 'too_long' }], found)
  assert.deepEqual(all.map(({ at }) => at), ['message', 1, 2, 3, 4])
})
