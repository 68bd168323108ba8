import type { Line } from './lines.ts'
import type { Candidate, Marker } from './markers.ts'
import { startsSmall } from './signs.ts'

interface Found { line: Line; marker: Marker; style: string }

/** Keeps the bullets that stand in a list. Bullets proper always do; a dash, a star or a plus needs company. */
export function keepBullets(candidates: Candidate[], width: number): Found[] {
  return collectRuns(candidates.filter(({ marker }) => marker.list === 'bulleted'))
    .filter((run) => isList(run, width))
    .flatMap((run) => run.map(({ line, marker }) => ({ line, marker, style: marker.sign })))
}

/** Runs of the same sign with nothing between them but the items' own lines. */
function collectRuns(candidates: Candidate[]): Candidate[][] {
  const runs: Candidate[][] = []
  const open = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const { sign } = candidate.marker
    const run = open.get(sign)
    if (run && continues(run.at(-1), candidate)) run.push(candidate)
    else {
      const begun = [candidate]
      runs.push(begun)
      open.set(sign, begun)
    }
  }
  return runs
}

function continues(last: Candidate | undefined, next: Candidate): boolean {
  if (!last) return false
  return last.line.chunk === next.line.chunk || (next.fresh && last.line.chunk === next.line.chunk - 1)
}

function isList(run: Candidate[], width: number): boolean {
  const [first] = run
  if (!first || first.marker.sure) return first !== undefined
  const colon = first.previous?.text.endsWith(':') ?? false
  if (isDialogue(run)) return false
  if (first.marker.sign !== '—') return colon || run.length > 1
  return run.length > 1 && (colon || run.some(({ line }) => startsSmall(line.text.slice(2)) || line.text.endsWith(';')) || isDeep(run, width))
}

const isDeep = (run: Candidate[], width: number): boolean => run.every(({ line }) => line.indent > 1 && line.width <= width)

/** Speech: a dash again after a comma or a question («— Іди, — сказав він»), or a line that asks or calls out. */
function isDialogue(run: Candidate[]): boolean {
  if (!'-–—'.includes(run[0]?.marker.sign ?? ' ')) return false
  return run.some(({ line }) => !startsSmall(line.text.slice(2)) && speaks(line.text))
}

function speaks(text: string): boolean {
  return /[,!?…]["»”]? [—–-] \p{Ll}/u.test(text.slice(0, 400)) || /[?!]["»”]?$/u.test(text.slice(-2))
}
