import type { Line } from './lines.ts'
import { follows } from './markers.ts'
import type { Candidate, Marker, Reading } from './markers.ts'

interface Chain { style: string; value: number; indent: number; begins: boolean; members: Candidate[] }

/** Keeps the numbers and letters that count: 1, 2, 3 or а, б, в. One alone is a list only after a colon. */
export function keepNumbers(candidates: Candidate[]): { line: Line; marker: Marker; style: string }[] {
  const open: Chain[] = []
  const chains: Chain[] = []
  for (const candidate of candidates) {
    if (candidate.marker.list !== 'ordered') continue
    const chain = extendChain(open, candidate)
    if (chain) continue
    const begun = beginChain(candidate)
    chains.push(begun)
    open.unshift(begun)
    // Six lists inside one another are more than anybody writes; an older one than that is over.
    if (open.length > 6) open.pop()
  }
  return chains.filter(isList).flatMap(({ style, members }) => members.map(({ line, marker }) => ({ line, marker, style })))
}

function extendChain(open: Chain[], candidate: Candidate): Chain | undefined {
  const fits = open.flatMap((chain) => {
    const reading = readingFor(chain, candidate.marker.readings)
    return reading ? [{ chain, reading, distance: Math.abs(chain.indent - candidate.line.indent) }] : []
  })
  const best = fits.sort((a, b) => a.distance - b.distance)[0]
  if (!best) return undefined
  best.chain.value = best.reading.value
  best.chain.members.push(candidate)
  return best.chain
}

function readingFor(chain: Chain, readings: Reading[]): Reading | undefined {
  return readings.find(({ style, value }) => style === chain.style && follows(style, chain.value, value))
}

function beginChain(candidate: Candidate): Chain {
  const { readings } = candidate.marker
  const reading = readings.find(({ value }) => value === 1) ?? readings[0] ?? { style: '', value: 0 }
  return { style: reading.style, value: reading.value, indent: candidate.line.indent, begins: reading.value === 1, members: [candidate] }
}

function isList({ begins, members }: Chain): boolean {
  const [first, second] = members
  if (!first) return false
  if (!second) return begins && (first.previous?.text.endsWith(':') ?? false)
  return begins || members.length > 2 || second.line.number - first.line.number <= 6
}
