import type { RequestHandler } from 'express'
import type { Config } from '../config.ts'

const PRIVATE = ['/desk', '/api', '/sign-in', '/set-up', '/invitation', '/language']

/** `/robots.txt`: everything for readers, nothing of the desk. */
export function sendRobots({ baseUrl }: Config): RequestHandler {
  const lines = ['User-agent: *', ...PRIVATE.map((path) => `Disallow: ${path}`), '', `Sitemap: ${baseUrl}/sitemap.xml`, '']
  return (_request, response) => {
    response.set('Cache-Control', 'public, max-age=86400').type('text/plain').send(lines.join('\n'))
  }
}
