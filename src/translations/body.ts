import { Router, type RequestHandler } from 'express'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'
import { formBody } from '../web/form-body.ts'

const PATHS = ['drafts', 'submissions', 'replacements/withdrawals', 'segments/:segment/copies/withdrawals'].map((form) => `/desk/articles/:article/languages/:language/${form}`)
/** A page of an article carries all its texts; a Cyrillic letter takes six bytes in a form. */
const MOST_BYTES = 24_000_000
const MOST_FIELDS = 20_000

/** Reads the form of a translator's whole page, for those alone who may send it; everybody else's are small. */
export function sheetForms(): Router {
  const router = Router()
  router.post(PATHS, forWriters, ...formBody({ limit: MOST_BYTES, fields: MOST_FIELDS }))
  return router
}

const forWriters: RequestHandler = (request, _response, next) => {
  const actor = actorOf(request)
  if (can(actor, 'translation.write') || can(actor, 'source.write')) next()
  else next('route')
}
