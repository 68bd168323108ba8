import { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { isId } from '../db/id.ts'
import type { Language } from '../db/columns.ts'
import { negotiate } from '../i18n/languages.ts'
import { openTo } from '../people/gate.ts'
import { settingsFrom } from '../people/settings.ts'
import { readOwnCookie } from '../web/cookies.ts'
import { nothingHere } from '../web/failure.ts'
import { securityHeaders } from '../web/headers.ts'
import { found, movedTo, safeNext } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { ADDRESSES } from './addresses.ts'
import type { Address } from './asked.ts'
import { nothingAnswer } from './answers.ts'
import { FinishedPage } from './finished.ts'
import { defaultVersion } from './head.ts'
import { articlePath, frontPath } from './paths.ts'
import { pictureRoutes } from './picture-routes.ts'
import { publishedOnly } from './published.ts'
import { PUBLIC_CACHE, type Missing, type Shelf } from './shelf.ts'
import { listSettings, listVersions } from './store.ts'
import type { Reader } from './surroundings.ts'

/** Readers' pages that the shelf does not hold yet. Everything else goes on: no session, no cookie has a part in these. */
export function readerRoutes(
  { db, config, searchReady }: Pick<Site, 'db' | 'config'> & Partial<Pick<Site, 'searchReady'>>, shelf: Shelf, clock: () => number = Date.now,
): Router {
  const reader: Reader = { db: publishedOnly(db), config, clock, ...(searchReady && { searchReady }) }
  const pages = Router({ caseSensitive: true })
  crossroads(pages, reader)
  pictureRoutes(pages, reader.db)
  for (const [route, addressOf] of ADDRESSES) {
    openTo(pages, route, (request, response) => show(reader, shelf, addressOf(reader, request), request, response))
  }
  pages.use(nothingHere, showNothing(reader))
  const router = Router({ caseSensitive: true })
  router.use((request, response, next) => (isPublic(request, config.languages) ? pages(request, response, next) : next()))
  return router
}

/** Whatever else an address carries, a click's origin or nonsense, gets the same bytes from the same place on the shelf. */
async function show({ config }: Reader, shelf: Shelf, { url, make }: Address, request: Request, response: Response): Promise<void> {
  if (pathOf(request.originalUrl) !== pathOf(url)) return movedTo(response, url, PUBLIC_CACHE)
  const answer = await shelf.take(url, request, make)
  if (answer instanceof FinishedPage) return shelf.send(url, answer, request, response)
  if (answer.status === 301) return movedTo(response, answer.to, PUBLIC_CACHE)
  sendMissing(response, config, answer)
}

/** The addresses without a language: each chooses one, once, and says so to caches. */
function crossroads(router: Router, { db, config }: Reader): void {
  const [first = 'uk'] = config.languages
  openTo(router, 'GET /', async (request, response) => {
    const { rootLanguage } = settingsFrom(await listSettings(db), config.languages)
    // Whatever a browser asks for changes nothing then, and nothing is said of it.
    if (rootLanguage !== null && config.languages.includes(rootLanguage)) return found(response, frontPath(rootLanguage))
    send(response, frontPath(preferred(request, config.languages, first)))
  })
  openTo(router, 'GET /a/:article', async (request, response) => {
    const { article } = request.params
    const versions = isId(article) ? (await listVersions(db, article)).filter(({ language }) => config.languages.includes(language)) : []
    const original = defaultVersion(versions)
    if (!original) throw new AppError('not_found')
    const language = preferred(request, versions.map((version) => version.language), original.language)
    send(response, articlePath(versions.find((version) => version.language === language) ?? original))
  })
  // The code of the country, where people expect the language's.
  router.get(/^\/ua(\/|$)/, (request, response) => {
    movedTo(response, safeNext(request.originalUrl.replace(/^\/ua\/?/, '/uk/'), '/uk/'), PUBLIC_CACHE)
  })

  function preferred(request: Request, available: readonly Language[], fallback: Language): Language {
    const chosen = readOwnCookie(request, 'lang', config)
    return chosen && available.includes(chosen) ? chosen : negotiate(request.get('Accept-Language'), available, fallback)
  }
  function send(response: Response, path: string): void {
    response.set('Vary', 'Accept-Language, Cookie')
    found(response, path)
  }
}

/** A page that does not exist answers in the language of its address; every other failure is the application's. */
function showNothing(reader: Reader): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const [, language = ''] = request.path.split('/')
    const missing = error instanceof URIError || (error instanceof AppError && error.code === 'not_found')
    if (!missing || !reader.config.languages.includes(language)) return next(error)
    sendMissing(response, reader.config, await nothingAnswer(reader, language))
  }
}

function sendMissing(response: Response, config: Config, { body, type, language }: Missing): void {
  response.set(securityHeaders(config, 'public')).set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' })
  if (language !== null) response.set('Content-Language', language)
  response.status(404).type(type).send(body)
}

/** What readers' addresses without a language begin with. */
const SITE_WIDE = ['a', 'images', 'feed.xml', 'feed.json', 'sitemap.xml', 'sitemaps', '.well-known']

/** Under a reader's address stands one form: it needs a cookie, and so the rooms. */
const FORM = /^\/[^/]+\/articles\/[^/]+\/paragraphs\/[^/]+\/correction\/?$/

function isPublic({ method, path }: Request, languages: readonly Language[]): boolean {
  if (FORM.test(path)) return false
  const [, first = ''] = path.split('/')
  const known = path === '/' || languages.includes(first) || SITE_WIDE.includes(first) || (first === 'ua' && languages.includes('uk'))
  return known && (method === 'GET' || method === 'HEAD')
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? ''
}
