import type { Genre } from '../db/tables/details.ts'
import type { Meta } from '../web/locals.ts'
import { articlePath } from './paths.ts'
import type { Work } from './work.ts'

/** What is cited as a work of its own. Scholars' indexes take whatever carries these lines for a paper, so news and essays carry none. */
const CITED: ReadonlySet<Genre> = new Set(['report', 'analysis', 'document'])

/** Highwire Press tags, which indexes of scholarly texts and reference managers read. `day`: of publication, in the site's time zone. */
export function scholarMeta(baseUrl: string, { version, genre, authors, siteName, topics }: Work, day: string): Meta[] {
  if (genre === null || !CITED.has(genre)) return []
  return [
    { name: 'citation_title', content: version.title },
    ...authors.map(({ text }) => ({ name: 'citation_author', content: text })),
    { name: 'citation_publication_date', content: day.replaceAll('-', '/') },
    { name: 'citation_language', content: version.language },
    { name: 'citation_public_url', content: baseUrl + articlePath(version) },
    { name: 'citation_publisher', content: siteName },
    ...(genre === 'report' ? [{ name: 'citation_technical_report_institution', content: siteName }] : []),
    ...topics.map((topic) => ({ name: 'citation_keywords', content: topic })),
  ]
}
