import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import type { RunningSite } from '../src/serve.ts'

type Fields = Iterable<readonly [string, string]> | Record<string, string>

export interface Answer {
  status: number
  url: string
  headers: Headers
  html: string
}

/** A browser without a screen: keeps cookies, sends forms with their token, follows redirects as a browser does. */
export class Browser {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()
  readonly #headers: Record<string, string>

  constructor(site: Pick<RunningSite, 'url'>, { language = 'en' }: { language?: string } = {}) {
    this.#origin = site.url
    this.#headers = { 'accept-language': language }
  }

  /** Signs in as the sign-in form would, without its deliberate slowness. */
  async signInAs({ db }: RunningSite, person: Actor): Promise<this> {
    const token = newToken()
    await db.insertInto('session').values({
      token_hash: hashToken(token), person_id: person.id, created_at: new Date().toISOString(),
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    }).execute()
    this.#cookies.set('__Host-sid', token)
    return this
  }

  async get(path: string): Promise<Answer> {
    return this.#follow(await this.#send('GET', path))
  }

  /** One answer, redirects not followed. */
  async once(method: 'GET' | 'HEAD', path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(method, path, undefined, headers)
  }

  /** Sends the fields as the form on `page` would: with its token, from this site. */
  async post(page: string, path: string, fields: Fields): Promise<Answer> {
    const { html } = await this.get(page)
    const token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
    return this.postRaw(path, [...entriesOf(fields), ['form_token', token]])
  }

  /** Sends exactly these fields, whatever page they may have come from. */
  async postRaw(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<Answer> {
    const body = new URLSearchParams([...entriesOf(fields)].map(([name, value]) => [name, value]))
    return this.#follow(await this.#send('POST', path, body.toString(), { origin: this.#origin, ...headers }))
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)
  }

  async #send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(new URL(path, this.#origin), {
      method, redirect: 'manual', ...body === undefined ? {} : { body },
      headers: {
        ...this.#headers, ...cookie ? { cookie } : {}, ...body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }, ...headers,
      },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    return response
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0/i.test(line)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }

  async #follow(response: Response, left = 5): Promise<Answer> {
    const location = response.headers.get('location')
    if (location && left > 0 && response.status !== 304) return this.#follow(await this.#send('GET', location), left - 1)
    return { status: response.status, url: response.url, headers: response.headers, html: await response.text() }
  }
}

function entriesOf(fields: Fields): Iterable<readonly [string, string]> {
  return Symbol.iterator in fields ? fields : Object.entries(fields)
}
