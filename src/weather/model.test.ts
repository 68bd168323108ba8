import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isAhead, readDegrees, shownAt } from './model.ts'

describe('degrees as people type them', () => {
  const right: [string, number][] = [
    ['9.1', 9.1], ['9,1', 9.1], ['9', 9], ['+9', 9], ['-9.5', -9.5], ['−9,5', -9.5], [' - 3 ', -3], ['9.1 °C', 9.1], ['9°', 9], ['0', 0], ['-0', 0], ['9.14', 9.1],
    ['-0.04', 0], ['60', 60], ['-90', -90],
  ]
  for (const [typed, celsius] of right) it(`are ${celsius} in «${typed}»`, () => assert.ok(Object.is(readDegrees(typed), celsius)))
  for (const typed of ['', 'x', '9.', '.5', '9.123', '61', '-91', '1e1', '9 1', '--9', '9 °F', '９', 'NaN', '100']) {
    it(`are not in «${typed}»`, () => assert.equal(readDegrees(typed), undefined))
  }
  it('are never anything but a tenth that a thermometer can show', () => {
    fc.assert(fc.property(fc.string(), (typed) => {
      const celsius = readDegrees(typed)
      return celsius === undefined || (celsius >= -90 && celsius <= 60 && Number(celsius.toFixed(1)) === celsius)
    }))
  })
})

describe('a temperature', () => {
  const at = Date.parse('2026-12-10T12:00:00.000Z')
  const measured = { celsius: 9.1, measuredAt: '2026-12-10T12:00:00.000Z' }
  const until = at + 3 * 3_600_000
  it('is shown for three hours', () => {
    assert.deepEqual(shownAt(measured, at), { celsius: 9.1, until })
    assert.deepEqual(shownAt(measured, until - 1), { celsius: 9.1, until })
    assert.equal(shownAt(measured, until), null)
    assert.equal(shownAt(undefined, at), null)
  })
  it('may be a little ahead, for clocks differ', () => {
    assert.equal(isAhead(measured.measuredAt, at - 9 * 60_000), false)
    assert.equal(isAhead(measured.measuredAt, at - 11 * 60_000), true)
  })
})
