import express, { Router, type RequestHandler } from 'express'
import { LONGEST_TEXT } from '../articles/model.ts'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'

const PATHS = ['/desk/articles', '/desk/articles/preview']
/** A Cyrillic letter takes six bytes in a form; the rest is for what stands around the texts of the paragraphs. */
const MOST_BYTES = 6 * LONGEST_TEXT + 4_000_000
const MOST_FIELDS = 120_000

/** Reads the forms in which an article is brought in; they are far larger than any other, and read so for those alone who may send them. */
export function articleForms(): Router {
  const router = Router()
  router.post(PATHS, forEditors, express.text({ type: 'application/x-www-form-urlencoded', limit: MOST_BYTES }), splitFields)
  return router
}

const forEditors: RequestHandler = (request, _response, next) => {
  if (can(actorOf(request), 'article.import')) next()
  else next('route')
}

/** Bytes that are no UTF-8 become U+FFFD here, where the usual parser would hand on the whole text with its percent signs. */
const splitFields: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body
  if (typeof body === 'string') request.body = fieldsIn(body)
  next()
}

function fieldsIn(body: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  let count = 0
  for (const [name, value] of new URLSearchParams(body)) {
    count += 1
    if (count > MOST_FIELDS) throw new AppError('too_large', { fields: MOST_FIELDS })
    if (name in fields) throw new AppError('invalid', { twice: name.slice(0, 40) })
    fields[name] = value
  }
  return fields
}
