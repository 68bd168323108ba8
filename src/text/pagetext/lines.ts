/** One line of the input: `text` is trimmed, its inner spaces are single, `width` counts the indentation too. */
export interface Line {
  number: number
  text: string
  indent: number
  width: number
  shape: 'text' | 'blank' | 'rule'
  chunk: number
}

/** Cuts the input into lines and numbers its chunks (lines without an empty line between them). */
export function cutLines(text: string): Line[] {
  let chunk = 0
  let open = false
  return text.split('\n').map((raw, index) => {
    const line = readLine(raw, index + 1)
    if (line.shape === 'text' && !open) chunk += 1
    open = line.shape === 'text'
    line.chunk = chunk
    return line
  })
}

function readLine(raw: string, number: number): Line {
  const text = singleSpaces(raw.trim())
  const indent = text === '' ? 0 : indentOf(raw)
  return { number, text, indent, width: indent + text.length, shape: shapeOf(text), chunk: 0 }
}

// Bounded, because an endless run of spaces would overflow the stack of the regular expression.
function singleSpaces(text: string): string {
  let single = text.replaceAll('\t', ' ')
  while (single.includes('  ')) single = single.replace(/ {2,1000}/gu, ' ')
  return single
}

const TAB = 4

function indentOf(raw: string): number {
  let columns = 0
  for (const char of raw) {
    if (char === '\t') columns += TAB - (columns % TAB)
    else if (char === ' ' || char === '\u00A0' || char === '\u3000') columns += 1
    else break
  }
  return columns
}

function shapeOf(text: string): Line['shape'] {
  if (text === '') return 'blank'
  return text.length >= 3 && isRule(text) ? 'rule' : 'text'
}

const RULE_SIGNS = '-_=*~—–+#'

/** A drawn line: one sign over and over, spaces apart or not ("-----", "* * *"). */
function isRule(text: string): boolean {
  const sign = text[0] ?? ''
  if (!RULE_SIGNS.includes(sign)) return false
  let count = 0
  for (const char of text) {
    if (char === sign) count += 1
    else if (char !== ' ') return false
  }
  return count >= 3
}

/** Beyond this nobody wraps by hand: a longer line is a paragraph in itself. */
export const LONG_LINE = 130

/** The width the text was wrapped at, in columns: nine of ten lines that go on below are not wider. */
export function wrapWidth(lines: Line[]): number {
  const counts = new Array<number>(LONG_LINE + 1).fill(0)
  let total = 0
  for (let index = 0; index + 1 < lines.length; index += 1) {
    const line = lines[index]
    if (line?.shape !== 'text' || lines[index + 1]?.shape !== 'text') continue
    const width = Math.min(line.width, LONG_LINE)
    counts[width] = (counts[width] ?? 0) + 1
    total += 1
  }
  return percentile(counts, total * 0.9)
}

function percentile(counts: number[], rank: number): number {
  let seen = 0
  for (let width = 0; width < counts.length; width += 1) {
    seen += counts[width] ?? 0
    if (seen >= rank) return width
  }
  return LONG_LINE
}
