import { foldApostrophes } from '../text/fold.ts'
import { matchesOf, shorten, type Match } from './look.ts'
import { inLatin } from './look-alikes.ts'
import type { Noticed, Read } from './model.ts'

const CYRILLIC_RUN = /\p{Script=Cyrillic}(?:[\p{Script=Cyrillic}\p{M}’'ʼ-]|[,:;]?[ \u00a0](?=\p{Script=Cyrillic}))*/gu
const LATIN_RUN = /(?<![\p{L}\p{M}\p{N}_@#$%<{/.-])\p{Script=Latin}(?:[\p{Script=Latin}\p{M}’'-]|[,:;]?[ \u00a0](?=\p{Script=Latin}))*/gu
/** So many words in another alphabet are a piece of a sentence, not a name. */
const LONG = 4

/** Cyrillic words of a text in another alphabet, and long pieces in Latin letters in a Ukrainian one. */
export function checkForeign({ target, text, original, to }: Read): Noticed[] {
  const { words, places } = text
  if (original && original.words === words) return []
  if (to === 'uk') {
    return matchesOf(words, LATIN_RUN).filter((at) => isSentence(at.text) && !isSetApart(target.slice(0, places[at.start])))
      .map((at) => latinFinding(at, original?.words ?? ''))
  }
  return /\p{Script=Cyrillic}/u.test(words) && /^(?:en|pl|de|fr|es|it)/u.test(to) ? cyrillicFindings(words) : []
}

function latinFinding(at: Match, original: string): Noticed {
  const stays = foldApostrophes(original).includes(foldApostrophes(at.text))
  return { severity: 'warning', says: stays ? 'untranslated' : 'latin_passage', words: { passage: shorten(at.text) }, at }
}

/** Emphasised or quoted, it stays on purpose. */
function isSetApart(before: string): boolean {
  return /[*_«„“"(]$/u.test(before.slice(-1))
}

/** A title of several words is a name; small words in a row are a sentence. */
function isSentence(run: string): boolean {
  const all = run.split(/[\s,:;]+/u)
  return all.length >= LONG && all.filter((word) => /^\p{Ll}/u.test(word)).length >= LONG - 1
}

function cyrillicFindings(words: string): Noticed[] {
  return matchesOf(words, CYRILLIC_RUN).filter((at) => !isGloss(words, at) && !touchesLatin(words, at)).map((at): Noticed => ({
    severity: 'warning', says: 'cyrillic_passage', words: { passage: shorten(at.text) }, at, fix: /^\p{L}{1,3}$/u.test(at.text) ? inLatin(at.text) : null,
  }))
}

/** The word as it is in its language, in brackets or in quotation marks. */
function isGloss(words: string, { start, end }: Match): boolean {
  return /[([«„“"][^)\]»”]{0,40}$/u.test(words.slice(Math.max(0, start - 42), start)) && /^[^([]{0,40}[)\]»”"]/u.test(words.slice(end, end + 42))
}

/** A part of a word in two alphabets, which is another check's. */
function touchesLatin(words: string, { start, end }: Match): boolean {
  return /\p{Script=Latin}$/u.test(words.slice(Math.max(0, start - 1), start)) || /^\p{Script=Latin}/u.test(words.slice(end, end + 1))
}
