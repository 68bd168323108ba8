import ts from 'typescript'
import { newlines, readTemplate, type Piece } from '../../scripts/template.ts'
import { fixedParts, literalsOf } from './literals.ts'

const LETTER = /\p{L}/u
const HTML = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(?<tag>\/?[a-z][\w-]*)(?<attributes>(?:"[^"]*"|'[^']*'|[^'">])*)>|(?<text>[^<]+)|</gi
const ATTRIBUTE = /(?<name>[\w:-]+)\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"'>]+))/g
const SPOKEN = new Set(['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'])

/** Fields whose value nobody reads: it comes back to the server as it is. */
const SILENT_INPUTS = /\btype\s*=\s*["']?(hidden|radio|checkbox|color|range)\b/i
/** A partial that is included inside a tag holds attributes and nothing else. */
const ATTRIBUTES_ALONE = /^\s*([\w-]+(="[^"]*")?\s*)+$/

const UNREAD = new Set(['script', 'style', 'kbd'])

/** Words written into a template instead of the language files: in text, in attributes that are read out, in strings that a tag prints. */
export function wordsInView(file: string, source: string): string[] {
  const written = readTemplate(source).map(visible).join('')
  const html = written.includes('="') && ATTRIBUTES_ALONE.test(written) ? `<input ${written}>` : written
  const found: string[] = []
  let unread: string | undefined
  for (const { index, groups = {} } of html.matchAll(HTML)) {
    const { tag = '', text, attributes = '' } = groups
    const before = html.slice(0, index) + (/^\s+/.exec(text ?? '')?.[0] ?? '')
    const report = (words: string) => found.push(`${file}:${newlines(before).length + 1}: ${words.trim()}`)
    if (unread) {
      if (tag.toLowerCase() === `/${unread}`) unread = undefined
    } else if (text) {
      if (hasWords(text)) report(text)
    } else {
      if (UNREAD.has(tag.toLowerCase())) unread = tag.toLowerCase()
      spokenAttributes(tag.toLowerCase(), attributes).filter(hasWords).forEach(report)
    }
  }
  return found
}

/** What of a piece reaches the page: its text, or the strings written in a tag that prints; line breaks stay. */
function visible({ kind, text }: Piece): string {
  if (kind === 'text') return text
  if (kind === 'comment' || kind === 'code') return newlines(text)
  const [statement] = ts.createSourceFile('expression.ts', `(${text})`, ts.ScriptTarget.Latest, true).statements
  const literals = statement && ts.isExpressionStatement(statement) ? literalsOf(statement.expression) : []
  return literals.flatMap(fixedParts).join('').replace(/[<>"'\n]/g, ' ') + newlines(text)
}

function spokenAttributes(tag: string, attributes: string): string[] {
  return [...attributes.matchAll(ATTRIBUTE)].flatMap(({ groups = {} }) => {
    const { name = '', double, single, bare } = groups
    const spoken = SPOKEN.has(name.toLowerCase()) || (name === 'value' && tag === 'input' && !SILENT_INPUTS.test(attributes))
    return spoken ? [double ?? single ?? bare ?? ''] : []
  })
}

function hasWords(text: string): boolean {
  return LETTER.test(text.replace(/&#?\w+;/g, ''))
}
