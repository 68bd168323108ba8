import { matchesOf, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

const WORD = String.raw`[\p{L}\p{M}][\p{L}\p{M}’'ʼ]*`
const DOUBLED = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}’'ʼ_.-])(?<word>${WORD})(?:[ \u00a0\n]+(?<again>\k<word>)(?![\p{L}\p{M}\p{N}’'ʼ_-]))+(?![\p{L}\p{M}\p{N}’'ʼ_-])`, 'giu')
const MEANT = new Set('that had so very no ha ho bye knock really is blah many long far again more'.split(' '))
/** What Ukrainian says twice on purpose it writes with a hyphen (orthography of 2019, § 36): «дуже-дуже». */
const HYPHENATED = new Set('так ні дуже ледве довго далеко багато давно тихо швидко мало все геть ген ось ну ой ех ха хо ля гоп більше'.split(' '))

// `Sign in in another window.`
const PHRASAL = /(?:sign|log|check|hand|fill|give|turn|carry|go|come|move)\p{Ll}{0,3} (?:in|on)$/iu

/** A word typed twice, unless the original repeats too or it is said so: `very very`. */
export function checkDoubled({ text: { words }, original, to }: Read): Noticed[] {
  const found = matchesOf(words, DOUBLED).filter(({ groups, start }) => (
    isSlip(groups['word'] ?? '', groups['again'] ?? '', to) && !(to === 'en' && PHRASAL.test(words.slice(Math.max(0, start - 12), start + 2)))
  ))
  if (found.length === 0 || original && matchesOf(original.words, DOUBLED).length > 0) return []
  return found.map(noticed)
}

function noticed(at: Match): Noticed {
  const word = at.groups['word'] ?? ''
  const [says, fix] = HYPHENATED.has(word.toLowerCase()) ? ['word_repeated', at.text.replace(/[ \u00a0\n]+/g, '-')] as const : ['word_doubled', word] as const
  return { severity: 'warning', says, words: { word }, at, fix }
}

/** `Дюран Дюран` is a name. */
function isSlip(word: string, again: string, to: string): boolean {
  const isName = /^\p{Lu}/u.test(again)
  const isLetter = word.length === 1 && !(to === 'uk' ? /[авзійоуяє]/iu : /[ai]/iu).test(word)
  return !isName && !isLetter && !MEANT.has(word.toLowerCase())
}
