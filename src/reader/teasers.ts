import type { Language, Timestamp } from '../db/columns.ts'
import { excerptOf } from './body.ts'
import type { Frozen, Version } from './model.ts'
import { articlePath } from './paths.ts'

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
export function teasersOf(versions: readonly Version[], openings: readonly Frozen[]): Teaser[] {
  const rows = Map.groupBy(openings, ({ edition_id }) => edition_id)
  return versions.map((version) => {
    const own = (rows.get(version.edition) ?? []).filter(({ language }) => language === version.language)
    return {
      href: articlePath(version), language: version.language, title: version.title, lead: leadOf(own),
      author: own.find(({ kind }) => kind === 'author_name')?.text ?? '', at: version.firstPublishedAt,
    }
  })
}

/** An author's own lead stands whole. */
function leadOf(rows: readonly Frozen[]): string {
  const lead = rows.find(({ kind }) => kind === 'lead')
  return lead ? lead.text : excerptOf(rows.find(({ kind }) => kind === 'paragraph')?.text ?? '', LONGEST_LEAD)
}
