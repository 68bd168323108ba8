import express from 'express'
import type { RequestHandler, Router } from 'express'
import type { Config } from '../config.ts'
import { log as writeLog, type Log } from '../log.ts'
import { quietLog } from './quiet-log.ts'

/** No inline code anywhere, so no nonces, so pages stay cacheable. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
  "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'",
  "require-trusted-types-for 'script'", "trusted-types 'none'", 'report-uri /csp-report',
].join('; ')

/** What every answer carries. Referrer-Policy is not `no-referrer`: that makes browsers send `Origin: null` with our own forms. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = Object.freeze({
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Referrer-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-DNS-Prefetch-Control': 'off',
})

const ONE_YEAR = 'max-age=31536000; includeSubDomains'

/** The headers of this site; readers' pages may tell other sites, as links do, which site sent the reader. */
export function securityHeaders(config: Config, audience: 'private' | 'public' = 'private'): Readonly<Record<string, string>> {
  return Object.freeze({
    ...SECURITY_HEADERS,
    ...(audience === 'public' && { 'Referrer-Policy': 'strict-origin-when-cross-origin' }),
    ...(config.baseUrl.startsWith('https:') && { 'Strict-Transport-Security': ONE_YEAR }),
  })
}

export function sendHeaders(config: Config): RequestHandler {
  const headers = securityHeaders(config)
  return (_request, response, next) => {
    response.set(headers)
    next()
  }
}

/** For everything that is not for readers: never kept by a cache, never indexed. */
export const privatePages: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store').set('X-Robots-Tag', 'noindex')
  next()
}

const MAX_REPORT = 8 * 1024
const REPORT_TYPES = ['application/csp-report', 'application/reports+json', 'application/json']

/** `POST /csp-report`: at most a line a minute in the log about what browsers refused; after `refuseForeign`, before `formBody`. */
export function cspReports(log: Log = writeLog): Router {
  const router = express.Router()
  const note = quietLog(log)
  router.post('/csp-report', express.text({ type: REPORT_TYPES, limit: MAX_REPORT, inflate: false }), (request, response) => {
    const report: unknown = request.body
    if (typeof report === 'string') note('csp-report', 'content.refused', { report })
    response.status(204).set('Cache-Control', 'no-store').end()
  })
  return router
}
