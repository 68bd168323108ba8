/** One kind of mistake: how it gets into a translation, or null where this text offers no place for it. */
export interface Seed {
  name: string
  put: (uk: string, en: string, chance: () => number) => string | null
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { а: 'a', е: 'e', і: 'i', о: 'o', р: 'p', с: 'c', х: 'x', у: 'y' }

/** A match of the pattern, chosen by chance, becomes what `by` makes of it. */
function replaced(text: string, pattern: RegExp, by: (found: string) => string, chance: () => number): string | null {
  const found = [...text.matchAll(pattern)]
  const one = found[Math.floor(chance() * found.length)]
  if (!one) return null
  const changed = text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length)
  return changed === text ? null : changed
}

/** Code and addresses are left alone, but by the seeds that are about them. */
const isPlain = (text: string) => !/[`<>%{}[\]|\\]|:\/\//.test(text)

const inProse = (put: Seed['put']): Seed['put'] => (uk, en, chance) => isPlain(uk) && isPlain(en) ? put(uk, en, chance) : null

export const SEEDS: readonly Seed[] = [
  {
    name: 'a Latin letter in a Ukrainian word',
    put: inProse((uk, _en, chance) => replaced(uk, /(?<=[\u0400-\u04ff])[аеіорсху](?=[\u0400-\u04ff])/g, (letter) => LOOK_ALIKES[letter] ?? '', chance)),
  },
  { name: 'a Russian letter', put: inProse((uk, _en, chance) => replaced(uk, /(?<=[\u0400-\u04ff]{2})[ие](?=[\u0400-\u04ff])/g, (letter) => letter === 'и' ? 'ы' : 'э', chance)) },
  { name: 'another number', put: inProse((uk, _en, chance) => replaced(uk, /(?<![\p{L}\d.,-])[2-9]\d*(?![\p{L}\d-]|[.,]\d)/gu, (digits) => String(Number(digits) + 11), chance)) },
  { name: 'a link without its address', put: (uk, _en, chance) => replaced(uk, /\]\(https?:[^()\s]+\)/g, () => ']()', chance) },
  { name: 'a link left out', put: (uk, _en, chance) => replaced(uk, /\[[^[\]]+\]\(https?:[^()\s]+\)/g, (link) => link.slice(1, link.indexOf(']')), chance) },
  { name: 'translated code', put: (uk, _en, chance) => replaced(uk, /`[A-Za-z.]{3,}`/g, () => '`звірка`', chance) },
  { name: 'a word twice', put: inProse((uk, _en, chance) => replaced(uk, /(?<=[а-яіїєґ] )[а-яіїєґ]{4,}(?= )/g, (word) => `${word} ${word}`, chance)) },
  { name: 'two spaces', put: inProse((uk, _en, chance) => replaced(uk, /(?<=[а-яіїєґ]) (?=[а-яіїєґ])/g, () => '  ', chance)) },
  { name: 'a bracket not closed', put: inProse((uk, en, chance) => /^[^()]*\([^()]*\)[^()]*$/.test(uk) && en.includes(')') ? replaced(uk, /\)/g, () => '', chance) : null) },
  { name: 'a quotation not closed', put: inProse((uk, en, chance) => /^[^«»]*«[^«»]*»[^«»]*$/.test(uk) && en ? replaced(uk, /»/g, () => '', chance) : null) },
  { name: 'no stop at the end', put: inProse((uk, en, chance) => /[а-яіїєґ]\.$/.test(uk) && /[a-z]\.$/.test(en) && uk.length > 60 ? replaced(uk, /\.$/g, () => '', chance) : null) },
  { name: 'not translated', put: (_uk, en) => isPlain(en) && en.split(' ').length > 5 ? en : null },
]
