import type { Route } from '../people/route-table.ts'
import { languageIn, placeIn, type Address, type Asked } from './asked.ts'
import { cardAnswer, siteCardAnswer } from './card-answers.ts'
import { citeAnswer, citeFileAnswer } from './cite-answers.ts'
import { cardPath, citeFilePath, citePath, siteCardPath } from './paths.ts'
import type { Reader } from './surroundings.ts'

/** What others take along when they point to an article: references, and the picture of a shared link. */
export const SHARED_ADDRESSES: readonly [Route, (reader: Reader, request: Asked) => Address][] = [
  ['GET /:language/card.png', (reader, request) => {
    const language = languageIn(request, reader)
    return { url: siteCardPath(language), make: () => siteCardAnswer(reader, language) }
  }],
  ['GET /:language/articles/:slug/card.png', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    return { url: cardPath({ language, slug }), make: () => cardAnswer(reader, language, slug) }
  }],
  ['GET /:language/articles/:slug/cite', (reader, request) => {
    const { language, slug } = placeIn(request, reader)
    return { url: citePath({ language, slug }), make: () => citeAnswer(reader, language, slug) }
  }],
  ['GET /:language/articles/:slug/cite.bib', (reader, request) => fileAddress(reader, request, 'bib')],
  ['GET /:language/articles/:slug/cite.ris', (reader, request) => fileAddress(reader, request, 'ris')],
  ['GET /:language/articles/:slug/cite.json', (reader, request) => fileAddress(reader, request, 'json')],
]

function fileAddress(reader: Reader, request: Asked, format: 'bib' | 'ris' | 'json'): Address {
  const { language, slug } = placeIn(request, reader)
  return { url: citeFilePath({ language, slug }, format), make: () => citeFileAnswer(reader, language, slug, format) }
}
