import { plainText } from '../inline.ts'
import { addressOf, printFenceName, printLineName } from './braces.ts'
import { escapeAll, escapeHeading, escapeLines, quote } from './escape.ts'
import { Lists } from './lists.ts'
import type { MarkedRow } from './model.ts'
import { Proof } from './proof.ts'

/**
 * An article's original as Markdown that `readMarkdown` reads as exactly these rows: each block below an empty line, as few backslashes
 * as can be. What no Markdown says (verse with indented lines, signs set free that mark nothing) stands letter for letter in a fence
 * with its kind in braces. The texts are as they are stored: clean, without spaces around them, never empty.
 */
export function writeMarkdown(rows: readonly MarkedRow[]): string {
  const proof = new Proof()
  const lists = new Lists()
  const title = rows.findIndex(({ kind }) => kind === 'title')
  const captioned = rows.map((row, at) => writeCaptioned(row, rows[at + 1], proof))
  const pieces: string[] = []
  for (const [at, row] of rows.entries()) {
    if (captioned[at - 1] !== undefined) continue
    const item = writeItem(row, lists, proof)
    if (item === undefined) lists.close()
    if (item?.joined) pieces.push(`${pieces.pop() ?? ''}\n${item.text}`)
    else pieces.push(item?.text ?? captioned[at] ?? writeRow(row, { first: at === 0, titled: at > title }, proof))
  }
  return pieces.map((piece) => `${piece}\n`).join('\n')
}

interface Place { first: boolean; titled: boolean }

function writeRow(row: MarkedRow, place: Place, proof: Proof): string {
  return proof.first(spellings(row, place), [row]) ?? fence(row)
}

/** How a row would be written, the best first. */
function spellings(row: MarkedRow, { first, titled }: Place): string[] {
  const { kind, level, text, asset } = row
  switch (kind) {
    // Above everything a line of dashes would open the facts above the text.
    case 'rule': return [first ? '***' : '---']
    case 'code': return [fence(row)]
    case 'title': return [titled ? named(row) : `# ${escapeHeading(text)}`]
    case 'heading': return [`${'#'.repeat(level)} ${escapeHeading(text)}`]
    case 'image': return imageSpellings(text, addressOf(asset))
    case 'paragraph': return [escapeLines(text, { below: false }).join('\\\n')]
    case 'quotation': return [escapeLines(text, { below: false }).map((line) => `> ${line}`).join('\\\n')]
    case 'list_item': return []
    default: return [named(row)]
  }
}

function named({ kind, text }: MarkedRow): string {
  return `${printLineName(kind)}\n${escapeLines(text, { below: true }).join('\\\n')}`
}

function imageSpellings(text: string, target: string): string[] {
  return [...new Set([text, escapeAll(text)])].map((words) => `![${words}](${target})`)
}

/** An image and its caption in one line, where the caption has no marks. */
function writeCaptioned(image: MarkedRow, caption: MarkedRow | undefined, proof: Proof): string | undefined {
  if (image.kind !== 'image' || caption?.kind !== 'caption' || caption.text.includes('\n') || !proof.isShort(caption.text)) return undefined
  const words = quote(plainText(caption.text))
  return proof.first(imageSpellings(image.text, `${addressOf(image.asset)} ${words}`), [image, caption])
}

function writeItem(row: MarkedRow, lists: Lists, proof: Proof): ReturnType<Lists['add']> | undefined {
  if (row.kind !== 'list_item' || row.level < 1 || row.level > 6) return undefined
  const lines = escapeLines(row.text, { below: false })
  const alone = new Lists().add(1, row.list ?? 'bulleted', lines).text
  return proof.first([alone], [{ ...row, level: 1 }]) === undefined ? undefined : lists.add(row.level, row.list ?? 'bulleted', lines)
}

/** Letter for letter between two fences longer than any in the text. */
function fence(row: MarkedRow): string {
  const longest = Math.max(2, ...(row.text.match(/`{3,}/g) ?? []).map(({ length }) => length))
  const sign = '`'.repeat(longest + 1)
  return `${sign}${row.kind === 'code' ? '' : printFenceName(row)}\n${row.text}\n${sign}`
}
