import { adaptNumbers } from '../checks/values/adapt.ts'
import type { Match, Wanted } from './model.ts'

/** What a number or a date is written with. */
const FIGURES = /[\d½¼¾⅓⅔IVXІХ]/u
/** No number or date is longer. */
const AROUND = 32

/** Where only numbers differ, the translation with those of the wanted text. */
export function adapt(match: Match, { text, from, to }: Pick<Wanted, 'text' | 'from' | 'to'>): Match {
  if (match.kind !== 'fuzzy' || !mayDifferInValues(match.source, text)) return match
  return { ...match, adapted: adaptNumbers(match.source, text, match.target, { from, to }) }
}

/** False where two texts surely differ in more than numbers and dates: reading both takes longer than finding them. */
export function mayDifferInValues(one: string, other: string): boolean {
  let at = 0
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++
  const around = (text: string) => text.slice(Math.max(0, at - AROUND), at + AROUND)
  return FIGURES.test(around(one)) && FIGURES.test(around(other))
}
