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
  const { lead, spaces } = how
  const shelves = new Map<Language, Shelf>()
  const set = (text: string, language: Language): Words => {
    const shelf = shelves.get(language) ?? shelfFor(language, typography[language], spaces)
    shelves.set(language, shelf)
    const words = setOnce(shelf, text)
    return lead && words.leads ? new Words(leadLinks(words.parts, lead)) : words
  }
  return {
    plain: (text, language) => set(text, language).text,
    html: (text, language) => set(text, language).textHtml,
    both: (text, language) => {
      const { text: plain, textHtml } = set(text, language)
      return { text: plain, textHtml }
    },
    leading: (next) => typesetterFor(typography, { ...how, lead: next }),
    loose: () => typesetterFor(typography, { ...how, spaces: 'plain' }),
  }
}

/** A text that is set. */
class Words {
  readonly parts: readonly Inline[]
  /** It has links: where they lead is another question. */
  readonly leads: boolean
  #text: string | undefined
  #textHtml: string | undefined

  constructor(parts: readonly Inline[]) {
    this.parts = parts
    this.leads = parts.some((part) => 'parts' in part)
  }

  get text(): string {
    return this.#text ??= partsText(this.parts)
  }

  get textHtml(): string {
    return this.#textHtml ??= partsHtml(this.parts)
  }
}

/** Texts of one language that were set lately, all in one way. */
interface Shelf {
  set: (text: string) => readonly Inline[]
  lately: Map<string, Words>
}

/** The pages of an article, and the feeds, show the same texts, and reading them is most of the time that a page takes. */
const shelvesByName = new Map<string, Shelf>()
/** As many as a feed of long articles shows. */
const MOST_KEPT = 2200
const MOST_SHELVES = 16

function shelfFor(language: Language, choices: Typography | undefined, spaces: Spacing['spaces']): Shelf {
  const name = JSON.stringify([language, choices, spaces])
  const set = (text: string) =>
    choices ? typesetParts(parseInline(text), language, choices, { ...spaces && { spaces } }) : parseInline(text)
  const shelf = shelvesByName.get(name) ?? { set, lately: new Map<string, Words>() }
  return keepIn(shelvesByName, MOST_SHELVES, name, shelf)
}

function setOnce({ set, lately }: Shelf, text: string): Words {
  return lately.get(text) ?? keepIn(lately, MOST_KEPT, text, new Words(set(text)))
}

/** The oldest makes room. */
function keepIn<T>(kept: Map<string, T>, most: number, name: string, one: T): T {
  const [oldest] = kept.keys()
  if (kept.size >= most && oldest !== undefined && !kept.has(name)) kept.delete(oldest)
  kept.set(name, one)
  return one
}

/** The same with titles as readers see them. */
export function withPlainTitles<T extends { title: string; language: Language }>(rows: readonly T[], { plain }: Typesetter): T[] {
  return rows.map((row) => ({ ...row, title: plain(row.title, row.language) }))
}
