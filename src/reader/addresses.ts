import { AppError } from '../errors.ts'
import type { Route } from '../people/route-table.ts'
import { tidyQuery } from '../search/model.ts'
import { aboutAnswer } from './answers.ts'
import { articleAnswer, editionAnswer, editionsAnswer } from './article-answers.ts'
import { differencesAnswer } from './differences-answer.ts'
import { languageIn, numberIn, placeIn, type Address, type Asked } from './asked.ts'
import { compareAnswer } from './compare-answer.ts'
import { frontAnswer } from './front.ts'
import { LIST_ADDRESSES } from './list-addresses.ts'
import { MACHINE_ADDRESSES } from './machine-addresses.ts'
import { parallelAnswer } from './parallel-answer.ts'
import {
  aboutPath, articlePath, comparePath, differencesPath, editionPath, editionsPath, frontPath, openSearchPath, parallelPath, searchPath,
} from './paths.ts'
import { SHARED_ADDRESSES } from './shared-addresses.ts'
import { openSearchAnswer } from './open-search.ts'
import { searchAnswer } from './search-answer.ts'
import type { Reader } from './surroundings.ts'

/** Everything that readers can be shown from finished bytes. Whatever else an address carries is not part of it. */
export const ADDRESSES: readonly [Route, (reader: Reader, request: Asked) => Address][] = [
  // Before languages: `/feed.xml` is none.
  ...MACHINE_ADDRESSES,
  ['GET /:language', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: frontPath(language), make: () => frontAnswer(reader, language) }
  }],
  ...LIST_ADDRESSES,
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
  // Before the number of an edition, which it is not.
  ['GET /:language/articles/:slug/editions/differences', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    const [from, to] = inOrder(numberIn(request.query['from']), numberIn(request.query['to']))
    return { url: comparePath({ language, slug }, { from, to }), make: () => compareAnswer(reader, language, slug, { from, to }) }
  }],
  ['GET /:language/articles/:slug/editions/:number', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    const number = numberIn(request.params['number']) ?? 1
    return { url: editionPath({ language, slug }, number), make: () => editionAnswer(reader, language, slug, number) }
  }],
  ['GET /:language/articles/:slug/parallel/:other', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    const { other } = request.params
    if (typeof other !== 'string' || other === language || !reader.config.languages.includes(other)) throw new AppError('not_found')
    const swapped = request.query['swapped'] === '1'
    const make = () => parallelAnswer(reader, { language, slug, other, swapped })
    return { url: parallelPath({ language, slug }, other, { swapped }), make }
  }],
  ['GET /:language/search', (reader, request) => {
    const [language, q] = [languageIn(request, reader), tidyQuery(request.query['q'])]
    const page = q === '' ? 1 : numberIn(request.query['page']) ?? 1
    return { url: searchPath(language, { q, page }), make: () => searchAnswer(reader, language, q, page) }
  }],
  ['GET /:language/opensearch.xml', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: openSearchPath(language), make: () => openSearchAnswer(reader, language) }
  }],
  ...SHARED_ADDRESSES,
]



/** The lower first: what changed is told forwards. */
function inOrder(from: number | undefined, to: number | undefined): (number | undefined)[] {
  return from !== undefined && to !== undefined && from > to ? [to, from] : [from, to]
}
