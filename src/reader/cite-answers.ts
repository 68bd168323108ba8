import type { Language } from '../db/columns.ts'
import { definePage } from '../web/page.ts'
import { findAbsences } from './absence.ts'
import { render } from './answers.ts'
import { atPlace } from './article-answers.ts'
import type { Place } from './article-parts.ts'
import { dayIn, nextMidnight } from './calendar.ts'
import type { Rendered } from './finished.ts'
import type { PageHead } from './head.ts'
import { originalOf } from './lagging.ts'
import { articlePath, citeFilePath, citePath, editionPath, permalinkPath } from './paths.ts'
import { loadPlaceWork } from './place-work.ts'
import { bibOf } from './reference-bib.ts'
import { cslOf } from './reference-csl.ts'
import { risOf } from './reference-ris.ts'
import { textOf } from './reference-text.ts'
import { referenceOf, type Reference } from './references.ts'
import type { Unkept } from './shelf.ts'
import { listOpenings } from './store.ts'
import { frameOf, switcherOf, type Reader } from './surroundings.ts'
import { listLatinNames } from './work-store.ts'

export interface CitePage {
  head: PageHead
  language: Language
  title: string
  article: string
  /** The reference as people write it. */
  reference: string
  files: { format: Format; href: string }[]
  addresses: { kind: 'edition' | 'article' | 'permanent'; href: string; url: string }[]
  /** Of the first paragraph that can be cited by itself. */
  paragraph: { href: string; url: string } | null
}

type Format = 'bib' | 'ris' | 'json'

const FORMATS: Readonly<Record<Format, { type: string; write: (reference: Reference) => string }>> = {
  bib: { type: 'application/x-bibtex; charset=utf-8', write: bibOf },
  ris: { type: 'application/x-research-info-systems; charset=utf-8', write: risOf },
  json: { type: 'application/vnd.citationstyles.csl+json; charset=utf-8', write: cslOf },
}

const IN_ORDER: readonly Format[] = ['bib', 'ris', 'json']

const showCite = definePage<CitePage>('reader/cite', 'public')

/** How to cite an article. Throws `not_found` as the article does. */
export async function citeAnswer(reader: Reader, language: Language, slug: string): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, '/cite', async (place) => {
    const { around, version, versions } = place
    const reference = await loadReference(reader, place)
    const switcher = switcherOf(reader.config.languages, language, (tag) =>
      citePath(versions.find((one) => one.language === tag) ?? { language: tag, slug: version.slug }), await findAbsences(reader, versions))
    const whole = (href: string) => ({ href, url: reader.config.baseUrl + href })
    const edition = editionPath(version, version.number)
    const opening = (await listOpenings(reader.db, [version.edition])).find(({ kind }) => kind === 'paragraph')
    return render(showCite, reader, around, citePath(version), {
      head: { frame: frameOf(around, switcher), robots: 'noindex' }, language, title: version.title, article: articlePath(version),
      reference: textOf(reference), files: IN_ORDER.map((format) => ({ format, href: citeFilePath(version, format) })),
      addresses: [
        { kind: 'edition', ...whole(edition) }, { kind: 'article', ...whole(articlePath(version)) },
        { kind: 'permanent', ...whole(permalinkPath(version.article)) },
      ],
      paragraph: opening ? whole(`${edition}#p-${opening.segment_id}`) : null,
    })
  })
}

/** The same for programs that keep references. Throws `not_found` as the article does. */
export async function citeFileAnswer(reader: Reader, language: Language, slug: string, format: Format): Promise<Rendered | Unkept> {
  return atPlace(reader, language, slug, `/cite.${format}`, async (place) => {
    const { type, write } = FORMATS[format]
    const reference = await loadReference(reader, place)
    return {
      status: 200, body: write(reference), type, language,
      expires: reference.accessed === null ? Infinity : nextMidnight(reader.config.timeZone, reader.clock()),
      headers: { 'Content-Disposition': `attachment; filename="${reference.key}.${format}"`, 'X-Robots-Tag': 'noindex' },
    }
  })
}

async function loadReference(reader: Reader, place: Place): Promise<Reference> {
  const { db, config: { baseUrl, timeZone }, clock, still } = reader
  const { version, versions } = place
  const work = await loadPlaceWork(reader, place)
  const original = originalOf(version, versions)
  const source = original && await loadPlaceWork(reader, { ...place, version: original })
  const authors = [...work.authors, ...source?.authors ?? []].flatMap(({ author }) => author ?? [])
  const known = { baseUrl, timeZone, today: still ? null : dayIn(timeZone, clock()), latinNames: await listLatinNames(db, authors) }
  return referenceOf(work, source, known)
}
