import type { Id, Language } from '../db/columns.ts'
import { listAssets } from '../web/assets.ts'
import { robotsText } from '../web/robots.ts'
import { nothingAnswer } from './answers.ts'
import { siteCrossroads } from './crossroads.ts'
import { articlePlaces, cardPlaces, picturePlaces } from './inventory-article.ts'
import { filteredPlaces, namedPlaces } from './inventory-lists.ts'
import { listNameTexts, listPublishedArticles } from './inventory-store.ts'
import {
  aboutPath, authorsPath, editionsFeedPath, feedPath, frontPath, listPath, manifestPath, SECURITY_PATH, siteCardPath, sitemapPath,
  topicsPath,
} from './paths.ts'
import { at, pagesOf, perhaps, type Spot } from './spots.ts'
import { listParts } from './sitemap.ts'
import { siteTextsOf, type Reader } from './surroundings.ts'

const AT_ONCE = 500
const HASHES = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))

/** Everything that readers have, in bundles of pages that are made of much the same: their names. */
export async function* listBundles({ db, config }: Reader): AsyncGenerator<string> {
  yield* ['assets', 'site', 'feeds', 'sitemaps']
  for (const language of config.languages) {
    for (const kind of ['language', 'feeds', 'card', 'list', 'filtered', 'topics', 'authors']) yield `${kind}/${language}`
  }
  for (const kind of ['topic', 'author'] as const) for (const text of await listNameTexts(db, kind)) yield `${kind}/${text}`
  for (let after: Id = ''; ;) {
    const articles = await listPublishedArticles(db, after, AT_ONCE)
    for (const article of articles) yield* [`article/${article}`, `cards/${article}`]
    if (articles.length < AT_ONCE) break
    after = articles.at(-1) ?? ''
  }
  for (const beginning of HASHES) yield `pictures/${beginning}`
}

type Places = AsyncGenerator<Spot>

const KINDS: Readonly<Record<string, (reader: Reader, name: string) => Places>> = {
  assets: assetPlaces,
  site: sitePlaces,
  sitemaps: sitemapPlaces,
  language: languagePlaces,
  feeds: feedPlaces,
  async *card(reader, language) { yield at(reader, siteCardPath(language)) },
  list: (reader, language) => pagesOf(reader, (page) => listPath(language, { page })),
  filtered: filteredPlaces,
  topics: (reader, language) => pagesOf(reader, (page) => topicsPath(language, page)),
  authors: (reader, language) => pagesOf(reader, (page) => authorsPath(language, page)),
  topic: (reader, text) => namedPlaces(reader, 'topic', text),
  author: (reader, text) => namedPlaces(reader, 'author', text),
  article: articlePlaces,
  cards: cardPlaces,
  pictures: picturePlaces,
}

/** The addresses of a bundle. */
export function listPlaces(reader: Reader, bundle: string): Places {
  const [kind = '', name = ''] = bundle.split('/')
  const list = KINDS[kind]
  if (!list) throw new Error(`${bundle} is no bundle`)
  return list(reader, name)
}

/** Style sheets, scripts and type, under names that carry their hashes. */
async function* assetPlaces(): Places {
  for (const { name, url, bytes, type } of listAssets()) {
    const make = async () => ({ status: 200 as const, body: bytes, type, language: null, expires: Infinity })
    yield { url, make }
    if (name === 'favicon.ico') yield { url: '/favicon.ico', make }
  }
}

async function* sitePlaces(reader: Reader): Places {
  const [first = 'uk'] = reader.config.languages
  yield { url: '/', make: () => siteCrossroads(reader) }
  // Hosts of files look for this one alone.
  yield { url: '/404', make: () => nothingAnswer(reader, first) }
  const robots = { status: 200 as const, body: robotsText(reader.config), type: 'text/plain; charset=utf-8', language: null, expires: Infinity }
  yield { url: '/robots.txt', make: async () => robots }
  yield* perhaps(reader, SECURITY_PATH)
}

async function* sitemapPlaces(reader: Reader): Places {
  yield at(reader, sitemapPath())
  for (const { name } of await listParts(reader)) yield at(reader, sitemapPath(name))
}

async function* languagePlaces(reader: Reader, language: Language): Places {
  const about = (await siteTextsOf(reader)).some(({ siteText }) => siteText === 'about')
  yield at(reader, frontPath(language))
  if (about) yield at(reader, aboutPath(language))
  yield at(reader, manifestPath(language))
  yield { url: `/${language}/404`, make: () => nothingAnswer(reader, language) }
}

/** Without a language, those of all together. */
async function* feedPlaces(reader: Reader, language: Language): Places {
  for (const format of ['xml', 'json'] as const) yield at(reader, feedPath(language || null, format))
  if (language) yield at(reader, editionsFeedPath(language))
}
