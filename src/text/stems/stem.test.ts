import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { foldWord, stemsOf, wordsIn } from './stem.ts'

const meet = (one: string, other: string, language = 'uk') =>
  stemsOf(foldWord(one), language).some((stem) => stemsOf(foldWord(other), language).includes(stem))

describe('the forms of a Ukrainian word', () => {
  const families: [string, string][] = [
    ['endings of nouns', 'стаття статті статтю статтею статей статтям статтями статтях'],
    ['-ння', 'рішення рішенню рішенням рішенні рішень рішеннями рішеннях'],
    ['-ість', 'здатність здатності здатністю здатностей здатностям'],
    ['к, ц, ч', 'рука руки руці руку рукою рук руками'],
    ['г, з, ж', 'книга книзі книгу книг книгою книгами'],
    ['х, с, ш', 'муха мусі муху мух мухами'],
    ['і, о, е in closed syllables', 'ніч ночі ночами ночей'],
    ['… and in names', 'Київ Києва Києву Києвом Києві'],
    ['… of several syllables', 'робота роботи роботі роботу робіт роботами'],
    ['fleeting vowels', 'українець українця українцем українці українців'],
    ['… of neuters', 'вікно вікна вікон вікнами вікнах'],
    ['… of feminines', 'сторінка сторінки сторінці сторінок сторінками'],
    ['a word of one syllable', 'день дня дні днів днями'],
    ['an ending that only looks like one', 'система системи системою систем системах'],
    ['endings of adjectives', 'новий нового новому новим нова нової новій нову новою нове нові нових новими'],
    ['-ськ-', 'український українського українською українські українських українським'],
    ['verbs', 'читати читає читаю читаєш читають читав читала читали читатиме читаючи'],
    ['-увати', 'працювати працює працюють працював працювала працюючи'],
    ['-ся', 'користуватися користується користуються користувалися користуючись користуватись'],
    ['verbs of motion', 'перейти перейшов перейшла перейде перейдуть перейшли'],
    ['л after lips', 'робити роблю робить роблять робив робила'],
    ['у and в, і and й', 'у в'],
    ['an apostrophe', "обʼєкт об'єкта об’єктом обєкти об’єктів"],
  ]
  for (const [what, forms] of families) {
    it(`are one: ${what}`, () => {
      const [first = '', ...others] = forms.split(' ')
      const shown = (word: string) => `${word} (${stemsOf(foldWord(word), 'uk').join(', ')})`
      for (const other of others) assert.ok(meet(first, other), `${shown(first)} — ${shown(other)}`)
    })
  }

  const strangers = ['міст мета', 'книга кінь', 'рука ріка', 'результат результативний', 'формат форма', 'народ норма', 'гніт ґніт', 'кит кіт', 'їжак іжак', 'нова нові́тній']
  for (const pair of strangers) {
    it(`are not those of another: ${pair}`, () => {
      const [one = '', other = ''] = pair.split(' ')
      assert.ok(!meet(one, other))
    })
  }
})

describe('the forms of an English word', () => {
  // Pairs of the Snowball project's own sample vocabulary.
  const stems: [string, string][] = [
    ['consign', 'consign'], ['consigned', 'consign'], ['consistency', 'consist'], ['consolation', 'consol'], ['knackeries', 'knackeri'],
    ['knightly', 'knight'], ['knives', 'knive'], ['hopping', 'hop'], ['hoping', 'hope'], ['generate', 'generat'], ['generously', 'generous'],
    ['communities', 'communiti'], ['skies', 'sky'], ['dying', 'die'], ['news', 'news'], ['succeed', 'succeed'], ['proceeding', 'proceed'],
    ['ties', 'tie'], ['cries', 'cri'], ['by', 'by'], ['say', 'say'], ['gas', 'gas'], ['gaps', 'gap'], ['kiwis', 'kiwi'], ['falling', 'fall'],
  ]
  for (const [word, stem] of stems) it(`of ${word} share ${stem}`, () => assert.deepEqual(stemsOf(word, 'en'), [stem]))

  it('are as they are written where there are no rules for the language', () => {
    assert.deepEqual(stemsOf('häuser', 'de'), ['häuser'])
    assert.deepEqual(stemsOf('houses', 'pl'), ['houses'])
  })
})

describe('a word', () => {
  const same: [string, string][] = [
    ['ПʼЯТНИЦЯ', 'пятниця'], ["п'ятниця", 'пятниця'], ['п’ятниця', 'пятниця'], ['п‘ятниця', 'пятниця'], ['пере­клад', 'переклад'], ['за́мок', 'замок'],
    ['Łódź', 'lodz'], ['Straße', 'strasse'], ['résumé', 'resume'], ['и\u0306од', 'йод'], ['ﬁnal', 'final'], ['１２', '12'], ['їжак', 'їжак'], ['ґанок', 'ґанок'],
  ]
  for (const [typed, folded] of same) it(`is the same however it is typed: ${typed}`, () => assert.equal(foldWord(typed), folded))

  it('is found between everything else', () => {
    const text = 'Науково-дослідний «інститут»,\u00a03,5 м; don’t, rock ’n’ roll — 2024–2025'
    assert.equal(wordsIn(text).map(({ word }) => word).join(' '), 'науково дослідний інститут 3 5 м dont rock n roll 2024 2025')
    for (const { start, end, word } of wordsIn(text)) assert.equal(foldWord(text.slice(start, end)), word)
  })

  it('holds letters and digits alone, of bounded length, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 40 })), (text) => {
      for (const { word } of wordsIn(text)) {
        assert.match(word, /^[\p{L}\p{N}\p{M}]{0,64}$/u)
        for (const language of ['uk', 'en', 'de']) for (const stem of stemsOf(word, language)) assert.match(stem, /^[\p{L}\p{N}\p{M}]*$/u)
      }
    }))
  })

  it('keeps its stem however often others are asked for', () => {
    const before = stemsOf('переклади', 'uk')
    for (let at = 0; at < 30_000; at += 1) stemsOf(`слово${String.fromCharCode(0x430 + at % 32, 0x430 + (at >> 5) % 32, 0x430 + (at >> 10))}`, 'uk')
    assert.deepEqual(stemsOf('переклади', 'uk'), before)
  })
})

describe('words that name something of the language this is written in', () => {
  it('are words like any others', () => {
    for (const word of ['constructor', 'prototype', 'tostring', 'valueof', 'hasownproperty', '__proto__']) {
      assert.ok(stemsOf(foldWord(word), 'en').every((stem) => /^[a-z]+$/.test(stem)), word)
    }
  })
})
