import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayIn, nextMidnight, yearIn, yearStart } from './calendar.ts'

describe('the next midnight', () => {
  const cases: [zone: string, moment: string, expected: string][] = [
    ['Europe/Kyiv', '2025-12-10T12:00:00.000Z', '2025-12-10T22:00:00.000Z'],
    ['Europe/Kyiv', '2025-12-10T21:59:59.999Z', '2025-12-10T22:00:00.000Z'],
    ['Europe/Kyiv', '2025-12-10T22:00:00.000Z', '2025-12-11T22:00:00.000Z'],
    ['Europe/Kyiv', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
    ['Europe/Kyiv', '2026-10-24T21:00:00.000Z', '2026-10-25T22:00:00.000Z'],
    ['UTC', '2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00.000Z', '2026-01-01T18:15:00.000Z'],
  ]
  for (const [zone, moment, expected] of cases) {
    it(`after ${moment} in ${zone} is ${expected}`, () => assert.equal(new Date(nextMidnight(zone, Date.parse(moment))).toISOString(), expected))
  }

  it('is the first moment of another day', () => {
    const zones = fc.constantFrom('Europe/Kyiv', 'America/St_Johns', 'Pacific/Apia', 'America/Havana')
    fc.assert(fc.property(zones, fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }), (zone, seconds) => {
      const midnight = nextMidnight(zone, seconds * 1000)
      assert.equal(dayIn(zone, midnight - 1), dayIn(zone, seconds * 1000))
      assert.ok(dayIn(zone, midnight) > dayIn(zone, midnight - 1))
    }))
  })
})

describe('a year', () => {
  const cases: [zone: string, expected: string][] = [
    ['UTC', '2026-01-01T00:00:00.000Z'], ['Europe/Kyiv', '2025-12-31T22:00:00.000Z'], ['Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['America/Los_Angeles', '2026-01-01T08:00:00.000Z'], ['Pacific/Niue', '2026-01-01T11:00:00.000Z'], ['Asia/Kathmandu', '2025-12-31T18:15:00.000Z'],
  ]
  for (const [zone, expected] of cases) {
    it(`begins in ${zone} at ${expected}`, () => {
      const start = yearStart(zone, 2026)
      assert.equal(new Date(start).toISOString(), expected)
      assert.deepEqual([start - 1, start].map((moment) => yearIn(zone, new Date(moment).toISOString())), [2025, 2026])
    })
  }
})
