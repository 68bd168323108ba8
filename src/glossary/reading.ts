import type { Terms } from '../checks/model.ts'
import { pairTerms } from '../checks/pair-terms.ts'
import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { entryOf, type GlossaryTerm } from './model.ts'
import { glossaryVersion, listTerms } from './store.ts'

interface Kept {
  version: number
  terms: Promise<readonly GlossaryTerm[]>
  pairs: Map<string, Terms>
}

const kept = new WeakMap<Db, Kept>()

/** The glossary as it is now, read anew only when its number has moved on: by this process or another. */
export async function readGlossary(db: Db): Promise<readonly GlossaryTerm[]> {
  return (await current(db)).terms
}

/** What checks and the editor look for in texts of this pair of languages: approved terms, compiled once. */
export async function readTerms(db: Db, from: Language, to: Language): Promise<Terms> {
  const { terms, pairs } = await current(db)
  const known = pairs.get(`${from} ${to}`)
  if (known) return known
  const made = pairTerms((await terms).filter(({ isApproved }) => isApproved).map(entryOf), from, to)
  pairs.set(`${from} ${to}`, made)
  return made
}

async function current(db: Db): Promise<Kept> {
  const version = await glossaryVersion(db)
  const known = kept.get(db)
  if (known && known.version === version) return known
  const made: Kept = { version, terms: listTerms(db), pairs: new Map() }
  kept.set(db, made)
  // What could not be read is not kept.
  made.terms.catch(() => kept.delete(db))
  return made
}
