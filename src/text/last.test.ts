import assert from 'node:assert/strict'
import test from 'node:test'
import { rememberingLast } from './last.ts'

test('what was made of the last few texts is given again, nothing too; that of the oldest is made anew', () => {
  const worked: string[] = []
  const lengthOf = rememberingLast(2, (text) => {
    worked.push(text)
    return text === '' ? undefined : [text.length]
  })
  assert.equal(lengthOf('one'), lengthOf('one'))
  assert.equal(lengthOf(''), lengthOf(''))
  assert.deepEqual(worked, ['one', ''])
  lengthOf('three')
  assert.deepEqual(lengthOf('one'), [3])
  assert.deepEqual(worked, ['one', '', 'three', 'one'])
})
