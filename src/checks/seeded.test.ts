import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { checkedPair } from '../../test/check-cases.ts'
import { checkPair } from './check.ts'

/** A kind of mistake: what it turns the first place it fits into. */
type Seed = [name: string, check: string, pattern: RegExp, becomes: string | ((found: string) => string)]

const LATIN: Readonly<Record<string, string>> = { а: 'a', е: 'e', і: 'i', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y' }
const SEEDS: readonly Seed[] = [
  ['a Latin letter within a word', 'scripts', /(?<=[а-яіїєґ])[аеіорсху](?=[а-яіїєґ])/u, (letter) => LATIN[letter] ?? letter],
  ['a Latin letter at the beginning of a word', 'scripts', /(?<=\s)[аеіорсху](?=[а-яіїєґ]{2})/u, (letter) => LATIN[letter] ?? letter],
  ['a Latin letter at the end of a word', 'scripts', /(?<=[а-яіїєґ]{2})[аеіорсху](?=[\s.,])/u, (letter) => LATIN[letter] ?? letter],
  ['a Latin conjunction', 'lone_letters', /(?<=[а-яіїєґ] )і(?= [а-яіїєґ])/u, 'i'],
  ['a Russian letter', 'letters', /(?<=[а-яіїєґ])и(?=[а-яіїєґ])/u, 'ы'],
  ['a hidden space', 'hidden', /(?<=[а-яіїєґ]{2})(?=[а-яіїєґ]{2})/u, '\u200b'],
  ['a turned direction', 'hidden', /(?<=[а-яіїєґ]) (?=[а-яіїєґ])/u, ' \u202e'],
  ['a lost character', 'hidden', /(?<=[а-яіїєґ])[а-яіїєґ](?=[а-яіїєґ])/u, '\ufffd'],
  ['a doubled word', 'doubled', /(?<= )[а-яіїєґ]{5,}(?= )/u, (word) => `${word} ${word}`],
  ['a backtick for an apostrophe', 'apostrophes', /(?<=[а-яіїєґ])['’ʼ](?=[яюєї])/u, '´'],
  ['a quotation mark left open', 'quotes', /(?<=«[^«»]{1,80})»/u, ''],
  ['a full stop inside quotation marks', 'stops', /(?<=[а-яіїєґ]{5})»\./u, '.»'],
  ['a hyphen for a dash', 'dashes', /(?<=[а-яіїєґ]) — (?=[а-яіїєґ])/u, ' - '],
  ['a bracket left open', 'brackets', /(?<=\([^()]{1,80})\)/u, ''],
  ['two spaces', 'spaces', /(?<=[а-яіїєґ]) (?=[а-яіїєґ])/u, '  '],
  ['a space before a comma', 'spaces', /(?<=[а-яіїєґ]),(?= [а-яіїєґ])/u, ' ,'],
  ['no space after a comma', 'spaces', /(?<=[а-яіїєґ]), (?=[а-яіїєґ])/u, ','],
  ['no full stop', 'ending', /(?<=[а-яіїєґ]{5})\.$/u, ''],
  ['a question lost', 'ending', /\?$/u, '.'],
  ['a small letter at the beginning', 'opening', /^[А-ЯІЇЄҐ](?=[а-яіїєґ].{20,}\.$)/su, (letter) => letter.toLowerCase()],
  ['half of it left out', 'length', /(?<=^.{20}).{90,}$/su, ''],
  ['a link left out', 'links', /\[([^[\]]+)\]\([^()\s]+\)/u, 'тут'],
  ['code left out', 'code', /`[^`]+`/u, 'тут'],
  ['emphasis left out', 'emphasis', /\*\*(?=[^*`]+\*\*)/u, ''],
  ['a line break lost', 'lines', /\n/u, ' '],
]

const OWN: (readonly [en: string, uk: string])[] = [
  ['The village woke early, and nobody was ready for the “great rain” that came over the hills (so it is told).',
    'Село прокинулося рано, і ніхто не був готовий до «великої зливи», яка прийшла з-за пагорбів (так розповідають).'],
  ['He said “we shall see”. The objects of the museum are an example of what people kept through the war.',
    'Він каже: «Побачимо невдовзі». Обʼєкти музею — приклад того, що люди зберегли хліб і сіль крізь війну.'],
  ['Why did nobody answer the letters of the editor?', 'Чому ніхто не відповів на листи головного редактора?'],
  ['Read [the report](https://a.example/report), run `npm test`, and **write** to us\nbefore the end of the week.',
    'Прочитайте [звіт](https://a.example/report), запустіть `npm test` і **напишіть** нам\nдо кінця цього тижня.'],
]

const CORPUS = new URL('../../../shared/corpora/tm/en-uk-5k.tsv', import.meta.url)
/** Code, placeholders and tags are no prose to plant mistakes in, but for the mistakes that are about them. */
const NO_PROSE = /[`<>%{}[\]|\\]|:\/\//u
const ABOUT_MARKS = new Set(['links', 'code', 'emphasis', 'lines'])

function realPairs(): (readonly [en: string, uk: string])[] {
  return readFileSync(CORPUS, 'utf8').split('\n').slice(1).flatMap((line) => {
    const [, en, uk] = line.split('\t')
    // What the original has too is left to those who translate.
    return en && uk && !en.includes(' - ') ? [[en, uk] as const] : []
  })
}

/** Of the texts that the mistake fits into and that the check had nothing against before, how many it speaks of then. */
function plant([, check, pattern, becomes]: Seed, pairs: ReturnType<typeof realPairs>, most: number): { tried: number; missed: string[] } {
  const speaks = (en: string, uk: string): boolean => checkPair(checkedPair('uk', en, uk)).some((finding) => finding.check === check)
  const missed: string[] = []
  let tried = 0
  for (const [en, uk] of pairs) {
    if (tried === most) break
    const planted = uk.replace(pattern, (found) => typeof becomes === 'string' ? becomes : becomes(found))
    if (planted === uk || !ABOUT_MARKS.has(check) && NO_PROSE.test(en + uk) || speaks(en, uk)) continue
    tried += 1
    if (!speaks(en, planted)) missed.push(planted)
  }
  return { tried, missed }
}

describe('a mistake put into a text that was right', () => {
  for (const seed of SEEDS) {
    it(`is found: ${seed[0]}`, () => {
      const { tried, missed } = plant(seed, OWN, OWN.length)
      assert.ok(tried > 0)
      assert.deepEqual(missed, [])
    })
  }
})

describe('a mistake put into texts of people', { skip: !existsSync(CORPUS) && 'no corpora beside the project' }, () => {
  for (const seed of SEEDS) {
    it(`is found: ${seed[0]}`, (t) => {
      const { tried, missed } = plant(seed, realPairs(), 150)
      t.diagnostic(`${tried - missed.length} of ${tried}`)
      const least = seed[1] === 'scripts' ? 1 : 0.95
      assert.ok(tried - missed.length >= tried * least, missed.slice(0, 8).join('\n'))
    })
  }
})
