import { foldWord, stemsOf } from './stems/stem.ts'
import { isForm } from './ukrainian-forms.ts'

const CYRILLIC = /^[\u0430-\u044f\u0454\u0456\u0457\u0491]+$/
const LATIN = /^[a-z]+$/
const INFINITIVE = /..т(?:и|ися|ись)$/u
/** Capitals and digits alone: such a word is itself and nothing else, НАТО and not нато. */
const ACRONYM = /^(?=.*\p{Lu}.*[\p{Lu}\p{Nd}])[\p{Lu}\p{Nd}]+$/u

/** A word of a term: what it is looked up by, and whether a word found so is indeed a form of it. */
export interface TermWord {
  keys: readonly string[]
  fits: (word: string, written: string) => boolean
}

/** What a word of a text may be looked up by. `written` is as it stands there, `word` folded. */
export function keysOfWord(word: string, written: string, language: string): readonly string[] {
  if (CYRILLIC.test(word)) return [...stemsOf(word, 'uk'), `=${word}`]
  const acronym = `=${bareAcronym(written)}`
  if (!LATIN.test(word) || !isEnglish(language)) return [word, acronym]
  const names = [word, ...singularOf(word)]
  return [...names, ...[...names, ...verbStems(word)].map((one) => `+${one}`), acronym]
}

interface Manner {
  /** A capital of it is one in every text. */
  isName?: boolean
  isVerb?: boolean
  /** The last of its term, or the only one: in English it alone changes. */
  isLast?: boolean
}

export function readTermWord(written: string, language: string, { isName = false, isVerb = false, isLast = true }: Manner = {}): TermWord {
  const word = foldWord(written)
  if (ACRONYM.test(written)) return { keys: [`=${CYRILLIC.test(word) ? word : written}`], fits: (_word, other) => bareAcronym(other) === written }
  const capital = isName && /^\p{Lu}/u.test(written)
  const asWritten = (other: string) => !capital || /^\p{Lu}/u.test(other)
  if (CYRILLIC.test(word)) {
    const verb = isVerb || INFINITIVE.test(word)
    const fits = (one: string, other: string) => asWritten(other) && (one === word || isForm(word, one, { isVerb: verb, isLast }))
    return { keys: stemsOf(word, 'uk').slice(verb ? -1 : 0).slice(0, 1), fits }
  }
  const plural = isEnglish(language) && LATIN.test(word) && isLast && !isVerb ? singularOf(word) : []
  return { keys: isVerb ? [`+${word}`, word] : [word, ...plural], fits: (_word, other) => asWritten(other) }
}

function isEnglish(language: string): boolean {
  return /^(?:en|uk)\b/i.test(language)
}

/** Without the ending that English gives an acronym: `NATO’s`, `APIs`. */
function bareAcronym(written: string): string {
  return written.replace(/(?<=\p{Lu}{2})['\u2019\u02bc]?s$/u, '').replace(/(?<=\p{Lu}{2})['\u2019\u02bc]$/u, '')
}

const WHOLE = new Set(['news', 'series', 'species', 'always', 'perhaps', 'thus', 'plus', 'bias', 'atlas', 'status', 'consensus', 'campus', 'virus', 'basis', 'analysis', 'crisis',
  'economics', 'politics', 'mathematics', 'physics', 'ethics', 'statistics', 'logistics', 'electronics', 'genetics', 'linguistics', 'customs', 'goods', 'arms', 'means'])
const ODD: Readonly<Record<string, string>> = {
  children: 'child', men: 'man', women: 'woman', people: 'person', criteria: 'criterion', phenomena: 'phenomenon', crises: 'crisis', analyses: 'analysis', bases: 'basis',
  indices: 'index', appendices: 'appendix', mice: 'mouse', feet: 'foot', teeth: 'tooth', lives: 'life', wives: 'wife', knives: 'knife', leaves: 'leaf', media: 'medium', strata: 'stratum',
}

function singularOf(word: string): string[] {
  const odd = Object.hasOwn(ODD, word) ? ODD[word] : undefined
  if (odd !== undefined) return [odd]
  if (WHOLE.has(word) || word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return []
  if (word.endsWith('ies')) return word.length > 4 ? [`${word.slice(0, -3)}y`, word.slice(0, -1)] : [word.slice(0, -1)]
  return /(?:[sxz]|ch|sh|o)es$/.test(word) ? [word.slice(0, -2), word.slice(0, -1)] : [word.slice(0, -1)]
}

/** Kept under a mark of their own: a noun is not found in a verb that looks like it. */
function verbStems(word: string): string[] {
  const bare = word.length < 5 ? undefined : /^(.*[aeiouy].*?)(?:ed|ing)$/.exec(word)?.[1]
  if (bare === undefined || bare.length < 2) return []
  const single = /([^aeiouls])\1$/.test(bare) ? [bare.slice(0, -1)] : []
  return [bare, `${bare}e`, ...single, ...bare.endsWith('i') ? [`${bare.slice(0, -1)}y`] : []]
}
