import type { RequestHandler } from 'express'
import { isLoopback, type Config } from '../config.ts'

/** Asked by machines that know an address and no name. */
const BY_ADDRESS = new Set(['/healthz', '/readyz'])

/** Answers 421 to whoever asks for another site: a name that others point at this machine must not open the desk (DNS rebinding). */
export function refuseStrangeHosts({ baseUrl }: Pick<Config, 'baseUrl'>): RequestHandler {
  const { host: own, hostname } = new URL(baseUrl)
  // A site that listens everywhere and was told no name has none to compare with.
  if (hostname === '0.0.0.0' || hostname === '[::]') return (_request, _response, next) => next()
  return (request, response, next) => {
    const host = request.headers.host?.toLowerCase() ?? ''
    if (host === own || isLoopback(host.replace(/:\d+$/, '')) || BY_ADDRESS.has(request.path)) return next()
    response.status(421).set('Cache-Control', 'no-store').type('text').send(`421 This site answers at ${baseUrl}\n`)
  }
}
