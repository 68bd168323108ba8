import type { Prose } from '../text/prose.ts'
import { matchesOf, type Match } from './look.ts'
import type { Noticed, Read } from './model.ts'

const STAND_INS = /[`´‘′ʹ](?<=\p{Script=Cyrillic}.)(?=\p{Script=Cyrillic})|[*"](?<=[бпвмфргкхжчшздтнлБПВМФРГКХЖЧШЗДТНЛ].)(?=[яюєїЯЮЄЇ])/gu
const APOSTROPHES = /['’ʼ](?<=[\p{L}\p{M}].)(?=\p{L})/gu

/** Signs typed in the place of an apostrophe, and several kinds of apostrophes in one text; which kind it is does not matter (P44). */
export function checkApostrophes({ text, target, to }: Read): Noticed[] {
  const all = matchesOf(text.words, APOSTROPHES)
  const usual = usualOf(all)
  const wrong = to !== 'uk' ? [] : matchesOf(text.words, STAND_INS).map((at): Noticed => (
    { severity: 'warning', says: 'apostrophe_wrong', words: { sign: at.text }, at, fix: usual }
  ))
  return [...wrong, ...mixedKinds(text, target, all, usual)]
}

/** One finding: all that differ from the most usual are changed with one click. */
function mixedKinds({ places }: Prose, typed: string, all: readonly Match[], usual: string): Noticed[] {
  const others = all.filter(({ text }) => text !== usual)
  const [first, last] = [others[0], others.at(-1)]
  if (!first || !last) return []
  const [start = 0, end = 0] = [places[first.start], places[last.start]]
  const units = typed.slice(start, end + 1).split('')
  for (const other of others) units[(places[other.start] ?? 0) - start] = usual
  return [{ severity: 'warning', says: 'apostrophes_mixed', words: { usual, other: first.text }, at: first, fix: { start, end: end + 1, text: units.join('') } }]
}

function usualOf(all: readonly Match[]): string {
  const count = (sign: string): number => all.filter(({ text }) => text === sign).length
  return ['ʼ', '’', '\''].sort((a, b) => count(b) - count(a))[0] ?? 'ʼ'
}
