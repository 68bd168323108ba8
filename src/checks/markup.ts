import { marksIn, parseInline, type Inline } from '../text/inline.ts'
import { rememberingLast } from '../text/last.ts'
import type { Span } from '../text/prose.ts'
import { matchesOf, surplus } from './look.ts'

/** One piece of the original that a translation lacks, or has and the original has not. */
export interface MarkFault {
  kind: 'link' | 'code'
  sign: 'missing' | 'extra'
  /** The link's target, or the code. */
  item: string
}

const KINDS = [['link', 'links'], ['code', 'codes']] as const

/** Link targets and pieces of code, each as often as it stands in the original; the words of a link may differ freely. */
export function compareMarks(original: string, translation: string): MarkFault[] {
  const [wanted, given] = [marksIn(partsOf(original)), marksIn(partsOf(translation))]
  return KINDS.flatMap(([kind, list]) => [
    ...surplus(wanted[list], given[list]).map((item) => ({ kind, sign: 'missing' as const, item })),
    ...surplus(given[list], wanted[list]).map((item) => ({ kind, sign: 'extra' as const, item })),
  ])
}

/** The marks of a text; several checks ask for those of the same two texts. */
export function partsOf(text: string): readonly Inline[] {
  return lastParts(text)
}

const lastParts = rememberingLast(4, parseInline)

/** What to put into a translation for a piece that it lacks. */
export function snippetOf({ kind, item }: Pick<MarkFault, 'kind' | 'item'>): string {
  if (kind === 'link') return /[\s()<>]/.test(item) ? `[](<${item.replace(/[<>\\]/g, '\\$&')}>)` : `[](${item})`
  const fence = '`'.repeat(longestRun(item) + 1)
  const room = /^`|`$/.test(item) ? ' ' : ''
  return `${fence}${room}${item}${room}${fence}`
}

// A space between the two halves of a link, which is then no link.
const TORN = /\][^\S\n]+\((?=(?:https?:\/\/|mailto:|tel:|#|\/)[^\s()]*\))/gu

/** Where the halves of links were torn apart. */
export function findTears(text: string): Span[] {
  return matchesOf(text, TORN).map(({ start, end }) => ({ start: start + 1, end: end - 1 }))
}

/** The text with its torn links mended: `[word] (https://…)` is a link again. */
export function mendLinks(text: string): string {
  return text.replace(TORN, '](')
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
