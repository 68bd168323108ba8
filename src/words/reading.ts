import type { Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { listFolded, wordsVersion } from './store.ts'

interface Kept {
  version: number
  known: Map<Language, Promise<ReadonlySet<string>>>
}

const kept = new WeakMap<Db, Kept>()

/** The site's words of a language, folded: read anew only when their number has moved on, by this process or another. */
export async function listKnown(db: Db, language: Language): Promise<ReadonlySet<string>> {
  const version = await wordsVersion(db)
  const last = kept.get(db)
  const { known } = last?.version === version ? last : { known: new Map<Language, Promise<ReadonlySet<string>>>() }
  if (last?.version !== version) kept.set(db, { version, known })
  const words = known.get(language) ?? listFolded(db, language).then((folded) => new Set(folded))
  known.set(language, words)
  // What could not be read is not kept.
  words.catch(() => known.delete(language))
  return words
}
