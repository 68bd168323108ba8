/** A person's name as bibliographies take it apart; whole where it cannot be. */
export type PersonName = { family: string; given: string } | { literal: string }

const MOST_WORDS = 5
const NAME = /^\p{Lu}[\p{L}\p{M}'’ʼ.-]*$/u
/** Words of what is no person, or of several. */
const NO_NAME = /^(?:and|or|of|for|the|und|oraz|i|і|й|та|або|імені|ім)$/iu
const PARTICLE = /^\p{Ll}[\p{Ll}'’ʼ]{0,5}$/u

/** Given names first, as bylines write them; small words before the family name belong to it: «Ludwig | van Beethoven». */
export function readPersonName(name: string): PersonName {
  const words = oneLine(name).split(' ')
  const last = words.length - 1
  const isName = (word: string | undefined) => word !== undefined && NAME.test(word)
  const isPart = (word: string) => !NO_NAME.test(word) && (isName(word) || PARTICLE.test(word))
  const apart = last >= 1 && last < MOST_WORDS && isName(words[0]) && isName(words[last]) && words.every(isPart)
  if (!apart) return { literal: words.join(' ') }
  const particle = words.findIndex((word) => PARTICLE.test(word))
  const cut = particle === -1 ? last : particle
  return { family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' ') }
}

/** «Ludwig van Beethoven» */
export function wholeName(name: PersonName): string {
  return 'literal' in name ? name.literal : `${name.given} ${name.family}`
}

/** «van Beethoven, Ludwig» */
export function familyFirst(name: PersonName): string {
  return 'literal' in name ? name.literal : `${name.family}, ${name.given}`
}

/** «van Beethoven L.» */
export function withInitials(name: PersonName): string {
  if ('literal' in name) return name.literal
  return [name.family, ...name.given.split(' ').map((word) => `${[...word][0] ?? ''}.`)].join('\u00a0')
}

/** On one line, with plain spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
