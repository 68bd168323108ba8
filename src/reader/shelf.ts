import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Request } from 'express'
import type { Config } from '../config.ts'
import { securityHeaders } from '../web/headers.ts'
import { codingFor } from './codings.ts'
import { FinishedPage, type Form, type Rendered } from './finished.ts'
import { sentHeader } from './sent.ts'

/** An answer that is not kept: nothing there in this language, or moved for good. */
export type Unkept = Missing | { status: 301; to: string }

export interface Missing extends Pick<Rendered, 'body' | 'type' | 'language'> {
  status: 404
}

export const PUBLIC_CACHE = 'public, max-age=0, s-maxage=60, must-revalidate'

const WATCH_MS = 1000
/** Asked for this often, a page is worth the time of the smallest Brotli. */
const WORTH_SHRINKING = 8
const MOST_TRIES = 3

/** Addresses of which what follows the path is a part. */
const TOLD_APART = /\/(?:articles|search|(?:topics|authors)(?:\/[^/]+)?|editions\/differences|parallel\/[^/]+)$/

interface ShelfOptions {
  config: Config
  /** The number of the site's generation, which grows whenever readers' pages may have changed. */
  readGeneration: () => Promise<number>
  clock?: () => number
}

/**
 * Finished bytes of readers' pages by URL, given out before Express is entered. All of them go when the site's generation moves: at
 * once when this process moved it (`refresh`), within a second when another did.
 */
export class Shelf {
  readonly #pages = new Map<string, FinishedPage>()
  /** What is being rendered: whoever asks meanwhile waits for the same. */
  #coming = new Map<string, Promise<FinishedPage | Unkept>>()
  readonly #headers: readonly string[]
  readonly #options: ShelfOptions
  readonly #clock: () => number
  #generation: number | undefined
  /** Counts the clearings: what began before the latest one must not be kept after it. */
  #epoch = 0
  #weight = 0
  #shrinking: Promise<void> = Promise.resolve()
  #watch: NodeJS.Timeout | undefined

  constructor(options: ShelfOptions) {
    this.#options = options
    this.#clock = options.clock ?? Date.now
    const always = { ...securityHeaders(options.config, 'public'), 'Cache-Control': PUBLIC_CACHE, 'Vary': 'Accept-Encoding' }
    this.#headers = Object.entries(always).flat()
  }

  /** How many pages stand here, and what they weigh in bytes. */
  get holds(): { pages: number; bytes: number } {
    return { pages: this.#pages.size, bytes: this.#weight }
  }

  /** Answers from the shelf; false when it cannot, and the request is still open. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const page = this.#pages.get(request.url ?? '')
    if (page === undefined || page.expires <= this.#clock()) return false
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    const form = page[codingFor(sentHeader(request, 'accept-encoding'))]
    if (form === undefined) return false
    this.#give(request.url ?? '', page, form, request, response)
    return true
  }

  /** Is what this asks for finished? An address with more behind it, which a list tells apart, is asked as it stands. */
  holdsPage({ originalUrl, path, method }: Request): boolean {
    const page = this.#pages.get(originalUrl) ?? (TOLD_APART.test(path) ? undefined : this.#pages.get(path))
    return page !== undefined && page.expires > this.#clock() && (method === 'GET' || method === 'HEAD')
  }

  /** The page of this URL, from the shelf or made now; concurrent askers get one making. */
  async take(url: string, request: IncomingMessage, make: () => Promise<Rendered | Unkept>): Promise<FinishedPage | Unkept> {
    const page = this.#pages.get(url)
    if (page && page.expires > this.#clock()) return page
    return this.#coming.get(url) ?? this.#bring(url, request, make)
  }

  /** Answers with a page that `take` gave. */
  async send(url: string, page: FinishedPage, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await page.inCoding(codingFor(sentHeader(request, 'accept-encoding')))
    this.#reweigh(url, page)
    this.#give(url, page, form, request, response)
  }

  /** Call after a committed act that changes what readers get: from now on nothing older is given out. */
  async refresh(): Promise<void> {
    this.#clear()
    this.#generation = await this.#options.readGeneration()
  }

  /** Looks once a second whether another process moved the generation; a database that is away for now changes nothing. */
  watch(): void {
    this.#watch = setInterval(() => void this.look().catch(() => undefined), WATCH_MS).unref()
  }

  /** Drops everything if the generation has moved. */
  async look(): Promise<number> {
    const generation = await this.#options.readGeneration()
    if (this.#generation !== undefined && generation !== this.#generation) this.#clear()
    this.#generation = generation
    return generation
  }

  close(): void {
    clearInterval(this.#watch)
    this.#clear()
  }

  #give(url: string, page: FinishedPage, form: Form, request: IncomingMessage, response: ServerResponse): void {
    page.send(request, response, form)
    if (page.asked === WORTH_SHRINKING) this.#shrink(url, page)
  }

  #clear(): void {
    this.#epoch += 1
    this.#pages.clear()
    this.#coming = new Map()
    this.#weight = 0
  }

  #bring(url: string, request: IncomingMessage, make: () => Promise<Rendered | Unkept>): Promise<FinishedPage | Unkept> {
    const coding = codingFor(sentHeader(request, 'accept-encoding'))
    const coming = this.#make(url, coding, make).finally(() => {
      if (this.#coming.get(url) === coming) this.#coming.delete(url)
    })
    this.#coming.set(url, coming)
    return coming
  }

  /** Made again when the site moved on in the middle: half of such a page would be of yesterday. */
  async #make(url: string, coding: ReturnType<typeof codingFor>, make: () => Promise<Rendered | Unkept>): Promise<FinishedPage | Unkept> {
    for (let tries = 1; ; tries += 1) {
      const generation = await this.look()
      const epoch = this.#epoch
      const made = await make()
      const page = made.status === 200 ? await FinishedPage.of(made, this.#headers, coding) : made
      const whole = await this.look() === generation && this.#epoch === epoch
      if (whole && page instanceof FinishedPage) this.#keep(url, page)
      if (whole || tries === MOST_TRIES) return page
    }
  }

  #keep(url: string, page: FinishedPage): void {
    this.#remove(url)
    if (page.weight > this.#options.config.shelfBytes) return
    this.#pages.set(url, page)
    this.#reweigh(url, page)
  }

  #remove(url: string): void {
    this.#weight -= this.#pages.get(url)?.weighed ?? 0
    this.#pages.delete(url)
  }

  /** A page grows with each coding that somebody asks for. */
  #reweigh(url: string, page: FinishedPage): void {
    if (this.#pages.get(url) !== page) return
    this.#weight += page.weight - page.weighed
    page.weighed = page.weight
    this.#sweep()
  }

  /** What was asked for since the last sweep goes to the end of the line, the rest leaves: least recently used, at no cost to a hit. */
  #sweep(): void {
    for (const [url, page] of this.#pages) {
      if (this.#weight <= this.#options.config.shelfBytes) return
      const unused = page.asked <= page.swept
      page.swept = page.asked
      if (unused) this.#remove(url)
      else {
        this.#pages.delete(url)
        this.#pages.set(url, page)
      }
    }
  }

  /** One after another: readers who wait for their first bytes need the other threads. */
  #shrink(url: string, page: FinishedPage): void {
    this.#shrinking = this.#shrinking.then(async () => {
      if (this.#pages.get(url) !== page) return
      await page.shrink()
      this.#reweigh(url, page)
    }).catch(() => undefined)
  }
}
