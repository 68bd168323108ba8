import type { Inline } from './inline.ts'
import { GONE, setDashes } from './typeset/dashes.ts'
import { aroundAddresses, OPAQUE } from './typeset/guard.ts'
import { setQuotes } from './typeset/quotes.ts'
import { FIRM, setSpaces } from './typeset/spaces.ts'

/** How signs that people type in several ways are shown. `typed`: as they stand in the text. */
export interface Choices {
  apostrophe: 'typed' | 'ʼ' | '’'
  /** `own`: the quotation marks of the language. */
  quotes: 'typed' | 'own'
  /** `own`: dashes, ranges, minus, multiplication, the ellipsis, and spaces that do not break, as the language has them. */
  dashes: 'typed' | 'own'
}

/** `plain`: no space that was not there; for feeds, files, and whatever is compared. */
export interface Spacing {
  spaces?: 'plain' | undefined
}

const APOSTROPHES = /['’ʼ](?<=[\p{L}\p{M}].)(?=\p{L})/gu

/** Signs change, letters and figures never do, nor do addresses. Doing it twice is doing it once. */
export function typeset(text: string, language: string, choices: Choices, spacing: Spacing = {}): string {
  return shorten(setInPlace(text, language, choices, spacing), text)
}

/** The same for the words of a paragraph; code and the targets of links stay as they are. */
export function typesetParts(parts: readonly Inline[], language: string, choices: Choices, spacing: Spacing = {}): Inline[] {
  // One text for all: a quotation may open before an emphasis and close in it.
  const text = parts.map(standIn).join('')
  const set = setInPlace(text, language, choices, spacing)
  const done = set === text ? [...parts] : cut(parts, set, text)
  const whole = choices.dashes === 'own' && spacing.spaces !== 'plain' ? WHOLE[language] : undefined
  return whole ? keepWhole(done, whole) : done
}

/** Every sign in the place of its own; those that go leave `GONE` there. */
function setInPlace(text: string, language: string, { apostrophe, quotes, dashes }: Choices, { spaces }: Spacing): string {
  return aroundAddresses(text, (prose) => {
    const quoted = quotes === 'own' ? setQuotes(prose, language) : prose
    const spelled = apostrophe === 'typed' ? quoted : quoted.replace(APOSTROPHES, apostrophe)
    if (dashes === 'typed' || text.includes(GONE)) return spelled
    const dashed = setDashes(spelled, { language, firm: spaces === 'plain' ? ' ' : FIRM })
    return spaces === 'plain' ? dashed : setSpaces(dashed, language)
  })
}

/** Without the places of what went; a text that came with such signs keeps them. */
function shorten(set: string, text: string): string {
  return text.includes(GONE) ? set : set.replaceAll(GONE, '')
}

/** Something of the same length for what is not words. */
function standIn(part: Inline): string {
  if (part.kind === 'break') return '\n'
  if ('parts' in part) return part.parts.map(standIn).join('')
  return part.kind === 'code' ? OPAQUE.repeat(part.text.length) : part.text
}

function cut(parts: readonly Inline[], set: string, text: string): Inline[] {
  let at = 0
  return parts.map((part) => {
    const from = at
    at += standIn(part).length
    if (part.kind === 'text') return { ...part, text: shorten(set.slice(from, at), text) }
    return 'parts' in part ? { ...part, parts: cut(part.parts, set.slice(from, at), text) } : part
  })
}

// A hyphen that does not break would be a sign that the fonts do not have.
const ENDED = String.raw`(?<![\p{L}\p{M}\p{N}])\d{1,4}-\p{Ll}{1,3}(?![\p{L}\p{M}\p{N}'’ʼ-])`
const RANGE = String.raw`(?<![\p{L}\p{M}\p{N}.,:/–-])\d{1,4}–\d{1,4}(?![\p{L}\p{M}\p{N}:/–-]|[.,]\d)`
const WHOLE: Readonly<Record<string, RegExp>> = { uk: new RegExp(`(${ENDED}|${RANGE})`, 'u'), en: new RegExp(`(${RANGE})`, 'u') }

/** Figures with an ending, 2-й or 80-ті, and ranges, 1998–2024, stand apart as parts of text that do not break. */
function keepWhole(parts: readonly Inline[], whole: RegExp): Inline[] {
  return parts.flatMap((part): Inline[] => {
    if ('parts' in part) return [{ ...part, parts: keepWhole(part.parts, whole) }]
    if (part.kind !== 'text' || !whole.test(part.text)) return [part]
    return part.text.split(whole).flatMap((text, i): Inline[] => (text === '' ? [] : [{ kind: 'text', text, ...(i % 2 === 1 && { whole: true }) }]))
  })
}
