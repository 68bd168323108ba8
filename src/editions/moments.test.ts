import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { clockIn, isAhead, momentIn } from './moments.ts'

describe('a time of the site’s place', () => {
  const cases: [what: string, zone: string, date: string, time: string, at: string | null, shift: 'gap' | 'overlap' | null][] = [
    ['in winter', 'Europe/Kyiv', '2026-12-14', '09:00', '2026-12-14T07:00:00.000Z', null],
    ['in summer', 'Europe/Kyiv', '2026-07-14', '09:00', '2026-07-14T06:00:00.000Z', null],
    ['before the clocks go forward', 'Europe/Kyiv', '2026-03-29', '02:59', '2026-03-29T00:59:00.000Z', null],
    ['that the clocks skip', 'Europe/Kyiv', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z', 'gap'],
    ['in the middle of what they skip', 'Europe/Kyiv', '2026-03-29', '03:30', '2026-03-29T01:30:00.000Z', 'gap'],
    ['after the clocks went forward', 'Europe/Kyiv', '2026-03-29', '04:00', '2026-03-29T01:00:00.000Z', null],
    ['before the clocks go back', 'Europe/Kyiv', '2026-10-25', '02:59', '2026-10-24T23:59:00.000Z', null],
    ['that the clocks show twice', 'Europe/Kyiv', '2026-10-25', '03:00', '2026-10-25T00:00:00.000Z', 'overlap'],
    ['late in what they show twice', 'Europe/Kyiv', '2026-10-25', '03:59', '2026-10-25T00:59:00.000Z', 'overlap'],
    ['after the clocks went back', 'Europe/Kyiv', '2026-10-25', '04:00', '2026-10-25T02:00:00.000Z', null],
    ['of half an hour’s change', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:45:00.000Z', 'gap'],
    ['where clocks go back at midnight', 'America/Havana', '2026-11-01', '00:30', '2026-11-01T04:30:00.000Z', 'overlap'],
    ['without any change', 'UTC', '2026-03-29', '03:30', '2026-03-29T03:30:00.000Z', null],
    ['on a leap day', 'Europe/Kyiv', '2028-02-29', '00:00', '2028-02-28T22:00:00.000Z', null],
    ['on a day that is not', 'Europe/Kyiv', '2026-02-29', '09:00', null, null],
    ['at an hour that is not', 'Europe/Kyiv', '2026-12-14', '24:00', null, null],
    ['not written as forms write it', 'Europe/Kyiv', '14.12.2026', '9:00', null, null],
  ]
  for (const [what, zone, date, time, at, shift] of cases) {
    it(what, () => assert.deepEqual(momentIn(zone, date, time), at === null ? null : { at, shift }))
  }

  it('is read back as it was typed, except where the clocks skip it', () => {
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
    fc.assert(fc.property(minutes, fc.constantFrom('Europe/Kyiv', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'), (minute, zone) => {
      const [date = '', time = ''] = new Date(minute * 60_000).toISOString().slice(0, 16).split('T')
      const moment = momentIn(zone, date, time)
      assert.ok(moment)
      const shown = clockIn(zone, moment.at)
      if (moment.shift === 'gap') assert.ok(`${shown.date}${shown.time}` > `${date}${time}`)
      else assert.deepEqual(shown, { date, time })
    }))
  })

  it('is ahead, and not absurdly far', () => {
    const now = '2026-12-01T00:00:00.000Z'
    assert.deepEqual(['2026-11-30T23:59:59.999Z', now, '2026-12-01T00:00:00.001Z', '2030-01-01T00:00:00.000Z', '2206-12-14T00:00:00.000Z']
      .map((at) => isAhead(at, now)), [false, false, true, true, false])
  })
})
