// The English stemmer of the Snowball project (Porter 2), in the order of its definition; apostrophes are folded away before.

const ODD = new Map(Object.entries({
  skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl', ugly: 'ugli', early: 'earli', only: 'onli', singly: 'singl',
  sky: 'sky', news: 'news', howe: 'howe', atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes',
}))
const WHOLE = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed'])

const VOWEL = /[aeiouy]/
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const SHORT_END = /(?:[^aeiouy][aeiouy][^aeiouwxyY]|^[aeiouy][^aeiouy])$/

/** What stands after the first consonant that follows a vowel; of that, the same once more. */
const REGION = /^[^aeiouy]*[aeiouy]+[^aeiouy]/

const SECOND: readonly (readonly [RegExp, string])[] = [
  [/ational$/, 'ate'], [/tional$/, 'tion'], [/enci$/, 'ence'], [/anci$/, 'ance'], [/abli$/, 'able'], [/entli$/, 'ent'], [/ization$|izer$/, 'ize'],
  [/ation$|ator$/, 'ate'], [/alism$|aliti$|alli$/, 'al'], [/fulness$/, 'ful'], [/ousli$|ousness$/, 'ous'], [/iveness$|iviti$/, 'ive'],
  [/biliti$|bli$/, 'ble'], [/(?<=l)ogi$/, 'og'], [/fulli$/, 'ful'], [/lessli$/, 'less'], [/(?<=[cdeghkmnrt])li$/, ''],
]
const THIRD: readonly (readonly [RegExp, string])[] = [
  [/ational$/, 'ate'], [/tional$/, 'tion'], [/alize$/, 'al'], [/icate$|iciti$|ical$/, 'ic'], [/ful$|ness$/, ''],
]
const FOURTH = /(?:ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|(?<=[st])ion|al|er|ic)$/

/** A folded English word as what its forms share. */
export function stemEnglish(word: string): string {
  const odd = ODD.get(word)
  if (odd !== undefined) return odd
  if (word.length <= 2) return word
  const marked = word.replace(/^y|(?<=[aeiouy])y/g, 'Y')
  const singular = dropPlural(marked)
  if (WHOLE.has(singular)) return singular
  const regions = regionsOf(marked)
  const bare = dropTense(singular, regions.first).replace(/(?<=.[^aeiouy])[yY]$/, 'i')
  return dropEnd(dropSuffixes(bare, regions), regions).toLowerCase()
}

interface Regions {
  first: number
  second: number
}

function regionsOf(word: string): Regions {
  const first = /^(?:gener|commun|arsen)/.exec(word)?.[0].length ?? REGION.exec(word)?.[0].length ?? word.length
  return { first, second: first + (REGION.exec(word.slice(first))?.[0].length ?? word.length) }
}

function dropPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1)
  if (/[us]s$/.test(word)) return word
  return word.endsWith('s') && VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function dropTense(word: string, first: number): string {
  const agreed = /eed(?:ly)?$/.exec(word)
  if (agreed) return agreed.index >= first ? `${word.slice(0, agreed.index)}ee` : word
  const bare = word.replace(/(?:ed|ing)(?:ly)?$/, '')
  if (bare === word || !VOWEL.test(bare)) return word
  if (/(?:at|bl|iz)$/.test(bare)) return `${bare}e`
  if (DOUBLE.test(bare)) return bare.slice(0, -1)
  return first >= bare.length && SHORT_END.test(bare) ? `${bare}e` : bare
}

function dropSuffixes(word: string, { first, second }: Regions): string {
  const plainer = replaceIn(word, SECOND, first)
  const plain = replaceIn(plainer, [...THIRD, ...(plainer.length - 5 >= second ? [[/ative$/, ''] as const] : [])], first)
  const end = FOURTH.exec(plain)
  return end && end.index >= second ? plain.slice(0, end.index) : plain
}

/** The first ending that fits decides, whether it stands in the region or not. */
function replaceIn(word: string, endings: readonly (readonly [RegExp, string])[], from: number): string {
  for (const [ending, plain] of endings) {
    const found = ending.exec(word)
    if (found) return found.index >= from ? word.slice(0, found.index) + plain : word
  }
  return word
}

function dropEnd(word: string, { first, second }: Regions): string {
  const at = word.length - 1
  if (word.endsWith('e') && (at >= second || (at >= first && !SHORT_END.test(word.slice(0, -1))))) return word.slice(0, -1)
  return word.endsWith('ll') && at >= second ? word.slice(0, -1) : word
}
