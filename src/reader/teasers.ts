import type { Language, Timestamp } from '../db/columns.ts'
import { excerptOf } from './excerpt.ts'
import type { Frozen, Version } from './model.ts'
import { articlePath } from './paths.ts'
import type { Typesetter } from './typesetter.ts'

/** An article in a list. */
export interface Teaser {
  href: string
  language: Language
  title: string
  /** The lead, or how the text begins; may be empty. */
  lead: string
  author: string
  at: Timestamp
}

/** `/reader/_teasers`: with headings of this level, in columns or (`list`) one under another. */
export interface TeaserList {
  teasers: readonly Teaser[]
  level: 2 | 3
  list?: boolean
}

const LONGEST_LEAD = 200

/** `openings`: leads, authors and first paragraphs of at least these versions' editions. */
export function teasersOf(versions: readonly Version[], openings: readonly Frozen[], typesetter: Typesetter): Teaser[] {
  const rows = Map.groupBy(openings, ({ edition_id }) => edition_id)
  return versions.map((version) => {
    const own = (rows.get(version.edition) ?? []).filter(({ language }) => language === version.language)
    const plain = (row: Frozen | undefined) => typesetter.plain(row?.text ?? '', version.language)
    return {
      href: articlePath(version), language: version.language, title: typesetter.plain(version.title, version.language),
      lead: leadOf(own, plain),
      author: plain(own.find(({ kind }) => kind === 'author_name')), at: version.firstPublishedAt,
    }
  })
}

/** An author's own lead stands whole. */
function leadOf(rows: readonly Frozen[], plain: (row: Frozen | undefined) => string): string {
  const lead = rows.find(({ kind }) => kind === 'lead')
  return lead ? plain(lead) : excerptOf(plain(rows.find(({ kind }) => kind === 'paragraph')), LONGEST_LEAD)
}
