import type { RequestHandler } from 'express'

/** Upper bounds of the classes of answer times, in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Numbers since the process began. Counting is all that a request pays for; the rest is done when somebody reads them. */
export class Metrics {
  /** Public pages answered with finished bytes. */
  finished = 0
  /** Times that the temperature was asked for in vain. */
  weatherFailures = 0
  readonly #statuses = new Map<string, number>()
  readonly #refused = new Map<string, number>()
  readonly #times = BOUNDS.map(() => 0)
  #slower = 0
  #seconds = 0
  #register: Promise<{ metrics: () => Promise<string> }> | undefined

  /** Counts every answer that passes through Express, and how long it took. */
  readonly count: RequestHandler = (_request, response, next) => {
    const begun = performance.now()
    response.once('finish', () => this.#add(response.statusCode, (performance.now() - begun) / 1000))
    next()
  }

  /** Counts what was not done because there was too much to do. */
  refuse(kind: string): void {
    this.#refused.set(kind, (this.#refused.get(kind) ?? 0) + 1)
  }

  /** Everything in Prometheus' text format 0.0.4, with what the process itself takes; `gauges` are numbers of this moment. */
  async read(gauges: Readonly<Record<string, number>>): Promise<string> {
    this.#register ??= ownRegister()
    const numbers = Object.entries(gauges).map(([name, value]) => describe(name, 'gauge', [`zvirka_${name} ${value}`]))
    return [...this.#lines(), ...numbers, await (await this.#register).metrics()].join('\n')
  }

  #add(status: number, seconds: number): void {
    const family = `${Math.floor(status / 100)}xx`
    this.#statuses.set(family, (this.#statuses.get(family) ?? 0) + 1)
    const place = BOUNDS.findIndex((bound) => seconds <= bound)
    if (place === -1) this.#slower += 1
    else this.#times[place] = (this.#times[place] ?? 0) + 1
    this.#seconds += seconds
  }

  #lines(): string[] {
    let sum = 0
    const buckets = BOUNDS.map((bound, i) => `zvirka_answer_seconds_bucket{le="${bound}"} ${sum += this.#times[i] ?? 0}`)
    const all = sum + this.#slower
    return [
      describe('finished_pages_total', 'counter', [`zvirka_finished_pages_total ${this.finished}`]),
      describe('answers_total', 'counter', [...this.#statuses].map(([family, count]) => `zvirka_answers_total{status="${family}"} ${count}`)),
      describe('refused_total', 'counter', [...this.#refused].map(([kind, count]) => `zvirka_refused_total{kind="${kind}"} ${count}`)),
      describe('weather_failures_total', 'counter', [`zvirka_weather_failures_total ${this.weatherFailures}`]),
      describe('answer_seconds', 'histogram', [...buckets, `zvirka_answer_seconds_bucket{le="+Inf"} ${all}`,
        `zvirka_answer_seconds_sum ${this.#seconds}`, `zvirka_answer_seconds_count ${all}`]),
    ]
  }
}

function describe(name: string, type: string, lines: readonly string[]): string {
  return [`# TYPE zvirka_${name} ${type}`, ...lines].join('\n')
}

/** Loaded for the first who asks: readers and translators never need it. */
async function ownRegister(): Promise<{ metrics: () => Promise<string> }> {
  const { collectDefaultMetrics, Registry } = await import('prom-client')
  const register = new Registry()
  collectDefaultMetrics({ register })
  return register
}
