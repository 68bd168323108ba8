import type { Span } from '../text/prose.ts'

/** Words around a place of a text. */
export interface Excerpt {
  before: string
  found: string
  after: string
}

const ROOM = 70

/** Cut at spaces, with an ellipsis where something is left out. */
export function excerptAt(words: string, { start, end }: Span): Excerpt {
  const [from, to] = [Math.max(0, start - ROOM), Math.min(words.length, end + ROOM)]
  const before = words.slice(from, start).replace(from > 0 ? /^\S*\s/u : /^$/u, '')
  const after = words.slice(end, to).replace(to < words.length ? /\s\S*$/u : /^$/u, '')
  return { before: from > 0 ? `… ${before}` : before, found: words.slice(start, end), after: to < words.length ? `${after} …` : after }
}
