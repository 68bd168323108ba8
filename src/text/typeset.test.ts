import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseInline, partsHtml } from './inline.ts'
import { typeset, typesetParts, type Choices } from './typeset.ts'

const OWN: Choices = { apostrophe: 'typed', quotes: 'own' }

describe('typesetting', () => {
  const cases: [language: string, text: string, expected: string][] = [
    ['uk', '"а "б" в"', '«а “б” в»'],
    ['uk', 'Він сказав: "Так".', 'Він сказав: «Так».'],
    ['uk', '“а «б» в”', '«а “б” в»'],
    ['uk', '„книга“ і „ще „одна“ книга“', '«книга» і «ще “одна” книга»'],
    ['uk', '("дужки") — "тире"', '(«дужки») — «тире»'],
    ['uk', '«уже так»', '«уже так»'],
    ['uk', '""Перша" друга"', '«“Перша” друга»'],
    ['uk', 'без "пари', 'без "пари'],
    ['uk', 'екран 5" завширшки', 'екран 5" завширшки'],
    ['uk', 'п"ять "дубів"', 'п"ять «дубів»'],
    ['en', '"a "b" c"', '“a ‘b’ c”'],
    ['en', '«a» and „b”', '“a” and “b”'],
    ['en', '“It’s,” he said, “so.”', '“It’s,” he said, “so.”'],
    ['en', '"one "two "three" two" one"', '"one "two "three" two" one"'],
    ['de', '"so"', '"so"'],
  ]
  for (const [language, text, expected] of cases) {
    it(`sets ${text} in ${language} as ${expected}`, () => assert.equal(typeset(text, language, OWN), expected))
  }

  const apostrophes: [Choices['apostrophe'], string][] = [
    ['ʼ', 'пʼять обʼєктів, Оʼ Генрі ’тис’'], ['’', 'п’ять об’єктів, Оʼ Генрі ’тис’'], ['typed', "п'ять об’єктів, Оʼ Генрі ’тис’"],
  ]
  for (const [apostrophe, expected] of apostrophes) {
    it(`shows apostrophes between letters as ${apostrophe}`, () => {
      assert.equal(typeset("п'ять об’єктів, Оʼ Генрі ’тис’", 'uk', { apostrophe, quotes: 'typed' }), expected)
    })
  }

  it('leaves everything as it was typed where nobody chose otherwise', () => {
    const text = `"п'ять" «об’єктів»`
    assert.equal(typeset(text, 'uk', { apostrophe: 'typed', quotes: 'typed' }), text)
  })

  it('touches neither code nor the targets of links, and follows a quotation across marks', () => {
    const parts = parseInline(`"Це *"важливо"*", див. [обов'язок](https://example.org/?q="x'y") і \`"п'ять"\`.`)
    const html = partsHtml(typesetParts(parts, 'uk', { apostrophe: 'ʼ', quotes: 'own' }))
    assert.equal(html, '«Це <em>“важливо”</em>», див. <a href="https://example.org/?q=&quot;x&#39;y&quot;">обовʼязок</a> і <code>&quot;п&#39;ять&quot;</code>.')
  })

  const texts = fc.string({ unit: fc.constantFrom(...`""""''’ʼ‘“”„«» .,—-()5аїb\n`), maxLength: 40 })
  const choices = fc.record({ apostrophe: fc.constantFrom('typed' as const, 'ʼ' as const, '’' as const), quotes: fc.constantFrom('typed' as const, 'own' as const) })
  const languages = fc.constantFrom('uk', 'en', 'de')

  it('changes nothing the second time', () => {
    fc.assert(fc.property(texts, languages, choices, (text, language, chosen) => {
      const once = typeset(text, language, chosen)
      assert.equal(typeset(once, language, chosen), once)
    }), { numRuns: 20_000 })
  })

  it('loses no letter, no sign and no place', () => {
    const folded = (text: string) => text.replace(/["'’ʼ‘“”„«»]/g, '"')
    fc.assert(fc.property(texts, languages, choices, (text, language, chosen) => {
      assert.equal(folded(typeset(text, language, chosen)), folded(text))
    }), { numRuns: 5000 })
  })

  it('takes no time for a page of nothing but quotation marks', () => {
    const began = performance.now()
    for (const text of ['"'.repeat(50_000), '«'.repeat(25_000) + '»'.repeat(25_000), '" "'.repeat(16_000), '«»'.repeat(25_000)]) typeset(text, 'uk', OWN)
    assert.ok(performance.now() - began < 1000)
  })
})
