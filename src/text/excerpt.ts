/** The beginning of a text in at most `most` characters, cut between words. */
export function beginningOf(text: string, most: number): string {
  const line = text.replace(/[^\S\u00a0]+/gu, ' ').trim()
  if (line.length <= most) return line
  const end = line.lastIndexOf(' ', most - 1)
  // A long address after one short word would leave hardly anything.
  const words = line.slice(0, end >= most / 3 ? end : most - 1)
  return `${words.replace(/[\p{Surrogate}\s,;:.—–-]+$/u, '')}…`
}
