import { Router, type Request, type RequestHandler } from 'express'
import multer, { memoryStorage } from 'multer'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'

/** A file of terms travels with its preview in a field of the form. */
export const MOST_FILE_BYTES = 1_500_000

const files = new WeakMap<Request, Uint8Array>()

/** The file that came with this form; undefined without one. */
export function fileOf(request: Request): Uint8Array | undefined {
  return files.get(request)
}

/** Reads the form in which terms are brought in, for those alone who may send it. */
export function glossaryForms(): Router {
  const router = Router()
  const limits = { fileSize: MOST_FILE_BYTES, files: 1, fields: 10, fieldSize: MOST_FILE_BYTES * 2, fieldNameSize: 100, parts: 12 }
  const read = multer({ storage: memoryStorage(), defParamCharset: 'utf8', limits }).any()
  router.post(['/desk/glossary/preview', '/desk/glossary/imports'], forChangers, (request, response, next) => {
    if (!request.is('multipart/form-data')) return next()
    // Browsers say how much they send; who does not could send without end.
    const length = Number(request.get('Content-Length') ?? NaN)
    if (!(length <= MOST_FILE_BYTES * 3)) return next(new AppError('too_large', { bytes: MOST_FILE_BYTES }))
    read(request, response, (error: unknown) => {
      if (error !== undefined && error !== null) return next(uploadError(error))
      const [file] = Array.isArray(request.files) ? request.files : []
      if (file && file.size > 0) files.set(request, file.buffer)
      next()
    })
  })
  return router
}

const forChangers: RequestHandler = (request, _response, next) => {
  if (can(actorOf(request), 'glossary.change')) next()
  else next('route')
}

function uploadError(error: unknown): AppError {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'broken'
  return new AppError(/^LIMIT_(?:FILE_SIZE|FIELD_VALUE|PART_COUNT)$/.test(code) ? 'too_large' : 'invalid', { upload: code })
}
