import type { RequestHandler } from 'express'
import multer from 'multer'
import { AppError } from '../errors.ts'

const MOST_BYTES = 5 * 1024 * 1024
const LIMITS = { fields: 5000, fieldSize: 2 * 1024 * 1024, fieldNameSize: 200, files: 100, parts: 5100 }

/** Reads the texts of a form with files that nobody else read, and lets the files go by: its sender may have to sign in first. */
export function uploadTexts(): RequestHandler {
  const read = multer({ limits: LIMITS, fileFilter: (_request, _file, take) => take(null, false) }).any()
  return (request, response, next) => {
    const length = Number(request.get('Content-Length') ?? Infinity)
    if (request.body !== undefined || !request.is('multipart/form-data') || length > MOST_BYTES) return next()
    read(request, response, (error: unknown) => next(error ? new AppError('invalid', { body: 'multipart' }) : undefined))
  }
}
