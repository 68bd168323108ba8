import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { sentencePieces } from './sentence.ts'

const missing = ({ item = '', count = 0 }: Readonly<Record<string, string | number>>) => `Code \`${item}\` is missing ${count} times.`

it('cuts the code out of a sentence, whatever stands in it', () => {
  assert.deepEqual(sentencePieces(missing, { item: 'npm test', count: 2 }), ['Code ', 'npm test', ' is missing 2 times.'])
  fc.assert(fc.property(fc.string(), (item) => {
    assert.deepEqual(sentencePieces(missing, { item, count: 1 }), ['Code ', item, ' is missing 1 times.'])
  }), { examples: [['a`b`c'], ['\ue000item\ue001'], ['$&']] })
})

it('takes no backtick of a text for a mark', () => {
  assert.deepEqual(sentencePieces(({ sign = '' }) => `“${sign}” and “${sign}” split words.`, { sign: '`' }), ['“`” and “`” split words.'])
})
