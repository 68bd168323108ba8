import type { Id, Language } from '../db/columns.ts'
import type { SourceMark, StateFacts } from '../segments/states.ts'
import type { Marks } from './marks.ts'

/** Marks by what they are asked for. */
export type Index = ReturnType<typeof indexMarks>
type Approved = Marks['approved'][number]
type Text = Pick<Approved, 'hash' | 'substance'>

export function indexMarks({ outline, approved, history, proposals, returns, editions, published }: Marks) {
  return {
    outlines: Map.groupBy(outline, ({ article }) => article),
    approved: inLanguages(approved), proposals: inLanguages(proposals), returns: inLanguages(returns),
    history: Map.groupBy(history, ({ segment }) => segment),
    editions: new Map(editions.map(({ article, language, published: edition }) => [`${article} ${language}`, edition])),
    published: Map.groupBy(published, ({ edition }) => edition),
  }
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
    source: markOf(original),
    approved: approved ? { hash: approved.hash, source: madeFrom(approved, original, index) } : null,
    proposal: index.proposals.get(language)?.get(segment) ?? null,
    returned: index.returns.get(language)?.get(segment) ?? null,
    draft: null,
  }
}

/** The approved text itself as a source; null where the language is not the article’s own. */
export function sourceOf(segment: Id, language: Language, index: Index): SourceMark | null {
  return markOf(index.approved.get(language)?.get(segment))
}

/** The text that a translation was made from: nearly always the one that is approved now. */
function madeFrom({ segment, source }: Approved, original: Approved | undefined, { history }: Index): SourceMark | null {
  if (source === null) return null
  if (source === original?.revision) return markOf(original)
  return history.get(segment)?.filter(isSource).find(({ revision }) => revision === source) ?? null
}

function markOf(text: Text | undefined): SourceMark | null {
  return text && isSource(text) ? text : null
}

/** Is the text one of the article’s own language, approved once? */
export function isSource<T extends Text>(text: T): text is T & SourceMark {
  return text.substance !== null
}
