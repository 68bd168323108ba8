import { setImmediate as letOthers, setTimeout as wait } from 'node:timers/promises'
import { checkPair } from '../checks/check.ts'
import type { Finding, Pair } from '../checks/model.ts'
import { checkSpelling } from '../spelling/spell.ts'
import { speller } from '../spelling/speller.ts'
import { KeptTexts, type Looked } from './kept-texts.ts'

/** Texts that are looked at anew before others have their turn: a few milliseconds. */
const AT_ONCE = 4
/** A dictionary that is being opened keeps nobody waiting longer: what it finds is there at the next look. */
const SPELLING_MS = 300

const kept = new WeakMap<object, KeptTexts>()
const NO_TERMS = {}

/** What checks say of each of these pairs, in their order; `spelled`: then which words no dictionary has, where that is known in time. */
export async function findingsOf(pairs: readonly Pair[], { spelled }: { spelled: boolean }): Promise<(readonly Finding[])[]> {
  const asked: { findings: readonly Finding[]; misspelled: Misspelled | Promise<Misspelled> }[] = []
  let fresh = 0
  for (const pair of pairs) {
    const looked = keptFor(pair).lookedAt(pair)
    const isKnown = looked.findings && (!spelled || looked.misspelled)
    if (!isKnown && fresh++ % AT_ONCE === AT_ONCE - 1) await letOthers()
    const findings = looked.findings ??= checkPair(pair)
    // At once, while what was read of the text is at hand.
    asked.push({ findings, misspelled: spelled ? looked.misspelled ?? heardLater(look(pair, looked)) : [] })
  }
  const spelling = await inTime(asked.map(({ misspelled }) => misspelled))
  return asked.map(({ findings }, i) => [...findings, ...spelling[i] ?? []])
}

type Misspelled = readonly Finding[] | null

async function look(pair: Pair, looked: Looked): Promise<Misspelled> {
  const found = await checkSpelling(pair, speller)
  if (found) looked.misspelled = found
  return found
}

/** A failure that is heard of when the promise is awaited, and before that by nobody; or never, where nobody waits. */
function heardLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

async function inTime(asked: readonly (Misspelled | Promise<Misspelled>)[]): Promise<Misspelled[]> {
  if (asked.every(isHere)) return [...asked]
  const late = new AbortController()
  const limit = wait(SPELLING_MS, null, { signal: late.signal, ref: false }).catch(() => null)
  try {
    return await Promise.all(asked.map(async (one) => one instanceof Promise ? Promise.race([one, limit]) : one))
  } finally {
    late.abort()
  }
}

function isHere(one: Misspelled | Promise<Misspelled>): one is Misspelled {
  return !(one instanceof Promise)
}

/** Lets the dictionary be opened before somebody needs it; nobody waits. */
export function expectSpelling(language: string): void {
  void speller.findMisspelled(['а'], language)
}

const MOST_SUGGESTED = 3
const SUGGESTING_MS = 300

/** Findings of misspelled words with what may have been meant by the first few of them, as far as that is known in time. */
export async function withSuggestions<T extends Finding>(
  findings: readonly T[], language: string,
): Promise<(T & { suggestions?: readonly string[] })[]> {
  const asked = suggestedFor(findings, language)
  if (asked.size === 0) return [...findings]
  const late = new AbortController()
  const limit = wait(SUGGESTING_MS, undefined, { signal: late.signal, ref: false }).catch(() => undefined)
  try {
    return await Promise.all(findings.map(async (one) => {
      const suggestions = asked.get(one)
      return suggestions ? { ...one, suggestions: await Promise.race([suggestions, limit]) ?? [] } : one
    }))
  } finally {
    late.abort()
  }
}

/** Lets the same be found out for a text that is likely to be the next; nobody waits. */
export function expectSuggestions(findings: readonly Finding[], language: string): void {
  suggestedFor(findings, language)
}

function suggestedFor<T extends Finding>(findings: readonly T[], language: string): ReadonlyMap<T, Promise<readonly string[]>> {
  const misspelled = findings.filter(({ check, words }) => check === 'spelling' && typeof words['word'] === 'string')
  return new Map(misspelled.slice(0, MOST_SUGGESTED).map((one) => [one, heardLater(speller.suggest(String(one.words['word']), language))]))
}

/** Another glossary, or other words of the site, and everything is looked at anew. */
function keptFor({ terms, known }: Pair): KeptTexts {
  const before = kept.get(terms ?? NO_TERMS)
  if (before?.known === known) return before
  const made = new KeptTexts(known)
  kept.set(terms ?? NO_TERMS, made)
  return made
}
