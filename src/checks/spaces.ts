import { matchesOf, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

interface Rule {
  says: string
  pattern: RegExp
  fix: (found: string) => string
}

const RULES: readonly Rule[] = [
  { says: 'space_tab', pattern: /(?<![ \u00a0\t])[ \u00a0]*\t[\t \u00a0]*/gu, fix: () => ' ' },
  { says: 'space_at_edge', pattern: /^[ \u00a0]+(?=[^\s])|(?<![ \u00a0\t])[ \u00a0]+$/gmu, fix: () => '' },
  { says: 'space_doubled', pattern: /(?<=[^\s])[ \u00a0]{2,}(?=[^\s])/gu, fix: (found) => found.includes('\u00a0') ? '\u00a0' : ' ' },
  { says: 'space_before_sign', pattern: /(?<=[\p{L}\p{N}»”)\]%])[ \u00a0](?=[,;!?](?:[\s»”)]|$)|:(?:\s|$)|\.(?:\s|$))/gu, fix: () => '' },
  { says: 'space_inside', pattern: /(?<=[(«„[])[ \u00a0]+(?=[^\s)\]])|(?<=[^\s(«„[])[ \u00a0]+(?=[)»\]])/gu, fix: () => '' },
  { says: 'space_missing', pattern: /(?<=\p{Script=Cyrillic}[»”)]?)[,;!?](?=\p{Script=Cyrillic})|(?<=\p{Ll}\p{Ll}[»”)]?)\.(?=\p{Lu}[\p{Ll} ])/gu, fix: (found) => `${found} ` },
]

/** Spaces too many, and those that are missing after a sign. What the original has too is meant so. */
export function checkSpaces({ text: { words }, original }: Read): Noticed[] {
  return RULES.flatMap(({ says, pattern, fix }) => matchesOf(words, pattern)
    .filter((at) => !original?.words.includes(around(words, at, says === 'space_missing' ? 6 : 1)))
    .map((at): Noticed => ({ severity: 'warning', says, at, fix: fix(at.text), about: around(words, at, 8) })))
}

/** The place with some signs on both sides. */
function around(words: string, { start, end }: Match, far: number): string {
  return words.slice(Math.max(0, start - far), end + far)
}
