import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import { AppError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { log as writeLog, type Log } from '../log.ts'
import { bodyError } from './form-body.ts'
import { definePage } from './page.ts'
import { quietLog } from './quiet-log.ts'
import { safeNext } from './redirect.ts'

export interface ErrorPage {
  code: ErrorCode | 'broken'
  /** What the log calls this failure; empty for an AppError. */
  reference: string
  /** Where to go from here. */
  way: { href: string, key: 'signIn' | 'home' | 'deskHome' | 'again' }
}

const showError = definePage<ErrorPage>('errors/show', 'plain')

/** Whatever no route answered. */
export const nothingHere: RequestHandler = () => {
  throw new AppError('not_found')
}

/** The one place where errors become answers: a page saying what happened and what to do next, in the reader's language. */
export function answerFailures(log: Log = writeLog): ErrorRequestHandler {
  const noteRefusal = quietLog(log)
  return async (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const known = knownError(error)
    const reference = known ? '' : newReference()
    const { method, path } = request
    if (!known) log('request.failed', { reference, method, path, error: inspect(error) })
    if (known?.code === 'forged_form') noteRefusal(String(known.details['reason']), 'form.refused', { method, path, why: known.message })
    response.set('Cache-Control', 'no-store').set('X-Robots-Tag', 'noindex')
    const way = wayOn(known, Boolean(response.locals.actor), request.originalUrl)
    const page = { code: known?.code ?? 'broken', reference, way } as const
    await showError(response, page, { status: known?.status ?? 500 }).catch((failure: unknown) => {
      const number = reference || newReference()
      log('request.failed', { reference: number, method, path, showing: page.code, error: inspect(failure) })
      // Not a sentence in any language: whatever speaks is what just failed.
      response.status(500).type('text').end(`500 ${number}`)
    })
  }
}

function newReference(): string {
  return randomBytes(4).toString('hex')
}

function knownError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  // Express refuses a path it cannot decode; there is nothing under such an address.
  return bodyError(error) ?? (error instanceof URIError ? new AppError('not_found') : undefined)
}

function wayOn(error: AppError | undefined, signedIn: boolean, url: string): ErrorPage['way'] {
  if (error?.code === 'not_signed_in') return { href: `/sign-in?next=${encodeURIComponent(url)}`, key: 'signIn' }
  if (error?.code === 'too_busy') return { href: safeNext(url, '/'), key: 'again' }
  return signedIn ? { href: '/desk', key: 'deskHome' } : { href: '/', key: 'home' }
}
