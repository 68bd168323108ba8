import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { pairTerms } from '../checks/pair-terms.ts'
import { loadDictionary } from './dictionary.ts'
import { checkSpelling } from './spell.ts'
import { openSpeller } from './speller.ts'

const speller = openSpeller()
after(() => speller.close())
const skip = await loadDictionary('uk') ? false : 'dictionary-uk is not installed'

type Asked = Partial<Parameters<typeof checkSpelling>[0]>
async function misspelled(to: 'en' | 'uk', source: string | null, target: string, more: Asked = {}): Promise<string[]> {
  const from = source === null ? to : to === 'en' ? 'uk' : 'en'
  const found = await checkSpelling({ source, target, from, to, known: new Set(), terms: null, ...more }, speller) ?? []
  for (const { at, words } of found) assert.equal(target.slice(at?.start, at?.end), words['word'])
  return found.map(({ words }) => String(words['word']))
}

describe('the spelling of an English text', () => {
  const cases: [what: string, source: string | null, target: string, expected: string[]][] = [
    ['is wrong where a letter is', 'Він пішов.', 'He wented home, thier way.', ['wented', 'thier']],
    ['is looked at within marks', 'Дуже.', 'A **verry** [goood](https://a.example/goood) day', ['verry', 'goood']],
    ['is right with any apostrophe', 'Ні.', 'He doesn’t and didn\'t, couldnʼt.', []],
    ['passes over code and addresses', 'Ось.', 'Run `npx zvrka` at https://zvrka.example or write to zvrka@zvrka.example.', []],
    ['passes over numbers and acronyms', 'Ось.', 'The OSCE, 15th, 2nd, F16s and COVID19', []],
    ['passes over words in another script', 'Ось.', 'The word «звірка» is here', []],
    ['passes over a name that the original has', 'Там був Шумлінський із Глевахи.', 'There was Shumlynskyi of Hlevakha.', []],
    ['does not pass over a capitalised word that the original has not', 'Він і дім.', 'There was Shumlynskyi', ['Shumlynskyi']],
    ['passes over what the original has too', 'Команда zvrka тут', 'The command zvrka is here', []],
    ['passes over names inside a sentence where there is no original', null, 'There was Shumlynskyi, verry old', ['verry']],
    ['is right in a hyphenated word whose parts are right', 'Ось.', 'A river-wide, ex-mayor and a house-gardn', ['gardn']],
    ['is right in British and in American English', 'Ось.', 'The neighbour’s colourised theatres, kilometres, a licence; subsidised, travelled, learnt: neighbor, color, theater', []],
    ['is wrong in both', 'Ось.', 'A neigbour, a colur and a theatr', ['neigbour', 'colur', 'theatr']],
    ['is right in words made of known ones', 'Ось.', 'An unsanitized, resynchronized microgrid; a namespace, its readability, a dashboard’s', []],
    ['is wrong where one slip makes such a word of another', 'Ось.', 'An unsacred teh, accessable, a softwares, the boardcast and adressable', ['teh', 'accessable', 'softwares', 'adressable']],
    ['is wrong where two words stand without a space', 'Ось.', 'This is ofthe two andwork', ['ofthe', 'andwork']],
    ['is right in words of these days, in every form', 'Ось.', 'Podcasters onboarding the whistleblowers’ chatbots', []],
    ['is right in words of computing', 'Ось.', 'A mixin with falsy values, debounced getters, Kerberos', []],
    ['is wrong where a letter of such a word is', 'Ось.', 'A mixxin, debuonced', ['mixxin', 'debuonced']],
    ['is wrong where a slip looks like an old spelling', 'Ось.', 'The stae of paegs, an aeon, oedema and anaesthetics', ['stae', 'paegs']],
    ['is right in a word that the original says in its letters', 'Флогістер і телепорти', 'A flogister and teleports', []],
    ['is wrong in such words where the original does not', 'Ось.', 'A flogister and teleports', ['flogister', 'teleports']],
    ['is wrong where one slip makes a word that the original says so', 'Тригер і фільтр.', 'A triger and a filtr', ['triger', 'filtr']],
    ['passes over a part of a hyphenated word that the original has', 'Вебзасіб zvrka', 'A zvrka-based tool', []],
    ['says the same of every place', 'Ось.', 'verry and verry', ['verry', 'verry']],
    ['says nothing of a text without words', 'Ось.', '… — 12', []],
  ]
  for (const [what, source, target, expected] of cases) it(what, async () => assert.deepEqual(await misspelled('en', source, target), expected))

  it('passes over the words of the site, in any case', async () => {
    assert.deepEqual(await misspelled('en', 'Ось.', 'A Deoccupation and deoccupatoin', { known: new Set(['deoccupation']) }), ['deoccupatoin'])
  })

  it('passes over the words of the site in every form', { skip }, async () => {
    const known = new Set(['мемоізація', 'бекенд', 'рендерер'])
    assert.deepEqual(await misspelled('uk', 'It is.', 'Мемоізацією бекендів, без рендерера й рендирера', { known }), ['рендирера'])
  })

  it('passes over what the glossary calls a term of the original', async () => {
    const words = [['uk', 'звірка'], ['en', 'zvirka']].map(([language = '', text = '']) => ({ language, text, status: 'preferred' as const, isVerb: false }))
    const terms = pairTerms([{ id: 't', isName: false, words }], 'uk', 'en')
    assert.deepEqual(await misspelled('en', 'Звірка', 'The zvirka and thier', { terms }), ['thier'])
  })

  it('is about the same thing wherever the word stands', async () => {
    const [first] = await checkSpelling({ source: null, target: 'so verry', from: 'en', to: 'en', known: new Set(), terms: null }, speller) ?? []
    const [other] = await checkSpelling({ source: null, target: 'Verry much', from: 'en', to: 'en', known: new Set(), terms: null }, speller) ?? []
    assert.deepEqual([first?.id, first?.severity, first?.fix], [other?.id, 'warning', null])
  })
})

describe('the spelling of a Ukrainian text', { skip }, () => {
  const cases: [what: string, source: string | null, target: string, expected: string[]][] = [
    ['is wrong where a letter is', 'The security.', 'Безпека і безбека, обєкт', ['безбека', 'обєкт']],
    ['is right with any apostrophe, and with stress', 'An object.', 'Об\'єкт, обʼєкт, об’єкт і за́мок', []],
    ['is right with any hyphen', 'Somehow.', 'Як-небудь, як\u2010небудь, як\u2011небудь', []],
    ['passes over Latin words and acronyms', 'NATO and Vue.', 'НАТО, ОБСЄ, Vue, HTML-сторінка, США', []],
    ['passes over a name that the original has, in any case', 'They met Shumlynskyi and Brzezicki.', 'Зустрілися зі Шумлинським і Бжезіцького', []],
    ['passes over no Latin letter in a word: another check tells of it', 'The security.', 'Бeзпека', []],
    ['is right in compounds', 'A web site and ex-mayor', 'Веб-сайт, екс-мер, по-українськи, науково-технічний', []],
    ['is wrong in one part of a compound', 'A technical thing', 'Науково-техничний', ['техничний']],
    ['is right in words made of known ones', 'It is.', 'Незакешовані мультипідписи, підзапит, вебдоступність, багатокореневий, промовчанням, компонентно-орієнтований', []],
    ['is wrong where words that stand apart are written together', 'It is.', 'Незнаю, неможна, підчас, нетреба, небуде', ['Незнаю', 'неможна', 'підчас', 'нетреба', 'небуде']],
    ['is wrong where one slip makes such a word of another', 'It is.', 'Підзапитт, нерозуміне, можно', ['Підзапитт', 'нерозуміне', 'можно']],
    ['is right in words of these days, in every form', 'It is.', 'Лайків, донатами, закешувала, у папці, прийомів, фідбеком', []],
    ['is right in a word of the original that is written in Ukrainian letters', 'The boilerplate of a mutex and throttlers', 'Бойлерплейтом мутекса, тротлери', []],
    ['is wrong where such a word is not as the original sounds', 'The boilerplate', 'Бойлерклейтом, бойерплейтом', ['Бойлерклейтом', 'бойерплейтом']],
    ['is right where a word is shortened', 'E.g. this', 'Напр. це, див. табл. 2 і напр таке', ['напр']],
    ['hangs no ending on code', 'The `env` file', 'Файл `env`ом і `env`-ами', []],
  ]
  for (const [what, source, target, expected] of cases) it(what, async () => assert.deepEqual(await misspelled('uk', source, target), expected))
})

it('says nothing where the language has no dictionary', async () => {
  assert.deepEqual(await checkSpelling({ source: null, target: 'Daz ist falsh', from: 'de', to: 'de', known: new Set(), terms: null }, speller), null)
})

describe('a text of nothing but hyphens and letters', () => {
  it('is read in a time that grows with its length', async () => {
    const before = process.cpuUsage()
    const nothing = () => Promise.resolve(new Set<string>())
    const none = { findMisspelled: nothing, findNear: () => Promise.resolve(new Map<string, string[]>()) }
    assert.deepEqual(await checkSpelling({ source: null, target: 'а-'.repeat(25_000), from: 'uk', to: 'uk', known: new Set(), terms: null }, none), [])
    assert.ok(process.cpuUsage(before).user < 1_000_000)
  })
})

describe('a text of many words that nobody knows', () => {
  it('costs no more the longer its original is', async () => {
    const words = Array.from({ length: 3000 }, (_, i) => `q${i.toString(26).replace(/\d/g, (digit) => 'klmnopqrst'[Number(digit)] ?? '')}zzrender`)
    const all = (given: readonly string[]) => Promise.resolve(new Set(given))
    const before = process.cpuUsage()
    await checkSpelling({
      source: words.join(' '), target: words.map((word) => `${word.replaceAll(/[a-z]/g, 'е')}ндер`).join(' '), from: 'en', to: 'uk', known: new Set(), terms: null,
    }, { findMisspelled: all, findNear: () => Promise.resolve(new Map<string, string[]>()) })
    assert.ok(process.cpuUsage(before).user < 1_000_000)
  })
})
