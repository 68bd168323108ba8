import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { readGlossary, readTerms } from '../glossary/reading.ts'
import { readProse } from '../text/prose.ts'
import type { Equivalent } from './model.ts'

const MOST_TERMS = 30

/** The glossary's terms in a text, each once, as a machine is told of them. */
export async function equivalentsIn(db: Db, text: string, from: Language, to: Language): Promise<Equivalent[]> {
  const { words } = readProse(text)
  const places = (await readTerms(db, from, to)).inOriginal(words)
  if (places.length === 0) return []
  const known = new Map((await readGlossary(db)).map((term) => [term.id, term.variants.filter(({ language }) => language === to)]))
  const found = new Map<string, Equivalent>()
  for (const { term: { id, preferred, allowed }, start, end } of places) {
    const forbidden = (known.get(id) ?? []).filter(({ status }) => status === 'forbidden').map(({ text: word }) => word)
    const equal = preferred.length > 0 ? preferred : allowed
    if (equal.length === 0 || found.has(id) || found.size >= MOST_TERMS) continue
    found.set(id, { word: words.slice(start, end), preferred: equal, forbidden })
  }
  return [...found.values()]
}
