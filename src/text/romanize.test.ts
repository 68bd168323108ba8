import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { romanize } from './romanize.ts'

const corpus = new URL('../../../shared/corpora/kmu55/', import.meta.url)
const absent = existsSync(corpus) ? false : 'the shared corpora are not here'

describe('romanisation', () => {
  const cases: [string, string][] = [
    ['Згурський', 'Zghurskyi'], ['ЗГУРСЬКИЙ', 'ZGHURSKYI'], ['Юрій', 'Yurii'], ['ЮРІЙ', 'YURII'], ['Розгін', 'Rozghin'],
    ['Нью-Йорк', 'Niu-York'], ['Яна-Юлія', 'Yana-Yuliia'], ['НАТО-Європа', 'NATO-Yevropa'],
    ['Ю. Щербак', 'Yu. Shcherbak'], ['ЩО', 'SHCHO'], ['БОРЩ', 'BORSHCH'], ['Є', 'Ye'], ['ВІЙНА Є ТУТ', 'VIINA YE TUT'],
    ['«Яна» і \'Яна\'', '«Yana» i \'Yana\''], ['м’який знак, сімʼя, п`ять', 'miakyi znak, simia, piat'], ['З\'їзд', 'Zizd'],
    ['и\u0306ого', 'yoho'], ['2-й', '2-y'], ['Ukraine’s – 5 %', 'Ukraine’s – 5 %'], ['ы, ё', 'ы, ё'], ['', ''],
  ]
  for (const [ukrainian, latin] of cases) it(`makes ${ukrainian} ${latin}`, () => assert.equal(romanize(ukrainian), latin))

  it('gives every official example, in capitals too', { skip: absent }, () => {
    const rows = readTable('official_examples.tsv')
    assert.ok(rows.length >= 80)
    for (const [ukrainian = '', latin = ''] of rows) {
      assert.equal(romanize(ukrainian), latin)
      assert.equal(romanize(ukrainian.toUpperCase()), latin.toUpperCase())
    }
  })

  it('follows the table at the beginning of a word and elsewhere', { skip: absent }, () => {
    const rows = readTable('table.tsv')
    assert.equal(rows.length, 35)
    for (const [letters = '', atStart = '', elsewhere = ''] of rows) {
      const small = letters.length === 2 && letters !== 'зг' ? letters.slice(1) : letters
      if (small !== '\'') assert.equal(romanize(small), atStart)
      assert.equal(romanize(`о${small}о`), `o${elsewhere}o`)
    }
  })

  it('leaves no Ukrainian letter, and nothing else changed', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐЄЖЇЙЩЬЮЯ', 'ʼ', '-', ' ', '.') })
    fc.assert(fc.property(letters, (text) => assert.doesNotMatch(romanize(text), /\p{Script=Cyrillic}/u)))
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abcXYZ 12-–.,«»\'’é\n😀') }), (text) => assert.equal(romanize(text), text)))
  })
})

function readTable(name: string): string[][] {
  return readFileSync(new URL(name, corpus), 'utf8').replace(/\n$/, '').split('\n').slice(1).map((line) => line.split('\t'))
}
