import { keysOfWord, readTermWord, type TermWord } from './inflect.ts'
import type { Span } from './prose.ts'
import { wordsIn } from './stems/stem.ts'

/** A term as somebody wrote it, and what is to come of finding it. */
export interface TermForm<T> {
  text: string
  /** A name: its capitals are capitals in every text. */
  isName?: boolean
  isVerb?: boolean
  of: T
  /** The same object for the same form: what was read of its words once is read no more. */
  known?: object
}

export type FoundTerm<T> = Span & { of: T; form: string }

/** Finds all of some terms in texts of one language. */
export interface TermFinder<T> {
  /** Every place, in order, also those within longer ones. */
  all: (text: string) => FoundTerm<T>[]
}

interface Node<T> {
  next: Map<string, Node<T>>
  ends: Ready<T>[]
}

interface Ready<T> extends TermForm<T> {
  words: readonly TermWord[]
  /** A single acronym: also found as a part of a word with a hyphen. */
  acronym: boolean
}

interface TextWord {
  start: number
  end: number
  word: string
  written: string
  keys: readonly string[]
}

const MOST_WORDS = 8
const MOST_KEPT = 5000
/** So many terms with one and the same form are found; where there are more, it tells nothing. */
const MOST_ALIKE = 50
/** In one of its first words, a verb of several changes; each such word doubles what it is looked up by. */
const MOST_CHANGING = 3
const BETWEEN_WORDS = /^(?:[^\S\n]{1,3}|[-\u2010\u2011])$/u
const HYPHEN_BEFORE = /[\p{L}\p{N}][-\u2010\u2011]$/u
const HYPHEN_AFTER = /^[-\u2010\u2011][\p{L}\p{N}]/u

/** A term of no word, or of more than eight, is never found. */
export function compileTerms<T>(forms: readonly TermForm<T>[], language: string): TermFinder<T> {
  return finish(compilingTerms(forms, language))
}

/** The same, one form a step: whoever has many of them lets others have their turn between steps. */
export function* compilingTerms<T>(forms: Iterable<TermForm<T>>, language: string): Generator<undefined, TermFinder<T>> {
  const root: Node<T> = { next: new Map(), ends: [] }
  for (const form of forms) {
    plant(root, form, language)
    yield
  }
  const keysOf = keysIn(language)
  return { all: (text) => root.next.size === 0 ? [] : findAll(root, text, keysOf) }
}

/** All steps at once. */
export function finish<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** Of places that overlap, the first and longest; several terms may share one place. */
export function longestOf<T>(found: readonly FoundTerm<T>[]): FoundTerm<T>[] {
  const best: FoundTerm<T>[] = []
  const ordered = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  for (const one of ordered) {
    const last = best.at(-1)
    if (!last || one.start >= last.end || (one.start === last.start && one.end === last.end)) best.push(one)
  }
  return best
}

const wordsKept = new WeakMap<object, readonly TermWord[]>()

function plant<T>(root: Node<T>, form: TermForm<T>, language: string): void {
  const words = (form.known && wordsKept.get(form.known)) ?? readForm(form, language)
  if (form.known) wordsKept.set(form.known, words)
  if (words.length === 0) return
  const ready = { ...form, words, acronym: words.length === 1 && words[0]?.keys[0]?.startsWith('=') === true }
  let nodes = [root]
  for (const { keys } of words) nodes = nodes.flatMap((node) => keys.map((key) => childOf(node, key)))
  for (const node of new Set(nodes)) if (node.ends.length < MOST_ALIKE) node.ends.push(ready)
}

/** None of a form that is never found. */
function readForm({ text, ...form }: TermForm<unknown>, language: string): readonly TermWord[] {
  const found = wordsIn(text)
  if (found.length > MOST_WORDS) return []
  const written = found.map(({ start, end }) => text.slice(start, end))
  return written.map((one, i) => {
    return readTermWord(one, language, { ...form, isVerb: form.isVerb === true && i < MOST_CHANGING, isLast: i === written.length - 1 })
  })
}

function childOf<T>(node: Node<T>, key: string): Node<T> {
  const known = node.next.get(key)
  if (known) return known
  const made: Node<T> = { next: new Map(), ends: [] }
  node.next.set(key, made)
  return made
}

type KeysOf = (word: string, written: string) => readonly string[]

/** Texts repeat their words. */
function keysIn(language: string): KeysOf {
  const known = new Map<string, readonly string[]>()
  return (word, written) => {
    const before = known.get(written)
    if (before) return before
    if (known.size >= MOST_KEPT) known.clear()
    const keys = keysOfWord(word, written, language)
    known.set(written, keys)
    return keys
  }
}

function findAll<T>(root: Node<T>, text: string, keysOf: KeysOf): FoundTerm<T>[] {
  const words = wordsIn(text).map(({ start, end, word }): TextWord => {
    const written = text.slice(start, end)
    return { start, end, word, written, keys: keysOf(word, written) }
  })
  return words.flatMap(({ keys }, at): FoundTerm<T>[] => keys.some((key) => root.next.has(key)) ? findAt(root, { text, words }, at) : [])
}

interface Prepared {
  text: string
  words: readonly TextWord[]
}

function findAt<T>(root: Node<T>, { text, words }: Prepared, from: number): FoundTerm<T>[] {
  const [found, seen] = [[] as FoundTerm<T>[], new Set<Ready<T>>()]
  let nodes = new Set([root])
  for (let at = from; nodes.size > 0 && at < words.length && at < from + MOST_WORDS; at += 1) {
    if (at > from && !areJoined(words[at - 1], words[at], text)) break
    const keys = words[at]?.keys ?? []
    nodes = new Set([...nodes].flatMap(({ next }) => keys.flatMap((key) => next.get(key) ?? [])))
    const here = words.slice(from, at + 1)
    for (const ready of [...nodes].flatMap(({ ends }) => ends)) {
      if (seen.has(ready) || !isThere(ready, here, text)) continue
      seen.add(ready)
      found.push({ start: here[0]?.start ?? 0, end: here.at(-1)?.end ?? 0, of: ready.of, form: ready.text })
    }
  }
  return found
}

/** Do two words belong together: nothing but a space or a hyphen between them? */
function areJoined(one: TextWord | undefined, next: TextWord | undefined, text: string): boolean {
  return BETWEEN_WORDS.test(text.slice(one?.end, next?.start))
}

function isThere<T>({ words, acronym }: Ready<T>, here: readonly TextWord[], text: string): boolean {
  const [start, end] = [here[0]?.start ?? 0, here.at(-1)?.end ?? 0]
  const apart = acronym || !(HYPHEN_BEFORE.test(text.slice(Math.max(0, start - 3), start)) || HYPHEN_AFTER.test(text.slice(end, end + 3)))
  return apart && words.every(({ fits }, i) => fits(here[i]?.word ?? '', here[i]?.written ?? ''))
}
