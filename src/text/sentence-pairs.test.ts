import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newChance, pairsOf } from '../../bench/memory-texts.ts'
import { sentencePairs } from './sentence-pairs.ts'

const pairs = (source: string, target: string) => sentencePairs(source, target, 'en', 'uk').map(({ source: a, target: b }) =>
  `${source.slice(a.start, a.end)} = ${target.slice(b.start, b.end)}`)

describe('sentences of a text and of its translation', () => {
  const cases: [what: string, source: string, target: string, expected: string[]][] = [
    ['are none where each is a single one', 'It rained.', 'Дощило.', []],
    ['are none without a translation', 'It rained. It snowed.', '', []],
    ['are paired one by one', 'It rained all night. Nobody slept at all.', 'Усю ніч дощило. Ніхто зовсім не спав.',
      ['It rained all night. = Усю ніч дощило.', 'Nobody slept at all. = Ніхто зовсім не спав.']],
    ['are two for one, where they were joined', 'It rained all night. Nobody slept at all in the house. In 1990 the old bridge fell into the river.',
      'Усю довгу ніч дощило, і ніхто в цілому домі зовсім не спав. 1990 року старий міст нарешті впав у річку.',
      ['It rained all night. Nobody slept at all in the house. = Усю довгу ніч дощило, і ніхто в цілому домі зовсім не спав.',
        'In 1990 the old bridge fell into the river. = 1990 року старий міст нарешті впав у річку.']],
    ['stand alone where one was left out', 'In 1990 the bridge fell. Nobody had expected that to happen so soon after the last repair. By 1995 it stood again.',
      '1990 року міст упав. 1995 року він знову стояв.', ['In 1990 the bridge fell. = 1990 року міст упав.', 'By 1995 it stood again. = 1995 року він знову стояв.']],
    ['keep their marks, if these are whole', '**It rained.** Nobody `slept` in [the house](/a).', '**Дощило.** Ніхто не `slept` у [домі](/a).',
      ['It rained. = Дощило.', 'Nobody `slept` in [the house](/a). = Ніхто не `slept` у [домі](/a).']],
  ]
  for (const [what, source, target, expected] of cases) it(what, () => assert.deepEqual(pairs(source, target), expected))

  it('are right for 99 of 100 that are given, where real ones were put together, joined and left out', (t) => {
    const real = [...pairsOf(4000)].filter(({ en, uk }) => /^[A-Z][^.!?:;`]{20,160}\.$/.test(en) && /^[А-ЯҐЄІЇ][^.!?:;`]{20,180}\.$/.test(uk))
    if (real.length < 100) return t.skip('the shared corpora are not here')
    const chance = newChance(3)
    let [given, right, all] = [0, 0, 0]
    for (let each = 0; each < 300; each++) {
      const some = Array.from({ length: 3 + Math.floor(chance() * 4) }, () => real[Math.floor(chance() * real.length)] ?? { en: '', uk: '' })
      const lost = chance() < 0.2 ? Math.floor(chance() * some.length) : -1
      const target = some.map(({ uk }, at) => at === lost ? '' : uk).join(' ')
      const source = some.map(({ en }) => en).join(' ')
      const found = pairs(source, target)
      given += found.length
      all += some.length - Number(lost >= 0)
      // What the splitter takes for one sentence on both sides is right too.
      const truth = some.flatMap(({ en, uk }, at) => at === lost ? [] : [`${en} = ${uk}`, `${en} ${some[at + 1]?.en} = ${uk} ${some[at + 1]?.uk}`])
      right += found.filter((pair) => truth.includes(pair)).length
    }
    assert.ok(right >= 0.99 * given && given > 0.7 * all, `${right} right of ${given} given of ${all}`)
  })
})
