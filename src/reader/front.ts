import type { Language } from '../db/columns.ts'
import { definePage } from '../web/page.ts'
import { render } from './answers.ts'
import { siteArticles } from './facets.ts'
import type { Rendered } from './finished.ts'
import { excerptOf, LONGEST_DESCRIPTION } from './excerpt.ts'
import type { PageHead } from './head.ts'
import { elsewhereOf, type Elsewhere } from './list-pages.ts'
import { countChosen, listChosen } from './lists-store.ts'
import { frontPath, listPath, searchPath } from './paths.ts'
import { oncePerGeneration } from './remembered.ts'
import { sheetHead } from './sheet-head.ts'
import { siteFacts } from './structured.ts'
import { frameOf, loadSurroundings, switcherOf, type Reader } from './surroundings.ts'
import { fullTeasers } from './teaser-facts.ts'
import type { Teaser } from './teasers.ts'

export interface FrontPage {
  head: PageHead
  siteName: string
  /** The newest, large; undefined on a site without articles. */
  first: Teaser | undefined
  /** Beside it, in short. */
  next: Teaser[]
  rest: Teaser[]
  /** The whole list, when there is more than stands here. */
  all: string | null
  /** What only other languages have. */
  elsewhere: Elsewhere[]
}

const showFront = definePage<FrontPage>('reader/front', 'public')

const BESIDE = 3
const ON_FRONT = 13

/** The newest articles of a language, by the day it first had them. */
export async function frontAnswer(reader: Reader, language: Language): Promise<Rendered> {
  const { config, db } = reader
  const around = await loadSurroundings(reader, language)
  const newest = await listChosen(db, language, { except: await siteArticles(reader) }, { offset: 0, limit: ON_FRONT + 1 })
  const [first, ...others] = await fullTeasers(reader, around, newest.slice(0, ON_FRONT))
  const everywhere = config.languages.map((tag) => ({ language: tag, path: frontPath(tag) }))
  const description = excerptOf(around.mission || around.tagline, LONGEST_DESCRIPTION)
  const head = {
    frame: frameOf(around, switcherOf(config.languages, language, (tag) => frontPath(tag))),
    ...sheetHead(config.baseUrl, around, {
      path: frontPath(language), pages: everywhere, first: config.languages[0], description,
      facts: [siteFacts(config.baseUrl, { ...around, description }, reader.still ? null : searchPath(language))],
    }),
  }
  return render(showFront, reader, around, frontPath(language), {
    head, siteName: around.siteName, first, next: others.slice(0, BESIDE), rest: others.slice(BESIDE),
    all: newest.length > ON_FRONT ? listPath(language) : null,
    elsewhere: elsewhereOf(config.languages, language, (await lacksOf(reader)).get(language) ?? new Map(), (tag) => listPath(tag)),
  })
}

/** For each language, how many articles it lacks that each other one has. */
const lacksOf = oncePerGeneration(async (reader: Reader): Promise<ReadonlyMap<Language, ReadonlyMap<Language, number>>> => {
  const except = await siteArticles(reader)
  const rows = new Map<Language, ReadonlyMap<Language, number>>()
  for (const lacking of reader.config.languages) rows.set(lacking, await countChosen(reader.db, { lacking, except }))
  return rows
})
