import { Router, type Request, type RequestHandler } from 'express'
import multer, { memoryStorage, MulterError } from 'multer'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import { actorOf } from '../people/sessions.ts'

/** Larger files are brought in on the server. */
export const MOST_FILE_BYTES = 16 * 1024 * 1024
/** What stands around the file in its form. */
const REST_BYTES = 64 * 1024

interface File { name: string; bytes: Uint8Array }

const files = new WeakMap<Request, File>()

/** The file that came with this form; undefined without one. */
export function fileOf(request: Request): File | undefined {
  return files.get(request)
}

/** Reads the form in which a file of translations is brought in, for those alone who may send it. */
export function memoryForms(): Router {
  const router = Router()
  const limits = { fileSize: MOST_FILE_BYTES, files: 1, fields: 5, fieldSize: 2000, fieldNameSize: 100, parts: 6 }
  const read = multer({ storage: memoryStorage(), defParamCharset: 'utf8', limits }).any()
  router.post('/desk/memory/imports', forChangers, (request, response, next) => {
    if (!request.is('multipart/form-data')) return next()
    // Browsers say how much they send; who does not could send without end.
    const length = Number(request.get('Content-Length') ?? NaN)
    if (!(length <= MOST_FILE_BYTES + REST_BYTES)) return next(new AppError('too_large', { bytes: MOST_FILE_BYTES }))
    read(request, response, (error: unknown) => {
      if (error !== undefined && error !== null) return next(uploadError(error))
      const [file] = Array.isArray(request.files) ? request.files : []
      if (file && file.size > 0) files.set(request, { name: nameOf(file.originalname), bytes: file.buffer })
      next()
    })
  })
  return router
}

const forChangers: RequestHandler = (request, _response, next) => {
  if (can(actorOf(request), 'memory.change')) next()
  else next('route')
}

/** The last part of a path: some browsers send all of it. */
function nameOf(sent: string): string {
  return (sent.split(/[\\/]/).at(-1) ?? '').toWellFormed().normalize('NFC').replace(/\p{Cc}/gu, '').trim().slice(-200) || 'TMX'
}

function uploadError(error: unknown): AppError {
  const code = error instanceof MulterError ? error.code : 'broken'
  return new AppError(/^LIMIT_(?:FILE_SIZE|FIELD_VALUE|PART_COUNT)$/.test(code) ? 'too_large' : 'invalid', { upload: code })
}
