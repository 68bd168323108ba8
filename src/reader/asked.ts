import type { Request } from 'express'
import { isSlug } from '../articles/slugs.ts'
import type { Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import type { Rendered } from './finished.ts'
import type { Unkept } from './shelf.ts'
import type { Reader } from './surroundings.ts'

/** A page's one address, under which it is kept, and how it is made. */
export interface Address {
  url: string
  make: () => Promise<Rendered | Unkept>
}

/** What of a request decides which page it is. */
export type Asked = Pick<Request, 'path' | 'params' | 'query'>

/** The language that the path names. Throws `not_found` for one that the site does not have. */
export function languageIn({ path }: Asked, { config }: Reader): Language {
  const [, language = ''] = path.split('/')
  if (!config.languages.includes(language)) throw new AppError('not_found')
  return language
}

/** The article that the path names, under whichever slug. Throws `not_found` for what cannot be one. */
export function placeIn(request: Asked, reader: Reader): { language: Language; slug: string } {
  const { slug } = request.params
  if (typeof slug !== 'string' || !isSlug(slug)) throw new AppError('not_found')
  return { language: languageIn(request, reader), slug }
}

/** A whole number from 1, undefined when none is given. Throws `not_found` for anything else. */
export function numberIn(value: unknown): number | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !/^[1-9]\d{0,5}$/.test(value)) throw new AppError('not_found')
  return Number(value)
}
