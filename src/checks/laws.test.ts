import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkedPair, mended } from '../../test/check-cases.ts'
import en from '../../locales/en/checks.json' with { type: 'json' }
import uk from '../../locales/uk/checks.json' with { type: 'json' }
import { CHECKS } from './all.ts'
import { checkPair } from './check.ts'
import type { Finding, Fix } from './model.ts'

const PIECES = [
  'слово', 'діло', 'Київ', 'пiдтримка', 'сontrol', 'вэтер', 'ХХ', 'об`єкт', 'п\'ять', 'п’ять', 'word', 'the', 'i', '5', '1939-1945', 'в в', 'чи чи чи', '`код`',
  ' ', ' ', ' ', '  ', '\t', '\n', '\u00a0', '\u200b', '.', ',', '...', '?', '!', ':', ' - ', ' – ', ' — ', '—', '--', '«', '»', '“', '”', '"', '(', ')', ' ,', '.»', '”.', '*', '**',
]
const TEXTS = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''))
/** Findings that are about letters, and what is changed in them. */
const ABOUT_LETTERS = new Set(['scripts', 'lone_letters', 'numerals', 'foreign', 'opening', 'doubled', 'numbers', 'names', 'terms', 'links', 'code'])

const isReplacement = ({ fix }: Finding): boolean => fix !== null && 'text' in fix
const startOf = ({ fix }: Finding): number => (fix as Extract<Fix, { start: number }>).start
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]|ʼ/gu, '')

describe('what one click puts right', () => {
  it('is not found again in the same place, and keeps every letter unless it is about letters (P16)', () => {
    fc.assert(fc.property(TEXTS, TEXTS, fc.constantFrom('uk' as const, 'en' as const), (source, target, to) => {
      for (const finding of checkPair(checkedPair(to, source, target)).filter(isReplacement)) {
        const text = mended(target, finding)
        assert.notEqual(text, target)
        if (!ABOUT_LETTERS.has(finding.check)) assert.equal(lettersOf(text), lettersOf(target))
        const again = checkPair(checkedPair(to, source, text)).filter(isReplacement)
        assert.ok(!again.some((one) => one.check === finding.check && one.says === finding.says && startOf(one) === startOf(finding)), `${finding.check}: ${text}`)
      }
    }), { numRuns: 3000 })
  })

  it('comes to an end: clicked one after another, all fixes of a text leave none', () => {
    fc.assert(fc.property(TEXTS, fc.constantFrom('uk' as const, 'en' as const), (target, to) => {
      let text = target
      for (let clicks = 0; ; clicks += 1) {
        const next = checkPair(checkedPair(to, null, text)).find(isReplacement)
        if (!next) return
        assert.ok(clicks < 60, `${next.check}: ${text}`)
        text = mended(text, next)
      }
    }), { numRuns: 1000 })
  })
})

describe('every check', () => {
  it('has a name in both languages', () => {
    for (const check of Object.keys(CHECKS)) assert.ok(check in en.name && check in uk.name, check)
  })

  it('takes time that grows with the text, whatever stands in it', () => {
    for (const piece of ['а', 'a', ' ', '\t', '\'', '«', '"', '(', '.', '-', '—', 'а ', 'ы ', 'a,', 'аa', '] (', '<a ', '\u200b', '[^', 'Ð°', 'ХХ ', '5-', '\n', '1.1.1900 ', 'б\'яб’яб`яп*я "']) {
      const text = piece.repeat(20_000 / piece.length)
      const before = process.cpuUsage()
      checkPair(checkedPair('uk', 'Word', text))
      checkPair(checkedPair('en', text, 'Слово'))
      const { user } = process.cpuUsage(before)
      assert.ok(user < 1_000_000, `${JSON.stringify(piece)}: ${user / 1000} ms`)
    }
  })

  it('tells of a text full of the same the first places only, and never leaves out what keeps it from review', () => {
    const found = checkPair(checkedPair('uk', 'Word', `${'PDFів '.repeat(1000)}рiч`)).filter(({ check }) => check === 'scripts')
    assert.deepEqual([found.length, found.filter(({ severity }) => severity === 'error').length], [50, 1])
  })
})
