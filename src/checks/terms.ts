import type { Noticed, Read, Term, TermPlace } from './model.ts'

/** Does a translation call things as the glossary does? Says what is missing and what should not be there. */
export function checkTerms({ original, text, terms, from, to }: Read): Noticed[] {
  if (!terms) return []
  const given = terms.inTranslation(text.words)
  const asked = original && from !== to ? terms.inOriginal(original.words) : []
  return [...missingTerms(asked, given), ...forbiddenWords(given, original && from !== to ? asked : null, text.words)]
}

/** One finding a term, where it stands first; of several terms with the same words any one will do. */
function missingTerms(asked: readonly TermPlace[], given: readonly TermPlace[]): Noticed[] {
  const there = new Set(given.map(({ term }) => term.id))
  const places = Map.groupBy(asked, ({ start }) => start)
  const lacking = [...places.values()].filter((same) => !same.some(({ term }) => there.has(term.id)))
  const told = new Set<string>()
  return lacking.flatMap((same): Noticed[] => {
    const wanted = same.find(({ term }) => term.preferred.length > 0)
    // A term that has no word in this language leaves the translator free.
    if (!wanted || same.some(({ term }) => isUntold(term)) || told.has(wanted.term.id)) return []
    told.add(wanted.term.id)
    const { start, end, form, term } = wanted
    const [preferred = ''] = term.preferred
    return [{
      severity: 'warning', says: 'term_missing', side: 'source', at: { start, end }, about: form, fix: { insert: preferred },
      words: { term: form, preferred: same.map((one) => one.term.preferred[0]).filter(Boolean).join(' / ') },
    }]
  })
}

function isUntold({ preferred, allowed }: Term): boolean {
  return preferred.length === 0 && allowed.length === 0
}

/**
 * Words that a term must not be called by: in a translation only where its original has the term, for elsewhere they may mean
 * something else; a name everywhere. `asked` is null where there is no original.
 */
function forbiddenWords(given: readonly TermPlace[], asked: readonly TermPlace[] | null, words: string): Noticed[] {
  const meant = asked && new Set(asked.map(({ term }) => term.id))
  const fine = given.filter(({ status }) => status !== 'forbidden')
  const wrong = given.filter(({ start, end, status, term }) => status === 'forbidden'
    && (term.isName || (meant ? !term.isPaired || meant.has(term.id) : true)) && !fine.some((one) => one.start <= start && one.end >= end))
  const seen = new Set<number>()
  return wrong.flatMap((place) => {
    if (seen.has(place.start)) return []
    seen.add(place.start)
    return [noticeForbidden(place, words.slice(place.start, place.end))]
  })
}

function noticeForbidden({ start, end, form, term }: TermPlace, written: string): Noticed {
  const [preferred] = [...term.preferred, ...term.allowed]
  const at = { start, end }
  if (preferred === undefined) return { severity: 'warning', says: 'term_forbidden', words: { words: written }, at, about: form }
  return { severity: 'warning', says: 'term_instead', words: { words: written, preferred }, at, about: form, fix: written === form ? preferred : null }
}
