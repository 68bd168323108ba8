import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { spacedBetween } from './put-in.ts'

describe('a word that is put into a text', () => {
  const cases: [what: string, before: string, after: string, expected: string][] = [
    ['stands alone in an empty one', '', '', 'союзник'],
    ['has a space after a word', 'наш', '', 'наш союзник'],
    ['and before one', '', 'прийшов', 'союзник прийшов'],
    ['and between two', 'наш', 'прийшов', 'наш союзник прийшов'],
    ['has no second space', 'наш ', ' прийшов', 'наш союзник прийшов'],
    ['nor one beside a firm space', 'наш\u00a0', '', 'наш\u00a0союзник'],
    ['nor at the beginning of a line', 'наш\n', '\nприйшов', 'наш\nсоюзник\nприйшов'],
    ['has none before punctuation', 'наш ', ', друг', 'наш союзник, друг'],
    ['has none before a full stop, and one after it', 'Тут.', '.', 'Тут. союзник.'],
    ['has none within quotation marks and brackets', '(«', '»)', '(«союзник»)'],
    ['has them outside', 'слово»', '«інше', 'слово» союзник «інше'],
    ['has one after a dash that stands apart', 'це —', '— так', 'це — союзник — так'],
    ['has none as a part of a word with a hyphen', 'країна-', '-член', 'країна-союзник-член'],
    ['has none within emphasis', '**', '**', '**союзник**'],
    ['has one after a number', '2', '', '2 союзник'],
    ['counts a letter with its mark as one', 'замо\u0301', '', 'замо\u0301 союзник'],
  ]
  for (const [what, before, after, expected] of cases) {
    it(what, () => assert.equal(before + spacedBetween(before, 'союзник', after) + after, expected))
  }

  it('keeps a footnote mark at its word', () => assert.equal(spacedBetween('слово', '[^1]', 'далі'), '[^1]'))

  it('is itself, with one space at most on each side, and never two together', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (before, after) => {
      const put = spacedBetween(before, 'ally', after)
      assert.equal(put.trim(), 'ally')
      assert.ok(put.length <= 6)
      assert.ok(!(/\s$/.test(before) && put.startsWith(' ')) && !(/^\s/.test(after) && put.endsWith(' ')))
    }))
  })
})
