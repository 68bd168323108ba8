import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { forecast, json, placeTime, WeatherStation } from '../../test/weather-station.ts'
import { askTemperature, failureOf } from './open-meteo.ts'

describe('asking a weather service', () => {
  let service: WeatherStation
  const never = new AbortController().signal
  const time = placeTime(Date.now())
  const measuredAt = `${time}:00.000Z`
  before(async () => { service = await WeatherStation.open(json({})) })
  after(() => service[Symbol.asyncDispose]())
  const answerTo = (answer: WeatherStation['answer'], patience?: number) => {
    service.answer = answer
    return askTemperature(service.url, never, patience)
  }

  const right: [string, unknown, { celsius: number; measuredAt: string }][] = [
    ['a plain answer', forecast(9.14, time), { celsius: 9.1, measuredAt }],
    ['frost', forecast(-0.04, time), { celsius: 0, measuredAt }],
    ['the time of the place', forecast(9, placeTime(Date.now(), 7200), { utc_offset_seconds: 7200 }), { celsius: 9, measuredAt }],
    ['the time of a place west of Greenwich', forecast(9, placeTime(Date.now(), -12_600), { utc_offset_seconds: -12_600 }), { celsius: 9, measuredAt }],
    ['seconds of the epoch', forecast(9, Date.parse(measuredAt) / 1000, { utc_offset_seconds: 7200 }), { celsius: 9, measuredAt }],
    ['a time long ago', forecast(9, '2020-01-01T00:00'), { celsius: 9, measuredAt: '2020-01-01T00:00:00.000Z' }],
  ]
  for (const [name, body, expected] of right) {
    it(`reads ${name}`, async () => assert.deepEqual(await answerTo(json(body)), { ...expected, source: 'service' }))
  }

  const wrong: [string, WeatherStation['answer'], RegExp][] = [
    ['an error of the service', (response) => response.writeHead(500).end('{}'), /^status 500$/],
    ['an empty answer', (response) => response.writeHead(204).end(), /^status 204$/],
    ['a page', (response) => response.end('<html>'), /^not JSON$/],
    ['half an answer', (response) => response.end('{"current":'), /^not JSON$/],
    ['an answer that breaks off', (response) => { response.setHeader('Content-Length', 500).write('{"current'); response.socket?.destroy() }, /./],
    ['degrees Fahrenheit', json(forecast(50, time, { current_units: { temperature_2m: '°F' } })), /°C$/],
    ['no units', json(forecast(9, time, { current_units: undefined })), /°C$/],
    ['no temperature', json(forecast(null, time)), /°C$/],
    ['a temperature in words', json(forecast('9.1', time)), /°C$/],
    ['a temperature that cannot be', json(forecast(999, time)), /cannot be$/],
    ['a time that cannot be', json(forecast(9, '2026-02-31T25:00')), /cannot be$/],
    ['a time with more in it', json(forecast(9, `${time}:00+02:00`)), /°C$/],
    ['a time to come', json(forecast(9, placeTime(Date.now() + 3_600_000))), /still to come$/],
    ['no zone', json(forecast(9, time, { utc_offset_seconds: undefined })), /°C$/],
    ['null', json(null), /°C$/],
    ['far too much', (response) => response.end(JSON.stringify(forecast(9, time, { more: 'x'.repeat(70_000) }))), /^longer than 64 KiB$/],
    ['far too much in a small box', (response) => response.setHeader('Content-Encoding', 'gzip').end(gzipSync(' '.repeat(5_000_000))), /^longer than 64 KiB$/],
    ['a way elsewhere', (response) => response.writeHead(302, { Location: '/elsewhere' }).end(), /redirect/],
  ]
  for (const [name, answer, why] of wrong) {
    it(`refuses ${name}`, async () => {
      service.asked = []
      await assert.rejects(answerTo(answer), (error) => why.test(failureOf(error)) && !failureOf(error).includes('latitude'))
      assert.equal(service.asked.length, 1)
    })
  }

  it('gives up one that does not answer, and one that never ends', async () => {
    await assert.rejects(answerTo(() => undefined, 50), (error) => failureOf(error) === 'TimeoutError')
    await assert.rejects(answerTo((response) => { response.write('{') }, 50), (error) => failureOf(error) === 'TimeoutError')
  })

  it('says of one that is not there what the machine says', async () => {
    await assert.rejects(askTemperature('http://127.0.0.1:1/', never), (error) => /^E\w+|bad port/.test(failureOf(error)))
  })
})
