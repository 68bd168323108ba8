import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { placeOf } from './place.ts'

describe('the place of a finding', () => {
  it('is the part of the text with the words around it', () => {
    const text = 'Місто обіцяло, що наступного року  ціни на квитки не зміняться.'
    const at = text.indexOf('  ')
    assert.deepEqual(placeOf(text, { start: at, end: at + 2 }, {}), ['…обіцяло, що наступного року', '  ', 'ціни на квитки не зміняться.'])
  })

  it('is whole where the text is short, and stays in its line', () => {
    assert.deepEqual(placeOf('Два  слова', { start: 3, end: 5 }, {}), ['Два', '  ', 'слова'])
    assert.deepEqual(placeOf('Рядок.\nДва  слова.\nРядок.', { start: 9, end: 11 }, {}), ['Дв', 'а ', ' слова.'])
  })

  it('is not told where the sentence names the words', () => {
    assert.equal(placeOf('Київ.', { start: 0, end: 4 }, { word: 'Київ' }), null)
    assert.equal(placeOf('Київ.', { start: 0, end: 4 }, { passage: 'Київ і Львів' }), null)
    assert.equal(placeOf('10–15', { start: 0, end: 5 }, { figures: '10' }), null)
  })

  it('is told where the sentence names a sign only, of which there may be many', () => {
    assert.deepEqual(placeOf('Він "сказав', { start: 4, end: 5 }, { sign: '"' }), ['Він ', '"', 'сказав'])
    assert.deepEqual(placeOf('а i б', { start: 2, end: 3 }, { letter: 'i', right: 'і' }), ['а ', 'i', ' б'])
  })

  it('is short, stands in the text, and tears no sign apart', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.nat(300), fc.nat(120), (given, from, length) => {
      const text = given.trim()
      const start = Math.min(from, text.length)
      const place = placeOf(text, { start, end: Math.min(start + length, text.length) }, {}) ?? []
      for (const piece of place) assert.ok(piece.length <= 62 && piece.split('…').every((part) => text.includes(part)))
    }))
  })
})
