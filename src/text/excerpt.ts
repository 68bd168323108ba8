/** The beginning of a text in at most `most` characters, cut between words. */
export function beginningOf(text: string, most: number): string {
  // Of a long text the beginning is mostly enough.
  const some = lineOf(text.slice(0, most * 3))
  const line = some.length > most ? some : lineOf(text)
  if (line.length <= most) return line
  const end = line.lastIndexOf(' ', most - 1)
  // A long address after one short word would leave hardly anything.
  const words = line.slice(0, end >= most / 3 ? end : most - 1)
  return `${words.replace(/[\p{Surrogate}\s,;:.—–-]+$/u, '')}…`
}

function lineOf(text: string): string {
  return text.replace(/[^\S\u00a0]+/gu, ' ').trim()
}
