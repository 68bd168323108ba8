import type { SpokenName } from '../articles/details.ts'
import type { Language, Timestamp } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { excerptOf, sentenceOf } from './excerpt.ts'
import type { Frozen, Version } from './model.ts'
import { articlePath } from './paths.ts'
import type { Typesetter } from './typesetter.ts'
import type { Way } from './ways.ts'

/** An article in a list. */
export interface Teaser extends TeaserFacts {
  href: string
  language: Language
  title: string
  /** The lead, or how the text begins; may be empty. */
  lead: string
  /** The first sentence of that. */
  dek: string
  author: string
  at: Timestamp
}

/** What a list says of an article besides its own words; empty where a list is short. */
export interface TeaserFacts {
  genre: Genre | null
  topics: readonly SpokenName[]
  authors: readonly SpokenName[]
  translators: readonly string[]
  minutes: number | null
  /** The same article in other languages. */
  ways: readonly Way[]
}

/** `/reader/_teasers`: with headings of this level, in columns or (`list`) one under another. */
export interface TeaserList {
  teasers: readonly Teaser[]
  level: 2 | 3
  list?: boolean
}

const LONGEST_LEAD = 200
const NO_FACTS: TeaserFacts = { genre: null, topics: [], authors: [], translators: [], minutes: null, ways: [] }

/** `openings`: leads, authors and first paragraphs of at least these versions' editions; `facts`: by edition. */
export function teasersOf(
  versions: readonly Version[], openings: readonly Frozen[], typesetter: Typesetter, facts: ReadonlyMap<string, TeaserFacts> = new Map(),
): Teaser[] {
  const rows = Map.groupBy(openings, ({ edition_id }) => edition_id)
  return versions.map((version) => {
    const own = (rows.get(version.edition) ?? []).filter(({ language }) => language === version.language)
    const plain = (row: Frozen | undefined) => typesetter.plain(row?.text ?? '', version.language)
    const known = facts.get(version.edition) ?? NO_FACTS
    const names = own.filter(({ kind }) => kind === 'author_name').map((row) => ({ text: plain(row), language: version.language }))
    const lead = plain(own.find(({ kind }) => kind === 'lead') ?? own.find(({ kind }) => kind === 'paragraph'))
    return {
      ...known, href: articlePath(version), language: version.language, title: typesetter.plain(version.title, version.language),
      // An author's own lead stands whole.
      lead: own.some(({ kind }) => kind === 'lead') ? lead : excerptOf(lead, LONGEST_LEAD), dek: sentenceOf(lead, LONGEST_LEAD),
      author: names[0]?.text ?? '', authors: names.length > 0 ? names : known.authors, at: version.firstPublishedAt,
    }
  })
}
