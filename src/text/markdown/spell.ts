import { escapeInline, parseInline, partsText, type Inline } from '../inline.ts'
import { spellingsOf, unwrap } from './unwrap.ts'

type Marks = { sign: '*' | '_'; escape: boolean }

const TRIES: readonly Marks[] = [
  { sign: '*', escape: false }, { sign: '_', escape: false }, { sign: '*', escape: true }, { sign: '_', escape: true },
]
const SIGNS = /[\\`*_[<]/

/**
 * The text of a paragraph that is read as exactly these parts: as it stands in `source`, what they were read from, if it means the same
 * here; else with as few backslashes as can be. Where no text would (an emphasis inside a word, for one), the emphasis goes and the
 * words stay: then `whole` is false.
 */
export function spellInline(given: readonly Inline[], source = ''): { text: string; whole: boolean } {
  const parts = tidyInline(given)
  const plain = spell(parts, { sign: '*', escape: false })
  if (isPlain(parts) || isAsRead(plain, source)) return { text: plain, whole: true }
  const exact = spellAsRead(parts, source) ?? spellAs(parts)
  if (exact !== undefined) return { text: exact, whole: true }
  const bare = spellAs(tidyInline(withoutEmphasis(parts)))
  return { text: bare ?? escapeInline(partsText(parts)), whole: false }
}

/** Parts without empty ones, texts that touch put together, no spaces at the edges of lines and of marks. */
export function tidyInline(parts: readonly Inline[]): Inline[] {
  return trimLines(mergeTexts(parts.flatMap(tidyPart)))
}

function isPlain(parts: readonly Inline[]): boolean {
  return parts.every((part) => part.kind === 'break' || (part.kind === 'text' && !SIGNS.test(part.text)))
}

/** Spelled as it was read, it is read the same again: that spares the slow proof. References, HTML and pictures are read otherwise here. */
function isAsRead(plain: string, source: string): boolean {
  return plain.length < 2000 && !/[&<!\\]/.test(source) && unwrap(source) === plain
}

function spellAsRead(parts: readonly Inline[], source: string): string | undefined {
  const wanted = JSON.stringify(parts)
  return spellingsOf(source).find((text) => JSON.stringify(tidyInline(parseInline(text))) === wanted)
}

function spellAs(parts: readonly Inline[]): string | undefined {
  const wanted = JSON.stringify(parts)
  return TRIES.map((marks) => spell(parts, marks)).find((text) => JSON.stringify(tidyInline(parseInline(text))) === wanted)
}

function spell(parts: readonly Inline[], marks: Marks): string {
  return parts.map((part) => spellPart(part, marks)).join('')
}

function spellPart(part: Inline, marks: Marks): string {
  switch (part.kind) {
    case 'text': return marks.escape ? part.text.replace(/[\\`*_[\]<]/g, '\\$&') : part.text
    case 'break': return '\n'
    case 'code': return spellCode(part.text)
    case 'emphasis': return `${marks.sign}${spell(part.parts, marks)}${marks.sign}`
    case 'strong': return `**${spell(part.parts, marks)}**`
    case 'link': return spellLink(part.href, spell(part.parts, marks))
  }
}

function spellCode(code: string): string {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  const space = /^`|`$|^ .*[^ ].* $/su.test(code) ? ' ' : ''
  return `${fence}${space}${code}${space}${fence}`
}

function spellLink(href: string, words: string): string {
  if (words === href && /^(?:https?|mailto|tel):[^\s<>]+$/iu.test(href)) return `<${href}>`
  const plain = /^[^\s<>()\\]+$/u.test(href)
  return `[${words}](${plain ? href : `<${href.replace(/[<>\\]/g, '\\$&')}>`})`
}

/** A mark opens and closes beside a letter: spaces and line ends at its edges belong outside. */
function tidyPart(part: Inline): Inline[] {
  if (!('parts' in part)) return 'text' in part && part.text === '' ? [] : [part]
  const inside = mergeTexts(part.parts.flatMap(tidyPart)).flatMap(splitEdges)
  const from = inside.findIndex((one) => !isSpace(one))
  if (from < 0) return inside
  const to = inside.findLastIndex((one) => !isSpace(one)) + 1
  return [...inside.slice(0, from), { ...part, parts: trimBesideBreaks(mergeTexts(inside.slice(from, to)), false) }, ...inside.slice(to)]
}

function splitEdges(part: Inline): Inline[] {
  if (part.kind !== 'text') return [part]
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(part.text) ?? []
  return [before, words, after].filter((text) => text !== '').map((text) => ({ kind: 'text', text }))
}

function isSpace(part: Inline): boolean {
  return part.kind === 'break' || (part.kind === 'text' && part.text.trim() === '')
}

function mergeTexts(parts: readonly Inline[]): Inline[] {
  const merged: Inline[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') merged[merged.length - 1] = { ...last, text: joinTexts(last.text, part.text) }
    else merged.push(part)
  }
  return merged
}

/** Where something between two texts is left out, one space is enough. */
function joinTexts(left: string, right: string): string {
  return left + (left.endsWith(' ') ? right.replace(/^ +/, '') : right)
}

/** No spaces beside line ends; within a mark its own edges are settled already. */
function trimLines(parts: readonly Inline[]): Inline[] {
  const trimmed = trimBesideBreaks(parts, true)
  const from = trimmed.findIndex(({ kind }) => kind !== 'break')
  return from < 0 ? [] : trimmed.slice(from, trimmed.findLastIndex(({ kind }) => kind !== 'break') + 1)
}

function trimBesideBreaks(parts: readonly Inline[], outermost: boolean): Inline[] {
  const isEnd = (part: Inline | undefined) => part ? part.kind === 'break' : outermost
  const trimmed = parts.flatMap((part, at): Inline[] => {
    if (part.kind !== 'text') return [part]
    const left = isEnd(parts[at - 1]) ? part.text.trimStart() : part.text
    const text = isEnd(parts[at + 1]) ? left.trimEnd() : left
    return text === '' ? [] : [{ ...part, text }]
  })
  // One empty line is as empty as two.
  return trimmed.filter((part, at) => part.kind !== 'break' || trimmed[at - 1]?.kind !== 'break' || trimmed[at - 2]?.kind !== 'break')
}

function withoutEmphasis(parts: readonly Inline[]): Inline[] {
  return parts.flatMap((part): Inline[] => {
    if (part.kind === 'emphasis' || part.kind === 'strong') return withoutEmphasis(part.parts)
    return part.kind === 'link' ? [{ ...part, parts: withoutEmphasis(part.parts) }] : [part]
  })
}
