import type { Language } from '../db/columns.ts'
import type { Typography } from '../people/settings.ts'
import { parseInline, partsHtml, partsText } from '../text/inline.ts'
import { typesetParts } from '../text/typeset.ts'

/** Turns article text into what readers see: its marks read, its signs as the site has chosen for the language. */
export interface Typesetter {
  plain: (text: string, language: Language) => string
  html: (text: string, language: Language) => string
  /** Both, of one reading: that is what takes time. */
  both: (text: string, language: Language) => { text: string; textHtml: string }
}

export function typesetterFor(typography: Readonly<Record<Language, Typography>>): Typesetter {
  const set = (text: string, language: Language) => {
    const choices = typography[language]
    return choices ? typesetParts(parseInline(text), language, choices) : parseInline(text)
  }
  return {
    plain: (text, language) => partsText(set(text, language)),
    html: (text, language) => partsHtml(set(text, language)),
    both: (text, language) => {
      const parts = set(text, language)
      return { text: partsText(parts), textHtml: partsHtml(parts) }
    },
  }
}

/** The same with titles as readers see them. */
export function withPlainTitles<T extends { title: string; language: Language }>(rows: readonly T[], { plain }: Typesetter): T[] {
  return rows.map((row) => ({ ...row, title: plain(row.title, row.language) }))
}
