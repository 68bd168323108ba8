import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, it } from 'node:test'
import { readMarked } from './marked.ts'

const nestedLists = Array.from({ length: 600 }, (_, at) => `${' '.repeat(at * 2)}- x`).join('\n').slice(0, 200_000)
const HOSTILE: [what: string, text: string, format: 'markdown' | 'html'][] = [
  ['lists within lists, 200 kB of them', nestedLists, 'markdown'],
  ['10,000 brackets', '['.repeat(10_000), 'markdown'],
  ['10,000 links that never end', '[a]('.repeat(10_000), 'markdown'],
  ['10,000 quotations within each other', `${'>'.repeat(10_000)} a`, 'markdown'],
  ['list signs in one line', `${'- '.repeat(1500)}a`, 'markdown'],
  ['emphasis that never ends', '*a_'.repeat(2500), 'markdown'],
  ['code that never ends', 'a`` '.repeat(20_000), 'markdown'],
  ['comments that never end', '<!-- '.repeat(20_000), 'markdown'],
  ['half definitions', '[a]: <'.repeat(8000), 'markdown'],
  ['50,000 elements within each other', '<div>'.repeat(50_000), 'html'],
  ['20,000 marks that never end', '<b>x'.repeat(20_000), 'html'],
  ['tables within tables', '<table><tr><td>'.repeat(3000), 'html'],
  ['a million entities', '&amp;'.repeat(200_000), 'html'],
]

describe('a text made to stall a reader', () => {
  for (const [what, text, format] of HOSTILE) {
    it(`is read or refused, and nobody else waits: ${what}`, async () => {
      const delay = monitorEventLoopDelay({ resolution: 10 })
      delay.enable()
      const read = await readMarked(text, format).catch((error: unknown) => error)
      delay.disable()
      // A busy machine delays a single beat; a stalled thread has hardly any beats.
      assert.ok(delay.percentile(95) / 1e6 < 250, `others waited ${Math.round(delay.percentile(95) / 1e6)} ms`)
      const refused = typeof read === 'object' && read !== null && 'code' in read && read.code === 'too_tangled'
      assert.ok(refused || (typeof read === 'object' && read !== null && 'blocks' in read))
    })
  }

  it('does not keep those who come after it from being read', async () => {
    const [, , blocks] = await Promise.all([
      readMarked('['.repeat(10_000), 'markdown'), readMarked('['.repeat(10_000), 'markdown'), readMarked('# A\n\nb', 'markdown').then((read) => read.blocks),
    ])
    assert.deepEqual(blocks.map(({ kind }) => kind), ['title', 'paragraph'])
  })
})
