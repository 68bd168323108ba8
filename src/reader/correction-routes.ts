import { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import { receiveCorrection } from '../corrections/actions.ts'
import { countReports, type Reports } from '../corrections/limits.ts'
import { LONGEST_CORRECTION, readReport } from '../corrections/model.ts'
import { AppError } from '../errors.ts'
import { typedIn } from '../people/forms.ts'
import { openTo } from '../people/gate.ts'
import type { Route } from '../people/route-table.ts'
import { isStaleForm } from '../web/forgery.ts'
import { form, line, readForm, words, type Problems } from '../web/form.ts'
import { formBody } from '../web/form-body.ts'
import { giveVoice } from '../web/language.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { findCorrectionPlace, type CorrectionPlace } from './correction-place.ts'
import { correctionPage, type CorrectionPage } from './correction-pages.ts'
import { correctionPath } from './paths.ts'
import { publishedOnly } from './published.ts'
import type { Reader } from './surroundings.ts'

const ADDRESS = '/:language/articles/:slug/paragraphs/:segment/correction'
const GET: Route = `GET ${ADDRESS}`
const POST: Route = `POST ${ADDRESS}`
/** Two texts of the longest kind, each letter of which takes nine bytes in a form, and some more: what is too long is shown again. */
const MOST_BYTES = 192 * 1024
const MOST_FIELDS = 20

const showCorrection = definePage<CorrectionPage>('corrections/report', 'public')

const TEXT = words({ max: LONGEST_CORRECTION, optional: true })
const FORM = form({
  edition: line({ max: 6 }), text: TEXT.optional(), remark: TEXT, website: line({ max: 200, optional: true }).optional(),
})

/** What a form held, to be shown once more. */
interface Refused {
  typed: { text: string; remark: string }
  problems: Problems
  notice: CorrectionPage['notice']
}

/** Where readers without an account tell of a mistake. Nothing is asked of them and nothing about them is stored. */
export function reportRoutes(site: Site): Router {
  const reader: Reader = { db: publishedOnly(site.db), config: site.config, clock: Date.now }
  const router = Router({ caseSensitive: true })
  const reports = countReports()

  openTo(router, GET, async (request, response) => {
    speakAsAddressed(site, request, response)
    const { edition, done } = request.query
    const place = await findCorrectionPlace(reader, request, edition)
    if (place.version.slug !== request.params['slug']) {
      return seeOther(response, correctionPath(place.version, place.paragraph.segment_id, place.edition.number))
    }
    await show(reader, response, place, { done: done === 'sent' })
  })

  openTo(router, POST, (request, response) => post(site, reader, reports, request, response))
  return router
}

/** Small bodies are read for these addresses; whatever is larger is refused before it is read. */
export function reportForms(): Router {
  const router = Router({ caseSensitive: true })
  router.post(ADDRESS, ...formBody({ limit: MOST_BYTES, fields: MOST_FIELDS }))
  return router
}

/** The page may stand open for longer than the cookie that goes with it lives: its form is then shown once more, as it was filled in. */
export function answerLateReports(site: Site): ErrorRequestHandler {
  const router = Router({ caseSensitive: true })
  const reader: Reader = { db: publishedOnly(site.db), config: site.config, clock: Date.now }
  router.post(ADDRESS, async (request, response) => {
    speakAsAddressed(site, request, response)
    const { edition, ...typed } = typedIn(request.body, ['edition', 'text', 'remark'])
    const place = await findCorrectionPlace(reader, request, edition)
    await show(reader, response, place, { refused: { typed: textsOf(typed), problems: { remark: 'late' }, notice: null } }, 422)
  })
  return (error: unknown, request, response, next) => {
    if (!(error instanceof AppError) || !isStaleForm(error) || response.headersSent) return next(error)
    router(request, response, (failure?: unknown) => next(failure ?? error))
  }
}

async function post(site: Site, reader: Reader, reports: Reports, request: Request, response: Response): Promise<void> {
  speakAsAddressed(site, request, response)
  const { edition, website, ...typed } = typedIn(request.body, ['edition', 'text', 'remark', 'website'])
  const place = await findCorrectionPlace(reader, request, edition)
  const thanks = `${correctionPath(place.version, place.paragraph.segment_id, place.edition.number)}&done=sent`
  // Only a program fills in what nobody sees: it is thanked like everybody else.
  if (website) return seeOther(response, thanks)
  const again = (status: number, { problems = {}, notice = null }: Partial<Refused>) =>
    show(reader, response, place, { refused: { typed: textsOf(typed), problems, notice } }, status)
  const read = readForm(FORM, request.body)
  if (!read.ok) return again(422, { problems: read.problems })
  const { text: shown, segment_id: segment, language } = place.paragraph
  const report = readReport(shown, { text: read.value.text ?? '', remark: read.value.remark })
  if (!report) return again(422, { notice: 'nothing' })
  const wait = await reports.count(request)
  const { article } = place.version
  const reported = { article, segment, language, edition: place.edition.id, shown, ...report }
  const received = wait === null && await receiveCorrection(site.db, reported)
  if (received) return seeOther(response, thanks)
  if (wait !== null) response.set('Retry-After', String(wait))
  await again(429, { notice: 'tooMany' })
}

async function show(
  reader: Reader, response: Response, place: CorrectionPlace, asked: { refused?: Refused; done?: boolean }, status = 200,
): Promise<void> {
  const page = await correctionPage(reader, place, asked)
  response.locals.siteName = page.head.frame?.siteName ?? ''
  await showCorrection(response, page, { status })
}

/** The address names the language, here as on every page for readers. */
function speakAsAddressed({ config }: Site, { params }: Request, response: Response): void {
  const { language } = params
  if (typeof language === 'string' && config.languages.includes(language)) giveVoice(config, response, language)
}

function textsOf({ text = '', remark = '' }: Record<string, string>): Refused['typed'] {
  return { text, remark }
}
