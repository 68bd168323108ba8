import { HABITS } from '../text/sentence-words.ts'
import { matchesOf, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

const INSIDE = /(?<=[\p{L}\p{M}\p{N}%)])[.,][»”“"](?=[\s.,;:!?)…—–]|$)/gu
const OUTSIDE = /(?<=[\p{L}\p{M}\p{N}%)])[”"][.,](?=\s|$)/gu

/** A full stop or a comma beside a closing quotation mark: after it in Ukrainian, as the site has chosen in English. */
export function checkStops({ text: { words }, to, stops }: Read): Noticed[] {
  if (to === 'uk') return matchesOf(words, INSIDE).filter((at) => !endsShortened(words, at)).map((at) => turned(at, words, 'stop_inside'))
  if (to === 'en' && stops === 'inside') return matchesOf(words, OUTSIDE).filter((at) => isProse(words, at)).map((at) => turned(at, words, 'stop_outside'))
  return []
}

function turned(at: Match, words: string, says: string): Noticed {
  const fix = `${at.text.charAt(1)}${at.text.charAt(0)}`
  // «Так.». has one full stop too many.
  const again = says === 'stop_inside' && /[.,;:!?]/u.test(words.charAt(at.end)) ? at.text.charAt(1) : fix
  return { severity: 'warning', says, words: { typed: at.text, right: again }, at, fix: again, about: words.slice(Math.max(0, at.start - 12), at.end) }
}

/** «… та ін.» keeps the full stop of its last word. */
function endsShortened(words: string, { start, text }: Match): boolean {
  if (text.startsWith(',')) return false
  const last = /(?<![\p{L}\p{M}])[\p{L}\p{M}]{1,6}$/u.exec(words.slice(Math.max(0, start - 7), start))?.[0].toLowerCase() ?? ''
  const { before, numbered, either } = HABITS['uk'] ?? {}
  return [...last].length === 1 || ['ін', 'тис', 'млн', 'млрд', 'грн', 'коп', 'зв'].includes(last) || Boolean(before?.has(last) || numbered?.has(last) || either?.has(last))
}

/** A word of prose is quoted, not what has to be typed: `enter "foo".` */
function isProse(words: string, { start }: Match): boolean {
  const quoted = /[“"]([^“"]*)$/u.exec(words.slice(Math.max(0, start - 200), start))?.[1] ?? ''
  return /\p{L}{2}/u.test(quoted) && !/[_\\/=<>{}()%\ufffc]|\p{Ll}\p{Lu}|\.\p{L}/u.test(quoted)
}
