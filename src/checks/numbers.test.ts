import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readProse } from '../text/prose.ts'
import { checkPair } from './check.ts'
import type { Pair } from './model.ts'
import { checkNumbers } from './numbers.ts'

function pairOf(source: string, target: string, from = 'en', to = 'uk'): Pair {
  return { source, target, from, to, kind: 'paragraph', terms: null, links: null, elsewhere: [], known: new Set(), stops: 'inside' }
}

function look(...texts: Parameters<typeof pairOf>) {
  const pair = pairOf(...texts)
  return checkNumbers({ ...pair, original: readProse(pair.source ?? ''), text: readProse(pair.target) })
}

/** What the page is given: places in the texts, marks and all. */
const found = (...texts: Parameters<typeof pairOf>) => checkPair(pairOf(...texts)).filter(({ check }) => check === 'numbers')

const told = (...pair: Parameters<typeof look>) => look(...pair).map(({ says, words = {} }) => [says, ...Object.values(words)].join(' | '))

describe('what is told of numbers', () => {
  it('is a warning about a place in the original, with the value in the other language to insert', () => {
    const [finding, ...more] = found('It **raised** 2.5 million.', 'Зібрано *багато*.')
    assert.equal(more.length, 0)
    assert.ok(finding?.at)
    assert.deepEqual([finding.severity, finding.side, finding.fix], ['warning', 'source', { insert: '2,5\u00a0млн' }])
    assert.equal('It **raised** 2.5 million.'.slice(finding.at.start, finding.at.end), '2.5 million')
  })

  it('is a place in the translation for what is extra or was changed, without a fix', () => {
    const target = 'Зібрано **25 млн** [тут](/5).'
    const [finding] = found('It raised 2.5 million [here](/5).', target)
    assert.ok(finding?.at)
    assert.deepEqual([target.slice(finding.at.start, finding.at.end), finding.fix], ['25 млн', null])
  })

  it('is nothing where a number went into code, or stands in code in both', () => {
    assert.deepEqual(told('Use port 8333.', 'Використайте порт `8333`.'), [])
    assert.deepEqual(told('Use `port 8333`.', 'Використайте `port 8334`.'), [])
    assert.deepEqual(told('Use port 8333 of `8333`.', 'Використайте порт `8333`.'), ['value_missing | 8333'])
  })

  it('is nothing about an original, or within one language', () => {
    assert.deepEqual(checkPair({ ...pairOf('', '2.5 million'), source: null }).filter(({ check }) => check === 'numbers'), [])
    assert.deepEqual(told('5 of 6', '7 of 8', 'en', 'en'), [])
  })
})

describe('the form of numbers', () => {
  const cases: readonly (readonly [source: string, target: string, from: string, to: string, right: string | null])[] = [
    ['It grew by 2.5%.', 'Зросло на 2.5 %.', 'en', 'uk', '2,5'],
    ['It cost 2.5 million.', 'Коштувало 2.5 млн.', 'en', 'uk', '2,5'],
    ['It was 9.1 °C.', 'Було 9.1 °C.', 'en', 'uk', '9,1'],
    ['1,000 people', '1,000 людей', 'en', 'uk', '1\u00a0000'],
    ['1,234,567 people', '1,234,567 людей', 'en', 'uk', '1\u00a0234\u00a0567'],
    ['2,5 млн людей', '2,5 million people', 'uk', 'en', '2.5'],
    ['16 000 людей', '16 000 people', 'uk', 'en', '16,000'],
    ['Vue 3.4 came', 'Вийшов Vue 3.4', 'en', 'uk', null],
    ['since 3.3', 'починаючи з 3.3', 'en', 'uk', null],
    ['It grew by 2.5%.', 'Зросло на 2,5 %.', 'en', 'uk', null],
    ['2,5 %', '2,5 %', 'uk', 'pl', null],
    ['on 24.02.2022', '24.02.2022', 'en', 'uk', null],
    ['16000 people', '16000 людей', 'en', 'uk', null],
  ]
  for (const [source, target, from, to, right] of cases) {
    it(`${from} ${source} as ${to} ${target} is ${right ? `told to be ${right}` : 'right'}`, () => {
      const [finding] = found(source, target, from, to)
      assert.equal(finding?.says, right ? 'decimal_form' : undefined)
      const fix = finding?.fix
      if (right) assert.ok(fix && 'text' in fix && fix.text === right, JSON.stringify(fix))
    })
  }
})
