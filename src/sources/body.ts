import { Router, type RequestHandler } from 'express'
import { LONGEST_TEXT } from '../articles/model.ts'
import { FILE_FIELD, readUploads } from '../exchange/uploads.ts'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'
import { formBody } from '../web/form-body.ts'

const PATHS = ['/desk/articles/:article/source', '/desk/articles/:article/source/plan']
/** A Cyrillic letter takes six bytes in a form; the rest is for what stands around the text. */
const MOST_BYTES = 6 * LONGEST_TEXT + 1_000_000
const MOST_FIELDS = 5000

/** Reads the forms in which an original is changed as one text: as large as an import, for those alone who may change one. */
export function sourceForms(): Router {
  const router = Router()
  router.post(PATHS, forEditors, readUploads(MOST_FIELDS), ...formBody({ limit: MOST_BYTES, fields: MOST_FIELDS }), forgetFileNames)
  return router
}

const forEditors: RequestHandler = (request, _response, next) => {
  if (can(actorOf(request), 'source.write')) next()
  else next('route')
}

/** A form sent without its files carries their names. */
const forgetFileNames: RequestHandler = (request, _response, next) => {
  const body = request.body as Record<string, unknown> | undefined
  for (const name of Object.keys(body ?? {})) if (FILE_FIELD.test(name)) delete body?.[name]
  next()
}
