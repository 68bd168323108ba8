import { matchesOf } from './look.ts'
import { inLatin } from './look-alikes.ts'
import type { Noticed, Read } from './model.ts'

const NUMERAL = /(?<![\p{L}\p{M}])(?:(?=[ІХ]{2})Х{0,3}(?:ІХ|І{0,3})|[ІХ](?=[ \u00a0]?(?:ст\.|століт|тис\.)|[–—-](?:[ІХ]{1,5}|го|му|ше|те)(?![\p{L}\p{M}])))(?![\p{L}\p{M}’'ʼ])/gu
const CAPITALS = /\p{Lu}{4}/u

/** Roman numerals in Cyrillic letters: `ХХ століття`. */
export function checkNumerals({ text: { words }, to, known }: Read): Noticed[] {
  if (to !== 'uk') return []
  return matchesOf(words, NUMERAL).flatMap((at): Noticed[] => {
    const right = inLatin(at.text)
    const isShouted = CAPITALS.test(words.slice(Math.max(0, at.start - 8), at.start).replaceAll(/\P{L}/gu, ''))
    if (right === null || known.has(at.text.toLowerCase()) || isShouted) return []
    return [{ severity: 'warning', says: 'cyrillic_numeral', words: { found: at.text, right }, at, fix: right }]
  })
}
