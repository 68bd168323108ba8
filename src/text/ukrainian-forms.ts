/** Is a word with the same stem a form of the term's word? Stems are made for searching and forgive more. */
export function isForm(lemma: string, word: string, { isVerb, isLast }: { isVerb: boolean; isLast: boolean }): boolean {
  if (isVerb) return lemma.slice(0, 3) === word.slice(0, 3)
  const allowed = endingsFor(lemma, isLast)
  return cuts(lemma, word).some(([end, other]) => allowed.has(end) && allowed.has(other)) || alternates(lemma, word, allowed)
}

const endings = (...lists: string[]): ReadonlySet<string> => new Set(lists.flatMap((list) => list.split(' ')).map((one) => one === '-' ? '' : one))
const HARD_MASCULINE = '- а у ом ові і и е ів ам ами ах ін ин ина ину ином инові ині'
const SOFT_MASCULINE = 'я ю ем єм еві єві і ї е є ів їв ям ями ях'
const HARD_FEMININE = 'а и у ою і о - ам ами ах'
const SOFT = 'ь й я ю і ї ею єю ем єм еві єві ей ів їв е є ям ями ях ьми'
const NEUTER = 'о е а у ом ові і - ам ами ах'
const HARD_ADJECTIVE = 'ий а е і ого ому им ім ої ій у ою их ими'
const SOFT_ADJECTIVE = 'ій їй я є і ї ього його ьому йому ім їм ьої йої ю ьою йою іх їх іми їми'
const PLURAL_ADJECTIVE = 'их им ими іх їх ім їм іми їми'
const SIBILANTS = 'а у ем ею еві ей'

/** What a word may end in, by how its first form ends: a noun is no adjective and the other way about. */
const ENDINGS: readonly (readonly [lemma: RegExp, single: ReadonlySet<string>])[] = [
  [/ий$/u, endings(HARD_ADJECTIVE)],
  [/[іїє]й$/u, endings(SOFT_ADJECTIVE, SOFT)],
  [/[йь]$/u, endings(SOFT)],
  [/[рчшщжц]$/u, endings(HARD_MASCULINE, SOFT_MASCULINE, SIBILANTS)],
  [/[^аеиоуіюяєї]$/u, endings(HARD_MASCULINE)],
  [/[чшщжц]а$/u, endings(HARD_FEMININE, SIBILANTS)],
  [/а$/u, endings(HARD_FEMININE, 'ої ій')],
  [/о$/u, endings(NEUTER)],
  [/[еє]$/u, endings(NEUTER, SOFT)],
  [/ря$/u, endings(SOFT, '-')],
  [/я$/u, endings(SOFT)],
]
const PLURAL = endings(HARD_MASCULINE, HARD_FEMININE, SOFT, PLURAL_ADJECTIVE)
const ANY = endings(HARD_MASCULINE, HARD_FEMININE, SOFT, NEUTER, HARD_ADJECTIVE, SOFT_ADJECTIVE)

/** Before the last word of a term may stand an adjective of any gender. */
function endingsFor(lemma: string, isLast: boolean): ReadonlySet<string> {
  if (!isLast && /[аяеєіїи]$/u.test(lemma)) return ANY
  return ENDINGS.find(([ending]) => ending.test(lemma))?.[1] ?? PLURAL
}

/** What is left of both after a common beginning, the longest first: of `громадянина` and `громадяни` a shorter one tells more. */
function cuts(one: string, other: string): [string, string][] {
  const shared = sharedLength(one, other)
  return [shared, shared - 1, shared - 2].filter((at) => at >= 2).map((at) => [one.slice(at), other.slice(at)])
}

function sharedLength(one: string, other: string): number {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1
  return at
}

const DOUBLED = /^[яюієї](?:м|ми|х|в)?$/u
const BARE = /^(?:|ь|й|ей|ів)$/u
const CLOSED = /^(?:|ь|й)$/u
/** What й of a closed syllable turns into: збій, збою. */
const AFTER_VOWEL = /^(?:[яюїє]|єм|єві|їв|ям|ями|ях)$/u

type Agree = (lemmaEnd: string, wordEnd: string) => boolean

/** The same word with a sound of its stem changed: рука, руці; ніч, ночі; вікно, вікон; рішення, рішень. */
function alternates(lemma: string, word: string, allowed: ReadonlySet<string>): boolean {
  const at = sharedLength(lemma, word)
  if (at === 0) return false
  const [end, other] = [lemma.slice(at), word.slice(at)]
  const ends: Agree = (one, two) => allowed.has(one) && allowed.has(two)
  return softened(end, other, ends) || softened(other, end, (two, one) => ends(one, two)) || doubled(lemma, word, at)
    || vowelChanged(end, other, ends) || vowelChanged(other, end, (two, one) => ends(one, two))
}

const SOFTENED: Readonly<Record<string, readonly (readonly [letter: string, after: RegExp])[]>> = {
  к: [['ц', /^і$/u]], г: [['з', /^(?:і|ів|ям|ями|ях)$/u]], х: [['с', /^і$/u]],
}

function softened(hard: string, soft: string, agree: Agree): boolean {
  const ways = SOFTENED[hard.charAt(0)] ?? []
  return ways.some(([letter, after]) => soft.startsWith(letter) && after.test(soft.slice(1)) && (agree(hard.slice(1), soft.slice(1)) || agree(hard.slice(1), 'і')))
}

/** Рішення and the like lose one of their consonants where no vowel follows; ніч gets one: ніччю. */
function doubled(lemma: string, word: string, at: number): boolean {
  const [end, other, last] = [lemma.slice(at), word.slice(at), lemma.charAt(at - 1)]
  if (end.charAt(0) === last) return DOUBLED.test(end.slice(1)) && BARE.test(other)
  return other === `${last}ю` && CLOSED.test(end)
}

/** і stands for о, е in a closed syllable; о, е stand between two consonants at the end of a bare stem. `closed` has what stands there. */
function vowelChanged(closed: string, open: string, agree: Agree): boolean {
  const rest = closed.slice(1)
  if (/^[ії]/u.test(closed) && /^[оеє]/u.test(open)) return tailsAgree(rest, open.slice(1), agree) || (rest === 'й' && AFTER_VOWEL.test(open.slice(1)))
  return /^[оеєі]/u.test(closed) && /^[^аеиоуіюяєї]/u.test(open) && tailsAgree(rest, open, agree)
}

/** The consonants after the vowel are the same; the word ends with those where it is closed. */
function tailsAgree(closed: string, open: string, agree: Agree): boolean {
  const shared = sharedLength(closed, open)
  const [end, other] = [closed.slice(shared), open.slice(shared)]
  if (shared > 0 && CLOSED.test(end) && agree(end, other)) return true
  return closed.charAt(0) !== '' && closed.charAt(0) === closed.charAt(1) && closed.slice(2) === 'ю' && open.startsWith(closed.charAt(0))
}
