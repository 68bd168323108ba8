import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sentenceOf } from './excerpt.ts'

describe('the first sentence of a lead', () => {
  const cases: [says: string, text: string, expected: string][] = [
    ['ends where the next begins', 'Чому саме відсутність союзників 2014 року стала вирішальною? Бо інакше не вийшло.', 'Чому саме відсутність союзників 2014 року стала вирішальною?'],
    ['is all there is', 'Only one sentence, and it stands whole', 'Only one sentence, and it stands whole'],
    ['takes short ones along', 'No. Never. That is what the town had to say of the bridge. It rained.', 'No. Never. That is what the town had to say of the bridge.'],
    ['goes on after initials', 'Того дня на набережній виступив директор Центру О. Білоколос, і люди слухали. Дощило.', 'Того дня на набережній виступив директор Центру О. Білоколос, і люди слухали.'],
    ['goes on after an abbreviation', 'Угоду підписали восени 1991 р. у присутності свідків, імен яких не названо. Потім забули.', 'Угоду підписали восени 1991 р. у присутності свідків, імен яких не названо.'],
    ['ends with its quotation marks', '«Хто має сильне військо, той має й добрих сусідів…» Так казали колись давно.', '«Хто має сильне військо, той має й добрих сусідів…»'],
    ['is cut between words where it is too long', `${'слово '.repeat(60)}кінець. Далі.`, `${'слово '.repeat(33).trim()}…`],
    ['is empty where nothing is', '', ''],
  ]
  for (const [says, text, expected] of cases) it(says, () => assert.equal(sentenceOf(text, 200), expected))

  it('is a beginning of the text that ends no word in the middle', () => {
    const words = fc.array(fc.stringMatching(/^[a-zа-яґєії]{1,12}[.!?,]?$/u), { minLength: 1, maxLength: 80 })
    fc.assert(fc.property(words, (some) => {
      const text = some.join(' ')
      const found = sentenceOf(text, 200)
      assert.ok(found.length <= 201)
      const bare = found.replace(/…$/, '')
      assert.ok(text.startsWith(bare))
      assert.match(text.slice(bare.length), /^(?:$|[\s,.!?])/)
    }))
  })
})
