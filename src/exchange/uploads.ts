import type { Request, RequestHandler } from 'express'
import multer, { memoryStorage, MulterError } from 'multer'
import { MOST_IMAGE_BYTES } from '../assets/model.ts'
import { LONGEST_TEXT } from '../articles/model.ts'
import { AppError } from '../errors.ts'

/** A file that came with a form. */
export interface Upload { field: string; name: string; bytes: Uint8Array }

const MOST_TEXT_BYTES = 4 * 1024 * 1024
const MOST_PICTURES = 40
const MOST_BYTES = 60 * 1024 * 1024
/** What a form itself may weigh beside its files: a Cyrillic letter takes two bytes in it. */
const MOST_FORM_BYTES = 4 * LONGEST_TEXT
export const FILE_FIELD = /^(?:file|pictures|picture\.[1-9]\d{0,5})$/

const uploads = new WeakMap<Request, readonly Upload[]>()

/** The files that came with this form, empty ones left out. */
export function uploadsOf(request: Request): readonly Upload[] {
  return uploads.get(request) ?? []
}

/** Reads forms with files, into memory and within limits. Anything else passes. */
export function readUploads(fields: number): RequestHandler {
  const read = multer({
    storage: memoryStorage(), defParamCharset: 'utf8',
    limits: {
      fileSize: MOST_IMAGE_BYTES, files: MOST_PICTURES + 1, fields, fieldSize: MOST_FORM_BYTES, fieldNameSize: 100,
      parts: fields + MOST_PICTURES + 1,
    },
  }).any()
  return (request, response, next) => {
    if (!request.is('multipart/form-data')) return next()
    // Browsers say how much they send; who does not could send without end.
    const length = Number(request.get('Content-Length') ?? NaN)
    if (!(length <= MOST_BYTES + MOST_FORM_BYTES)) return next(new AppError('too_large', { bytes: MOST_BYTES }))
    read(request, response, (error: unknown) => {
      if (error !== undefined && error !== null) return next(uploadError(error))
      keep(request).then(() => next(), next)
    })
  }
}

async function keep(request: Request): Promise<void> {
  const files = Array.isArray(request.files) ? request.files : []
  const kept = files.filter(({ size }) => size > 0)
    .map(({ fieldname, originalname, buffer }) => ({ field: fieldname, name: nameOf(originalname), bytes: buffer }))
  const strange = kept.find(({ field }) => !FILE_FIELD.test(field))
  if (strange) throw new AppError('invalid', { field: strange.field.slice(0, 40) })
  const bytes = kept.reduce((sum, one) => sum + one.bytes.length, 0)
  if (bytes > MOST_BYTES || kept.some((one) => one.field === 'file' && one.bytes.length > MOST_TEXT_BYTES)) throw new AppError('too_large', { bytes })
  uploads.set(request, kept)
}

/** The last part of a path: some browsers send all of it. */
function nameOf(sent: string): string {
  return (sent.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replace(/\p{Cc}/gu, '').slice(-200)
}

function uploadError(error: unknown): unknown {
  if (error instanceof MulterError) {
    const limit = error.code.startsWith('LIMIT') && error.code !== 'LIMIT_UNEXPECTED_FILE'
    return new AppError(limit ? 'too_large' : 'invalid', { upload: error.code })
  }
  // A form that breaks off or has no sound parts: the parser's own words say which.
  return error instanceof Error && !(error instanceof AppError) ? new AppError('invalid', { upload: error.message.slice(0, 80) }) : error
}
