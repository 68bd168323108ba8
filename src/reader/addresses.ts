import type { Request } from 'express'
import { isSlug } from '../articles/slugs.ts'
import type { Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { Route } from '../people/route-table.ts'
import { aboutAnswer, frontAnswer, listAnswer } from './answers.ts'
import { articleAnswer, editionAnswer, editionsAnswer } from './article-answers.ts'
import { differencesAnswer } from './differences-answer.ts'
import type { Rendered } from './finished.ts'
import { aboutPath, articlePath, differencesPath, editionPath, editionsPath, frontPath, listPath } from './paths.ts'
import type { Unkept } from './shelf.ts'
import type { Reader } from './surroundings.ts'

/** A page's one address, under which it is kept, and how it is made. */
export interface Address {
  url: string
  make: () => Promise<Rendered | Unkept>
}

/** Everything that readers can be shown from finished bytes. Whatever else an address carries is not part of it. */
export const ADDRESSES: readonly [Route, (reader: Reader, request: Request) => Address][] = [
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
