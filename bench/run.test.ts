import assert from 'node:assert/strict'
import { it } from 'node:test'
import { formatTable } from './run.ts'

it('prints figures in aligned columns', () => {
  assert.equal(formatTable([
    { name: 'word diff', value: 0.0421, unit: 'ms', peer: 'jsdiff', peerValue: 0.3, ratio: 7.126, target: '≤ 0.15 ms', met: true },
    { name: 'import', value: 12345.6, unit: 'ms', target: '≤ 1 s', met: false },
  ]), [
    'what           value  best peer           ratio  target     met',
    'word diff  0.0421 ms  jsdiff     0.3 ms  7.13 ×  ≤ 0.15 ms  ✓',
    'import     12 346 ms                             ≤ 1 s      ✗',
  ].join('\n'))
})
