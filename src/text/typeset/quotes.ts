/** Outer and inner quotation marks, an opening and a closing one each. */
export const OWN_QUOTES: Readonly<Record<string, string>> = { uk: '«»“”', en: '“”‘’', pl: '„”«»', de: '„“‚‘' }

export interface QuotePair {
  from: number
  to: number
  /** How many pairs it stands in. */
  depth: number
}

/** With the language's own quotation marks. Marks that would be paired otherwise once they are set were not understood: they stay. */
export function setQuotes(text: string, language: string): string {
  const own = OWN_QUOTES[language]
  if (!own || !ANY.test(text)) return text
  const quoted = withQuotes(text, own)
  return quoted === text || withQuotes(quoted, own) === quoted ? quoted : text
}

const ANY = /["“”„«»]/

function withQuotes(text: string, own: string): string {
  const pairs = pairQuotes(text)
  // Three deep, nobody can say which marks would be right.
  if (pairs.length === 0 || pairs.some(({ depth }) => depth > 1)) return text
  const signs = pairs.flatMap(({ from, to, depth }) => [{ at: from, sign: own[depth * 2] ?? '' }, { at: to, sign: own[depth * 2 + 1] ?? '' }])
  if (signs.every(({ at, sign }) => text[at] === sign)) return text
  signs.sort((a, b) => a.at - b.at)
  return text.slice(0, signs[0]?.at) + signs.map(({ at, sign }, i) => sign + text.slice(at + 1, signs[i + 1]?.at)).join('')
}

// A straight mark between letters is somebody's apostrophe.
const QUOTES = /[“”„«»]|"(?<![\p{L}\p{M}].(?=\p{L}))/gu
const ALWAYS_OPEN = '„«'
const ALWAYS_CLOSED = '”»'
const OPENING_PLACE = /^$|[\s\p{Ps}\p{Pd}‘‚/]/u

/** Quotation marks that belong together; one without another is left alone. */
export function pairQuotes(text: string): QuotePair[] {
  const open: { at: number; sign: string }[] = []
  const pairs: [from: number, to: number][] = []
  let opened = -1
  for (const { 0: sign, index: at } of text.matchAll(QUOTES)) {
    const before = opened === at - 1 ? '' : text.slice(Math.max(0, at - 1), at)
    if (isOpening(sign, OPENING_PLACE.test(before), text.slice(at + 1, at + 2), open.at(-1)?.sign)) {
      open.push({ at, sign })
      opened = at
    } else {
      const start = open.pop()
      if (start) pairs.push([start.at, at])
    }
  }
  return withDepths(pairs)
}

function isOpening(sign: string, opensHere: boolean, next: string, innermost: string | undefined): boolean {
  if (ALWAYS_OPEN.includes(sign)) return true
  if (ALWAYS_CLOSED.includes(sign)) return false
  // „So in German and in old Ukrainian books“.
  if (sign === '“') return innermost !== '„' || opensHere
  return opensHere && /\S/.test(next)
}

function withDepths(pairs: readonly [from: number, to: number][]): QuotePair[] {
  const ends: number[] = []
  return pairs.toSorted(([a], [b]) => a - b).map(([from, to]) => {
    while ((ends.at(-1) ?? Infinity) < from) ends.pop()
    ends.push(to)
    return { from, to, depth: ends.length - 1 }
  })
}
