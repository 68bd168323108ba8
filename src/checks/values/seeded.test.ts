import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'node:test'
import { compareValues } from './compare.ts'
import type { Value } from './model.ts'
import { isSame } from './same.ts'
import { readText } from './text.ts'

const CORPORA = new URL('../../../../shared/corpora/', import.meta.url)
const MEMORY = new URL('tm/en-uk-5k.tsv', CORPORA)
const IS_ABSENT = !existsSync(MEMORY)

/** Alarms that a reader of all of them judged right: the translation has a number less, or a sentence with a year more. */
const DEFECTS = ['1034', '4965']
/** Most texts say nothing in figures, and need no reading. */
const MAY_SAY = /[\d½¼¾⅓⅔]|[IVXІХ]{2}|[IVXІХ] /u
const MOST_FALSE_ALARMS = 0.01
const LEAST_FOUND = 0.95

interface Pair {
  id: string
  english: string
  ukrainian: string
}

const OWN: readonly Pair[] = [
  ['It raised 2.5 million hryvnias by 24 February 2022.', 'До 24 лютого 2022 р. зібрано 2,5 млн грн.'],
  ['Aid of $5 billion, or 12.4%, came in March 2023.', 'У березні 2023 року надійшло 5 млрд дол. допомоги, тобто 12,4 %.'],
  ['About 16,000 people went 120 km at −7 °C.', 'Близько 16 000 людей пройшли 120 км за −7 °C.'],
  ['From 1939 to 1945, in the 19th century and in the 1990s', 'З 1939 до 1945 року, у XIX ст. та в 1990-х'],
  ['At 2:30 p.m. on May 5, 1999, 7 of the 23 ships left.', 'О 14:30 5 травня 1999 року 7 із 23 кораблів вийшли.'],
  ['Version 3.2.1 costs €40 a year.', 'Версія 3.2.1 коштує 40 євро на рік.'],
].map(([english = '', ukrainian = ''], i) => ({ id: `own ${i + 1}`, english, ukrainian }))

/** What a hand that slips makes of a value; null where that cannot happen to it. */
const SLIPS: Readonly<Record<string, (words: string, value: Value) => string | null>> = {
  'a digit changed': (words) => /\d/.test(words) ? words.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 4) % 10)) : null,
  'a value dropped': () => '',
  'a magnitude changed': (words) => instead(words, [['млн', 'млрд'], ['млрд', 'млн'], ['мільйон', 'мільярд'], ['мільярд', 'мільйон'], ['тис', 'млн']]),
  'another day': (words, { kind }) => kind === 'date' ? instead(words, [['24 ', '25 '], ['5 ', '6 '], ['31 ', '30 ']]) : null,
  'another month': (words) => instead(words, [['лютого', 'березня'], ['березні', 'квітні'], ['травня', 'червня'], ['грудня', 'листопада'], ['липні', 'серпні']]),
  'another currency': (words, { unit }) => unit && /^[A-Z]{3}$/.test(unit) ? instead(words, [['грн', 'дол.'], ['дол', 'євро'], ['євро', 'грн']]) : null,
}

describe('values in real translations', { skip: IS_ABSENT }, () => {
  const pairs = IS_ABSENT ? [] : [...memory(), ...articles()]

  it('differ, as far as is told, in fewer than one of a hundred right pairs, either way', () => {
    for (const isTurned of [false, true]) {
      const alarms = pairs.filter((pair) => isTold(pair, isTurned)).map(({ id }) => id)
      const wrong = alarms.filter((id) => !DEFECTS.includes(id))
      assert.ok(wrong.length <= pairs.length * MOST_FALSE_ALARMS, wrong.join(' '))
      assert.deepEqual(DEFECTS.filter((id) => !alarms.includes(id)), [])
    }
  })

  it('are found where a hand slips', () => assertFound(pairs))
})

describe('values in translations of our own', () => {
  it('are the same', () => assert.deepEqual(OWN.filter((pair) => isTold(pair, false) || isTold(pair, true)), []))
  it('are found where a hand slips', () => assertFound(OWN))
})

function assertFound(pairs: readonly Pair[]): void {
  const seeds = pairs.filter(({ english, ukrainian }) => MAY_SAY.test(english) && MAY_SAY.test(ukrainian)).flatMap(seedsOf)
  assert.ok(seeds.length > 40, String(seeds.length))
  for (const slip of Object.keys(SLIPS)) {
    const made = seeds.filter((seed) => seed.slip === slip)
    const lost = made.filter((seed) => !isTold(seed, false))
    assert.ok(lost.length <= made.length * (1 - LEAST_FOUND), `${slip}: ${lost.length} of ${made.length}\n${lost.map(({ id, ukrainian }) => `${id} ${ukrainian}`).join('\n')}`)
  }
}

/** Each value that stands in figures on both sides, spoilt in each way. A number in a name (`E2E`) may be left out with it. */
function seedsOf({ id, english, ukrainian }: Pair): (Pair & { slip: string })[] {
  if (isTold({ id, english, ukrainian }, false)) return []
  const [source, target] = [readText(english, 'en'), readText(ukrainian, 'uk')]
  return target.values.filter((value) => value.name === null && source.values.some((one) => isSame(one, value, 'otherwise'))).flatMap((value) => {
    const { start, end } = { start: target.prose.places[value.start] ?? 0, end: (target.prose.places[value.end - 1] ?? 0) + 1 }
    return Object.entries(SLIPS).flatMap(([slip, spoil]) => {
      const made = spoil(ukrainian.slice(start, end), value)
      return made === null ? [] : [{ id, english, ukrainian: ukrainian.slice(0, start) + made + ukrainian.slice(end), slip }]
    })
  })
}

function isTold({ english, ukrainian }: Pair, isTurned: boolean): boolean {
  if (!MAY_SAY.test(english + ukrainian)) return false
  const [one, other] = [readText(english, 'en'), readText(ukrainian, 'uk')]
  return (isTurned ? compareValues(other, one) : compareValues(one, other)).length > 0
}

function instead(words: string, pairs: readonly (readonly [one: string, other: string])[]): string | null {
  const found = pairs.find(([one]) => words.includes(one))
  return found ? words.replace(...found) : null
}

function memory(): Pair[] {
  return readFileSync(MEMORY, 'utf8').trimEnd().split('\n').slice(1).map((line) => {
    const [id = '', english = '', ukrainian = ''] = line.split('\t')
    return { id, english, ukrainian }
  })
}

function articles(): Pair[] {
  return globSync('articles/*/aligned*.json', { cwd: fileURLToPath(CORPORA) }).flatMap((file) => {
    const { pairs } = JSON.parse(readFileSync(new URL(file, CORPORA), 'utf8')) as { pairs: { en_text?: string; uk_text?: string }[] }
    return pairs.flatMap(({ en_text: english, uk_text: ukrainian }) => english && ukrainian ? [{ id: file, english, ukrainian }] : [])
  })
}
