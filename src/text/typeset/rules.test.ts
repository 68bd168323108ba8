import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { typeset, type Choices } from '../typeset.ts'

const CHOICES: Readonly<Record<string, Choices>> = {
  uk: { apostrophe: 'ʼ', quotes: 'own', dashes: 'own' }, en: { apostrophe: '’', quotes: 'own', dashes: 'own' },
  pl: { apostrophe: 'typed', quotes: 'own', dashes: 'own' }, de: { apostrophe: 'typed', quotes: 'own', dashes: 'own' },
}

type Case = [language: string, text: string, expected: string]
/** `~` stands for a space that does not break. */
const RULES: Readonly<Record<string, Case[]>> = {
  'dashes in a sentence': [
    ['uk', 'Київ - столиця', 'Київ~— столиця'],
    ['uk', 'Київ -- столиця', 'Київ~— столиця'],
    ['uk', 'Київ – столиця', 'Київ~— столиця'],
    ['uk', 'Київ — столиця', 'Київ~— столиця'],
    ['uk', 'Київ~— столиця', 'Київ~— столиця'],
    ['uk', '«Так», - сказав він. - «Ні».', '«Так»,~— сказав він.~— «Ні».'],
    ['uk', '- Так, - сказав він.', '—~Так,~— сказав він.'],
    ['uk', '5 - це число', '5~— це число'],
    ['en', 'Kyiv - the capital', 'Kyiv~— the capital'],
    ['en', 'Kyiv--the capital', 'Kyiv—the capital'],
    ['en', 'Kyiv — the capital', 'Kyiv~— the capital'],
    ['en', 'Kyiv – the capital', 'Kyiv~– the capital'],
    ['en', 'Kyiv—the capital', 'Kyiv—the capital'],
    ['pl', 'Kijów - stolica', 'Kijów - stolica'],
    ['de', 'Kiew - die Hauptstadt', 'Kiew - die Hauptstadt'],
  ],
  'what is no dash in a sentence': [
    ['uk', '5 - 3 = 2', '5 - 3 = 2'],
    ['uk', '10 – 12 учнів', '10 – 12 учнів'],
    ['uk', 'x - y', 'x - y'],
    ['uk', 'світло-зелений', 'світло-зелений'],
    ['uk', 'Київ -столиця, де- факто', 'Київ -столиця, де- факто'],
    ['uk', '- 5 яблук', '- 5 яблук'],
    ['uk', '| - | - |', '| - | - |'],
    ['en', '- an item', '- an item'],
    ['en', 'run --fast --all', 'run --fast --all'],
  ],
  'ranges': [
    ['uk', '1939-1940', '1939–1940'],
    ['uk', '1939-45 роки, 2024-25 навчальний рік', '1939–45 роки, 2024–25 навчальний рік'],
    ['uk', '5-7 травня', '5–7~травня'],
    ['uk', '10-15%', '10–15%'],
    ['uk', '1,5-2,5 млн', '1,5–2,5~млн'],
    ['uk', '10:00-12:30', '10:00–12:30'],
    ['uk', '80-90-ті роки', '80–90-ті роки'],
    ['uk', 'XIX-XX ст.', 'XIX–XX ст.'],
    ['uk', '(900-1200 грн)', '(900–1200~грн)'],
    ['uk', 'с. 12-15, 20-22', 'с.~12–15, 20–22'],
    ['en', 'pp. 12-15, in 1991-2014.', 'pp.~12–15, in 1991–2014.'],
    ['en', '1991–2014', '1991–2014'],
  ],
  'what is no range': [
    ['uk', '2025-12-10', '2025-12-10'], ['uk', '10-12-2025', '10-12-2025'], ['uk', '2025-12', '2025-12'],
    ['uk', '+38 044 123-45-67', '+38~044~123-45-67'], ['uk', 'тел. 22-33', 'тел. 22-33'], ['en', 'Tel.: 555-1234', 'Tel.: 555-1234'],
    ['uk', 'ISBN 978-966-03-4500-1', 'ISBN 978-966-03-4500-1'], ['uk', 'ISSN 1234-5678', 'ISSN 1234-5678'],
    ['uk', 'COVID-19, Ту-154, F-16', 'COVID-19, Ту-154, F-16'], ['en', 'COVID-19 and the Boeing 737-800', 'COVID-19 and the Boeing 737-800'],
    ['uk', 'закон № 12-34', 'закон №~12-34'], ['uk', '№ 2341-III', '№~2341-III'],
    ['uk', 'рахунок 1-2, 3-1', 'рахунок 1-2, 3-1'], ['en', 'a score of 5-3', 'a score of 5-3'], ['en', 'score: 1-2', 'score: 1-2'],
    ['uk', '007-008', '007-008'], ['uk', 'буд. 12-а', 'буд.~12-а'], ['en', '24-hour', '24-hour'], ['en', '10-5', '10-5'],
    ['en', 'v1.0.2-3', 'v1.0.2-3'], ['en', 'page_1-2, a/1-2, #1-2', 'page_1-2, a/1-2, #1-2'], ['en', 'ISO 9001-2015', 'ISO 9001-2015'],
    ['de', '1939-1940', '1939-1940'],
  ],
  'spaces that hold together in Ukrainian': [
    ['uk', 'а в з і й о у я є ж б', 'а~в~з~і~й~о~у~я~є~ж~б'],
    ['uk', 'А в Києві. З неба і з гір', 'А~в~Києві. З~неба і~з~гір'],
    ['uk', 'я - людина', 'я~— людина'],
    ['uk', 'Ю. Щербак і Ю. А. Щербак', 'Ю.~Щербак і~Ю.~А.~Щербак'],
    ['uk', 'Щербак Ю. А. пише', 'Щербак~Ю.~А. пише'],
    ['uk', '9,1 °C, 5 г, 10 кг, 2 млн грн', '9,1~°C, 5~г, 10~кг, 2~млн грн'],
    ['uk', '2025 р., 1991-2014 рр., XX ст.', '2025~р., 1991–2014~рр., XX ст.'],
    ['uk', '№ 5, § 3, ст. 27, с. 5, рис. 2', '№~5, §~3, ст.~27, с.~5, рис.~2'],
    ['uk', 'м. Київ, вул. Хрещатик, ім. Шевченка', 'м.~Київ, вул.~Хрещатик, ім.~Шевченка'],
    ['uk', 'і т. д., та ін., у т. ч. до н. е.', 'і~т.~д., та~ін., у~т.~ч. до н.~е.'],
    ['uk', '10 000 000 людей, 87%', '10~000~000 людей, 87%'],
    ['uk', '24 серпня 1991 р.', '24~серпня 1991~р.'],
  ],
  'spaces that hold together in other languages': [
    ['en', 'Mr. Smith, Dr Brown, J. K. Rowling', 'Mr.~Smith, Dr~Brown, J.~K.~Rowling'],
    ['en', 'No. 5, Art. 27, p. 12, Fig. 3', 'No.~5, Art.~27, p.~12, Fig.~3'],
    ['en', '5 km, 9.1 °C, 3 million, 5 p.m.', '5~km, 9.1~°C, 3~million, 5~p.m.'],
    ['en', '10 December 2025, December 10', '10~December 2025, December~10'],
    ['pl', 'A w domu i z nim, o nas', 'A~w~domu i~z~nim, o~nas'],
  ],
  'spaces that need not': [
    ['uk', 'слово за словом, на 5 столах', 'слово за словом, на 5 столах'],
    ['uk', 'гра-в кота, п. і слово.і далі', 'гра-в кота, п. і~слово.і далі'],
    ['uk', '5 гравців і 3 столи, 1939 200', '5 гравців і~3 столи, 1939 200'],
    ['en', 'I a m here. No. Then 5 in a row, may 5 come', 'I a m here. No. Then 5 in a row, may 5 come'],
    ['en', 'а в з', 'а в з'], ['de', 'a i 5 km', 'a i 5 km'],
  ],
  'ellipsis, minus, multiplication': [
    ['uk', 'Далі...', 'Далі…'], ['en', 'Wait... what', 'Wait… what'], ['uk', 'від 5...10', 'від 5…10'],
    ['uk', 'було -5 °C, -10%', 'було −5~°C, −10%'], ['uk', 'від -5...-10 °C', 'від −5…−10~°C'], ['uk', '–7 градусів', '−7 градусів'], ['uk', '-5', '−5'],
    ['uk', '3 x 4, 3х4 м, 10 × 15', '3~×~4, 3×4~м, 10~×~15'], ['en', '1920x1080', '1920×1080'],
  ],
  'what is no ellipsis, minus, multiplication': [
    ['uk', 'Що?.. Далі.... ../шлях', 'Що?.. Далі.... ../шлях'], ['uk', 'Ту -154, ключ -1', 'Ту -154, ключ -1'], ['uk', '10 -15 °C', '10 -15~°C'],
    ['en', '0x10, b2x7, 3x4a, 5 x y', '0x10, b2x7, 3x4a, 5 x y'], ['uk', 'вхід 3х', 'вхід 3х'],
  ],
  'addresses': [
    ['uk', 'https://a.org/1-2?x=1...2 - там', 'https://a.org/1-2?x=1...2~— там'], ['uk', 'пишіть на a1-2@example.org - там', 'пишіть на a1-2@example.org~— там'],
    ['uk', 'див. example.org/1-2/3x4', 'див. example.org/1-2/3x4'], ['en', '"www.example.org/1-2"', '“www.example.org/1-2”'],
  ],
  'whole sentences': [
    ['uk', "У 1939-1945 рр. в м. Луцьк - так казав Ю. Щербак - не було й 5 км бруку... \"Обов'язок\", - писав він.",
      'У~1939–1945~рр. в~м.~Луцьк~— так казав Ю.~Щербак~— не було й~5~км бруку… «Обовʼязок»,~— писав він.'],
    ['en', '"It isn\'t the 1990-1995 war," said Dr. Brown - at -5 °C.', '“It isn’t the 1990–1995 war,” said Dr.~Brown~— at −5~°C.'],
    ['uk', 'Молоко стоїть від 9 до 14 години, а ціна — 12,50 грн за 1 л.', 'Молоко стоїть від 9 до 14 години, а~ціна~— 12,50~грн за 1~л.'],
  ],
}

for (const [rule, cases] of Object.entries(RULES)) {
  describe(`typography: ${rule}`, () => {
    for (const [language, text, expected] of cases) {
      it(`${language}: ${text} → ${expected}`, () => {
        const choices = CHOICES[language]
        assert.ok(choices)
        assert.equal(typeset(text.replaceAll('~', '\u00a0'), language, choices).replaceAll('\u00a0', '~'), expected)
      })
    }
  })
}

describe('typography without firm spaces', () => {
  it('sets the signs and leaves every space as it was typed', () => {
    const choices = CHOICES['uk']
    assert.ok(choices)
    assert.equal(typeset('"Я" - у 1939-1940 рр. 3 x 4... і\u00a0я', 'uk', choices, { spaces: 'plain' }), '«Я» — у 1939–1940 рр. 3 × 4… і\u00a0я')
  })
})
