const PAIRS = 'аa еe оo рp сc уy хx іi їï ѕs јj ԛq ԝw һh АA ВB ЕE ІI ЇÏ КK МM НH ОO РP СC ТT УY ХX ЅS ЈJ'.split(' ')
const TO_LATIN = new Map(PAIRS.map((pair) => [pair.charAt(0), pair.charAt(1)]))
const TO_CYRILLIC = new Map(PAIRS.map((pair) => [pair.charAt(1), pair.charAt(0)]))

/** The word in Latin letters; null where one of its Cyrillic letters looks like none. */
export function inLatin(word: string): string | null {
  return replaceAll(word, /\p{Script=Cyrillic}/gu, TO_LATIN)
}

/** The word in letters of Ukrainian; null where one of its Latin letters looks like none. */
export function inCyrillic(word: string): string | null {
  return replaceAll(word, /\p{Script=Latin}/gu, TO_CYRILLIC)
}

function replaceAll(word: string, letters: RegExp, table: ReadonlyMap<string, string>): string | null {
  let whole = true
  const turned = word.replace(letters, (letter) => table.get(letter) ?? (whole = false, letter))
  return whole ? turned : null
}
