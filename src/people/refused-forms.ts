import type { ErrorRequestHandler, Request } from 'express'
import { AppError, type ErrorCode } from '../errors.ts'
import { definePage } from '../web/page.ts'
import { nearestPage } from './addresses.ts'
import { chosenFirst, keptFrom, typedFields, type TypedField } from './kept-form.ts'
import { actorOf } from './sessions.ts'

/** A form that was refused as a whole, with the words of whoever sent it: to be copied, for nothing of it is stored. */
export interface RefusedPage {
  code: ErrorCode
  /** The article went to the trash meanwhile. */
  trashed: boolean
  typed: readonly TypedField[]
  /** Fields beside those that something was chosen for: the page may have filled them. */
  others: readonly TypedField[]
  back: string
}

const showRefused = definePage<RefusedPage>('people/refused')

/** Errors that say nothing of who sent the form: their answers are made elsewhere, and show nothing of it. */
const STRANGERS: readonly ErrorCode[] = ['forged_form', 'not_signed_in', 'too_many_attempts']

/** Answers forms of people who are signed in that cannot be carried out as a whole, and that no page shows again: their words are. */
export const answerRefused: ErrorRequestHandler = async (error: unknown, request, response, next) => {
  if (response.headersSent || !(error instanceof AppError) || STRANGERS.includes(error.code) || !actorOf(request)) return next(error)
  const page = request.accepts(['html', 'json']) === 'json' ? undefined : refusedPage(request, error)
  if (!page) return next(error)
  response.set('Cache-Control', 'no-store')
  await showRefused(response, page, { status: error.status })
}

function refusedPage(request: Request, { code, details }: AppError): RefusedPage | undefined {
  const kept = keptFrom(request)
  if (!kept) return undefined
  const { chosen, others } = chosenFirst(kept.fields)
  if (chosen.length + others.length === 0) return undefined
  const all = typedFields([...chosen, ...others], kept.to)
  const first = chosen.length > 0 ? chosen.length : all.length
  return { code, trashed: details['why'] === 'trashed', typed: all.slice(0, first), others: all.slice(first), back: nearestPage(request.originalUrl) }
}
