import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { json, WeatherStation } from '../../test/weather-station.ts'
import { findWeather } from './store.ts'

const PATH = '/desk/settings/weather'

describe('the temperature page', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const admin = () => new Browser(site, { language: 'en' }).signInAs(site, site.world.admin)
  const readers = async () => (await fetch(`${site.url}/en/`)).text()

  it('is reached from the settings, tells readers a temperature, and takes it from them', async () => {
    const browser = await admin()
    assert.match((await browser.get('/desk/settings')).html, new RegExp(`href="${PATH}"`))
    assert.match((await browser.get(PATH)).html, /none is known/)
    const told = await browser.post(PATH, PATH, { celsius: '−9,5' })
    assert.match(told.html, /The temperature is saved/)
    assert.match(told.html, /−9\.5°C, entered here/)
    assert.deepEqual(await checkHtml(told.html), [])
    assert.match(await readers(), /aria-label="−9\.5 degrees Celsius"/)
    const cleared = await browser.post(PATH, `${PATH}/deletions`, {})
    assert.match(cleared.html, /removed from pages/)
    assert.doesNotMatch(await readers(), /degrees Celsius/)
    assert.match((await browser.get('/desk/ledger')).html, /Temperature changed/)
  })

  it('keeps what was typed when it is no temperature', async () => {
    const browser = await admin()
    for (const celsius of ['warm', '99', '']) {
      const wrong = await browser.post(PATH, PATH, { celsius })
      assert.equal(wrong.status, 422)
      assert.match(wrong.html, new RegExp(`value="${celsius}"[^>]*aria-invalid="true"`))
      assert.deepEqual(await checkHtml(wrong.html), [])
    }
    assert.equal((await browser.post(PATH, PATH, { celsius: '9', extra: '1' })).status, 422)
    assert.equal(await findWeather(site.db), undefined)
  })
})

it('makes no reader wait for a service that hangs, and no site that closes', async () => {
  await using service = await WeatherStation.open(() => undefined)
  const site = await startTestSite({ WEATHER_URL: service.url })
  await service.question()
  assert.equal((await fetch(`${site.url}/uk/`)).status, 200)
  assert.equal(service.asked.length, 1)
  const closing = performance.now()
  await site.close()
  assert.ok(performance.now() - closing < 4000)
})

it('counts in the metrics how often it asked in vain', async () => {
  await using service = await WeatherStation.open(json({}))
  const site = await startTestSite({ WEATHER_URL: service.url })
  await service.question()
  const metrics = async () => (await fetch(`${site.url}/metrics`)).text()
  while (!/^zvirka_weather_failures_total 1$/m.test(await metrics())) await new Promise(setImmediate)
  await site.close()
})
