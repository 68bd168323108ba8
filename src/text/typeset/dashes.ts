import { isRange } from './ranges.ts'

/** Takes the place of a sign that goes; whoever calls takes it out in the end. A noncharacter: no text has it. */
export const GONE = '\ufdd0'

interface Ground {
  language: string
  /** What a space that must not break becomes. */
  firm: string
}

/** The languages whose dashes are set. */
const DASHED = ['uk', 'en']
const HAS_SIGNS = /[-–—×]|\.\.\.|\d ?[xх] ?\d/iu

/** Dashes, ranges, minus, multiplication and the ellipsis. Every sign keeps its place: one that goes leaves `GONE` there. */
export function setDashes(text: string, ground: Ground): string {
  if (!DASHED.includes(ground.language) || !HAS_SIGNS.test(text)) return text
  return minus(ranges(times(sentenceDashes(ellipsis(text), ground), ground)))
}

function ellipsis(text: string): string {
  return text.replace(/(?<!\.)\.{3}(?!\.)/g, `…${GONE}${GONE}`)
}

// A dash between words: what may stand before the space before it, and after the space after it.
const BETWEEN = /[ \u00a0](?<=[\p{L}\p{M}\p{N}\p{Pe}\p{Pf}.,;:!?…%°"'“‘ʼ\ufffc\ufdd0].)(?:--?|[–—])(?=[ \u00a0][\p{L}\p{N}\p{Ps}\p{Pi}„‚"'…№$€₴\ufffc])/gu
const JOINED = /(?<=\p{L})--(?=\p{L})/gu
const AT_START = /^(?:--?|[–—])[ \u00a0](?=[\p{L}«“„"'…])/gmu

function sentenceDashes(text: string, { language, firm }: Ground): string {
  const set = text.replace(BETWEEN, (found, at: number) => {
    const [space = '', ...sign] = found
    const typed = sign.join('')
    if (typed !== '—' && isFormula(text, at, at + found.length + 1)) return found
    return (firm === ' ' ? space : firm) + dashFor(typed, language)
  })
  if (language === 'en') return set.replace(JOINED, `—${GONE}`)
  return set.replace(AT_START, (found) => dashFor(found.slice(0, -1), language) + (firm === ' ' ? found.slice(-1) : firm))
}

/** English has a spaced dash of either length. */
function dashFor(typed: string, language: string): string {
  if (typed === '--') return `—${GONE}`
  return typed === '–' && language === 'en' ? typed : '—'
}

/** Numbers on both sides, or single Latin letters: a difference or a range. */
function isFormula(text: string, before: number, after: number): boolean {
  const sides = `${text.slice(Math.max(0, before - 2), before).padStart(2)}${text.slice(after, after + 2).padEnd(2)}`
  return /^.\d\d/u.test(sides) || /^[^\p{L}\p{N}][a-z]{2}[^\p{L}\p{N}]$/iu.test(sides)
}

const NUMBER = String.raw`(?:\d{1,2}:\d{2}|\d{1,6}(?:[.,]\d{1,3})?)`
const RANGES = new RegExp(
  String.raw`(?<![\p{L}\p{M}\p{N}.,:/+\-–—−_#@&=\\])(${NUMBER})-(${NUMBER})(?![\p{L}\p{M}\p{N}/:_–—]|-[^\p{L}]|[.,]\d)`, 'gu')
const CENTURIES = /(?<![\p{L}\p{N}-])([IVXІХ]{1,5})-(?=[IVXІХ]{1,5}[ \u00a0](?:ст\.|століт|вік|centur))/gu
const LONGEST_CONTEXT = 24

function ranges(text: string): string {
  if (!text.includes('-')) return text
  const numbers = !/\d-\d/.test(text) ? text : text.replace(RANGES, (found, first: string, second: string, at: number) =>
    isRange(first, second, text.slice(Math.max(0, at - LONGEST_CONTEXT), at)) ? `${first}–${second}` : found)
  return numbers.replace(CENTURIES, '$1–')
}

const TIMES = /(?<=\d)([ \u00a0]?)[xхXХ×]([ \u00a0]?)(?=\d)/gu

function times(text: string, { firm }: Ground): string {
  return text.replace(TIMES, (found, left: string, right: string, at: number) => {
    if ((left === '') !== (right === '')) return found
    if (left !== '') return firm === ' ' ? `${left}×${right}` : `${firm}×${firm}`
    // 0x10 is a number of programmers, b2x7 a name.
    const before = /[\p{L}_]?\d*$/u.exec(text.slice(Math.max(0, at - 8), at))?.[0] ?? ''
    const named = /^[^\d]|^0$/u.test(before) || /^\d{1,8}[\p{L}_]/u.test(text.slice(at + 1, at + 10))
    return named ? found : '×'
  })
}

const AMOUNT = String.raw`\d{1,6}(?:[.,]\d{1,3})?`
const MINUS = new RegExp(
  String.raw`(?<![^\s(«„“"'…\ufdd0])(?<!\d[ \u00a0])[-–](?=${AMOUNT}(?:…\ufdd0{0,2}[-–−+]?${AMOUNT})?[ \u00a0]?(?:°|%|‰|градус|degree))`, 'gu')
const ONLY_NUMBER = new RegExp(`^[-–](?=${AMOUNT}$)`, 'u')

/** Only where the number is surely one below zero. */
function minus(text: string): string {
  return /[-–]\d/.test(text) ? text.replace(MINUS, '−').replace(ONLY_NUMBER, '−') : text
}
