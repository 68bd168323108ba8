import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { askedKey, readLocales } from '../../test/rules/locales.ts'
import { LOCALES_FOLDER } from './languages.ts'
import { speak } from './voice.ts'

/** As grammars put it, not as a library does: «1 абзац, 2 абзаци, 5 абзаців, 1,5 абзацу». */
const FORMS: Record<string, (n: number) => string> = {
  uk: (n) => {
    const [last, two] = [n % 10, n % 100]
    if (!Number.isInteger(n)) return 'other'
    if (last === 1 && two !== 11) return 'one'
    return last >= 2 && last <= 4 && (two < 12 || two > 14) ? 'few' : 'many'
  },
  en: (n) => (n === 1 ? 'one' : 'other'),
}
const NUMBERS = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 111, 1.5]

describe('sentences with a number (P24)', () => {
  for (const { language, words } of readLocales(LOCALES_FOLDER)) {
    it(`have the form that the number asks for, in ${language}: all of them`, () => {
      const counted = [...new Set([...words.keys()].filter((key) => key.endsWith('_other')).map(askedKey))]
      const say = speak(language).t as (key: string, values: { count: number }) => string
      assert.ok(counted.length > 50)
      const wrong = counted.flatMap((key) => NUMBERS.flatMap((count) => {
        const form = `${key}_${FORMS[language]?.(count) ?? assert.fail(language)}`
        return say(key, { count }) === say(form, { count }) && words.has(form) ? [] : [`${key} for ${count}`]
      }))
      assert.deepEqual(wrong, [])
    })
  }

  it('have it for every number from 0 to 111', () => {
    const { t } = speak('uk')
    const say = (count: number) => t('reader:notice.behind', { count }).replace(speak('uk').format.number(count), 'N')
    const examples: Record<string, number> = { one: 1, few: 2, many: 5, other: 1.5 }
    for (const count of [...Array.from({ length: 112 }, (_, n) => n), 1000, 1001, 1011, 1_000_000]) {
      assert.equal(say(count), say(examples[FORMS['uk']?.(count) ?? ''] ?? NaN), `${count}`)
    }
    assert.equal(new Set(Object.values(examples).map(say)).size, 4)
  })
})
