import { isWhole, spanIn, type Span } from '../../text/prose.ts'
import { compareValues } from './compare.ts'
import type { Value } from './model.ts'
import { newFigures, type Piece } from './notation.ts'
import { numbersInWords } from './numerals.ts'
import { isSame } from './same.ts'
import { surplus } from './surplus.ts'
import { readText, type ValuedText } from './text.ts'

interface Languages {
  from: string
  to: string
}

interface Adapted {
  text: string
  /** Where the new figures stand in it. */
  changed: Span[]
}

/** A value as it was and as it is to be. */
interface Change {
  old: Value
  wanted: Value
}

/**
 * The stored translation with the values of another original, which differs from its own in values alone; null where that cannot be
 * done surely: a number in words, an ending that would have to change with it, one value for two.
 */
export function adaptNumbers(storedSource: string, wantedSource: string, storedTarget: string, { from, to }: Languages): Adapted | null {
  const [stored, wanted, target] = [readText(storedSource, from), readText(wantedSource, from), readText(storedTarget, to)]
  const changes = changesBetween(stored, wanted)
  if (changes === null) return null
  const pieces: Piece[] = []
  for (const change of changes) {
    const given = partnersOf(change, { changes, stored, target })
    if (given === null) return null
    for (const value of given) {
      const made = newFigures(change, { value, text: target.flat, language: to })
      if (made === null) return null
      pieces.push(...made)
    }
  }
  const adapted = replaced(target, pieces)
  return adapted && compareValues(wanted, readText(adapted.text, to)).length === 0 ? adapted : null
}

/** Null where the two differ in more than values. */
function changesBetween(stored: ValuedText, wanted: ValuedText): Change[] | null {
  if (stored.values.length !== wanted.values.length || skeletonOf(stored) !== skeletonOf(wanted)) return null
  return stored.values.flatMap((old, i) => {
    const now = wanted.values[i]
    return now && textOf(stored, old) !== textOf(wanted, now) ? [{ old, wanted: now }] : []
  })
}

interface All {
  changes: readonly Change[]
  stored: ValuedText
  target: ValuedText
}

/** What the translation says for a value: as often as the original does, and each time it becomes the same; null where that is not so. */
function partnersOf({ old, wanted }: Change, { changes, stored, target }: All): Value[] | null {
  const same = stored.values.filter((one) => isSame(one, old, 'otherwise'))
  const given = target.values.filter((one) => isSame(old, one, 'otherwise'))
  const alike = changes.filter((one) => same.includes(one.old) && isSame(one.wanted, wanted, 'exactly'))
  if (given.length !== same.length || alike.length !== same.length || given.length === 0) return null
  const inWords = surplus(numbersInWords(target.flat), numbersInWords(stored.flat))
  if (old.amounts.some((amount) => inWords.includes(amount))) return null
  return alike[0]?.old === old ? given : []
}

function replaced({ text, prose }: ValuedText, pieces: readonly Piece[]): Adapted | null {
  const [changed, parts]: [Span[], string[]] = [[], []]
  let end = 0
  for (const piece of pieces.toSorted((a, b) => a.start - b.start)) {
    const place = spanIn(prose, piece)
    if (place.start < end || !isWhole(prose, piece)) return null
    parts.push(text.slice(end, place.start))
    const start = parts.join('').length
    if (text.slice(place.start, place.end) !== piece.text) changed.push({ start, end: start + piece.text.length })
    parts.push(piece.text)
    end = place.end
  }
  return { text: parts.join('') + text.slice(end), changed }
}

/** The text with its values taken out: the figures of numbers, all of a date. */
function skeletonOf({ text, prose, values }: ValuedText): string {
  let [rest, end] = ['', 0]
  for (const value of values) {
    for (const span of piecesOf(value)) {
      const place = spanIn(prose, span)
      rest += `${text.slice(end, place.start)}\0`
      end = place.end
    }
  }
  return rest + text.slice(end)
}

function piecesOf(value: Value): Span[] {
  return value.kind === 'date' ? value.parts.toSorted((a, b) => a.start - b.start) : [value.figures]
}

function textOf({ prose: { words } }: ValuedText, value: Value): string {
  return piecesOf(value).map(({ start, end }) => words.slice(start, end)).join(' ')
}
