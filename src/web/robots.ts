import type { Response } from 'express'
import type { Config } from '../config.ts'

const PRIVATE = ['/desk', '/sign-in', '/setup', '/invitations', '/reset', '/language']

/** `/robots.txt`: everything for readers, nothing of the desk. */
export function robotsText({ baseUrl }: Pick<Config, 'baseUrl'>): string {
  return ['User-agent: *', ...PRIVATE.map((path) => `Disallow: ${path}`), '', `Sitemap: ${baseUrl}/sitemap.xml`, ''].join('\n')
}

export function sendRobots(response: Response, config: Pick<Config, 'baseUrl'>): void {
  response.set('Cache-Control', 'public, max-age=86400').type('text/plain').send(robotsText(config))
}
