import type { Response } from 'express'

/** After a POST: look there with GET. `path` is a path of this site, with query and fragment as needed. */
export function seeOther(response: Response, path: string): void {
  send(response, 303, path, 'no-store')
}

/** Moved for good: an old slug, another spelling of an address. */
export function movedTo(response: Response, path: string, cacheControl = 'public, max-age=3600'): void {
  send(response, 301, path, cacheControl)
}

/** There for now, and only for this asker: `/` on its way to a language. */
export function found(response: Response, path: string): void {
  send(response, 302, path, 'no-store')
}

/** `value` when it is a path of this site and nothing else, otherwise `fallback`. */
export function safeNext(value: unknown, fallback: string): string {
  return typeof value === 'string' && isOwnPath(value) ? value : fallback
}

const MAX_LENGTH = 2000
const PATH = /^\/(?![/\\])[\x21-\x7e]*$/
const TRAP = /[\\\p{Cc}]|^\/\//u
const SOME_ORIGIN = 'http://site.invalid'

/** Checked as written and as decoded once; then the URL parser, which is what browsers use, has the last word. */
function isOwnPath(value: string): boolean {
  if (value.length > MAX_LENGTH || !PATH.test(value)) return false
  const decoded = decode(value.split(/[?#]/)[0] ?? '')
  return decoded !== undefined && !TRAP.test(decoded) && !value.includes('\\') && URL.parse(value, SOME_ORIGIN)?.origin === SOME_ORIGIN
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

function send(response: Response, status: number, path: string, cacheControl: string): void {
  const location = encodeURI(path).replaceAll('%25', '%')
  if (!isOwnPath(location)) throw new Error(`not a path of this site: ${path}`)
  response.status(status).set('Location', location).set('Cache-Control', cacheControl).end()
}
