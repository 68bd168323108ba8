import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findCandidates } from './candidates.ts'
import { emptyPairing } from './pairing.ts'
import { readLeftovers } from './sides.ts'

// Counted in steps and not in time: a slow machine proves nothing.
describe('texts made to be slow', () => {
  const counts = Array.from({ length: 2000 }, (_, at) => at)
  const chance = seeded(7)
  const common = () => Array.from({ length: 20 }, () => `word${Math.floor(chance() * 40)}`).join(' ')
  const long = () => Array.from({ length: 20_000 }, () => `word${Math.floor(chance() * 40)}`).join(' ')
  const family = (at: number) => Array.from({ length: 9 }, (_, word) => `f${at % 12}w${word}`).join(' ')
  const cases: [what: string, before: string[], after: string[]][] = [
    ['paragraphs that are all nearly equal', counts.map((at) => `Paragraph number ${at} of many`), counts.map((at) => `Paragraph number ${at + 5000} of many`)],
    ['paragraphs of the same few words', counts.map(common), counts.map(common)],
    ['families of paragraphs', counts.map((at) => `${family(at)} ${at}`), counts.map((at) => `${family(at)} ${-at}`)],
    ['a long paragraph torn to shreds', [counts.map((at) => `w${at}`).join(' ')], counts.map((at) => `w${3 * at} w${3 * at + 1} w${3 * at + 2}`)],
    ['shreds put together', counts.map((at) => `w${3 * at} w${3 * at + 1} w${3 * at + 2}`), [counts.map((at) => `w${at}`).join(' ')]],
    ['words that everything shares', counts.map((at) => `${'так '.repeat(40)}${at}`), counts.map((at) => `${'так '.repeat(40)}${-at}`)],
  ]
  for (const [what, before, after] of cases) {
    it(`cost few steps a paragraph: ${what}`, () => {
      const words = [...before, ...after].reduce((sum, text) => sum + text.split(' ').length, 0)
      assert.ok(count(before, after) <= 60 * words, `${count(before, after)} steps for ${words} words`)
    })
    it(`cost twice as much when they are twice as long: ${what}`, () => {
      const half = count(before.slice(0, Math.max(before.length / 2, 1)), after.slice(0, Math.max(after.length / 2, 1)))
      assert.ok(count(before, after) <= 2.5 * half + 200_000, `${count(before, after)} steps after ${half}`)
    })
  }

  it('cost an end: paragraphs without end are compared by their beginnings', () => {
    assert.ok(count(Array.from({ length: 4 }, long), Array.from({ length: 4 }, long)) <= 20_000_000)
  })
})

function count(before: readonly string[], after: readonly string[]): number {
  const blocks = (texts: readonly string[]) => texts.map((text) => ({ text, kind: 'paragraph' }))
  return findCandidates(readLeftovers(emptyPairing(before.length, after.length), blocks(before), blocks(after))).steps
}

/** A linear congruential generator: the same texts in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
}
