import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { direction, endonym, interfaceLanguages, negotiate } from './languages.ts'

describe('negotiation', () => {
  const cases: [string | undefined, string][] = [
    [undefined, 'uk'],
    ['', 'uk'],
    ['en', 'en'],
    ['EN', 'en'],
    ['de,en;q=0.5', 'en'],
    ['de', 'uk'],
    ['uk-UA', 'uk'],
    ['en-GB,uk;q=0.9', 'en'],
    ['uk;q=0.3, en;q=0.7', 'en'],
    ['en;q=0', 'uk'],
    ['en;q=0, en-US', 'uk'],
    ['*', 'uk'],
    ['*, en;q=0.1', 'en'],
    ['ru', 'uk'],
    ['en;q=0.5, uk;q=0.5', 'en'],
    ['en ; q=0.8', 'en'],
    ['en;q=2', 'uk'],
    ['en;q=banana', 'uk'],
    [',,;q=1,-,en', 'en'],
    ['__proto__,constructor,en', 'en'],
    ['у,en', 'en'],
    ['en\r\nSet-Cookie: x=1', 'uk'],
  ]
  for (const [header, expected] of cases) {
    it(`answers ${expected} to ${JSON.stringify(header)}`, () => assert.equal(negotiate(header, ['uk', 'en'], 'uk'), expected))
  }

  it('shortens a range from its end and skips single letters', () => {
    assert.equal(negotiate('zh-Hant-x-a', ['zh-hant-x', 'zh-hant'], 'uk'), 'zh-hant')
  })

  it('reads only the beginning of a hostile header', () => {
    assert.equal(negotiate(`${'a-b,'.repeat(2500)}en`, ['uk', 'en'], 'uk'), 'uk')
    assert.equal(negotiate(`en-${'a'.repeat(10_000)}`, ['uk', 'en'], 'uk'), 'uk')
  })

  it('answers one of the available languages to anything', () => {
    const pieces = fc.array(fc.constantFrom('en', '-', ';q=', '0', ',', ' ', '*', '.'), { maxLength: 60 }).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), pieces), (text) => ['uk', 'en'].includes(negotiate(text, ['uk', 'en'], 'uk'))))
  })
})

describe('languages', () => {
  it('are called what their speakers call them', () => {
    assert.deepEqual(['uk', 'en', 'pl', 'qzz'].map(endonym), ['Українська', 'English', 'Polski', 'Qzz'])
  })

  it('know their direction', () => {
    assert.deepEqual(['uk', 'en', 'ar', 'he', 'ckb', 'zh-hant'].map(direction), ['ltr', 'ltr', 'rtl', 'rtl', 'rtl', 'ltr'])
  })

  it('of the interface are the folders of locales', () => {
    assert.ok(['en', 'uk'].every((language) => interfaceLanguages.includes(language)))
  })
})
