import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isTranslated } from '../segments/model.ts'
import { bylinesOf, cleanName, detailsMark, foldName, isDay, nameIn, readDay, type Details } from './details.ts'
import { GENRES, readGenre } from './genres.ts'

describe('names', () => {
  const same: [string, string][] = [
    ['Олена Ковальчук', 'олена  КОВАЛЬЧУК'], ["Мар'яна", 'Марʼяна'], ['Мар’яна', 'Марʼяна'], ['Anne‑Marie', 'anne-marie'], ['Памʼять', 'пам’ять'],
  ]
  for (const [one, other] of same) it(`are one: ${one} and ${other}`, () => assert.equal(foldName(one), foldName(other)))
  it('are two when a letter differs', () => assert.notEqual(foldName('Олена Ковальчук'), foldName('Олена Ковальчик')))

  const cleaned: [raw: string, name: string | null][] = [
    ['  Олена \n Ковальчук ', 'Олена Ковальчук'], ['', null], ['   ', null], ['a\0b', null], ['a\u202eb', null], ['a\u0007b', null],
    ['й'.normalize('NFD'), 'й'], ['x'.repeat(200), 'x'.repeat(200)], ['x'.repeat(201), null], ['\ud800', null],
  ]
  for (const [raw, name] of cleaned) it(`are stored clean: ${JSON.stringify(raw.slice(0, 20))}`, () => assert.equal(cleanName(raw), name))
  it('once clean stay as they are', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
      const name = cleanName(raw)
      return name === null || cleanName(name) === name
    }))
  })
  it('are given in the language that is asked for, else in another', () => {
    const names = [{ language: 'en', name: 'Cities' }, { language: 'uk', name: 'Міста' }]
    assert.deepEqual(nameIn(names, 'uk'), { text: 'Міста', language: 'uk' })
    assert.deepEqual(nameIn(names, 'pl'), { text: 'Cities', language: 'en' })
    assert.equal(nameIn([], 'uk'), null)
  })
})

describe('the date of an original', () => {
  const cases: [typed: string, day: string | null][] = [
    ['2025-12-10', '2025-12-10'], [' 2025-12-10 ', '2025-12-10'], ['10.12.2025', '2025-12-10'], ['1.2.2025', '2025-02-01'], ['2024-02-29', '2024-02-29'],
    ['2025-02-29', null], ['31.04.2025', null], ['2025-13-01', null], ['2025-00-10', null], ['0000-01-01', null], ['10/12/2025', null], ['вчора', null],
    ['', null], ['2025-12-10T00:00', null], ['99999-01-01', null],
  ]
  for (const [typed, day] of cases) it(`is ${day ?? 'none'}: ${typed}`, () => assert.equal(readDay(typed), day))
  it('is every day of the calendar', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => isDay(date.toISOString().slice(0, 10))))
  })
})

describe('the bylines of an article', () => {
  it('are the authors’ names with the roles that follow them', () => {
    const rows = [['a', 'title'], ['b', 'author_name'], ['c', 'author_role'], ['d', 'author_name'], ['e', 'paragraph'], ['f', 'author_role']] as const
    assert.deepEqual(bylinesOf(rows.map(([segment, kind]) => ({ segment, kind, text: `*${segment}*` }))),
      [{ name: 'b', role: 'c', words: 'b' }, { name: 'd', role: null, words: 'd' }])
  })
})

describe('the mark of what was shown', () => {
  const details: Details = { genre: 'essay', date: '2025-12-10', topics: ['t1', 't2'], authors: [{ author: 'a', byline: 's' }] }
  it('is the same whatever the order of the topics', () => {
    assert.equal(detailsMark(details), detailsMark({ ...details, topics: ['t2', 't1'] }))
  })
  const others: [string, Partial<Details>][] = [
    ['kind', { genre: null }], ['date', { date: '2025-12-11' }], ['topic', { topics: ['t1'] }], ['author', { authors: [{ author: 'b', byline: 's' }] }],
    ['byline', { authors: [{ author: 'a', byline: null }] }],
  ]
  for (const [what, change] of others) it(`is another with another ${what}`, () => assert.notEqual(detailsMark({ ...details, ...change }), detailsMark(details)))
})

describe('the kind of publication', () => {
  const cases: [string, string | null][] = [['essay', 'essay'], ['Есей', 'essay'], ['ESSAY', 'essay'], ['інтерв’ю', 'interview'], ['колонка', 'opinion'], ['стос', null], ['', null]]
  for (const [word, genre] of cases) it(`is read from «${word}»`, () => assert.equal(readGenre(word), genre))
  it('has a dozen values', () => assert.equal(new Set(GENRES).size, 12))
})

describe('what readers see of an article beside its paragraphs', () => {
  it('is text that is translated and reviewed: title, description, alternative text, caption, author (P43)', () => {
    for (const kind of ['title', 'lead', 'image', 'caption', 'author_name', 'author_role'] as const) assert.ok(isTranslated(kind), kind)
  })
})
