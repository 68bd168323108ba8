import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mergeTexts } from './merge.ts'

const FIRST = 'Київ просить союзників про гарантії безпеки, але не чекає на них мовчки.'

describe('two edits of one text', () => {
  const cases: [what: string, base: string, mine: string, theirs: string, merged: string | null][] = [
    ['go together when they are apart', FIRST, FIRST.replace('просить', 'запитує'), FIRST.replace('мовчки', 'склавши руки'),
      'Київ запитує союзників про гарантії безпеки, але не чекає на них склавши руки.'],
    ['go together when one adds at the beginning and one at the end', 'один два три', 'нуль один два три', 'один два три чотири', 'нуль один два три чотири'],
    ['are left to people when they change the same word', FIRST, FIRST.replace('просить', 'запитує'), FIRST.replace('просить', 'благає'), null],
    ['are left to people when they change neighbouring words', 'великий дім тут', 'велика дім тут', 'великий хата тут', null],
    ['are left to people when both add at one place', 'один два', 'один і два', 'один та два', null],
    ['count once when they are the same', FIRST, FIRST.replace('але', 'та'), FIRST.replace('але', 'та'), FIRST.replace('але', 'та')],
    ['count once when the same stands beside another', 'один два три чотири', 'ОДИН два три чотири', 'ОДИН два три ЧОТИРИ', 'ОДИН два три ЧОТИРИ'],
    ['are left to people when one removed what the other changed', 'один два три чотири', 'один чотири', 'один два ТРИ чотири', null],
    ['are left to people when one rewrote it all', FIRST, 'Зовсім інше речення без спільного.', FIRST.replace('мовчки', 'склавши руки'), null],
    ['go together in English', 'The fund helps people in Lviv and Kyiv today.', 'The fund aids people in Lviv and Kyiv today.',
      'The fund helps people in Lviv and Kyiv now.', 'The fund aids people in Lviv and Kyiv now.'],
  ]
  for (const [what, base, mine, theirs, merged] of cases) {
    it(what, () => assert.equal(mergeTexts(base, mine, theirs, 'uk'), merged))
  }

  const words = fc.array(fc.constantFrom('дім', 'і', 'ліс', 'був', 'там', 'сім’я', '5,5', '—', 'та.', 'ні,'), { maxLength: 14 }).map((some) => some.join(' '))

  it('are each other’s whole where one of them changed nothing', () => {
    fc.assert(fc.property(words, words, (base, text) => {
      assert.equal(mergeTexts(base, text, base, 'uk'), text)
      assert.equal(mergeTexts(base, base, text, 'uk'), text)
      assert.equal(mergeTexts(base, text, text, 'uk'), text)
    }))
  })

  it('give the same whoever was first', () => {
    fc.assert(fc.property(words, words, words, (base, mine, theirs) => {
      assert.equal(mergeTexts(base, mine, theirs, 'uk'), mergeTexts(base, theirs, mine, 'uk'))
    }))
  })

  it('keep every word that either of them wrote', () => {
    const PLACES = 24
    const text = Array.from({ length: PLACES }, (_, i) => `слово${i}`)
    const edit = fc.uniqueArray(fc.nat(PLACES - 1), { maxLength: 5 })
    fc.assert(fc.property(edit, edit, (one, other) => {
      const write = (places: readonly number[], sign: string) => text.map((word, i) => places.includes(i) ? `${sign}${i}` : word).join(' ')
      const merged = mergeTexts(text.join(' '), write(one, 'мій'), write(other, 'їхній'), 'uk')
      if (merged === null) return
      for (const place of one) assert.ok(merged.includes(`мій${place}`))
      for (const place of other) assert.ok(merged.includes(`їхній${place}`))
    }))
  })
})
