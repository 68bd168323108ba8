import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkedPair } from '../../test/check-cases.ts'
import { checkPair } from './check.ts'
import { findError } from './errors.ts'

const PIECES = ['слово', 'пiдтримка', 'сontrol', 'PDFів', 'word', 'IX', 'ІХ', 'XІ', '\u0007', '\u202e', '\u2066', '\u200b', '\t', '\n', ' ', '*', '`код`', '.']

describe('an error in a text of an original', () => {
  it('is what all checks together find there', () => {
    const texts = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 10 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(texts, fc.constantFrom('uk' as const, 'en' as const), (text, language) => {
      const errors = checkPair(checkedPair(language, null, text)).filter(({ severity }) => severity === 'error')
      const found = findError(text, { language, kind: 'paragraph', known: new Set() })
      assert.equal(found !== null, errors.length > 0, JSON.stringify(text))
      if (found) assert.ok(errors.some(({ says }) => says === found.says))
    }), { numRuns: 3000 })
  })

  it('is none in a word that the site knows, and in code', () => {
    const asked = { language: 'uk', kind: 'paragraph', known: new Set<string>() }
    assert.equal(findError('Це пiдтримка.', asked)?.says, 'mixed_scripts')
    assert.equal(findError('Це пiдтримка.', { ...asked, known: new Set(['пiдтримка']) }), null)
    assert.equal(findError('Це пiдтримка.', { ...asked, kind: 'code' }), null)
  })
})
