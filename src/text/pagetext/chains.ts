import type { Line } from './lines.ts'
import { readMarker } from './markers.ts'
import type { Candidate, Marker } from './markers.ts'
import { keepBullets } from './bullets.ts'
import { keepNumbers } from './numbers.ts'
import { endsSentence } from './signs.ts'

/** A marker, and the style it was found to be of. */
export interface Found { marker: Marker; style: string }
/** The marker of every line that begins a list item, by line number. */
export type Markers = Map<number, Found>

/** Finds the lists: a marker alone proves nothing ("1939." or a dash may begin a sentence), its neighbours do. */
export function findMarkers(lines: Line[], width: number): Markers {
  const candidates = collectCandidates(lines, width)
  const found: Markers = new Map()
  for (const { line, marker, style } of [...keepBullets(candidates, width), ...keepNumbers(candidates)]) {
    found.set(line.number, { marker, style })
  }
  return found
}

function collectCandidates(lines: Line[], width: number): Candidate[] {
  const candidates: Candidate[] = []
  let previous: Line | undefined
  for (const line of lines) {
    if (line.shape !== 'text') continue
    const marker = readMarker(line.text)
    const fresh = previous?.chunk !== line.chunk
    if (marker && (marker.sure || fresh || isBreak(previous, width))) candidates.push({ line, marker, previous, fresh })
    previous = line
  }
  return candidates
}

// Wrapped prose may happen to begin a line with a dash or "12.": there the line before is full and goes on.
function isBreak(previous: Line | undefined, width: number): boolean {
  if (!previous) return true
  return endsSentence(previous.text) || /[;,)]$/u.test(previous.text) || previous.width < width * 0.7 || readMarker(previous.text) !== undefined
}
