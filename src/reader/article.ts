import type { SpokenName } from '../articles/details.ts'
import type { Id, Language, Timestamp } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import type { BehindNotice } from '../web/frame.ts'
import { authorsOf, blocksOf, passageOf, shownRow, type Author, type Mark, type Passage, type Reading, type Shown } from './body.ts'
import type { ArticleColophon } from './colophon.ts'
import { excerptOf, LONGEST_DESCRIPTION, minutesOf } from './excerpt.ts'
import type { PageHead } from './head.ts'
import type { Frozen } from './model.ts'
import type { Picture, Pictures } from './pictures.ts'
import type { Teaser } from './teasers.ts'
import type { Typesetter } from './typesetter.ts'

/** What readers are told above the text. */
export type Notice =
  /** Paragraphs that do not say what the original says now. */
  | { kind: 'behind' } & BehindNotice
  | { kind: 'partial'; count: number; language: Language }
  | { kind: 'past'; number: number; href: string }
  | { kind: 'current'; number: number; href: string }
  /** What an edition up to this one puts right. */
  | { kind: 'correction'; language: Language; text: string; at: Timestamp }
  /** An editor's preview: paragraphs without any text. */
  | { kind: 'missing'; count: number }

/** An article as readers get it; an old edition and an editor's preview are the same page with other notices. */
export interface ArticlePage extends Reading {
  head: PageHead
  language: Language
  titleText: string
  title: Passage | null
  lead: Passage | null
  authors: Author[]
  facts: ArticleFacts
  minutes: number
  notices: Notice[]
  /** `deep`: a part of what stands before it. */
  contents: { href: string; language: Language; text: string; deep: boolean }[]
  /** Null in a preview. */
  actions: Actions | null
  colophon: ArticleColophon
  related: Teaser[]
}

/** What readers can do with the article, under its text. */
interface Actions {
  /** Each other language beside this one. */
  parallel: { href: string; language: Language }[]
  /** Of the article as it is now. */
  cite: string | null
  editions: string
}

/** What is known of the work in all its languages. */
export interface ArticleFacts {
  genre: Genre | null
  /** When the original first appeared anywhere, as a bare date. */
  originalDate: string | null
  topics: Linked[]
  /** Its authors by their records, for where no byline stands. */
  writers: Linked[]
  /** The pages of those who stand in the byline, by the paragraph with the name. */
  bylines?: Readonly<Record<Id, string>>
}

/** A name with the page under it, where readers have one. */
interface Linked extends SpokenName { href?: string | undefined }

const ENOUGH_HEADINGS = 3
const SHORTEST_DESCRIPTION = 50

interface Setting {
  marks: ReadonlyMap<Id, Mark>
  typesetter: Typesetter
  pictures: Pictures
}

/** The rows of an edition with their marks, for the page. */
export function shownRows(rows: readonly Frozen[], { marks, typesetter, pictures }: Setting): Shown[] {
  return rows.map((row) => shownRow(row, marks.get(row.segment_id) ?? null, typesetter, pictures))
}

/** The parts of the page that come from its paragraphs alone. */
export function readingParts(rows: readonly Shown[]): Pick<ArticlePage, 'title' | 'lead' | 'authors' | 'minutes' | 'contents' | 'blocks'> {
  const of = (kind: Shown['kind']) => {
    const row = rows.find((one) => one.kind === kind)
    return row ? passageOf(row) : null
  }
  const blocks = blocksOf(rows)
  const headings = blocks.filter((block) => block.kind === 'heading')
  return {
    title: of('title'), lead: of('lead'), authors: authorsOf(rows), minutes: minutesOf(rows), blocks,
    contents: headings.length < ENOUGH_HEADINGS ? [] : headings.map(({ level, passage: { segment, language, text } }) => (
      { href: `#p-${segment}`, language, text, deep: level > 2 })),
  }
}

/** The lead, or how the text begins, for search engines and shared links: a short lead takes what follows it along. */
export function descriptionOf(rows: readonly Shown[]): string {
  const texts = rows.filter(({ kind }) => kind === 'lead' || kind === 'paragraph').map(({ text }) => text)
  let beginning = rows.find(({ kind }) => kind === 'lead')?.text ?? ''
  for (const text of texts) {
    if (beginning.length >= SHORTEST_DESCRIPTION) break
    if (text !== beginning) beginning = `${beginning} ${text}`
  }
  return excerptOf(beginning, LONGEST_DESCRIPTION)
}

/** What shows the article where a link to it is shared. */
export function firstPicture(rows: readonly Shown[]): (Picture & { alt: string }) | null {
  const row = rows.find(({ kind, picture }) => kind === 'image' && picture !== null)
  return row?.picture ? { ...row.picture, alt: row.text } : null
}
