import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storedTerm } from '../../test/glossary.ts'
import { finish } from '../text/terms.ts'
import { compilingKnown, suggestingTerms } from './suggest.ts'

const TEXT = [
  'Національна стійкість потрібна. Основи національної стійкості закладає громада.', 'Про національну стійкість дбає кожна громада, і громаді це вдається.',
  'Це було так, і це є так, і це буде так.',
]

interface Asked { terms?: readonly ReturnType<typeof storedTerm>[]; language?: string; isEverywhere?: (word: string) => boolean }

describe('words for the glossary', () => {
  const suggest = (texts: readonly string[], { terms = [storedTerm('1', ['uk мир'])], language = 'uk', isEverywhere = () => false }: Asked = {}) =>
    finish(suggestingTerms(texts, { language, known: finish(compilingKnown(terms, language)), isEverywhere }))
  const listed = (some: readonly { text: string; count: number }[]) => some.map(({ text, count }) => `${text} ${count}`)
  const words = (texts: readonly string[] = TEXT, asked: Asked = {}) => listed(suggest(texts, asked).words)

  it('are counted in all their forms, phrases before single words, without what says nothing by itself', () => {
    assert.deepEqual(words(), ['національна стійкість 3', 'громада 3'])
  })
  it('are not what the glossary has', () => assert.deepEqual(words(TEXT, { terms: [storedTerm('1', ['uk національна стійкість'])] }), ['громада 3']))
  it('do not go over punctuation', () => {
    assert.deepEqual(words(['Довга греблю, щогла.', 'Довга гребля. Щогла', 'Довга гребля — щогла', 'щогла']).toSorted(), ['довга гребля 3', 'щогла 4'])
  })
  it('come with an example', () => {
    const [first] = suggest(TEXT).words
    assert.deepEqual([first?.example.found, first?.example.before], ['Національна стійкість', ''])
  })
  it('are no more than a page of them', () => {
    const many = Array.from({ length: 200 }, (_, i) => `слово${String.fromCharCode(0x430 + i % 30, 0x430 + Math.floor(i / 30))}`).join(', ')
    assert.equal(words([many, many, many]).length, 40)
  })

  const oneRow: [language: string, texts: string[], expected: string[]][] = [
    ['uk', ['Усі компоненти тут.', 'Немає компонентів.', 'Цей компонент є.', 'Двом компонентам.'], ['компонент 4']],
    ['uk', ['Немає щогл.', 'Дві щогли.', 'Бачу щоглу.', 'Ось щогла.'], ['щогла 4']],
    ['uk', ['Немає щогл.', 'Без щогл.', 'Дев’ять щогл.'], ['щогл 3']],
    ['en', ['The ferries came.', 'One ferry came.', 'A ferry’s bell.'], ['ferry 3']],
    ['en', ['Two ferries.', 'Three ferries.', 'Many ferries.'], ['ferries 3']],
  ]
  for (const [language, texts, expected] of oneRow) {
    it(`have one row, with the form that dictionaries have where the article has it: ${texts.join(' ')}`, () => assert.deepEqual(words(texts, { language }), expected))
  }

  const noise: [what: string, language: string, text: string][] = [
    ['numbers', 'en', '2024 1,000 3rd'], ['words of every article', 'en', 'people always need something important'], ['the same in Ukrainian', 'uk', 'людям допомагає проблема нашого часу'],
    ['verbs', 'uk', 'фарбують'], ['adjectives alone', 'uk', 'червоного'], ['adverbs', 'en', 'boldly'],
  ]
  for (const [what, language, text] of noise) it(`are not ${what}`, () => assert.deepEqual(words([text, text, text, text].map((one) => `${one}.`), { language }), []))
  it('are not what the whole site says', () => assert.deepEqual(words(TEXT, { isEverywhere: (word) => word.startsWith('громад') }), ['національна стійкість 3']))

  it('come before their parts, and parts that seldom stand alone do not come', () => {
    const texts = ['A lighthouse keeper.', 'The lighthouse keeper.', 'One lighthouse.', 'That lighthouse.', 'His lighthouse.', 'Her lighthouse.', 'A keeper.']
    assert.deepEqual(words(texts, { language: 'en' }), ['lighthouse keeper 2', 'lighthouse 6'])
    assert.deepEqual(words(['Our code of conduct.', 'The code of conduct.'], { language: 'en' }), ['code of conduct 2'])
  })

  it('have names apart, also where these begin a sentence', () => {
    const { words: common, names } = suggest(['Kharkiv stood.', 'We saw Kharkiv and the quay.', 'From Kharkiv to a quay.', 'A quay.', 'Quay walls.', 'The USB port.', 'My USB.', 'Its USB.'], { language: 'en' })
    assert.deepEqual([listed(common), listed(names)], [['quay 4', 'USB 3'], ['Kharkiv 3']])
  })
})
