import { createRequire } from 'node:module'
import type { PhrasingContent, Root } from 'mdast'
import type * as Mdast from 'mdast-util-from-markdown'
import { textHtml } from './diff-html.ts'
import { rememberingLast } from './last.ts'

/** What stands inside a paragraph. */
export type Inline =
  | { kind: 'code'; text: string }
  /** `whole`: it does not break at the end of a line. */
  | { kind: 'text'; text: string; whole?: boolean }
  | { kind: 'emphasis' | 'strong'; parts: Inline[] }
  /** `to`: it leads to a text in another language, with words that say so. */
  | { kind: 'link'; href: string; parts: Inline[]; to?: OtherLanguage }
  | { kind: 'break' }

export interface OtherLanguage {
  language: string
  note: string
  noteLanguage: string
}

// A paragraph is never cut: of CommonMark only what stands inside one is read; HTML, images and entities are plain characters.
const ONLY_INLINE = [
  'headingAtx', 'setextUnderline', 'list', 'blockQuote', 'codeFenced', 'codeIndented', 'htmlFlow', 'htmlText', 'thematicBreak', 'definition',
  'labelStartImage', 'characterReference',
]
// A sign set free by a backslash counts once, so that what may be escaped may be read again.
const SIGNS = /\\[\\`*_[<]|[`*_[<]|\\(?!\])/g
// The parser takes quadratic time over very many signs; a paragraph with more of them is not prose.
const MOST_SIGNS = 500
// Of these each mark needs one; without any the slow parser need not be asked.
const MARKS = /`[\s\S]*`|\*[\s\S]*\*|_[\s\S]*_|\]\(|<[a-z][a-z\d+.-]*:|<[^\s<>]+@|\\[!-/:-@[-`{-~\n]/iu
const SAFE_LINK = /^(?:https?:\/\/|mailto:|tel:|#|\/(?![/\\]))/iu

/** Reads the inline marks of a paragraph's text (emphasis, links, code). Never throws: what is not a mark is text. */
export function parseInline(text: string): Inline[] {
  const tree = readMarks(text)
  if (!tree) return textParts(text)
  const breaks: Inline[] = [{ kind: 'break' }, { kind: 'break' }]
  return tree.children.flatMap((block, i) => [...i === 0 ? [] : breaks, ...block.type === 'paragraph' ? block.children.flatMap(inlineOf) : []])
}

/** The marks with their places in the text, for reading only; undefined where it has none. */
export function readMarks(text: string): Root | undefined {
  const signs = countSigns(text)
  return signs === 0 || signs > MOST_SIGNS || !MARKS.test(text) ? undefined : parse(text)
}

// Reading takes longer than all that is done with it, and a text, its original and its link targets are asked about in turn.
const parse = rememberingLast(4, (text) => parser().fromMarkdown(text, { extensions: [{ disable: { null: ONLY_INLINE } }] }))

let loaded: typeof Mdast | undefined

// Loaded with the first text that has marks: it takes longer than all else that a start loads.
function parser(): typeof Mdast {
  return loaded ??= createRequire(import.meta.url)('mdast-util-from-markdown') as typeof Mdast
}

/** How many signs a text has that could be marks: reading it takes up to a tenth of a millisecond for each. */
export function countSigns(text: string): number {
  return text.match(SIGNS)?.length ?? 0
}

/** A paragraph's text as safe HTML: `<em>`, `<strong>`, `<code>`, `<a>`, `<br>` and nothing else; an unsafe link stays its words. */
export function inlineHtml(text: string): string {
  return partsHtml(parseInline(text))
}

/** The same of a text that is read already. */
export function partsHtml(parts: readonly Inline[]): string {
  return parts.map(partHtml).join('')
}

/** May a link of an article lead there? Of what may not, readers get the words alone. */
export function isSafeLink(href: string): boolean {
  return SAFE_LINK.test(href)
}

/** The words alone, as readers see them; for titles, excerpts and addresses. */
export function plainText(text: string): string {
  return partsText(parseInline(text))
}

/** The same of a text that is read already. */
export function partsText(parts: readonly Inline[]): string {
  return parts.map((part) => part.kind === 'break' ? '\n' : 'text' in part ? part.text : partsText(part.parts)).join('')
}

/** What a translation has to keep: link targets and pieces of code, each as often as it stands there, in order. */
export function marksOf(text: string): { links: string[]; codes: string[] } {
  return marksIn(parseInline(text))
}

/** The same of a text that is read already. */
export function marksIn(parts: readonly Inline[]): { links: string[]; codes: string[] } {
  const all = flatten(parts)
  return {
    links: all.flatMap((part) => part.kind === 'link' ? [part.href] : []),
    codes: all.flatMap((part) => part.kind === 'code' ? [part.text] : []),
  }
}

/** Plain characters as paragraph text that shows exactly them: signs get a backslash only where they would become a mark. */
export function escapeInline(plain: string): string {
  const meansItself = parseInline(plain).every(({ kind }) => kind === 'text' || kind === 'break') && plainText(plain) === plain
  return meansItself ? plain : plain.replace(/[\\`*_[\]<]/g, '\\$&')
}

/** The same without reading the text: signs that mark nothing get their backslash too. For texts without end. */
export function escapeSigns(plain: string): string {
  if (countSigns(plain) > MOST_SIGNS || !MARKS.test(plain)) return plain
  return plain.replace(plain.includes('[') ? /[\\`*_[\]<]/g : /[\\`*_<]/g, '\\$&')
}

function inlineOf(node: PhrasingContent): Inline[] {
  switch (node.type) {
    case 'text': return textParts(node.value)
    case 'inlineCode': return [{ kind: 'code', text: node.value }]
    case 'emphasis':
    case 'strong': return [{ kind: node.type, parts: node.children.flatMap(inlineOf) }]
    case 'link': return [{ kind: 'link', href: node.url, parts: node.children.flatMap(inlineOf) }]
    case 'break': return [{ kind: 'break' }]
    default: return []
  }
}

function textParts(text: string): Inline[] {
  return text.split('\n').flatMap((line, i): Inline[] => {
    const words: Inline[] = line === '' ? [] : [{ kind: 'text', text: line }]
    return i === 0 ? words : [{ kind: 'break' }, ...words]
  })
}

function partHtml(part: Inline): string {
  switch (part.kind) {
    case 'text': return part.whole ? `<span class="whole">${textHtml(part.text)}</span>` : textHtml(part.text)
    case 'code': return `<code>${textHtml(part.text)}</code>`
    case 'break': return '<br>'
    case 'emphasis': return `<em>${part.parts.map(partHtml).join('')}</em>`
    case 'strong': return `<strong>${part.parts.map(partHtml).join('')}</strong>`
    case 'link': {
      const wordsHtml = part.parts.map(partHtml).join('')
      return isSafeLink(part.href) ? linkHtml(part.href, wordsHtml, part.to) : wordsHtml
    }
  }
}

function linkHtml(href: string, wordsHtml: string, to: OtherLanguage | undefined): string {
  if (!to) return `<a href="${textHtml(href)}">${wordsHtml}</a>`
  const noteHtml = `<span class="in-language" lang="${textHtml(to.noteLanguage)}">(${textHtml(to.note)})</span>`
  return `<a href="${textHtml(href)}" hreflang="${textHtml(to.language)}">${wordsHtml}</a>\u00a0${noteHtml}`
}

function flatten(parts: readonly Inline[]): Inline[] {
  return parts.flatMap((part) => 'parts' in part ? [part, ...flatten(part.parts)] : [part])
}
