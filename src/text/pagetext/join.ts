import type { HyphenDoubt } from './model.ts'
import type { Line } from './lines.ts'
import type { Mends } from './mends.ts'

interface Joined { text: string; doubts: HyphenDoubt[] }

/**
 * One text out of a paragraph's lines, broken words put together. `cut` signs of the first line are a list marker;
 * `between` stands between lines (an address keeps its line ends).
 */
export function joinLines(lines: Line[], mends: Mends, { cut = 0, between = ' ' } = {}): Joined {
  const parts: string[] = []
  const doubts: HyphenDoubt[] = []
  const quoted = isQuoted(lines)
  lines.forEach(({ text, number }, at) => {
    const own = quoted ? text.replace(/^[> ]{1,200}/u, '') : text.slice(at === 0 ? cut : 0)
    if (at === lines.length - 1) {
      parts.push(own)
      return
    }
    const found = mends.get(number)
    if (found?.doubt) doubts.push(found.doubt)
    parts.push(found?.mend === 'drop' ? own.slice(0, -1) : own, found ? gapAfter(found.mend) : gapAt(own, lines[at + 1]?.text ?? '', between))
  })
  return { text: tidy(parts.join('')), doubts }
}

/** A quotation as mail marks it: ">" before every line. */
export function isQuoted(lines: Line[]): boolean {
  return lines.every(({ text }) => text.startsWith('>'))
}

const gapAfter = (mend: 'keep' | 'drop' | 'space'): string => mend === 'space' ? ' ' : ''

/** A dash or stroke that touches the word before it touches the one after it too: "1939–" and "1940". */
function gapAt(text: string, next: string, between: string): string {
  return /[\p{L}\p{N}][–—/]$/u.test(text.slice(-3)) && /^[\p{L}\p{N}]/u.test(next.slice(0, 2)) ? '' : between
}

// Soft hyphens are the page's layout, not the author's text.
function tidy(text: string): string {
  return text.replaceAll('\u00AD', '').trim()
}
