import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { packBrotli, packGzip, unpackBrotli, type Coding } from './codings.ts'
import { sentHeader } from './sent.ts'

/** A page for readers, as it came from its template. */
export interface Rendered {
  status: 200
  html: string
  language: string
  /** When something on it stops being true, such as today's date: milliseconds of the epoch. */
  expires: number
}

/** The bytes of a page in one coding, with the headers that go before them. */
export interface Form {
  etag: string
  bytes: Buffer
  /** Flat, as `writeHead` takes it fastest: of an answer with the bytes, and of one without because the reader has them. */
  headers: string[]
  same: string[]
}

/** Headers of every page, flat: those that a 304 repeats, and those that speak of the bytes. */
export interface PageHeaders {
  always: readonly string[]
  whole: readonly string[]
}

/** What an entry weighs besides its bytes, roughly: objects, headers, its place in a Map. */
const OVERHEAD = 1024
const QUICK = 'br5'
const SMALL = 'br11'

/**
 * A page in the codings that readers asked for. Brotli is always kept, the others are made from it when somebody wants them:
 * nearly nobody does, and three forms of ten thousand pages would fill the memory.
 */
export class FinishedPage {
  readonly expires: number
  /** How often it was given out, and how often that had been when the shelf was last swept: the first asker alone earns it no place. */
  asked = 0
  swept = 1
  /** What the shelf has counted of its weight. */
  weighed = 0
  br: Form | undefined
  gzip: Form | undefined
  identity: Form | undefined
  readonly #hash: string
  readonly #language: string
  readonly #headers: PageHeaders

  private constructor(html: Buffer, { language, expires }: Rendered, headers: PageHeaders) {
    this.expires = expires
    this.#hash = createHash('sha256').update(html).digest('base64url').slice(0, 22)
    this.#language = language
    this.#headers = headers
  }

  static async of(rendered: Rendered, headers: PageHeaders, coding: Coding): Promise<FinishedPage> {
    const html = Buffer.from(rendered.html)
    const page = new FinishedPage(html, rendered, headers)
    page.br = page.#form(await packBrotli(html, 5), QUICK, 'br')
    if (coding === 'identity') page.identity = page.#form(html, '', undefined)
    if (coding === 'gzip') page.gzip = page.#form(await packGzip(html), 'gz', 'gzip')
    return page
  }

  get weight(): number {
    return OVERHEAD + (this.br?.bytes.length ?? 0) + (this.gzip?.bytes.length ?? 0) + (this.identity?.bytes.length ?? 0)
  }

  /** The page in this coding, made now if nobody has asked for it before. */
  async inCoding(coding: Coding): Promise<Form> {
    const known = this[coding] ?? this.br
    if (!known) throw new Error('a finished page without bytes')
    if (this[coding]) return known
    const html = await unpackBrotli(known.bytes)
    const form = coding === 'gzip' ? this.#form(await packGzip(html), 'gz', 'gzip') : this.#form(html, '', undefined)
    this[coding] = form
    return form
  }

  /** Puts the smallest Brotli in the place of the quick one, bytes and ETag at once. */
  async shrink(): Promise<void> {
    if (this.br?.etag !== this.#etag(QUICK)) return
    this.br = this.#form(await packBrotli(await unpackBrotli(this.br.bytes), 11), SMALL, 'br')
  }

  /** Answers with the form, or with 304 when the reader has these bytes. */
  send(request: IncomingMessage, response: ServerResponse, form: Form): void {
    this.asked += 1
    const wanted = sentHeader(request, 'if-none-match')
    const same = wanted === undefined ? undefined : wanted === form.etag ? form.same : this.#sameAs(wanted, form)
    if (same !== undefined) {
      response.writeHead(304, same)
      response.end()
    } else {
      response.writeHead(200, form.headers)
      response.end(request.method === 'HEAD' ? undefined : form.bytes)
    }
  }

  #form(bytes: Buffer, mark: string, coding: 'br' | 'gzip' | undefined): Form {
    const etag = this.#etag(mark)
    const { always, whole } = this.#headers
    const headers = [...always, ...whole, 'Content-Language', this.#language, 'ETag', etag, 'Content-Length', String(bytes.length)]
    if (coding) headers.push('Content-Encoding', coding)
    return { etag, bytes, headers, same: [...always, 'ETag', etag] }
  }

  /** Other bytes, another ETag: each coding, and each quality of Brotli, has its own. */
  #etag(mark: string): string {
    return `"${this.#hash}${mark && `-${mark}`}"`
  }

  /** Headers for a reader who has this page in this coding, whichever quality of Brotli it was; undefined for one who has not. */
  #sameAs(wanted: string, form: Form): string[] | undefined {
    if (wanted.trim() === '*') return form.same
    const own = form === this.br ? [this.#etag(SMALL), this.#etag(QUICK)] : [form.etag]
    const known = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, '')).find((tag) => own.includes(tag))
    return known === undefined ? undefined : [...this.#headers.always, 'ETag', known]
  }
}
