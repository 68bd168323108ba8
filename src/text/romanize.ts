import { foldApostrophes } from './fold.ts'

// Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010: a letter, at the beginning of a word, elsewhere.
const TABLE = `
  а a a | б b b | в v v | г h h | ґ g g | д d d | е e e | є ye ie | ж zh zh | з z z | и y y | і i i | ї yi i | й y i | к k k
  л l l | м m m | н n n | о o o | п p p | р r r | с s s | т t t | у u u | ф f f | х kh kh | ц ts ts | ч ch ch | ш sh sh
  щ shch shch | ю yu iu | я ya ia | зг zgh zgh | ь | \u02bc`
const LATIN = new Map(
  TABLE.split(/[|\n]/).map((row) => row.trim().split(' ')).map(([letter = '', atStart = '', elsewhere = '']) => [letter, { atStart, elsewhere }]),
)
const WORDS = /\p{L}(?:[\p{L}\p{M}]|['\u2018\u2019`](?=\p{L}))*/gu
const CYRILLIC = /\p{Script=Cyrillic}/u
const LETTERS = /зг|\p{L}/giu
const NEIGHBOUR = /[^\p{M}\u02bc]/u

/** Ukrainian in Latin letters by resolution 55 (2010). Whatever is not a Ukrainian letter or apostrophe stays as it is. */
export function romanize(ukrainian: string): string {
  const text = ukrainian.normalize('NFC')
  const allCapitals = !/\p{Ll}/u.test(text) && /\p{Lu}{2}/u.test(text)
  return text.replace(WORDS, (word) => CYRILLIC.test(word) ? romanizeWord(foldApostrophes(word), allCapitals) : word)
}

function romanizeWord(word: string, allCapitals: boolean): string {
  return word.replace(LETTERS, (letter, offset: number) => {
    const row = LATIN.get(letter.toLowerCase())
    if (!row) return letter
    const latin = offset === 0 ? row.atStart : row.elsewhere
    if (!/^\p{Lu}/u.test(letter)) return latin
    return allCapitals || standsAmongCapitals(word, offset) ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1)
  })
}

/** Щ is SHCH in ЩУКА and БОРЩ, Shch in Щука and in the initial Щ. */
function standsAmongCapitals(word: string, offset: number): boolean {
  const neighbour = NEIGHBOUR.exec(word.slice(offset + 1)) ?? NEIGHBOUR.exec(word.slice(Math.max(0, offset - 1), offset))
  return neighbour !== null && /\p{Lu}/u.test(neighbour[0])
}
