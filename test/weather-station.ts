import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the stand-in answers. */
type Answer = (response: ServerResponse) => void

/** As Open-Meteo answers for a place, with the time of that place. */
export function forecast(celsius: unknown, time: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    latitude: 50.75, longitude: 25.34, utc_offset_seconds: 0, timezone: 'GMT',
    current_units: { time: 'iso8601', interval: 'seconds', temperature_2m: '°C' }, current: { time, interval: 900, temperature_2m: celsius }, ...more,
  }
}

/** A moment as Open-Meteo writes it at `offset` seconds from Greenwich. */
export function placeTime(at: number, offset = 0): string {
  return new Date(at + offset * 1000).toISOString().slice(0, 16)
}

export function json(value: unknown): Answer {
  return (response) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value))
}

/** A weather service on a loopback port that answers as it is told to. */
export class WeatherStation implements AsyncDisposable {
  asked: string[] = []
  answer: Answer
  readonly #server = createServer((request, response) => {
    this.asked.push(request.url ?? '')
    this.#server.emit('asked')
    this.answer(response)
  })

  private constructor(answer: Answer) {
    this.answer = answer
  }

  static async open(answer: Answer): Promise<WeatherStation> {
    const service = new WeatherStation(answer)
    service.#server.listen(0, '127.0.0.1')
    await once(service.#server, 'listening')
    return service
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get url(): string {
    return `${this.origin}/v1/forecast?latitude=50.75&longitude=25.34&current=temperature_2m`
  }

  /** Waits until somebody asks. */
  async question(): Promise<void> {
    if (this.asked.length === 0) await once(this.#server, 'asked')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
