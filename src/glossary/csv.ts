/** A table as RFC 4180 writes it. */
type Table = { rows: { line: number; cells: string[] }[] } | { fault: 'quotes'; line: number }

/** Programs that open tables take such a cell for a formula: an apostrophe before it keeps it a text, and goes when it comes back. */
const FORMULA = /^[=+\-@\t\r]/u
const GUARDED = /^'(?=[=+\-@\t\r'])/u

export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((cells) => cells.map(writeCell).join(',')).join('\r\n')}\r\n`
}

function writeCell(cell: string): string {
  const safe = FORMULA.test(cell) || GUARDED.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Cells between commas, or between semicolons where the first line has more of them; in quotation marks, anything. Linear. */
export function readCsv(source: string): Table {
  const text = source.replace(/^\ufeff/, '')
  const first = text.slice(0, Math.max(0, text.indexOf('\n')) || text.length)
  const separator = first.split(';').length > first.split(',').length ? ';' : ','
  const rows: { line: number; cells: string[] }[] = []
  let [at, line] = [0, 1]
  while (at < text.length) {
    const cells: string[] = []
    const started = line
    for (;;) {
      const cell = readCell(text, at, separator)
      if (cell === null) return { fault: 'quotes', line: started }
      cells.push(cell.value.replace(GUARDED, ''))
      line += cell.value.split('\n').length - 1
      at = cell.end
      if (text[at] !== separator) break
      at += 1
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    line += 1
    if (cells.some((cell) => cell !== '')) rows.push({ line: started, cells })
  }
  return { rows }
}

function readCell(text: string, from: number, separator: string): { value: string; end: number } | null {
  if (text[from] !== '"') {
    let end = from
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1
    return { value: text.slice(from, end), end }
  }
  const parts: string[] = []
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return null
    parts.push(text.slice(at, quote))
    at = quote + 1
    if (text[at] !== '"') break
    parts.push('"')
    at += 1
  }
  const ends = at >= text.length || text[at] === separator || text[at] === '\n' || text[at] === '\r'
  return ends ? { value: parts.join(''), end: at } : null
}
