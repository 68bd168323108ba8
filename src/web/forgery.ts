import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { isLoopback } from '../config.ts'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { readOwnCookie, setCookie } from './cookies.ts'
import type { CookieKind } from './cookies.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const TOKENLESS = new Set(['/language', '/csp-report'])
const PRE_SESSION_SECONDS = 15 * 60
const SECRET = /^[\w-]{22,128}$/

/** Refuses a changing request that another site sent. Stands before anything reads the body. */
export function refuseForeign(config: Config): RequestHandler {
  const origins = ownOrigins(config)
  return (request, _response, next) => {
    if (SAFE_METHODS.has(request.method)) return next()
    const reason = foreignness(request, origins)
    if (reason) throw new AppError('forged_form', { reason, path: request.path })
    next()
  }
}

/** Refuses a changing request without the token of this browser's forms. Stands after the body was read. */
export function requireFormToken(config: Config): RequestHandler {
  return (request, _response, next) => {
    if (SAFE_METHODS.has(request.method) || TOKENLESS.has(request.path)) return next()
    const secret = secretIn(request, 'sid', config) ?? secretIn(request, 'pre', config)
    if (!secret || !sameText(tagOf(sentToken(request.body)), formToken(secret))) {
      throw new AppError('forged_form', { reason: secret ? 'token' : 'no cookie', path: request.path })
    }
    next()
  }
}

/** Was the form our own page's, and only too old: of another session than the one there is now? */
export function isStaleForm(error: AppError): boolean {
  return error.code === 'forged_form' && (error.details['reason'] === 'token' || error.details['reason'] === 'no cookie')
}

/** Puts the token for this browser's forms into the locals; somebody without a session gets a short-lived cookie for it. */
export function ensurePreSession(config: Config): RequestHandler {
  return (request, response, next) => {
    const session = secretIn(request, 'sid', config)
    const known = session ?? secretIn(request, 'pre', config)
    const secret = known ?? randomBytes(32).toString('base64url')
    // A form sent without any cookie is answered with a form, which needs one.
    if (!known || (!session && SAFE_METHODS.has(request.method))) setCookie(response, 'pre', secret, PRE_SESSION_SECONDS, config)
    response.locals.formToken = formToken(secret)
    next()
  }
}

/** What a form carries to prove that it came from a page shown to the holder of `secret`, which it does not reveal. */
export function formToken(secret: string): string {
  return createHash('sha256').update(`form:${secret}`).digest('base64url').slice(0, 32)
}

/** Another name for the same loopback port is the same machine's own site. */
function ownOrigins({ baseUrl }: Config): ReadonlySet<string> {
  const { hostname, protocol, port } = new URL(baseUrl)
  const names = isLoopback(hostname) ? ['127.0.0.1', 'localhost'] : []
  return new Set([baseUrl, ...names.map((name) => new URL(`${protocol}//${name}:${port}`).origin)])
}

/** Browsers that send Sec-Fetch-Site are believed; the others must name our origin; who says nothing is refused. */
function foreignness(request: Request, origins: ReadonlySet<string>): string | undefined {
  const site = request.get('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? undefined : 'site'
  const origin = request.get('Origin')
  if (origin === undefined) return 'no origin'
  return origins.has(origin) ? undefined : 'origin'
}

function secretIn(request: Request, kind: CookieKind, config: Config): string | undefined {
  const secret = readOwnCookie(request, kind, config)
  return secret && SECRET.test(secret) ? secret : undefined
}

/** The part of a form's token that belongs to the session; behind it may stand whose form it is. */
export function tagOf(token: string): string {
  return token.split('.', 1)[0] ?? ''
}

export function sentToken(body: unknown): string {
  const token = typeof body === 'object' && body !== null && 'form_token' in body ? body.form_token : ''
  return typeof token === 'string' ? token : ''
}

export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
