import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storedTerm } from '../../test/glossary.ts'
import { finish } from '../text/terms.ts'
import { compilingKnown, suggestTerms } from './suggest.ts'

const TEXT = [
  'Національна стійкість потрібна. Основи національної стійкості закладає громада.', 'Про національну стійкість дбає кожна громада, і громаді це вдається.',
  'Це було так, і це є так, і це буде так.',
]

describe('words for the glossary', () => {
  const words = (texts = TEXT, terms = [storedTerm('1', ['uk мир'])]) => suggestTerms(texts, 'uk', finish(compilingKnown(terms, 'uk'))).map(({ text, count }) => `${text} ${count}`)

  it('are counted in all their forms, phrases before single words, without what says nothing by itself', () => {
    assert.deepEqual(words(), ['Національна стійкість 3', 'громада 3'])
  })
  it('are not what the glossary has', () => assert.deepEqual(words(TEXT, [storedTerm('1', ['uk національна стійкість'])]), ['громада 3']))
  it('do not go over punctuation', () => assert.deepEqual(words(['Довга дорога, міст.', 'Довга дорога. Міст', 'Довга дорога — міст', 'міст']).toSorted(), ['Довга дорога 3', 'міст 4']))
  it('come with an example', () => {
    const [first] = suggestTerms(TEXT, 'uk', finish(compilingKnown([], 'uk')))
    assert.deepEqual([first?.example.found, first?.example.before], ['Національна стійкість', ''])
  })
  it('are no more than a page of them', () => {
    const many = Array.from({ length: 200 }, (_, i) => `слово${String.fromCharCode(0x430 + i % 30, 0x430 + Math.floor(i / 30))}`).join(', ')
    assert.equal(words([many, many, many]).length, 40)
  })
})
