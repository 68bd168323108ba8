import assert from 'node:assert/strict'
import { it } from 'node:test'
import { hasRevisions, judgeRevisions } from '../../../test/revisions.ts'

it('finds what was changed in real articles, by real commits', { skip: hasRevisions ? false : 'the corpus of revisions is not here' }, () => {
  const { judged, touched } = judgeRevisions()
  const missed = judged.filter(({ found }) => !found).map(({ revision, op, text }) => `${revision}: ${op} ${text.slice(0, 60)}`)
  assert.ok(judged.length > 80)
  assert.ok(missed.length <= 0.02 * judged.length, missed.join('\n'))
  // Heading anchors ({#name}), which the reader of Markdown keeps as words, are changes to readers too.
  const wrong = touched.filter(({ right, text, revision }) => !right && !revision.startsWith('noop') && !text.includes('{#'))
  assert.deepEqual(wrong.map(({ revision, text }) => [revision, text]), [['merge-01', ':::tip Note'], ['merge-01', ':::tip Note']])
})
