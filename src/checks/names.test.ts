import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPair } from './check.ts'
import type { Finding, Pair } from './model.ts'
import { checkNames } from './names.ts'
import { pairTerms } from './pair-terms.ts'
import { readProse } from '../text/prose.ts'

type Case = [what: string, source: string | null, target: string, expected: string[]]

const GLOSSARY = [{ id: 'z', isName: true, words: [
  { language: 'uk', text: 'Зеленський', status: 'preferred', isVerb: false } as const, { language: 'en', text: 'Zelenskyy', status: 'preferred', isVerb: false } as const,
] }, { id: 'c', isName: true, words: [{ language: 'en', text: 'Chernobyl', status: 'allowed', isVerb: false } as const] }]

function pairOf(to: 'en' | 'uk', source: string | null, target: string, more: Partial<Pair> = {}): Pair {
  const from = source === null ? to : to === 'en' ? 'uk' : 'en'
  return { source, target, from, to, kind: 'paragraph', terms: null, links: null, elsewhere: [], known: new Set(), stops: 'inside', ...more }
}

/** What is written and what it should be, of each finding. */
function told(...asked: Parameters<typeof pairOf>): string[] {
  const pair = pairOf(...asked)
  const found = checkNames({ ...pair, text: readProse(pair.target), original: pair.source === null ? null : readProse(pair.source) })
  return found.map(({ at, words = {} }) => `${pair.target.slice(at?.start, at?.end)} → ${words['now'] ?? words['right'] ?? 'Ukraine'}`)
}

describe('places in English', () => {
  const cases: Case[] = [
    ['have the names of today', null, 'From Kiev to Kharkov and Lugansk', ['Kiev → Kyiv', 'Kharkov → Kharkiv', 'Lugansk → Luhansk']],
    ['have them beside a hyphen and an apostrophe', null, 'Kiev-based, Kiev’s and Ivano-Frankovsk', ['Kiev → Kyiv', 'Kiev → Kyiv', 'Ivano-Frankovsk → Ivano-Frankivsk']],
    ['are right by resolution 55', 'Київ', 'Kyiv, Kharkiv, Lviv, Odesa, Mykolaiv, Zaporizhzhia, Dnipro, Kryvyi Rih, Luhansk, Vinnytsia', []],
    ['are asked of the original where the word may mean something else', 'Миколаєва бачили в Одесі', 'Nikolaev was seen in Odessa', ['Nikolaev → Mykolaiv', 'Odessa → Odesa']],
    ['may lie elsewhere', 'Ніколаєв поїхав до Техасу', 'Nikolaev went to Odessa, Texas, and Prince Lvov', []],
    ['are no dish', null, 'a chicken Kiev and the Kievan Rus', []],
    ['are no part of code or an address', null, 'Run `Kiev` at https://Kiev.example/Kharkov', []],
    ['have no article in the name of the country', null, 'In the Ukraine, and the Ukraine is here. The Ukraine', ['the Ukraine → Ukraine', 'the Ukraine → Ukraine', 'The Ukraine → Ukraine']],
    ['may have one that belongs to another word', null, 'the Ukraine war, the Ukraine Support Group, the Ukraine-Russia border, the Ukraine of 1991', []],
  ]
  for (const [what, source, target, expected] of cases) it(what, () => assert.deepEqual(told('en', source, target), expected))

  it('are mended by one click', () => {
    const mended = checkPair(pairOf('en', 'Він у Києві.', 'He is in Kiev.')).map(({ fix }: Finding) => fix)
    assert.deepEqual(mended, [{ start: 9, end: 13, text: 'Kyiv' }])
  })
})

describe('names of people in English', () => {
  const cases: Case[] = [
    ['are those of resolution 55, whatever their case in the original', 'З Володимиром Зеленським і Юрієм Бойком', 'With Zelensky and Yuriy Boyko',
      ['Zelensky → Zelenskyi', 'Yuriy → Yurii', 'Boyko → Boiko']],
    ['are so in every other spelling', 'Валерій Залужний', 'Zaluzhny, Zaluzhnyy, Zaluzhnyj and Valeriy', [
      'Zaluzhny → Zaluzhnyi', 'Zaluzhnyy → Zaluzhnyi', 'Zaluzhnyj → Zaluzhnyi', 'Valeriy → Valerii']],
    ['with the other letters inside', 'Арсеній Яценюк і Михайло Подоляк', 'Yatsenyuk’s and Podolyak', ['Yatsenyuk → Yatseniuk', 'Podolyak → Podoliak']],
    ['are right by it', 'Зеленський, Юрій Бойко, Яценюк, Подоляк, Наталія', 'Zelenskyi, Yurii Boiko, Yatseniuk, Podoliak, Nataliia', []],
    ['of other nations are not asked', 'Бойд і Флойд у Тойоті, Чомскі, Коморовський, Байден', 'Boyd and Floyd in a Toyota, Chomsky, Komorowski, Biden', []],
    ['of the whole world stay as they are known', 'Троцький, Стравинський і Навальний', 'Trotsky, Stravinsky and Navalny', []],
    ['are compared only with the original', 'Він прийшов', 'Zelensky came', []],
    ['of places are not those of people: countries', 'Італія, Сирія, Латвія, Вашингтон', 'Italy, Syria, Latvia, Washington', []],
  ]
  for (const [what, source, target, expected] of cases) it(what, () => assert.deepEqual(told('en', source, target), expected))

  it('may be exceptions that the glossary records, or words of the site', () => {
    const terms = pairTerms(GLOSSARY, 'uk', 'en')
    assert.deepEqual(told('en', 'Зеленський у Чорнобилі', 'Zelenskyy in Chernobyl and Zelensky', { terms }), ['Zelensky → Zelenskyi'])
    const advised = pairTerms([{ id: 'k', isName: true, words: [{ language: 'en', text: 'Kiev', status: 'forbidden', isVerb: false }] }], 'uk', 'en')
    assert.deepEqual(told('en', 'Київ', 'Kiev', { terms: advised }), [], 'told of with the terms')
    assert.deepEqual(told('en', 'Зеленський', 'Zelensky in Kiev', { known: new Set(['zelensky', 'kiev']) }), [])
  })
})

describe('places in Ukrainian', () => {
  const cases: Case[] = [
    ['have the names of today where the original has them', 'From Dnipro to Bakhmut and Belarus', 'З Дніпропетровська до Артемівська та Білорусії', [
      'Дніпропетровська → Дніпро', 'Артемівська → Бахмут', 'Білорусії → Білорусь']],
    ['may be history', 'In Dnipropetrovsk in 1985', 'У Дніпропетровську 1985 року', []],
    ['may name a region', 'Dnipropetrovsk oblast and the city of Dnipro', 'Дніпропетровська область і місто Дніпро', []],
    ['are not judged in an original', null, 'Дніпропетровськ і Білорусія', []],
    ['are right in every case', 'Dnipro, Belarus, Moldova', 'у Дніпрі, Білорусі, з Молдовою', []],
  ]
  for (const [what, source, target, expected] of cases) it(what, () => assert.deepEqual(told('uk', source, target), expected))
})

it('looks at a long text in time that grows with it', () => {
  const source = 'Зеленський і Бойко. '.repeat(5000)
  const before = process.cpuUsage()
  told('en', source, 'Zelensky, Kiev and the Ukraine. '.repeat(5000))
  assert.ok(process.cpuUsage(before).user < 3_000_000)
})
