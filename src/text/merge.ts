import { diffTexts } from './diff.ts'
import { isWordAt } from './tokens.ts'

/** An edit of the base: its text between two offsets gives way to `text`. */
interface Edit {
  from: number
  to: number
  text: string
}

/**
 * Both edits of one text together, or null when they touch: a merge is proposed only where at least one word that nobody changed stands
 * between what one person changed and what the other did. The same edit made twice counts once. Never guesses: it is symmetric, and
 * `mergeTexts(base, base, theirs)` is `theirs`.
 */
export function mergeTexts(base: string, mine: string, theirs: string, language: string): string | null {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const edits = together(base, editsOf(base, mine, language), editsOf(base, theirs, language))
  return edits && apply(base, edits)
}

function editsOf(base: string, text: string, language: string): Edit[] {
  const edits: Edit[] = []
  let at = 0
  let open: Edit | null = null
  for (const { kind, text: words } of diffTexts(base, text, language).changes) {
    if (kind === 'same') {
      open = null
      at += words.length
      continue
    }
    if (!open) edits.push(open = { from: at, to: at, text: '' })
    if (kind === 'added') open.text += words
    else open.to = at += words.length
  }
  return edits
}

/** All edits in the order of the base; null when two of different people touch. */
function together(base: string, mine: readonly Edit[], theirs: readonly Edit[]): Edit[] | null {
  const all: Edit[] = []
  let [i, j] = [0, 0]
  for (let one = mine[i], other = theirs[j]; one ?? other; one = mine[i], other = theirs[j]) {
    if (one && other && isSame(one, other)) {
      all.push(one)
      i++
      j++
    } else if (one && (!other || standsApart(base, one, other))) {
      all.push(one)
      i++
    } else if (other && (!one || standsApart(base, other, one))) {
      all.push(other)
      j++
    } else return null
  }
  return all
}

function isSame(one: Edit, other: Edit): boolean {
  return one.from === other.from && one.to === other.to && one.text === other.text
}

/** Does a word that nobody changed stand between the first edit's end and the second one's beginning? */
function standsApart(base: string, first: Edit, second: Edit): boolean {
  for (let at = first.to; at < second.from; at++) if (isWordAt(base, at)) return true
  return false
}

function apply(base: string, edits: readonly Edit[]): string {
  let merged = ''
  let at = 0
  for (const { from, to, text } of edits) {
    merged += base.slice(at, from) + text
    at = to
  }
  return merged + base.slice(at)
}
