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

interface Searched {
  /** All words, folded, each after a space. */
  folded: string
  stems: ReadonlySet<string>
}

/** Terms that have every word of the query, in any form or from its beginning, in any language. */
export function searchTerms(terms: readonly GlossaryTerm[], { query, kind, status, domain }: Wanted): GlossaryTerm[] {
  const asked = wordsIn(query).slice(0, 10).map(({ word }): Asked => ({ beginning: ` ${word}`, stems: [...stemsOf(word, 'uk'), ...stemsOf(word, 'en')] }))
  return terms.filter((term) => (kind === null || term.kind === kind) && (domain === null || term.domain === domain)
    && hasStatus(term, status) && (asked.length === 0 || hasAll(term, asked)))
}

function hasStatus({ isApproved, variants }: GlossaryTerm, status: Wanted['status']): boolean {
  if (status === null) return true
  return status === 'proposed' ? !isApproved : variants.some((one) => one.status === status)
}

interface Asked {
  beginning: string
  stems: readonly string[]
}

function hasAll(term: GlossaryTerm, asked: readonly Asked[]): boolean {
  const { folded, stems } = searchedOf(term)
  return asked.every((one) => folded.includes(one.beginning) || one.stems.some((stem) => stems.has(stem)))
}

/** Makes terms ready to be searched, one a step. */
export function* preparingSearch(terms: readonly GlossaryTerm[]): Generator<undefined, void> {
  for (const term of terms) yield void searchedOf(term)
}

const searched = new WeakMap<GlossaryTerm, Searched>()

function searchedOf(term: GlossaryTerm): Searched {
  const known = searched.get(term)
  if (known) return known
  const words = term.variants.flatMap(({ text, language }) => wordsIn(text).map(({ word }) => ({ word, language })))
  const stems = new Set(words.flatMap(({ word, language }) => stemsOf(word, language)))
  const made = { folded: words.map(({ word }) => ` ${word}`).join(''), stems }
  searched.set(term, made)
  return made
}

/** Every field of knowledge that terms have, in order. */
export function domainsOf(terms: readonly GlossaryTerm[], language: string): string[] {
  return [...new Set(terms.map(({ domain }) => domain))].filter((domain) => domain !== '').sort(new Intl.Collator(language).compare)
}
