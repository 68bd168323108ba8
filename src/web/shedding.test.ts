import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isBusy, isRefused, levelOf, type Weight } from './shedding.ts'

const BUSY_AT = 64
const ORDER: readonly Weight[] = ['heavy', 'list', 'reading', 'entrance', 'work', 'save']

describe('under overload', () => {
  const cases: [what: string, inFlight: number, delayMs: number, refused: number][] = [
    ['nothing is refused to a quiet site', 0, 0, 0],
    ['nothing is refused while the crowd is bearable', 63, 0, 0],
    ['a long turn with hardly anybody waiting refuses nothing', 15, 60_000, 0],
    ['a late event loop with people waiting refuses heavy work', 16, 200, 1],
    ['a slightly late event loop refuses nothing', 63, 199, 0],
    ['a full house refuses heavy work', 64, 0, 1],
    ['then lists', 96, 0, 2],
    ['lists too when the event loop is late enough', 16, 300, 2],
    ['then pages for readers that are not finished', 128, 0, 3],
    ['then signing in', 192, 0, 4],
    ['then pages of the desk', 256, 0, 5],
    ['what people wrote is taken however late the event loop is', 1023, 60_000, 5],
    ['only beyond the last bound is anything else refused', 1024, 0, 6],
  ]
  for (const [what, inFlight, delayMs, refused] of cases) {
    it(what, () => {
      const level = levelOf({ inFlight, delayMs }, BUSY_AT)
      assert.deepEqual(ORDER.filter((weight) => isRefused(weight, level)), ORDER.slice(0, refused))
      assert.equal(isBusy(level), refused > 0)
    })
  }

  it('nothing that is finished is ever refused', () => assert.equal(isRefused('free', Infinity), false))
  it('the bounds go with what the site is meant to bear', () => assert.equal(levelOf({ inFlight: 8, delayMs: 0 }, 4), 2))
})
