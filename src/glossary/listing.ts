import type { Language } from '../db/columns.ts'
import { nameOf, type GlossaryTerm } from './model.ts'
import { inPieces, sorting } from './pieces.ts'
import { preparingSearch } from './search.ts'

interface Named {
  term: GlossaryTerm
  name: string
}

const NAMES_AT_ONCE = 1000
const COMPARED_AT_ONCE = 2000
const SEARCHED_AT_ONCE = 200

const prepared = new WeakSet<readonly GlossaryTerm[]>()
const listed = new WeakMap<readonly GlossaryTerm[], Map<string, Promise<readonly GlossaryTerm[]>>>()

/** Terms as lists show them: proposals first, then by their names in one language, in the order of another. `searched`: ready for that. */
export async function listForReaders(
  terms: readonly GlossaryTerm[], { named, lang, searched }: { named: Language; lang: Language; searched: boolean },
): Promise<readonly GlossaryTerm[]> {
  const known = listed.get(terms) ?? new Map<string, Promise<readonly GlossaryTerm[]>>()
  listed.set(terms, known)
  const ordered = known.get(`${named} ${lang}`) ?? inOrder(terms, named, lang)
  known.set(`${named} ${lang}`, ordered)
  if (searched && !prepared.has(terms)) await inPieces(preparingSearch(terms), SEARCHED_AT_ONCE)
  if (searched) prepared.add(terms)
  return ordered
}

async function inOrder(terms: readonly GlossaryTerm[], named: Language, lang: Language): Promise<readonly GlossaryTerm[]> {
  const { compare } = new Intl.Collator(lang)
  const names = await inPieces(naming(terms, named), NAMES_AT_ONCE)
  const sorted = await inPieces(sorting(names, (a, b) =>
    Number(a.term.isApproved) - Number(b.term.isApproved) || compare(a.name, b.name)), COMPARED_AT_ONCE)
  return sorted.map(({ term }) => term)
}

function* naming(terms: readonly GlossaryTerm[], language: Language): Generator<undefined, Named[]> {
  const names: Named[] = []
  for (const term of terms) {
    names.push({ term, name: nameOf(term, language).text })
    yield
  }
  return names
}
