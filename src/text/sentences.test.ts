import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sentencesOf } from './sentences.ts'

/** Sentences are set apart by ` | `. */
const CASES: Readonly<Record<string, string[]>> = {
  uk: [
    'Ю. Щербак сказав: «Так».',
    'Музей ім. Т. Г. Шевченка відкрили. | Вхід вільний.',
    'Див. рис. 3. | Далі йде опис.',
    'Це т. зв. перехідний період. | Він триває.',
    'У 1991 р. Україна стала незалежною.',
    'Книжка вийшла 1991 р. | Потім її забули.',
    'У XX ст. Європа змінилася. | На початку XXI ст. знову.',
    'Згідно зі ст. 27 закону це заборонено. | Суд погодився.',
    'Він мешкає у м. Київ на вул. Хрещатик, буд. 5, кв. 2. | Пише листи.',
    'Довжина — 5 м. | Потім ще три.',
    'Купили яблука, груші та ін. | Компанія задоволена.',
    'Яблука, груші і т. д. | Усе свіже.',
    'Він мовчав… | Потім пішов.',
    'Невже? | Так! | Саме так.',
    '«Невже?» — запитав він. | «Так», — відповіла.',
    '— Так! — вигукнув Юрій. | — Ні.',
    '«Ідіть геть!» | Він пішов.',
    'Він (!) погодився. | Усі (так!) теж.',
    '1. Перший пункт. | Ще речення.',
    '2.1. Назва розділу',
    'а. Перший пункт',
    'Ціна — 2.5 долара. | Версія 3.2.1 вийшла.',
    'Щербак Ю. А. пише. | Коваль Т. В. читає.',
    'Вітамін C. | Це корисно.',
    'проф. О. Коваль і д-р Петренко. | Усі прийшли.',
    'Близько 5 тис. осіб. | Понад 3 млн грн.',
    'Слово.[^1] | Друге слово.',
    'Поле це називається .env. | Його не показують.',
    'Перший рядок\n | другий рядок',
    'англ. Kyiv School of Economics',
    'До н. е. було так. | У 5 ст. до н. е. | Він помер.',
  ],
  en: [
    'Use a tool, e.g. Vue, i.e. a framework. | Then build.',
    'Mr. Smith met Dr. Brown at 5 p.m. | They talked.',
    'At 5 p.m. Kyiv time it began. | It ended at 7 a.m.',
    'The U.S. Senate voted. | He lives in the U.S. | She does not.',
    'See Fig. 3. | The map is on p. 12.',
    'The answer is no. | Then what?',
    'J. K. Rowling wrote it. | So did George R. R. Martin.',
    '“Is it so?” she asked. | “Yes.”',
    'He said “No.” | Then he left.',
    'Apples, pears, etc. | The company is happy.',
    'Wait... | What is it?',
    'It costs $2.5 million. | That is a lot!',
    'Acme Inc. announced it. | It is new.',
    'Use node.js here. iPhone users wait.',
    '(See below.) | It works.',
    'Smith et al. | The end.',
  ],
  pl: ['Prof. Kowalski mieszka przy ul. Długiej. | To blisko.'],
  de: ['Dr. Meier kommt, z. B. morgen. | Das ist gut.'],
  fr: ['Monsieur Dupont arrive. | Il pleut.'],
}

for (const [language, cases] of Object.entries(CASES)) {
  describe(`sentences in ${language}`, () => {
    for (const text of cases) {
      it(text, () => {
        const plain = text.replaceAll(' | ', ' ')
        const found = sentencesOf(plain, language).map(({ start, end }) => plain.slice(start, end))
        assert.deepEqual(found, text.split('|').map((one) => one.trim()))
      })
    }
  })
}

describe('sentences of any text', () => {
  it('hold every sign but spaces, in order, and none is empty', () => {
    const piece = fc.constantFrom('Слово', 'Ю', 'р', ' ', '. ', '.', '! ', '…', '?', '«', '»', ')', '\n', '1', '— ', 'e.g', '\ufffc', '[^1]', 'Він')
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom('uk', 'en', 'xx'), (pieces, language) => {
      const text = pieces.join('')
      const spans = sentencesOf(text, language)
      assert.equal(spans.map(({ start, end }) => text.slice(start, end)).join('').replaceAll(/\s/gu, ''), text.replaceAll(/\s/gu, ''))
      for (const [i, { start, end }] of spans.entries()) assert.ok(start < end && start >= (spans[i - 1]?.end ?? 0))
    }), { numRuns: 2000 })
  })

  it('are found in time that grows with its length', () => {
    const time = (text: string): number => {
      const before = process.cpuUsage()
      sentencesOf(text, 'uk')
      return process.cpuUsage(before).user
    }
    for (const piece of ['.', '. ', 'Ю. ', '«', '.»', '[^', ' ', '\n']) assert.ok(time(piece.repeat(100_000)) < 2_000_000, piece)
  })
})
