import type { Id, Language } from '../db/columns.ts'
import type { SourceMark, StateFacts } from '../segments/states.ts'
import type { Marks } from './marks.ts'

/** Marks by what they are asked for. */
export type Index = ReturnType<typeof indexMarks>

export function indexMarks({ outline, approved, sources, proposals, returns, published, editions }: Marks) {
  return {
    outlines: Map.groupBy(outline, ({ article }) => article),
    approved: inLanguages(approved), proposals: inLanguages(proposals), returns: inLanguages(returns),
    sources: new Map(sources.map((mark) => [mark.revision, mark])),
    sourcesOf: whenAsked(() => Map.groupBy(sources, ({ segment }) => segment)),
    published: Map.groupBy(published, ({ article, edition }) => `${article} ${edition}`),
    editions: new Set(editions.map(({ article, language }) => `${article} ${language}`)),
  }
}

/** Few paragraphs are behind: most of the time nobody asks. */
function whenAsked<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** By language, then by paragraph: tens of thousands of marks, and a key made for each would be most of the work. */
function inLanguages<Mark extends { segment: Id; language: Language }>(
  marks: readonly Mark[],
): ReadonlyMap<Language, ReadonlyMap<Id, Mark>> {
  const found = new Map<Language, Map<Id, Mark>>()
  for (const mark of marks) {
    const known = found.get(mark.language)
    if (known) known.set(mark.segment, mark)
    else found.set(mark.language, new Map([[mark.segment, mark]]))
  }
  return found
}

export function factsOf(segment: Id, source: Language, language: Language, index: Index): StateFacts {
  const approved = index.approved.get(language)?.get(segment)
  const original = language === source ? undefined : index.approved.get(source)?.get(segment)
  return {
    source: markOf(original?.revision, index),
    approved: approved ? { hash: approved.hash, source: markOf(approved.source, index) } : null,
    proposal: index.proposals.get(language)?.get(segment) ?? null,
    returned: index.returns.get(language)?.get(segment) ?? null,
    draft: null,
  }
}

/** The approved text itself as a source; null where the language is not the article’s own. */
export function sourceOf(segment: Id, language: Language, index: Index): SourceMark | null {
  return markOf(index.approved.get(language)?.get(segment)?.revision, index)
}

function markOf(revision: Id | null | undefined, { sources }: Index): SourceMark | null {
  return revision ? sources.get(revision) ?? null : null
}
