import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'
import type { Config } from '../config.ts'

/** `sid`: the session; `pre`: who fills in a form before signing in; `lang`: the interface language somebody chose. */
export type CookieKind = 'sid' | 'pre' | 'lang'

type CookieConfig = Pick<Config, 'insecureHttp'>

/** The name on the wire. Browsers accept `__Host-` only over TLS (or loopback), for this host and the whole of it. */
export function cookieName(kind: CookieKind, { insecureHttp }: CookieConfig): string {
  return insecureHttp ? kind : `__Host-${kind}`
}

const VALUE = /^[\w.~-]{1,512}$/
const MAX_HEADER = 16 * 1024

/** The value of the first cookie of that name, or undefined when absent or of a shape we never give out. */
export function readCookie(request: IncomingMessage, name: string): string | undefined {
  const header = request.headers.cookie ?? ''
  if (header.length > MAX_HEADER) return undefined
  const pair = header.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`))
  const value = pair?.slice(name.length + 1)
  return value !== undefined && VALUE.test(value) ? value : undefined
}

/** One of our cookies, by kind. */
export function readOwnCookie(request: IncomingMessage, kind: CookieKind, config: CookieConfig): string | undefined {
  return readCookie(request, cookieName(kind, config))
}

/** Sets a cookie for `seconds`. Throws for a value that would need quoting. */
export function setCookie(response: Response, kind: CookieKind, value: string, seconds: number, config: CookieConfig): void {
  if (!VALUE.test(value)) throw new Error(`a ${kind} cookie cannot hold this value`)
  append(response, cookieName(kind, config), value, seconds, config)
}

/** Tells the browser to forget a cookie. */
export function clearCookie(response: Response, kind: CookieKind, config: CookieConfig): void {
  append(response, cookieName(kind, config), '', 0, config)
}

function append(response: Response, name: string, value: string, seconds: number, { insecureHttp }: CookieConfig): void {
  const secure = insecureHttp ? '' : '; Secure'
  response.append('Set-Cookie', `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`)
}
