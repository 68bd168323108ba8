import { matchesOf, shorten, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

const WORD = /[\p{Script=Cyrillic}\p{M}’'ʼ]+/gu
const STRANGE = /[ыэъёўЫЭЪЁЎ]/u
const OWN = /[іїєґІЇЄҐ]/u

/** Letters that Ukrainian has not, in words of a Ukrainian text; a whole passage in Russian is asked about once. */
export function checkLetters({ text: { words }, original, to, known }: Read): Noticed[] {
  if (to !== 'uk' || !STRANGE.test(words)) return []
  const all = matchesOf(words, WORD)
  const strange = all.filter(({ text }) => STRANGE.test(text) && !known.has(text.toLowerCase()) && !original?.words.includes(text))
  const judged = new Set(strange.map(({ start }) => start))
  const runs = foreignRuns(all, words).filter((run) => run.some(({ start }) => judged.has(start)))
  const inRuns = new Set(runs.flat().map(({ start }) => start))
  return [
    ...runs.map((run) => ({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 })).map((at): Noticed => ({
      severity: 'question', says: 'foreign_passage', words: { passage: shorten(words.slice(at.start, at.end)) }, at,
    })),
    ...strange.filter(({ start }) => !inRuns.has(start)).map((at): Noticed => ({
      severity: 'warning', says: 'foreign_letter', words: { word: at.text, letter: STRANGE.exec(at.text)?.[0] ?? '' }, at,
    })),
  ]
}

/** Neighbouring words without a Ukrainian letter, two of them with a strange one at least. */
function foreignRuns(all: readonly Match[], words: string): Match[][] {
  let run: Match[] = []
  const runs = [run]
  for (const word of all) {
    const last = run.at(-1)
    const goesOn = last === undefined || !/[.!?…:;—«»“”"()\n]/u.test(words.slice(last.end, word.start))
    if (OWN.test(word.text) || !goesOn) runs.push(run = [])
    if (!OWN.test(word.text)) run.push(word)
  }
  return runs.filter((one) => one.filter(({ text }) => STRANGE.test(text)).length >= 2)
}
