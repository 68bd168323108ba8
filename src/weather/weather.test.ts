import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { startReaderSite } from '../../test/reader-clock.ts'
import { forecast, json, placeTime, WeatherStation } from '../../test/weather-station.ts'
import { newWorld, type World } from '../../test/world.ts'
import { listLedger } from '../ledger/store.ts'
import { changeSettings } from '../people/settings-actions.ts'
import { clearWeather, forgetWeather, setWeather, takeMeasurement } from './actions.ts'
import { findWeather } from './store.ts'
import { WeatherWatch } from './watch.ts'

const HOUR = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const generationOf = async ({ db }: World) => (await db.selectFrom('generation').select('number').executeTakeFirstOrThrow()).number

for (const [name, open] of Object.entries(databases)) {
  describe(`the weather, on ${name}`, () => {
    const inWorld = (work: (world: World) => Promise<void>) => async () => {
      const db = await open()
      try {
        await work(await newWorld(db))
      } finally {
        await db.destroy()
      }
    }

    it('drops readers’ pages only when they would show something else', inWorld(async (world) => {
      const { db, admin } = world
      const moves = async (act: () => Promise<unknown>) => {
        const before = await generationOf(world)
        await act()
        return await generationOf(world) > before
      }
      const take = (celsius: number, age: number) => moves(() => takeMeasurement(db, { celsius, measuredAt: ago(age), source: 'command' }))
      assert.equal(await take(9, 4 * HOUR), false, 'old from the beginning')
      assert.equal(await take(9, 2 * HOUR), true, 'the first that is shown')
      assert.equal(await take(9, HOUR), false, 'the same again')
      assert.equal(await take(8, HOUR * 1.5), false, 'older than what is known')
      assert.equal(await take(9.1, 0), true)
      assert.deepEqual((await findWeather(db))?.celsius, 9.1)
      assert.equal(await moves(() => changeSettings(db, admin, { masthead: { date: true, place: true, temperature: false } })), true)
      assert.equal(await take(12, -1000), false, 'not shown at all')
      assert.equal(await moves(() => forgetWeather(db)), false)
      await changeSettings(db, admin, { masthead: { date: true, place: true, temperature: true } })
      assert.equal(await take(12, 0), true)
      assert.equal(await moves(() => forgetWeather(db)), true)
      assert.equal(await findWeather(db), undefined)
    }))

    it('that a person tells is in the ledger, that a program tells is not', inWorld(async ({ db, admin, ed }) => {
      const lines = async () => (await listLedger(db, { limit: 100 })).filter(({ act }) => act === 'site.weather_told')
      await takeMeasurement(db, { celsius: 5, measuredAt: ago(HOUR), source: 'service' })
      assert.equal((await lines()).length, 0)
      await setWeather(db, admin, -3.5)
      await clearWeather(db, admin)
      await clearWeather(db, admin)
      assert.deepEqual((await lines()).map(({ actor, details }) => [actor, details]), [
        [admin.id, '{"after":{"temperature":""},"before":{"temperature":"-3.5"}}'], [admin.id, '{"after":{"temperature":"-3.5"},"before":{"temperature":"5"}}'],
      ])
      await assert.rejects(setWeather(db, ed, 1), { code: 'forbidden' })
      await assert.rejects(clearWeather(db, ed), { code: 'forbidden' })
    }))

    it('is at the top of every page for three hours, to be read and to be heard, and gone in a moment', inWorld(async ({ db, admin }) => {
      await changeSettings(db, admin, { place: { uk: 'Луцьк', en: 'Lutsk', pl: 'Łuck' } })
      const site = await startReaderSite(db, { SITE_LANGUAGES: 'uk,en,pl' })
      try {
        const shown = async (path = '/uk/') => /<span role="img" aria-label="([^"]+)">([^<]+)<\/span><\/p>/.exec((await site.read(path)).html)?.slice(1)
        assert.equal(await shown(), undefined)
        await takeMeasurement(db, { celsius: -9.1, measuredAt: new Date(site.now).toISOString(), source: 'service' })
        assert.deepEqual(await shown(), ['−9,1 градуса Цельсія', '−9,1\u00a0°C'])
        assert.deepEqual(await shown('/en/articles'), ['−9.1 degrees Celsius', '−9.1°C'])
        assert.deepEqual(await shown('/pl/'), ['−9.1 degrees Celsius', '−9.1°C'])
        for (const [language, place] of [['uk', 'Луцьк'], ['en', 'Lutsk'], ['pl', 'Łuck']] as const) {
          assert.ok((await site.read(`/${language}/`)).html.includes(`<span lang="${language}">${place}</span> · <span role="img"`), language)
        }
        site.now += 3 * HOUR - 1
        assert.ok(await shown())
        site.now += 1
        assert.equal(await shown(), undefined)
      } finally {
        site.close()
      }
    }))
  })
}

describe('the watch over a weather service', () => {
  const MINUTE = 60_000
  interface Told { failed: number; lines: unknown[]; changed: number }
  interface Given { world: World; service: WeatherStation; watch: WeatherWatch; told: Told }
  const watched = async (work: (given: Given) => Promise<void>) => {
    const db = await (databases['sqlite'] ?? assert.fail())()
    await using service = await WeatherStation.open(json({}))
    const told: Told = { failed: 0, lines: [], changed: 0 }
    const publicationChanged = () => {
      told.changed += 1
      return Promise.resolve()
    }
    const failed = () => { told.failed += 1 }
    const watch = new WeatherWatch({ db, publicationChanged }, service.url, { failed, log: (...line) => told.lines.push(line) })
    try {
      await work({ world: await newWorld(db), service, watch, told })
    } finally {
      watch.stop()
      await db.destroy()
    }
  }

  it('asks every quarter of an hour, and not when another process has just asked', () => watched(async ({ world, service, watch, told }) => {
    service.answer = json(forecast(9, placeTime(Date.now() - 20 * MINUTE)))
    assert.equal(await watch.look(), 15 * MINUTE)
    assert.equal(await watch.look(), 15 * MINUTE)
    assert.deepEqual([service.asked.length, told.changed, (await findWeather(world.db))?.celsius], [2, 1, 9])
    assert.ok(service.asked.every((url) => url === new URL(service.url).pathname + new URL(service.url).search))
    await takeMeasurement(world.db, { celsius: 8, measuredAt: ago(5 * MINUTE), source: 'service' })
    const wait = await watch.look()
    assert.ok(wait > 9 * MINUTE && wait <= 10 * MINUTE)
    assert.equal(service.asked.length, 2)
  }))

  it('takes longer and longer breaks from a service that fails, and tells the log once', () => watched(async ({ world, service, watch, told }) => {
    await takeMeasurement(world.db, { celsius: 8, measuredAt: ago(HOUR), source: 'service' })
    service.answer = (response) => response.writeHead(500).end()
    const waits = []
    for (let i = 0; i < 8; i += 1) waits.push(await watch.look())
    assert.deepEqual(waits.map((wait) => wait / MINUTE), [1, 2, 4, 8, 16, 32, 60, 60])
    assert.deepEqual([told.failed, told.lines], [8, [['weather.failed', { error: 'status 500' }]]])
    assert.equal((await findWeather(world.db))?.celsius, 8)
    service.answer = json(forecast(9, placeTime(Date.now() - 20 * MINUTE)))
    assert.equal(await watch.look(), 15 * MINUTE)
    service.answer = (response) => response.writeHead(404).end()
    assert.equal(await watch.look(), MINUTE)
    assert.equal(told.lines.length, 2)
  }))

  it('keeps what is known when the service says something older', () => watched(async ({ world, service, watch, told }) => {
    await setWeather(world.db, world.admin, 3)
    service.answer = json(forecast(9, placeTime(Date.now() - 20 * MINUTE)))
    assert.equal(await watch.look(), 15 * MINUTE)
    assert.deepEqual([(await findWeather(world.db))?.celsius, told.changed], [3, 0])
  }))
})
