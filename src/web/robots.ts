import type { Response } from 'express'

const PRIVATE = ['/desk', '/sign-in', '/setup', '/invitations', '/reset', '/language']
const LINES = ['User-agent: *', ...PRIVATE.map((path) => `Disallow: ${path}`), '']

/** `/robots.txt`: everything for readers, nothing of the desk. */
export function sendRobots(response: Response): void {
  response.set('Cache-Control', 'public, max-age=86400').type('text/plain').send(LINES.join('\n'))
}
