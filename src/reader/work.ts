import type { SpokenName } from '../articles/details.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Genre } from '../db/tables/details.ts'
import { romanize } from '../text/romanize.ts'
import { descriptionOf, firstPicture } from './article.ts'
import { authorsOf, type Shown } from './body.ts'
import { creditNames } from './colophon.ts'
import type { PublishedDetails } from './details.ts'
import type { CreditRow, Version } from './model.ts'
import { loadNamed } from './names.ts'
import { authorPath, cardPath } from './paths.ts'
import type { ReaderDb } from './published.ts'

/** An article in one language, as it is told to machines and put on references. */
export interface Work {
  version: Version
  /** All its languages. */
  versions: readonly Version[]
  siteName: string
  description: string
  genre: Genre | null
  /** In the language of the version alone: a head says one language. */
  topics: readonly string[]
  authors: readonly WorkAuthor[]
  translators: readonly string[]
  picture: SharedPicture
  words: number
  /** The edition of the original that this was translated from, where readers have it. */
  madeFrom: string | null
  /** When the original first appeared anywhere, as a bare date. */
  originalDate: string | null
}

interface WorkAuthor extends SpokenName {
  role: string | null
  /** The record that ties this person's articles together. */
  author: Id | null
  /** The page of the author. */
  path: string | null
}

/** What shows an article where a link to it is shared. */
export interface SharedPicture {
  path: string
  width: number
  height: number
  type: 'image/png' | 'image/webp'
  alt: string
}

export const CARD = { width: 1200, height: 630 }

interface Parts {
  version: Version
  versions: readonly Version[]
  siteName: string
  /** Of the edition, as readers see them. */
  shown: readonly Shown[]
  credits: readonly CreditRow[]
  details: PublishedDetails | undefined
  madeFrom: string | null
}

export async function loadWork(db: ReaderDb, { version, versions, siteName, shown, credits, details, madeFrom }: Parts): Promise<Work> {
  const { language } = version
  const own = shown.filter((row) => row.language === language)
  return {
    version, versions, siteName, madeFrom, description: descriptionOf(own), genre: details?.genre ?? null,
    originalDate: details?.originalDate ?? null,
    topics: (details?.topics ?? []).flatMap(({ name }) => (name.language === language ? name.text : [])),
    authors: await loadAuthors(db, language, shown, details),
    translators: creditNames(credits, 'translator').map((name) => inScriptOf(language, name)),
    picture: sharedPicture(version, siteName, own), words: countWords(own),
  }
}

/** By the byline; where none stands, by the records. */
async function loadAuthors(
  db: ReaderDb, language: Language, shown: readonly Shown[], details: PublishedDetails | undefined,
): Promise<WorkAuthor[]> {
  const records = details?.authors ?? []
  const named = await loadNamed(db, 'author', language, records.map(({ author }) => author))
  const of = (spoken: SpokenName, role: string | null, author: Id | undefined): WorkAuthor => {
    const slug = named.get(author ?? '')?.slug
    return { ...spoken, role, author: author ?? null, path: slug === undefined ? null : authorPath(language, slug) }
  }
  const byline = authorsOf(shown).map(({ name, role }) => {
    const record = records.find(({ nameSegment }) => nameSegment === name.segment)
    // A gap in the byline says the original's spelling; the record may have this language's.
    const own = record?.name?.language === language && name.language !== language ? record.name : null
    return of(own ?? { text: name.text, language: name.language }, role?.language === language ? role.text : null, record?.author)
  })
  return byline.length > 0 ? byline : records.flatMap(({ name, author }) => (name ? of(name, null, author) : []))
}

/**
 * The first picture, if whoever shares it can show it large and its words are in the page's language; else the card with the title:
 * a small picture is blown up or left out by most, and a tall one is cut across the middle.
 */
function sharedPicture(version: Version, siteName: string, own: readonly Shown[]): SharedPicture {
  const picture = firstPicture(own)
  if (picture && picture.width >= CARD.width && picture.height >= CARD.height && picture.width >= picture.height) {
    return { path: picture.src, width: picture.width, height: picture.height, type: 'image/webp', alt: picture.alt || version.title }
  }
  return { path: cardPath(version), ...CARD, type: 'image/png', alt: `${version.title} — ${siteName}` }
}

/** Translators are credited as they are called on the site: machines and references of a Latin language need Latin letters. */
function inScriptOf(language: Language, name: string): string {
  const latin = new Intl.Locale(language).maximize().script === 'Latn'
  return latin && /\p{Script=Cyrillic}/u.test(name) ? romanize(name) : name
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’ʼ-]*/gu

function countWords(rows: readonly Shown[]): number {
  return rows.reduce((sum, { kind, text }) => sum + (kind === 'image' ? 0 : text.match(WORD)?.length ?? 0), 0)
}
