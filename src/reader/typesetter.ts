import type { Language } from '../db/columns.ts'
import type { Typography } from '../people/settings.ts'
import { parseInline, partsHtml, partsText, type Inline } from '../text/inline.ts'
import { typesetParts, type Spacing } from '../text/typeset.ts'
import { leadLinks, type Lead } from './links.ts'

/** Turns article text into what readers see: its marks read, its signs as the site has chosen for the language. */
export interface Typesetter {
  plain: (text: string, language: Language) => string
  html: (text: string, language: Language) => string
  /** Both, of one reading: that is what takes time. */
  both: (text: string, language: Language) => { text: string; textHtml: string }
  /** The same, with links to articles led where they lead now. */
  leading: (lead: Lead) => Typesetter
  /** The same without spaces that do not break: for feeds and files, and to compare. */
  loose: () => Typesetter
}

/** How the texts of a site are set: its choices by language. */
export function typesetterFor(typography: Readonly<Record<Language, Typography>>, how: Spacing & { lead?: Lead } = {}): Typesetter {
  const { lead } = how
  const set = (text: string, language: Language) => {
    const parts = setOnce(text, language, typography[language], how.spaces)
    return lead ? leadLinks(parts, lead) : parts
  }
  return {
    plain: (text, language) => partsText(set(text, language)),
    html: (text, language) => partsHtml(set(text, language)),
    both: (text, language) => {
      const parts = set(text, language)
      return { text: partsText(parts), textHtml: partsHtml(parts) }
    },
    leading: (next) => typesetterFor(typography, { ...how, lead: next }),
    loose: () => typesetterFor(typography, { ...how, spaces: 'plain' }),
  }
}

/** Texts that were set lately: the pages of an article show the same ones, and reading them is most of the time that a page takes. */
const lately = new Map<string, Inline[]>()
const MOST_KEPT = 2000

function setOnce(text: string, language: Language, choices: Typography | undefined, spaces: Spacing['spaces']): readonly Inline[] {
  const name = JSON.stringify([language, choices, spaces]) + text
  const known = lately.get(name)
  if (known) return known
  const parts = choices ? typesetParts(parseInline(text), language, choices, { ...spaces && { spaces } }) : parseInline(text)
  const [oldest] = lately.keys()
  if (lately.size >= MOST_KEPT && oldest !== undefined) lately.delete(oldest)
  lately.set(name, parts)
  return parts
}

/** The same with titles as readers see them. */
export function withPlainTitles<T extends { title: string; language: Language }>(rows: readonly T[], { plain }: Typesetter): T[] {
  return rows.map((row) => ({ ...row, title: plain(row.title, row.language) }))
}
