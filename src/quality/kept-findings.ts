import { setImmediate as letOthers, setTimeout as wait } from 'node:timers/promises'
import { checkPair } from '../checks/check.ts'
import type { Finding, Pair } from '../checks/model.ts'
import { checkSpelling } from '../spelling/spell.ts'
import { speller } from '../spelling/speller.ts'
import { textHash } from '../text/hash.ts'

/** So many texts are remembered with what checks said of them, by glossary: a page asks about the same drafts again and again. */
const MOST_KEPT = 10_000
/** Texts that are looked at anew before others have their turn: a few milliseconds. */
const AT_ONCE = 8
/** A dictionary that is being opened keeps nobody waiting longer: what it finds is there at the next look. */
const SPELLING_MS = 300

interface Kept {
  known: Pair['known']
  findings: Map<string, readonly Finding[]>
  spelling: Map<string, readonly Finding[]>
}

const kept = new WeakMap<object, Kept>()
const NO_TERMS = {}

/** What checks say of each of these pairs, in their order. */
export async function findingsOf(pairs: readonly Pair[]): Promise<(readonly Finding[])[]> {
  const all: (readonly Finding[])[] = []
  let fresh = 0
  for (const pair of pairs) {
    const { findings } = keptFor(pair)
    const key = keyOf(pair)
    let found = findings.get(key)
    if (!found) {
      if (fresh++ % AT_ONCE === AT_ONCE - 1) await letOthers()
      found = checkPair(pair)
      keep(findings, key, found)
    }
    all.push(found)
  }
  return all
}

/** Lets the dictionary be opened before somebody needs it; nobody waits. */
export function expectSpelling(language: string): void {
  void speller.findMisspelled(['а'], language)
}

/** Words of these pairs that no dictionary has; of a pair for which that is not known in time, none. */
export async function misspelledIn(pairs: readonly Pair[]): Promise<(readonly Finding[])[]> {
  const late = new AbortController()
  const limit = wait(SPELLING_MS, undefined, { signal: late.signal, ref: false }).catch(() => undefined)
  const asked = pairs.map(async (pair) => {
    const { spelling } = keptFor(pair)
    const key = keyOf(pair)
    const found = spelling.get(key) ?? await checkSpelling(pair, speller)
    if (found) keep(spelling, key, found)
    return found
  })
  try {
    return await Promise.all(asked.map(async (one) => await Promise.race([one, limit]) ?? []))
  } finally {
    late.abort()
  }
}

const MOST_SUGGESTED = 3
const SUGGESTING_MS = 300

/** Findings of misspelled words with what may have been meant by the first few of them, as far as that is known in time. */
export async function withSuggestions<T extends Finding>(
  findings: readonly T[], language: string,
): Promise<(T & { suggestions?: readonly string[] })[]> {
  const late = new AbortController()
  const limit = wait(SUGGESTING_MS, undefined, { signal: late.signal, ref: false }).catch(() => undefined)
  let asked = 0
  try {
    return await Promise.all(findings.map(async (one) => {
      const word = one.words['word']
      if (one.check !== 'spelling' || typeof word !== 'string' || asked++ >= MOST_SUGGESTED) return one
      return { ...one, suggestions: await Promise.race([speller.suggest(word, language), limit]) ?? [] }
    }))
  } finally {
    late.abort()
  }
}

function keep(known: Kept['findings'], key: string, found: readonly Finding[]): void {
  if (known.size >= MOST_KEPT) known.clear()
  known.set(key, found)
}

/** Another glossary, or other words of the site, and everything is looked at anew. */
function keptFor({ terms, known }: Pair): Kept {
  const before = kept.get(terms ?? NO_TERMS)
  if (before && before.known === known) return before
  const made: Kept = { known, findings: new Map(), spelling: new Map() }
  kept.set(terms ?? NO_TERMS, made)
  return made
}

function keyOf({ source, target, from, to, kind, links, elsewhere, stops }: Pair): string {
  const articles = links ? [...links.articles].join() : ''
  return textHash([from, to, kind, stops, links?.address, articles, elsewhere.length, ...elsewhere, source === null ? 0 : 1, source, target].join('\0'))
}
