import { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { isSlug } from '../articles/slugs.ts'
import { isId } from '../db/id.ts'
import type { Language } from '../db/columns.ts'
import { negotiate } from '../i18n/languages.ts'
import { openTo } from '../people/gate.ts'
import type { Route } from '../people/route-table.ts'
import { readOwnCookie } from '../web/cookies.ts'
import { nothingHere } from '../web/failure.ts'
import { securityHeaders } from '../web/headers.ts'
import { found, movedTo, safeNext } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { aboutAnswer, frontAnswer, listAnswer, nothingAnswer } from './answers.ts'
import { articleAnswer, editionAnswer, editionsAnswer } from './article-answers.ts'
import { differencesAnswer } from './differences-answer.ts'
import { FinishedPage, type Rendered } from './finished.ts'
import { defaultVersion } from './head.ts'
import { aboutPath, articlePath, differencesPath, editionPath, editionsPath, frontPath, listPath } from './paths.ts'
import { pictureRoutes } from './picture-routes.ts'
import { publishedOnly } from './published.ts'
import { PUBLIC_CACHE, type Missing, type Shelf, type Unkept } from './shelf.ts'
import { listVersions } from './store.ts'
import type { Reader } from './surroundings.ts'

/** A page's one address, under which it is kept, and how it is made. */
interface Address {
  url: string
  make: () => Promise<Rendered | Unkept>
}

const PAGES: readonly [Route, (reader: Reader, request: Request) => Address][] = [
  ['GET /:language', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: frontPath(language), make: () => frontAnswer(reader, language) }
  }],
  ['GET /:language/articles', (reader, request) => {
    const language = languageIn(request, reader)
    const place = { year: numberIn(request.query['year']), page: numberIn(request.query['page']) ?? 1 }
    return { url: listPath(language, place), make: () => listAnswer(reader, language, place) }
  }],
  ['GET /:language/about', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: aboutPath(language), make: () => aboutAnswer(reader, language) }
  }],
  ['GET /:language/articles/:slug', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    return { url: articlePath({ language, slug }), make: () => articleAnswer(reader, language, slug) }
  }],
  ['GET /:language/articles/:slug/differences', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    return { url: differencesPath({ language, slug }), make: () => differencesAnswer(reader, language, slug) }
  }],
  ['GET /:language/articles/:slug/editions', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    return { url: editionsPath({ language, slug }), make: () => editionsAnswer(reader, language, slug) }
  }],
  ['GET /:language/articles/:slug/editions/:number', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    const number = numberIn(request.params['number']) ?? 1
    return { url: editionPath({ language, slug }, number), make: () => editionAnswer(reader, language, slug, number) }
  }],
]

/** Readers' pages that the shelf does not hold yet. Everything else goes on: no session, no cookie has a part in these. */
export function readerRoutes({ db, config }: Pick<Site, 'db' | 'config'>, shelf: Shelf, clock: () => number = Date.now): Router {
  const reader: Reader = { db: publishedOnly(db), config, clock }
  const pages = Router({ caseSensitive: true })
  crossroads(pages, reader)
  pictureRoutes(pages, reader.db)
  for (const [route, addressOf] of PAGES) {
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
  openTo(router, 'GET /', (request, response) => {
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

function sendMissing(response: Response, config: Config, { html, language }: Missing): void {
  response.set(securityHeaders(config, 'public')).set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Content-Language': language })
  response.status(404).type('html').send(html)
}

function isPublic({ method, path }: Request, languages: readonly Language[]): boolean {
  const [, first = ''] = path.split('/')
  const known = languages.includes(first) || path === '/' || first === 'a' || first === 'images' || (first === 'ua' && languages.includes('uk'))
  return known && (method === 'GET' || method === 'HEAD')
}

function languageIn({ path }: Request, { config }: Reader): Language {
  const [, language = ''] = path.split('/')
  if (!config.languages.includes(language)) throw new AppError('not_found')
  return language
}

function placeIn(request: Request, reader: Reader): { language: Language; slug: string } {
  const { slug } = request.params
  if (typeof slug !== 'string' || !isSlug(slug)) throw new AppError('not_found')
  return { language: languageIn(request, reader), slug }
}

/** A whole number from 1, undefined when none is given. Throws `not_found` for anything else. */
function numberIn(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !/^[1-9]\d{0,5}$/.test(value)) throw new AppError('not_found')
  return Number(value)
}

function pathOf(url: string): string {
  return url.split('?')[0] ?? ''
}
