import type { TermEntry } from '../checks/pair-terms.ts'
import type { Id, Language } from '../db/columns.ts'
import { entryOf, type GlossaryTerm } from '../glossary/model.ts'

/** A glossary as one paragraph asks it: made once, however many pages ask. */
interface TermIndex {
  places: ReadonlyMap<Id, { at: number; term: GlossaryTerm }>
  forbidden: Map<Language, readonly TermEntry[]>
}

const kept = new WeakMap<readonly GlossaryTerm[], TermIndex>()

/** These terms, in the order of the glossary. */
export function termsIn(glossary: readonly GlossaryTerm[], ids: Iterable<Id>): GlossaryTerm[] {
  const { places } = indexOf(glossary)
  const found = [...new Set(ids)].flatMap((id) => places.get(id) ?? [])
  return found.sort((a, b) => a.at - b.at).map(({ term }) => term)
}

/** Approved terms with a word that no text of this language may have. */
export function forbiddenIn(glossary: readonly GlossaryTerm[], language: Language): readonly TermEntry[] {
  const { forbidden } = indexOf(glossary)
  const known = forbidden.get(language)
    ?? glossary.filter((term) => term.isApproved && term.variants.some((one) => one.language === language && one.status === 'forbidden')).map(entryOf)
  forbidden.set(language, known)
  return known
}

function indexOf(glossary: readonly GlossaryTerm[]): TermIndex {
  const known = kept.get(glossary) ?? { places: new Map(glossary.map((term, at) => [term.id, { at, term }])), forbidden: new Map() }
  kept.set(glossary, known)
  return known
}
