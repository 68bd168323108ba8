import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { adaptNumbers } from './adapt.ts'

const ENGLISH = { from: 'en', to: 'uk' }
const UKRAINIAN = { from: 'uk', to: 'en' }

type Case = readonly [stored: string, wanted: string, target: string, expected: string | null]

describe('a stored translation with other numbers', () => {
  const cases: readonly Case[] = [
    ['It cost 2.5 million.', 'It cost 3.75 million.', 'Це коштувало 2,5 млн.', 'Це коштувало 3,75 млн.'],
    ['It cost 2,500,000.', 'It cost 3,750,000.', 'Це коштувало 2,5 млн.', 'Це коштувало 3,75 млн.'],
    ['It cost 999.', 'It cost 12,000.', 'Це коштувало 999.', 'Це коштувало 12\u00a0000.'],
    ['$5 billion', '$6.25 billion', '5 млрд дол.', '6,25 млрд дол.'],
    ['PostgreSQL 15.2', 'PostgreSQL 16.1', 'PostgreSQL 15.2', 'PostgreSQL 16.1'],
    ['Version 3.2.1', 'Version 3.2.2', 'Версія 3.2.1', 'Версія 3.2.2'],
    ['from 5% of 16,000', 'from 7% of 160,500', 'від 5 % із 16 000', 'від 7 % із 160\u00a0500'],
    ['It began on 24 February 2022.', 'It began on 5 March 2023.', 'Це почалося 24 лютого 2022 р.', 'Це почалося 5 березня 2023 р.'],
    ['In February 2022', 'In November 2023', 'У лютому 2022 року', 'У листопаді 2023 року'],
    ['On 24 February 2022', 'On 5 March 2022', 'З 24.02.2022', 'З 5.03.2022'],
    ['In 2014', 'In 2022', 'У 2014 році', 'У 2022 році'],
    ['the war of 1939-45', 'the war of 1941-45', 'війна 1939–1945 років', 'війна 1941–1945 років'],
    ['the 19th century', 'the 20th century', 'XIX століття', 'XX століття'],
    ['at 2:30 p.m.', 'at 3:45 p.m.', 'о 14:30', 'о 15:45'],
    ['5 of 5', '6 of 6', '5 з 5', '6 з 6'],
    ['**24 men** of [list 5](/5)', '**25 men** of [list 6](/5)', '**24** чоловіки зі [списку 5](/5)', null],
    ['**25 men** of [list 5](/5)', '**26 men** of [list 6](/5)', '**25** чоловіків зі [списку 5](/5)', '**26** чоловіків зі [списку 6](/5)'],
    ['5 days', '6 days', '5 днів', '6 днів'],
    // What would have to change with the number, or cannot be told apart.
    ['2 days', '5 days', '2 дні', null],
    ['a 2-day visit', 'a 5-day visit', 'дводенний візит', null],
    ['5 of 5', '6 of 5', '5 з 5', null],
    ['5 of them', '6 of them', 'п’ять із них', null],
    ['5 of them', '6 of them', '5 (п’ять) із них', null],
    ['5 of them', '6 of us', '5 із них', null],
    ['5 of them', 'some of them', '5 із них', null],
    ['5 of them', '6 of them', 'дехто з них', null],
    ['5 miles', '6 miles', '8 км', null],
    ['the 3rd brigade', 'the 3rd Brigade', '3-тя бригада', null],
    ['brigade 3 came', 'brigade 4 came', '3-тя бригада прийшла', null],
    ['on 5 May', 'on 5 June', '5 трав.', null],
  ]
  for (const [stored, wanted, target, expected] of cases) {
    it(`“${stored}” into “${wanted}” makes «${target}» ${expected === null ? 'nothing sure' : `«${expected}»`}`, () => {
      assert.equal(adaptNumbers(stored, wanted, target, ENGLISH)?.text ?? null, expected)
    })
  }

  const back: readonly Case[] = [
    ['Це 21-й полк', 'Це 22-й полк', 'It is the 21st regiment', 'It is the 22nd regiment'],
    ['Зросло на 2,5 %', 'Зросло на 3,25 %', 'It grew by 2.5%', 'It grew by 3.25%'],
    ['16 000 років', '160 500 років', '16,000 years', '160,500 years'],
    ['24 лютого 2022 р.', '5 березня 2022 р.', 'February 24, 2022', 'March 5, 2022'],
    ['на 5 кроків', 'на 8 кроків', 'a 5-step way', null],
  ]
  for (const [stored, wanted, target, expected] of back) {
    it(`«${stored}» into «${wanted}» makes “${target}” ${expected === null ? 'nothing sure' : `“${expected}”`}`, () => {
      assert.equal(adaptNumbers(stored, wanted, target, UKRAINIAN)?.text ?? null, expected)
    })
  }

  it('says where the new figures stand', () => {
    const adapted = adaptNumbers('**5%** of 16,000', '**7%** of 160,500', '**5 %** із 16 000', ENGLISH)
    assert.deepEqual(adapted?.changed.map(({ start, end }) => adapted.text.slice(start, end)), ['7', '160\u00a0500'])
  })

  it('is as it was where nothing differs', () => {
    assert.deepEqual(adaptNumbers('5 of 6', '5 of 6', '5 із 6', ENGLISH), { text: '5 із 6', changed: [] })
  })

  it('leads back to what was stored', () => {
    const english = new Intl.NumberFormat('en')
    const ukrainian = new Intl.NumberFormat('uk')
    const number = fc.integer({ min: 10_000, max: 900_000 })
    const someYear = fc.integer({ min: 1950, max: 2050 })
    fc.assert(fc.property(number, number, someYear, someYear, (one, other, year, next) => {
      const source = (amount: number, when: number) => `In ${when} they made UAH ${english.format(amount)} more.`
      const target = (amount: number, when: number) => `У ${when} році заробили на ${ukrainian.format(amount)} грн більше.`
      const adapted = adaptNumbers(source(one, year), source(other, next), target(one, year), ENGLISH)
      assert.equal(adapted?.text, target(other, next))
      assert.equal(adaptNumbers(source(other, next), source(one, year), adapted.text, ENGLISH)?.text, target(one, year))
    }))
  })
})
