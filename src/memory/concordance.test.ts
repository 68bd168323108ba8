import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newArticle, newWorld, translateAll, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { searchMemory, type Search } from './concordance.ts'
import { piecesOf } from './pages.ts'

const PAIRS: [string, string][] = [
  ['The quiet bridge', 'Тихий міст'], ['Bridges of the city stood quietly.', 'Мости міста стояли тихо.'],
  ['A quiet, old bridge and its porch', 'Старий тихий міст і його ґанок'], ['Nobody crossed it at night.', 'Уночі ніхто ним не ходив.'],
]

for (const [name, open] of Object.entries(databases)) {
  describe(`words in the memory, on ${name}`, () => {
    let db: Db
    let world: World
    const search = async (words: string, more: Partial<Search> = {}) =>
      searchMemory(db, { words, from: 'en', to: 'uk', side: 'source', page: 1, ...more })
    const told = async (words: string, more: Partial<Search> = {}) => {
      const { units } = await search(words, more)
      return units.map(({ source, sourceHits, target, targetHits }) =>
        [mark(source, sourceHits), mark(target, targetHits)].filter((text) => text.includes('[')).join(' / '))
    }
    const mark = (text: string, hits: readonly { start: number; end: number }[]) =>
      hits.reduceRight((marked, { start, end }) => `${marked.slice(0, start)}[${marked.slice(start, end)}]${marked.slice(end)}`, text)

    before(async () => {
      db = await open()
      world = await newWorld(db)
      const { article } = await newArticle(world, 'en', PAIRS.map(([en]) => en))
      await translateAll(world, { article, source: 'en', language: 'uk' }, PAIRS.map(([, uk]) => uk))
    })
    after(() => db.destroy())

    const cases: [string, Partial<Search>, string[]][] = [
      ['bridge', {}, ['A quiet, old [bridge] and its porch', '[Bridges] of the city stood quietly.', 'The quiet [bridge]']],
      ['quiet bridge', {}, ['A [quiet], old [bridge] and its porch', '[Bridges] of the city stood [quietly].', 'The [quiet] [bridge]']],
      ['"quiet bridge"', {}, ['The [quiet bridge]']],
      ['«old bridge» porch', {}, ['A quiet, [old bridge] and its [porch]']],
      ['мостами', { side: 'target' }, ['Старий тихий [міст] і його ґанок', '[Мости] [міста] стояли тихо.', 'Тихий [міст]']],
      ['ганок', { side: 'both' }, ['Старий тихий міст і його [ґанок]']],
      ['ґанку', { from: 'uk', to: 'en' }, ['Старий тихий міст і його [ґанок]']],
      ['bridge', { side: 'target' }, []],
      ['night and day', {}, []],
      ['', {}, []],
      ['"" !', { side: 'both' }, []],
    ]
    for (const [words, more, expected] of cases) {
      it(`are ${expected.length} for ${words} ${JSON.stringify(more)}`, async () => assert.deepEqual((await told(words, more)).toSorted(), expected.toSorted()))
    }

    it('come in pages', async () => {
      const texts = Array.from({ length: 45 }, (_, at) => `Sentence number ${at} about whales.`)
      const { article } = await newArticle(world, 'en', texts)
      await translateAll(world, { article, source: 'en', language: 'uk' }, texts.map((_, at) => `Речення номер ${at} про китів.`))
      const pages = await Promise.all([1, 2, 3, 4].map((page) => search('whale', { page })))
      assert.deepEqual(pages.map(({ units, isMore }) => [units.length, isMore]), [[20, true], [20, true], [5, false], [0, false]])
      assert.equal(new Set(pages.flatMap(({ units }) => units.map(({ unit }) => unit))).size, 45)
      assert.deepEqual([pages[3]?.total, pages[3]?.isExact], [45, true])
    })
  })
}

describe('a text as it is shown with what was looked for', () => {
  it('takes no longer where every word is that', () => {
    const text = 'а '.repeat(25_000)
    const before = process.cpuUsage()
    const pieces = piecesOf(text, Array.from({ length: 25_000 }, (_, at) => ({ start: 2 * at, end: 2 * at + 1 })))
    assert.ok(process.cpuUsage(before).user < 1_000_000)
    assert.deepEqual(pieces.slice(0, 2), [{ text: 'а', isHit: true }, { text: ' ', isHit: false }])
    assert.ok(pieces.map((one) => one.text).join('').length < 1000)
  })
})
