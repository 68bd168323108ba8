import type { Span } from '../text/prose.ts'
import { GONE, setDashes } from '../text/typeset/dashes.ts'
import { beyond, matchesOf, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

const DASH = /[-–—]+/gu
// An em dash glued to a Ukrainian word, or an unspaced one between two.
const GLUED = /(?<=\p{Script=Cyrillic})[ \u00a0]?—[ \u00a0]?(?=\p{Script=Cyrillic})/gu

/** A text full of them is told of the first ones. */
const MOST = 3

/** Hyphens and dashes that readers get as another dash, by the rules that set them. What the original has too is left to those. */
export function checkDashes({ text: { words }, original, from, to }: Read): Noticed[] {
  const allowed = original ? wrongDashes(original.words, from === 'uk' ? 'uk' : 'en').map(({ text }) => text) : []
  const wrong = beyond(wrongDashes(words, to), allowed)
  return [
    ...wrong.slice(0, MOST).map(({ right, text, ...at }): Noticed => ({
      severity: 'warning', says: right === '–' ? 'range_hyphen' : 'dash_wrong', words: { typed: text, right }, at, fix: right, about: around(words, at),
    })),
    ...to === 'uk' ? gluedDashes(words).slice(0, MOST) : [],
  ]
}

function wrongDashes(words: string, language: string): (Match & { right: string })[] {
  const set = setDashes(words, { language, firm: ' ' })
  if (set === words || words.includes(GONE)) return []
  return matchesOf(words, DASH).flatMap((at) => {
    const right = set.slice(at.start, at.end).replaceAll(GONE, '')
    return right !== at.text && /^[–—]$/u.test(right) ? [{ ...at, right }] : []
  })
}

function gluedDashes(words: string): Noticed[] {
  return matchesOf(words, GLUED).filter(({ text }) => text.length < 3).map((at): Noticed => ({
    severity: 'warning', says: 'dash_glued', at, fix: ' — ', about: around(words, at),
  }))
}

function around(words: string, { start, end }: Span): string {
  return words.slice(Math.max(0, start - 8), end + 8)
}
