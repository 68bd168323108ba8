import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { slugify } from './slug.ts'

describe('slugs', () => {
  const cases: [title: string, language: string, slug: string][] = [
    ['Гарантії безпеки: що далі?', 'uk', 'harantii-bezpeky-shcho-dali'],
    ['«Пʼять» кроків — до миру', 'uk', 'piat-krokiv-do-myru'],
    ['Ukraine’s “guarantees” & don\'ts', 'en', 'ukraines-guarantees-donts'],
    ['Київ today', 'en', 'kyiv-today'],
    ['Zażółć gęślą jaźń, Łódź', 'pl', 'zazolc-gesla-jazn-lodz'],
    ['Straße, Ærø, Þór, Đà Nẵng, Œuvre', 'de', 'strasse-aero-thor-da-nang-oeuvre'],
    ['İstanbul, ılık', 'tr', 'istanbul-ilik'],
    ['під\u00adпис за\u0301мок', 'uk', 'pidpys-zamok'],
    ['  -- 2025: рік  ', 'uk', '2025-rik'],
    ['Привет', 'ru', ''],
    ['日本', 'ja', ''],
    ['«…»', 'uk', ''],
    ['', 'uk', ''],
    ['слово '.repeat(20), 'uk', 'slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo-slovo'],
    ['x'.repeat(100), 'en', 'x'.repeat(80)],
    [`${'x'.repeat(80)} y`, 'en', 'x'.repeat(80)],
  ]
  for (const [title, language, slug] of cases) it(`makes ${JSON.stringify(title.slice(0, 40))} ${slug || 'nothing'}`, () => assert.equal(slugify(title, language), slug))

  it('are short ASCII words, and slugs of themselves', () => {
    const title = fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.string({ unit: fc.constantFrom(...'абщюєЯ a-Z1’.łßİ'), maxLength: 200 }))
    fc.assert(fc.property(title, fc.constantFrom('uk', 'en', 'pl', 'ru'), (text, language) => {
      const slug = slugify(text, language)
      assert.match(slug, /^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      assert.ok(slug.length <= 80)
      assert.equal(slugify(slug, language), slug)
    }), { numRuns: 1000 })
  })
})
