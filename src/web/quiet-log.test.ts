import assert from 'node:assert/strict'
import { it } from 'node:test'
import { quietLog } from './quiet-log.ts'

it('writes one line a minute of each kind, and counts the others', () => {
  const lines: unknown[] = []
  let time = 0
  const log = quietLog((event, fields) => lines.push([event, fields]), () => time)
  for (let i = 0; i < 5; i++) log('a', 'form.refused', { n: i })
  log('b', 'content.refused', { n: 0 })
  time = 59_999
  log('a', 'form.refused', { n: 5 })
  time = 60_000
  log('a', 'form.refused', { n: 6 })
  time = 120_000
  log('a', 'form.refused', { n: 7 })
  assert.deepEqual(lines, [
    ['form.refused', { n: 0 }], ['content.refused', { n: 0 }], ['form.refused', { n: 6, left: 5 }], ['form.refused', { n: 7 }],
  ])
})
