import { randomInt } from 'node:crypto'
import type { Config } from '../config.ts'
import { log as writeLog, type Log } from '../log.ts'
import type { Site } from '../web/site.ts'
import { takeMeasurement } from './actions.ts'
import { askTemperature, failureOf } from './open-meteo.ts'
import { findWeather } from './store.ts'

const MINUTE_MS = 60_000
const EVERY_MS = 15 * MINUTE_MS
const LONGEST_MS = 60 * MINUTE_MS
/** Servers that were started together do not ask together. */
const JITTER = 0.1

type Watched = Pick<Site, 'db' | 'publicationChanged'>

interface Told {
  /** Hears of each failure; the log, of the first of a row. */
  failed: () => void
  log: Log
}

/** Asks for the temperature again and again. Readers never wait for it: they get what is stored. */
export class WeatherWatch {
  readonly #site: Watched
  readonly #url: string
  readonly #told: Told
  readonly #stop = new AbortController()
  #failures = 0

  constructor(site: Watched, url: string, told: Told) {
    this.#site = site
    this.#url = url
    this.#told = told
  }

  /** Asks unless what is known is new, and says how many milliseconds to wait before the next time. */
  async look(): Promise<number> {
    try {
      const age = await this.#age()
      if (age < EVERY_MS) return EVERY_MS - age
      const measurement = await askTemperature(this.#url, this.#stop.signal)
      if (await takeMeasurement(this.#site.db, measurement) === 'shown') await this.#site.publicationChanged()
      this.#failures = 0
      return EVERY_MS
    } catch (error) {
      return this.#fail(error)
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  get stopped(): boolean {
    return this.#stop.signal.aborted
  }

  /** Another process may have asked. */
  async #age(): Promise<number> {
    const known = await findWeather(this.#site.db)
    return known?.source === 'service' ? Math.max(0, Date.now() - Date.parse(known.measuredAt)) : Infinity
  }

  #fail(error: unknown): number {
    if (this.stopped) return LONGEST_MS
    this.#failures += 1
    this.#told.failed()
    if (this.#failures === 1) this.#told.log('weather.failed', { error: failureOf(error) })
    return Math.min(LONGEST_MS, MINUTE_MS * 2 ** (this.#failures - 1))
  }
}

/** Up to a tenth of the time, either way. */
function spread(wait: number): number {
  const most = Math.ceil(wait * JITTER)
  return randomInt(-most, most + 1)
}

/** Keeps the temperature up to date while the site runs, where its configuration says whom to ask. */
export function startWeather(
  site: Watched, { weatherUrl }: Pick<Config, 'weatherUrl'>, failed: () => void, log: Log = writeLog,
): { stop: () => Promise<void> } {
  if (weatherUrl === null) return { stop: () => Promise.resolve() }
  const watch = new WeatherWatch(site, weatherUrl, { failed, log })
  let waiting: NodeJS.Timeout | undefined
  let turn = Promise.resolve()
  const begin = () => {
    turn = watch.look().then((wait) => {
      if (!watch.stopped) waiting = setTimeout(begin, wait + spread(wait)).unref()
    })
  }
  begin()
  return {
    stop: async () => {
      watch.stop()
      clearTimeout(waiting)
      await turn
    },
  }
}
