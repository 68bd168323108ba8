import { isStopWord } from '../text/stop-words.ts'
import type { Way } from './model.ts'

const PREFIXES = `anti auto bio counter crypto cyber de eco electro ethno euro geo hyper inter intra macro mega meta micro mini mis mono multi nano neo
  neuro non over poly post pre proto pseudo quasi re semi socio sub super supra techno tele trans ultra un`.split(/\s+/)
/** What English goes on making words of, written as one: a part of each such word is here. */
const COMPOUNDING = new Set(`air back base board book box broad card chain check code craft crowd cycle data desk down drop end field file fire flow folder
  front fund full grid ground group hand hard head holder home host hot house key land life light line list live load lock maker making mark name net news
  note off page paper path pay phone place play point power print proof room sand scape screen script server sheet short shot side sign space speed
  spread stack stage state step store storm stream street style system table tag text time through tip tool touch type up user view voice walk wall war ware watch wave way web
  white wide wire word work worker works world write writer`.split(/\s+/))
const SHORTEST_BESIDE_PREFIX = 4
const SHORTEST_IN_COMPOUND = 3
const SHORTEST_BEFORE_SUFFIX = 4
/** A word and its plural; a part of a compound may be one. */
const PLURAL = /(?<=[^s])s$/
const OWN = /['\u2019\u02bc]s?$/

/** Ways in which English makes this word, in small letters, of others. */
export function englishWays(word: string): Way[] {
  const own = OWN.test(word) ? [{ of: [word.replace(OWN, '')], isSure: true }] : []
  const prefixed = PREFIXES.filter((prefix) => word.startsWith(prefix) && word.length >= prefix.length + SHORTEST_BESIDE_PREFIX)
    .map((prefix) => word.slice(prefix.length))
  const inflected = rootsOf(word, INFLECTIONS).map((one) => ({ of: [one], needsOriginal: true }))
  const roots = [word, ...prefixed].flatMap((rest) => rootsOf(rest, SUFFIXES))
  return [...own, ...inflected, ...[...prefixed, ...roots].map((one) => ({ of: [one] })), ...compounds(word)]
}

/** A suffix that any word of its kind may take, and what it does to the end of that word. */
const SUFFIXES: readonly (readonly [suffix: RegExp, ends: readonly string[]])[] = [
  [/(?<=[^ceg])ab(?:le|les|ly|ility)$/, ['', 'e']], [/(?<=[cg]e)ab(?:le|les|ly|ility)$/, ['']], [/iab(?:le|les|ly|ility)$/, ['y']],
  [/(?<=[^y])(?:ness|less|lessly|ful|fully)$/, ['']], [/(?<=[^aeiou])iness$/, ['y']], [/(?<=[^ey])(?<!ic|ment|ion|ident)ly$/, ['']], [/(?<=[^aeiouhlr]e)ly$/, ['']], [/ically$/, ['ic', 'ical']],
  [/(?<=[^eiy])(?<!ion|ment|is[mt])ers?$/, ['', 'e']], [/(?<=[^aeiouy])iers?$/, ['y']], [/(?<=.)(?:wise|like|wide|proof)$/, ['']],
  [/(?<=[^aeiouy])i[sz](?:ed?|es|ing|ation|ations|ers?)$/, ['', 'e']], [/(?<=[^e])is(?:m|ts?|tic)$/, ['', 'e']],
]

/** Any word takes them, but which of them a word takes only a dictionary knows: `softwares`, `wented`. */
const INFLECTIONS: typeof SUFFIXES = [[/(?<=[^s])s$/, ['']], [/ies$/, ['y']], [/(?:ed|ing)$/, ['', 'e']], [/ied$/, ['y']]]

function rootsOf(word: string, suffixes: typeof SUFFIXES): string[] {
  return suffixes.flatMap(([suffix, ends]) => {
    const bare = word.replace(suffix, '')
    return bare === word ? [] : ends.map((end) => bare + end).filter((base) => base.length >= SHORTEST_BEFORE_SUFFIX)
  })
}

function compounds(word: string): Way[] {
  const ways: Way[] = []
  for (let at = SHORTEST_IN_COMPOUND; at <= word.length - SHORTEST_IN_COMPOUND; at += 1) {
    const [first, last] = [word.slice(0, at), word.slice(at)]
    const compounding = COMPOUNDING.has(first) || COMPOUNDING.has(last.replace(PLURAL, ''))
    const empty = [first, last].some((part) => isStopWord(part) && !COMPOUNDING.has(part))
    if (compounding && !empty) ways.push({ of: [first, last] })
  }
  return ways
}
