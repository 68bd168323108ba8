import type { Genre } from '../db/tables/details.ts'
import type { PersonName } from '../text/person-names.ts'
import type { Reference } from './references.ts'

/** CSL's types; whatever has none of its own is a page of the web. */
const TYPES: Partial<Record<Genre, string>> = {
  report: 'report', document: 'document', interview: 'interview', speech: 'speech', review: 'review', news: 'article-newspaper', reportage: 'article-newspaper',
}

/** CSL-JSON, as Zotero and pandoc read it. */
export function cslOf(reference: Reference): string {
  const { key, title, language, genre, authors, translators, siteName, edition, date, originalDate, url, accessed, original } = reference
  const latin = authors.flatMap((author) => author.latin ?? [])
  const cited = original?.cited
  return `${JSON.stringify([{
    'id': key, 'type': TYPES[genre ?? 'article'] ?? 'webpage', title,
    ...(authors.length > 0 && { author: authors.map(({ name }) => personOf(name)) }),
    ...(translators.length > 0 && { translator: translators.map(personOf) }),
    'container-title': siteName, 'publisher': siteName, 'version': String(edition), language,
    'issued': dateOf(date), ...(accessed !== null && { accessed: dateOf(accessed) }),
    ...(cited && { 'original-title': cited.title }), ...(originalDate !== null && { 'original-date': dateOf(originalDate) }),
    ...(latin.length > 0 && { note: latin.join('; ') }), 'URL': url,
  }], undefined, 2)}\n`
}

function personOf(name: PersonName): object {
  return 'literal' in name ? { literal: name.literal } : { family: name.family, given: name.given }
}

function dateOf(day: string): object {
  return { 'date-parts': [day.split('-').map(Number)] }
}
