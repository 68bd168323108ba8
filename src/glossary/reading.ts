import { setImmediate as letOthers } from 'node:timers/promises'
import type { Terms } from '../checks/model.ts'
import { compilingEntries, termsBetween, type TermEntry, type TermLookup } from '../checks/pair-terms.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { entryOf, type GlossaryTerm } from './model.ts'
import { inPieces } from './pieces.ts'
import { glossaryVersion, listTermsOf, listTermVersions } from './store.ts'

interface Kept {
  version: number
  terms: Promise<readonly GlossaryTerm[]>
  lookups: Map<Language, Promise<TermLookup>>
  pairs: Map<string, Promise<Terms>>
}

/** Terms that are read, and words that are made ready to be looked for, before others have their turn: a few milliseconds. */
const TERMS_AT_ONCE = 200
const VERSIONS_AT_ONCE = 2000
const WORDS_AT_ONCE = 100
/** A glossary that changes all the while it is read is read anew by whoever asks next. */
const MOST_READINGS = 10

const kept = new WeakMap<Db, Kept>()

/** The glossary as it is now: what changed is read when its number has moved on, by this process or another. */
export async function readGlossary(db: Db): Promise<readonly GlossaryTerm[]> {
  return (await current(db)).terms
}

/** What checks and the editor look for in texts of this pair of languages: approved terms, compiled once. */
export async function readTerms(db: Db, from: Language, to: Language): Promise<Terms> {
  const now = await current(db)
  return keptIn(now.pairs, `${from} ${to}`, async () =>
    termsBetween({ original: await readLookup(now, from), translation: await readLookup(now, to) }, from, to))
}

function readLookup({ terms, lookups }: Kept, language: Language): Promise<TermLookup> {
  return keptIn(lookups, language, async () => {
    const entries = (await terms).filter(({ isApproved }) => isApproved).map(keptEntry)
    return inPieces(compilingEntries(entries, language), WORDS_AT_ONCE)
  })
}

/** What could not be made is not kept. */
function keptIn<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key) ?? make()
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}

const entries = new WeakMap<GlossaryTerm, TermEntry>()

/** The same for the same version of a term. */
function keptEntry(term: GlossaryTerm): TermEntry {
  const entry = entries.get(term) ?? entryOf(term)
  entries.set(term, entry)
  return entry
}

async function current(db: Db): Promise<Kept> {
  const version = await glossaryVersion(db)
  const known = kept.get(db)
  if (known && known.version === version) return known
  const made: Kept = { version, terms: readAnew(db, version, known?.terms), lookups: new Map(), pairs: new Map() }
  kept.set(db, made)
  made.terms.catch(() => kept.delete(db))
  return made
}

/** Between pieces somebody may change the glossary: then what changed is read once more. */
async function readAnew(db: Db, first: number, last: Kept['terms'] = Promise.resolve([])): Promise<readonly GlossaryTerm[]> {
  let terms = await last.catch(() => [])
  for (let [version, reading] = [first, 0]; ; reading += 1) {
    terms = await readChanged(db, terms)
    const now = await glossaryVersion(db)
    if (now === version || reading === MOST_READINGS) return terms
    version = now
  }
}

/** All terms; only those that are not as they were are read. */
async function readChanged(db: Db, before: readonly GlossaryTerm[]): Promise<GlossaryTerm[]> {
  const known = new Map(before.map((term) => [term.id, term]))
  const versions = await readVersions(db)
  const changed = versions.filter(({ id, version }) => known.get(id)?.version !== version).map(({ id }) => id)
  for (let at = 0; at < changed.length; at += TERMS_AT_ONCE) {
    for (const term of await listTermsOf(db, changed.slice(at, at + TERMS_AT_ONCE))) known.set(term.id, term)
    await letOthers()
  }
  return versions.flatMap(({ id }) => known.get(id) ?? [])
}

async function readVersions(db: Db): Promise<{ id: Id; version: number }[]> {
  const all: { id: Id; version: number }[] = []
  for (let after: Id | undefined = ''; after !== undefined;) {
    const some: { id: Id; version: number }[] = await listTermVersions(db, after, VERSIONS_AT_ONCE)
    all.push(...some)
    after = some.length < VERSIONS_AT_ONCE ? undefined : some.at(-1)?.id
    if (after !== undefined) await letOthers()
  }
  return all
}
