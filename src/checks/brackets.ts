import { beyond, matchesOf, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

const BRACKETS = /[()[\]{}]/gu
const PARTNER: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
// The sign of a list, `а)` or `1)`, and a face.
const NO_BRACKET = /(?:(?:^|[\s;,(])(?:\p{N}{1,3}|\p{L})|[:;]-?)$/u

/** Brackets without a partner, unless the original has them too. */
export function checkBrackets({ text: { words }, original }: Read): Noticed[] {
  const allowed = looseBrackets(original?.words ?? '').map(({ text }) => text)
  return beyond(looseBrackets(words), allowed).map((at): Noticed => ({ severity: 'warning', says: 'bracket_loose', words: { bracket: at.text }, at }))
}

function looseBrackets(words: string): Match[] {
  const open: Match[] = []
  const loose: Match[] = []
  for (const bracket of matchesOf(words, BRACKETS)) {
    const partner = PARTNER[bracket.text]
    if (partner === undefined) open.push(bracket)
    else if (open.at(-1)?.text === partner) open.pop()
    else if (!NO_BRACKET.test(words.slice(Math.max(0, bracket.start - 5), bracket.start))) loose.push(bracket)
  }
  return [...loose, ...open]
}
