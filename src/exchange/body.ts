import { Router, type RequestHandler } from 'express'
import { LONGEST_TEXT } from '../articles/model.ts'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'
import { formBody } from '../web/form-body.ts'
import { FILE_FIELD, readUploads } from './uploads.ts'

const PATHS = ['/desk/articles', '/desk/articles/preview']
/** A Cyrillic letter takes six bytes in a form; the rest is for what stands around the texts of the paragraphs. */
const MOST_BYTES = 6 * LONGEST_TEXT + 4_000_000
const MOST_FIELDS = 120_000

/** Reads the forms in which an article is brought in; they are far larger than any other, and read so for those alone who may send them. */
export function articleForms(): Router {
  const router = Router()
  const whole = formBody({ limit: MOST_BYTES, fields: MOST_FIELDS })
  router.post(PATHS, forEditors, readUploads(MOST_FIELDS), ...whole, forgetFileNames, refuseTwins)
  return router
}

const forEditors: RequestHandler = (request, _response, next) => {
  if (can(actorOf(request), 'article.import')) next()
  else next('route')
}

/** A form sent without its files carries their names. */
const forgetFileNames: RequestHandler = (request, _response, next) => {
  const body = request.body as Record<string, unknown> | undefined
  for (const name of Object.keys(body ?? {})) if (FILE_FIELD.test(name)) delete body?.[name]
  next()
}

/** A field that comes twice says two things of one paragraph. */
const refuseTwins: RequestHandler = (request, _response, next) => {
  const body = request.body as Record<string, unknown> | undefined
  const twin = Object.entries(body ?? {}).find(([, value]) => Array.isArray(value))
  if (twin) throw new AppError('invalid', { twice: twin[0].slice(0, 40) })
  next()
}
