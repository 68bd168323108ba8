import type { Value } from './model.ts'

const CENTURY = String.raw`(?= ?(?:[-–—] ?[IVXІХ]+ )?(?:ст\.|стол|вік|ву\b|w\.|wiek|centur|Jahrh))`
/** Two letters or more of I, V and X, Latin or the Cyrillic ones that look like them; a single one only beside its century. */
const ROMAN = new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:[IVXІХ]{2,8}|[IVXІХ]${CENTURY})(?![\p{L}\p{N}_]|-[\p{L}])`, 'gu')
const WORTH: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 }

export function readRomans(text: string): Value[] {
  return [...text.matchAll(ROMAN)].flatMap(({ 0: written, index }): Value[] => {
    const amount = amountOf(written.replace(/І/g, 'I').replace(/Х/g, 'X'))
    const span = { start: index, end: index + written.length }
    return amount === null ? [] : [{ ...span, kind: 'number', amounts: [amount], unit: null, figures: span, times: 1, written, name: null, parts: [] }]
  })
}

export function writeRoman(amount: number): string {
  const tens = 'X'.repeat(Math.floor(amount / 10))
  return tens + (['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'][amount % 10] ?? '')
}

/** Null where it is written as no numeral is: XIIX, or an abbreviation. */
function amountOf(roman: string): number | null {
  const worth = [...roman].map((letter) => WORTH[letter] ?? 0)
  const sum = worth.reduce((all, one, i) => all + (one < (worth[i + 1] ?? 0) ? -one : one), 0)
  return sum > 0 && sum < 50 && writeRoman(sum) === roman ? sum : null
}
