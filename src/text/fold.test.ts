import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { differsInTypographyOnly, foldApostrophes, typographyKey } from './fold.ts'

describe('folding apostrophes', () => {
  const cases: [string, string][] = [
    ['п\'ять п’ять пʼять п‘ять п`ять', 'пʼять пʼять пʼять пʼять пʼять'],
    ['Ukraine\'s, don’t, rock\'n\'roll', 'Ukraineʼs, donʼt, rockʼnʼroll'],
    ['\'слово\' ‘слово’ `код`', '\'слово\' ‘слово’ `код`'],
    ['the dogs’ bones', 'the dogs’ bones'],
    ['о\u0301\'я', 'о\u0301ʼя'],
    ['5\'3', '5\'3'],
    ['𝒜\'𝒜', '𝒜ʼ𝒜'],
  ]
  for (const [text, folded] of cases) it(`makes ${text} ${folded}`, () => assert.equal(foldApostrophes(text), folded))

  it('keeps every offset', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('а', 'b', '\'', '’', 'ʼ', '‘', '`', ' ', '\u0301', '😀') }), (text) => {
      assert.equal(foldApostrophes(text).length, text.length)
    }))
  })
})

describe('typography', () => {
  const typographic: [string, string][] = [
    ['«так»', '"так"'],
    ['«так»', '“так”'],
    ['„так“', '‘так’'],
    ['\'так\'', '‹так›'],
    ['п\'ять', 'пʼять'],
    ['об’єкт', 'об`єкт'],
    ['the dogs\' bones', 'the dogs’ bones'],
    ['Київ - столиця', 'Київ — столиця'],
    ['Київ – столиця', 'Київ\u00a0— столиця'],
    ['Київ -- столиця', 'Київ — столиця'],
    ['- Так, - сказав він.', '— Так, — сказав він.'],
    ['1939-1945', '1939–1945'],
    ['−5 °C', '-5 °C'],
    ['від –5 до (−3)', 'від -5 до (-3)'],
    ['5 г', '5\u00a0г'],
    ['1 000', '1\u202f000'],
    ['два  пробіли', 'два пробіли'],
    ['і...', 'і…'],
    ['під\u00adпис', 'підпис'],
    ['будь‑який', 'будь-який'],
    ['и\u0306', 'й'],
    ['рядок \nдругий', 'рядок\nдругий'],
  ]
  for (const [before, after] of typographic) {
    it(`is all that differs in ${JSON.stringify(before)} and ${JSON.stringify(after)}`, () => {
      assert.equal(typographyKey(before), typographyKey(after))
      assert.ok(differsInTypographyOnly(before, after))
      assert.ok(differsInTypographyOnly(after, before))
    })
  }

  const meaningful: [string, string][] = [
    ['так', 'так'],
    ['п\'ять', 'пять'],
    ['«так»', 'так'],
    ['«так»', '«так'],
    ['так', 'Так'],
    ['так.', 'так,'],
    ['так.', 'так'],
    ['так?', 'так!'],
    ['за\u0301мок', 'замо\u0301к'],
    ['за\u0301мок', 'замок'],
    ['й', 'и'],
    ['ґ', 'г'],
    ['будь-який', 'будь який'],
    ['будь-який', 'будь — який'],
    ['Київ—Львів', 'Київ — Львів'],
    ['по-українськи', 'по–українськи'],
    ['на віч', 'навіч'],
    ['5%', '5 %'],
    ['5', '-5'],
    ['рядок другий', 'рядок\nдругий'],
    ['і..', 'і…'],
    ['`a "b"`', '`a “b”`'],
    ['[текст](https://a.ua/1-2)', '[текст](https://a.ua/1–2)'],
    ['див. https://a.ua/1-2', 'див. https://a.ua/1–2'],
    ['Cвіт', 'Світ'],
  ]
  for (const [before, after] of meaningful) {
    it(`is not what tells ${JSON.stringify(before)} from ${JSON.stringify(after)}`, () => {
      assert.ok(!differsInTypographyOnly(before, after))
      assert.ok(!differsInTypographyOnly(after, before))
    })
  }

  it('is decided by the keys alone', () => {
    const text = fc.string({ unit: fc.constantFrom('а', 'b', 'и', '\u0306', '\'', '’', 'ʼ', '«', '"', '-', '–', '—', ' ', '\u00a0', '\n', '.', '…', '1', '`', '\u00ad'), maxLength: 8 })
    fc.assert(fc.property(text, text, (a, b) => {
      assert.equal(differsInTypographyOnly(a, b), a !== b && typographyKey(a) === typographyKey(b))
    }), { numRuns: 5000 })
  })

  it('has one key for all ways to write a text, whichever apostrophe (P44)', () => {
    const ways = [[' «', ' "', ' “', ' ‘', ' \''], ['ʼ', '’', '\''], [' — ', ' - ', ' – ', '\u00a0— '], ['…', '...'], [' ', '\u00a0', '  ', '\u202f'], ['1–2', '1-2']]
    const piece = fc.constantFrom(...ways).chain((forms) => fc.tuple(fc.constantFrom(...forms), fc.constantFrom(...forms)))
    fc.assert(fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const write = (side: 0 | 1) => `а${pieces.map((forms) => `${forms[side]}слово`).join('')}`
      assert.equal(typographyKey(write(0)), typographyKey(write(1)))
    }))
  })

  it('takes a megabyte of the worst kinds', () => {
    for (const part of ['`', '](', ' ', '- ', 'http://', '\'', '«', '1-', '\u00ad']) typographyKey(part.repeat(1_000_000 / part.length))
  })
})
