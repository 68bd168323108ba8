import assert from 'node:assert/strict'
import { it, mock } from 'node:test'
import { log } from './log.ts'

it('a log tells the address of what failed, and never the secret in it', () => {
  const written = mock.method(process.stderr, 'write', () => true)
  const token = 'bm9ib2R5IG1heSByZWFkIHRoaXM-_0'
  try {
    log('request.failed', { path: `/reset/${token}`, error: `Error: at /invitations/${token} failed` })
    log('content.refused', { report: JSON.stringify({ 'document-uri': `https://zvirka.example/setup?token=${token}` }) })
  } finally {
    written.mock.restore()
  }
  const lines = written.mock.calls.map(({ arguments: [line] }) => String(line))
  assert.equal(lines.filter((line) => line.includes(token)).length, 0, lines.join(''))
  assert.match(lines.join(''), /"path":"\/reset\/…".*\/invitations\/… failed.*\n.*setup\?token=…/)
  for (const line of lines) JSON.parse(line)
})
