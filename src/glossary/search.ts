import { stemsOf, wordsIn } from '../text/stems/stem.ts'
import type { TermStatus } from '../checks/model.ts'
import type { TermKind } from '../db/tables/glossary.ts'
import type { GlossaryTerm } from './model.ts'

/** Which terms to show. */
export interface Wanted {
  query: string
  kind: TermKind | null
  /** `proposed`, or a word of that status. */
  status: TermStatus | 'proposed' | null
  domain: string | null
}

const indexes = new WeakMap<readonly GlossaryTerm[], ReadonlyMap<string, Searched>>()

interface Searched {
  /** All words, folded, each after a space. */
  folded: string
  stems: ReadonlySet<string>
}

/** Terms that have every word of the query, in any form or from its beginning, in any language. */
export function searchTerms(terms: readonly GlossaryTerm[], { query, kind, status, domain }: Wanted): GlossaryTerm[] {
  const asked = wordsIn(query).slice(0, 10).map(({ word }) => word)
  const index = indexOf(terms)
  return terms.filter((term) => (kind === null || term.kind === kind) && (domain === null || term.domain === domain)
    && hasStatus(term, status) && (asked.length === 0 || hasAll(index.get(term.id), asked)))
}

function hasStatus({ isApproved, variants }: GlossaryTerm, status: Wanted['status']): boolean {
  if (status === null) return true
  return status === 'proposed' ? !isApproved : variants.some((one) => one.status === status)
}

function hasAll(searched: Searched | undefined, asked: readonly string[]): boolean {
  return searched !== undefined && asked.every((word) =>
    searched.folded.includes(` ${word}`) || [...stemsOf(word, 'uk'), ...stemsOf(word, 'en')].some((stem) => searched.stems.has(stem)))
}

function indexOf(terms: readonly GlossaryTerm[]): ReadonlyMap<string, Searched> {
  const known = indexes.get(terms)
  if (known) return known
  const made = new Map(terms.map(({ id, variants }) => {
    const words = variants.flatMap(({ text, language }) => wordsIn(text).map(({ word }) => ({ word, language })))
    const stems = new Set(words.flatMap(({ word, language }) => stemsOf(word, language)))
    return [id, { folded: words.map(({ word }) => ` ${word}`).join(''), stems }]
  }))
  indexes.set(terms, made)
  return made
}

/** Every field of knowledge that terms have, in order. */
export function domainsOf(terms: readonly GlossaryTerm[], language: string): string[] {
  return [...new Set(terms.map(({ domain }) => domain))].filter((domain) => domain !== '').sort(new Intl.Collator(language).compare)
}
