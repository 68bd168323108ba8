import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { packBrotli, packGzip, packZstd, unpackBrotli, type Coding } from './codings.ts'
import { sentHeader } from './sent.ts'

/** What stands under an address of readers: a page as it came from its template, a feed, a picture. */
export interface Rendered {
  status: 200
  body: string | Buffer
  /** As in `Content-Type`. Text is packed for the way, a picture is packed already. */
  type: string
  /** Null for what belongs to no language. */
  language: string | null
  /** When something on it stops being true, such as today's date: milliseconds of the epoch. */
  expires: number
  /** Headers of this answer alone. */
  headers?: Readonly<Record<string, string>>
}

export const HTML = 'text/html; charset=utf-8'

/** The bytes of a page in one coding, with the headers that go before them. */
export interface Form {
  etag: string
  bytes: Buffer
  /** Flat, as `writeHead` takes it fastest: of an answer with the bytes, and of one without because the reader has them. */
  headers: string[]
  same: string[]
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
  zstd: Form | undefined
  readonly #hash: string
  /** Flat: those that a 304 repeats, and those that speak of the bytes. */
  readonly #always: readonly string[]
  readonly #whole: readonly string[]

  private constructor(body: Buffer, { type, language, expires, headers = {} }: Rendered, always: readonly string[]) {
    this.expires = expires
    this.#hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
    this.#always = always
    this.#whole = ['Content-Type', type, ...language === null ? [] : ['Content-Language', language], ...Object.entries(headers).flat()]
  }

  /** `always`: headers of every answer, flat. */
  static async of(rendered: Rendered, always: readonly string[], coding: Coding): Promise<FinishedPage> {
    const body = Buffer.from(rendered.body)
    const page = new FinishedPage(body, rendered, always)
    if (!isText(rendered.type)) {
      const form = page.#form(body, '', undefined)
      Object.assign(page, { br: form, gzip: form, zstd: form, identity: form })
      return page
    }
    page.br = page.#form(await packBrotli(body, 5), QUICK, 'br')
    if (coding !== 'br') page[coding] = await page.#packed(body, coding)
    return page
  }

  get weight(): number {
    const forms = new Set([this.br, this.gzip, this.zstd, this.identity])
    return [...forms].reduce((sum, form) => sum + (form?.bytes.length ?? 0), OVERHEAD)
  }

  /** The page in this coding, made now if nobody has asked for it before. */
  async inCoding(coding: Coding): Promise<Form> {
    const known = this[coding] ?? this.br
    if (!known) throw new Error('a finished page without bytes')
    if (this[coding] || coding === 'br') return known
    const form = await this.#packed(await unpackBrotli(known.bytes), coding)
    this[coding] = form
    return form
  }

  async #packed(body: Buffer, coding: Exclude<Coding, 'br'>): Promise<Form> {
    if (coding === 'gzip') return this.#form(await packGzip(body), 'gz', 'gzip')
    if (coding === 'zstd') return this.#form(await packZstd(body), 'zst', 'zstd')
    return this.#form(body, '', undefined)
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

  #form(bytes: Buffer, mark: string, coding: Exclude<Coding, 'identity'> | undefined): Form {
    const etag = this.#etag(mark)
    const headers = [...this.#always, ...this.#whole, 'ETag', etag, 'Content-Length', String(bytes.length)]
    if (coding) headers.push('Content-Encoding', coding)
    return { etag, bytes, headers, same: [...this.#always, 'ETag', etag] }
  }

  /** Other bytes, another ETag: each coding, and each quality of Brotli, has its own. */
  #etag(mark: string): string {
    return `"${this.#hash}${mark && `-${mark}`}"`
  }

  /** Headers for a reader who has this page in this coding, whichever quality of Brotli it was; undefined for one who has not. */
  #sameAs(wanted: string, form: Form): string[] | undefined {
    if (wanted.trim() === '*') return form.same
    const own = form === this.br ? [form.etag, this.#etag(SMALL), this.#etag(QUICK)] : [form.etag]
    const known = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, '')).find((tag) => own.includes(tag))
    return known === undefined ? undefined : [...this.#always, 'ETag', known]
  }
}

/** What grows smaller by packing. */
export function isText(type: string): boolean {
  return /^text\/|[/+](?:json|xml)\b/.test(type)
}
