import { codeOf, matchesOf, type Match } from './look.ts'
import { inCyrillic, inLatin } from './look-alikes.ts'
import type { Noticed, Read } from './model.ts'

// Runs of letters alone: parts of `COVID-19`, `ІТ-сектор` and `Vue'ом` are judged apart.
const WORD = /(?:\p{L}\p{M}*)+/gu
const CYRILLIC = /\p{Script=Cyrillic}/u
const LATIN = /\p{Script=Latin}/u
const UNITS = new Set(['мкm', 'µм', 'μм'])

/** Words of letters of two alphabets that look alike: search, speech and spelling do not find them. */
export function checkScripts({ text: { words }, original, to, known }: Read): Noticed[] {
  if (!CYRILLIC.test(words) || !LATIN.test(words)) return []
  const mixed = matchesOf(words, WORD).filter(({ text }) => CYRILLIC.test(text) && LATIN.test(text))
  return mixed.filter(({ text }) => !known.has(text.toLowerCase()) && !UNITS.has(text)).map((at): Noticed => {
    const isOneWord = inLatin(at.text) !== null || inCyrillic(at.text) !== null
    // `PDFів` may be meant so; a letter that only looks right never is.
    return isOneWord ? {
      severity: 'error', says: 'mixed_scripts', words: { word: at.text, letters: strangersOf(at.text) }, at, fix: oneScript(at.text, original?.words ?? '', to),
    } : { severity: 'question', says: 'two_scripts', words: { word: at.text }, at }
  })
}

/** The word in one alphabet, where only one is possible, or one is likelier by far. */
function oneScript(word: string, original: string, to: string): string | null {
  const [latin, cyrillic] = [inLatin(word), inCyrillic(word)]
  if (latin === null || cyrillic === null) return latin ?? cyrillic
  if (/^[IVXLCDM]+$/u.test(latin) || original.includes(latin)) return latin
  if (original.includes(cyrillic)) return cyrillic
  return isMostly(CYRILLIC, word) ? cyrillic : isMostly(LATIN, word) ? latin : to === 'uk' ? cyrillic : null
}

function isMostly(script: RegExp, word: string): boolean {
  return Array.from(word).filter((letter) => script.test(letter)).length * 2 > word.length
}

/** The letters of the alphabet that has fewer of them in the word, with their code points: nobody sees the difference. */
function strangersOf(word: string): string {
  const few = isMostly(CYRILLIC, word) ? LATIN : CYRILLIC
  return [...new Set(Array.from(word).filter((letter) => few.test(letter)))].map((letter) => `${letter} (${codeOf(letter)})`).join(', ')
}

const LONE = /(?<![\p{L}\p{M}\p{N}_.’'ʼ-])[aceiopxyACEIKOTXY](?![\p{L}\p{M}\p{N}_.’'ʼ)=-])/gu
const PREPOSITIONS: Readonly<Record<string, string>> = { a: 'а', i: 'і', o: 'о', y: 'у', A: 'А', I: 'І', O: 'О', Y: 'У' }

/** A Latin letter that stands for a Ukrainian word: `хліб i сіль`. */
export function checkLoneLetters({ text: { words }, original, to }: Read): Noticed[] {
  if (to !== 'uk') return []
  const variables = new Set(matchesOf(original?.words ?? '', LONE).map(({ text }) => text))
  variables.delete('a')
  return matchesOf(words, LONE).flatMap((at): Noticed[] => {
    const letter = PREPOSITIONS[at.text]
    if (letter === undefined || variables.has(at.text) || !isAmongCyrillic(words, at)) return []
    return [{ severity: 'warning', says: 'lone_latin', words: { letter: at.text, code: codeOf(at.text), right: letter }, at, fix: letter }]
  })
}

/** Between Cyrillic words; a capital one only at the beginning of a sentence: `A потім`, not `група A грає`. */
function isAmongCyrillic(words: string, { start, end, text }: Match): boolean {
  const [before, after] = [words.slice(Math.max(0, start - 3), start), words.slice(end, end + 3)]
  if (!/^[ \u00a0]«?\p{Script=Cyrillic}/u.test(after)) return false
  return /\p{Lu}/u.test(text) ? /(?:^|[.!?…]\s|[«—–]\s?)$/u.test(before) : /(?:^|[\p{Script=Cyrillic}\d,.!?»)]\s|«|—\s)$/u.test(before)
}
