import { GENRES } from '../articles/genres.ts'
import { isSlug } from '../articles/slugs.ts'
import type { NameKind } from '../db/tables/details.ts'
import { AppError } from '../errors.ts'
import type { Route } from '../people/route-table.ts'
import { languageIn, numberIn, type Address, type Asked } from './asked.ts'
import { listAnswer } from './lists.ts'
import { namedAnswer, namesAnswer } from './named-answers.ts'
import { authorsPath, listPath, namePath, topicsPath, type ListPlace } from './paths.ts'
import type { Reader } from './surroundings.ts'

/** Lists of articles, of topics and of authors. */
export const LIST_ADDRESSES: readonly [Route, (reader: Reader, request: Asked) => Address][] = [
  ['GET /:language/articles', (reader, request) => {
    const language = languageIn(request, reader)
    const place = listPlaceIn(request)
    return { url: listPath(language, place), make: () => listAnswer(reader, language, place) }
  }],
  ['GET /:language/topics', (reader, request) => namesAddress(reader, 'topic', request)],
  ['GET /:language/topics/:topic', (reader, request) => namedAddress(reader, 'topic', request)],
  ['GET /:language/authors', (reader, request) => namesAddress(reader, 'author', request)],
  ['GET /:language/authors/:author', (reader, request) => namedAddress(reader, 'author', request)],
]

function namesAddress(reader: Reader, kind: NameKind, request: Asked): Address {
  const [language, page] = [languageIn(request, reader), numberIn(request.query['page']) ?? 1]
  const url = kind === 'topic' ? topicsPath(language, page) : authorsPath(language, page)
  return { url, make: () => namesAnswer(reader, kind, language, page) }
}

function namedAddress(reader: Reader, kind: NameKind, request: Asked): Address {
  const [language, page] = [languageIn(request, reader), numberIn(request.query['page']) ?? 1]
  const slug = slugIn(request.params[kind])
  if (slug === undefined) throw new AppError('not_found')
  return { url: namePath(kind, language, slug, page), make: () => namedAnswer(reader, kind, language, { slug, page }) }
}

/** A form sends what nobody chose as nothing. Throws `not_found` for what no list can be narrowed to. */
function listPlaceIn({ query }: Asked): ListPlace {
  const wanted = chosenIn(query['kind'])
  const kind = GENRES.find((genre) => genre === wanted)
  if (wanted !== undefined && kind === undefined) throw new AppError('not_found')
  return {
    topic: slugIn(query['topic']), author: slugIn(query['author']), kind,
    year: numberIn(chosenIn(query['year'])), page: numberIn(query['page']) ?? 1,
  }
}

function slugIn(value: unknown): string | undefined {
  const text = chosenIn(value)
  if (text !== undefined && (typeof text !== 'string' || !isSlug(text))) throw new AppError('not_found')
  return text
}

function chosenIn(value: unknown): unknown {
  return value === '' ? undefined : value
}
