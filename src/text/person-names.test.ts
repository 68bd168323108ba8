import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { familyFirst, oneLine, readPersonName, wholeName, withInitials } from './person-names.ts'

describe('a name in a bibliography', () => {
  const cases: [string, string, string][] = [
    ['Олег Бєлоколос', 'Бєлоколос, Олег', 'Бєлоколос О.'],
    ['Ольга  Кобилянська ', 'Кобилянська, Ольга', 'Кобилянська О.'],
    ['Михайло Сергійович Грушевський', 'Грушевський, Михайло Сергійович', 'Грушевський М. С.'],
    ['Іван Нечуй-Левицький', 'Нечуй-Левицький, Іван', 'Нечуй-Левицький І.'],
    ['Дарʼя О’Ніл', 'О’Ніл, Дарʼя', 'О’Ніл Д.'],
    ['Ludwig van Beethoven', 'van Beethoven, Ludwig', 'van Beethoven L.'],
    ['J. R. R. Tolkien', 'Tolkien, J. R. R.', 'Tolkien J. R. R.'],
    ['Ґалаґан', 'Ґалаґан', 'Ґалаґан'],
    ['', '', ''],
    ['the editors', 'the editors', 'the editors'],
    ['Smith and Sons', 'Smith and Sons', 'Smith and Sons'],
    ['Бюро та Друзі', 'Бюро та Друзі', 'Бюро та Друзі'],
    ['The River Bureau', 'The River Bureau', 'The River Bureau'],
    ['Bureau 17', 'Bureau 17', 'Bureau 17'],
    ['Smith and Sons, Ltd', 'Smith and Sons, Ltd', 'Smith and Sons, Ltd'],
    ['A Very Long Name Of Something Else', 'A Very Long Name Of Something Else', 'A Very Long Name Of Something Else'],
  ]
  for (const [written, family, initials] of cases) {
    it(`${JSON.stringify(written)} is ${JSON.stringify(family)}`, () => {
      const name = readPersonName(written)
      assert.equal(familyFirst(name), family)
      assert.equal(withInitials(name).replaceAll('\u00a0', ' '), initials)
      assert.equal(wholeName(name), oneLine(written))
    })
  }
})
