import type { RequestHandler } from 'express'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'
import type { Site } from '../web/site.ts'
import { hasCorrections } from './store.ts'

/** The menu leads to readers' corrections where there are any, or might be. */
export function noticeCorrections({ db }: Pick<Site, 'db'>): RequestHandler {
  return async (request, response, next) => {
    const { actor } = response.locals
    if (actor && can(actorOf(request), 'correction.decide')) actor.corrections = await hasCorrections(db)
    next()
  }
}
