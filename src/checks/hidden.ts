import { codeOf, matchesOf } from './look.ts'
import type { Noticed, Read, Severity } from './model.ts'

const CONTROL = /(?:(?![\n\t])\p{Cc})+/gu
const TURNING = /[\u202a-\u202e\u2066-\u2069]+/gu
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+/gu
const UNREADABLE = /[\ufffd\p{Co}]+/gu
// UTF-8 that was read as Windows-1252 or 1251: `Ð°`, `â€™`, `Рё СЃ`.
const MOJIBAKE = /(?:[ÐÑ][\u0080-\u00bf\u0152-\u017e\u2018-\u203a€ˆ˜™]){2,}|â€[\u0080-\u00bf\u0152-\u017e\u2018-\u203a€˜™œ]|(?:[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2018-\u203a€™°±µ«»]){2,}/gu

/** Signs that nobody sees, and signs that nobody can read. */
export function checkHidden({ text: { words } }: Read): Noticed[] {
  return [
    ...hiddenSigns(words, CONTROL, 'hidden_control', 'error'),
    ...hiddenSigns(words, TURNING, 'hidden_turning', 'error'),
    ...hiddenSigns(words, INVISIBLE, 'hidden_sign', 'warning'),
    ...matchesOf(words, UNREADABLE).map((at): Noticed => ({ severity: 'warning', says: 'unreadable', words: { code: codesOf(at.text) }, at })),
    ...matchesOf(words, MOJIBAKE).map((at): Noticed => ({ severity: 'warning', says: 'mojibake', words: { found: at.text }, at })),
  ]
}

function hiddenSigns(words: string, pattern: RegExp, says: string, severity: Severity): Noticed[] {
  return matchesOf(words, pattern).filter(({ text, start }) => !joinsPicture(words, text, start)).map((at) => (
    { severity, says, words: { code: codesOf(at.text) }, at, fix: '' }
  ))
}

/** A family is several people with a joiner between. */
function joinsPicture(words: string, text: string, start: number): boolean {
  return text === '\u200d' && /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u.test(words.slice(Math.max(0, start - 2), start))
}

function codesOf(text: string): string {
  return [...new Set(Array.from(text, codeOf))].slice(0, 4).join(', ')
}
