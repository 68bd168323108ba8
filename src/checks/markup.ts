import { marksOf } from '../text/inline.ts'

/** One piece of the original that a translation lacks, or has and the original has not. */
interface MarkFault {
  kind: 'link' | 'code'
  sign: 'missing' | 'extra'
  /** The link's target, or the code. */
  item: string
}

const KINDS = [['link', 'links'], ['code', 'codes']] as const

/** Link targets and pieces of code, each as often as it stands in the original; the words of a link may differ freely. */
export function compareMarks(original: string, translation: string): MarkFault[] {
  const [wanted, given] = [marksOf(original), marksOf(translation)]
  return KINDS.flatMap(([kind, list]) => [
    ...surplus(wanted[list], given[list]).map((item) => ({ kind, sign: 'missing' as const, item })),
    ...surplus(given[list], wanted[list]).map((item) => ({ kind, sign: 'extra' as const, item })),
  ])
}

/** What to put into a translation for a piece that it lacks. */
export function snippetOf({ kind, item }: Pick<MarkFault, 'kind' | 'item'>): string {
  if (kind === 'link') return /[\s()<>]/.test(item) ? `[](<${item.replace(/[<>\\]/g, '\\$&')}>)` : `[](${item})`
  const fence = '`'.repeat(longestRun(item) + 1)
  const room = /^`|`$/.test(item) ? ' ' : ''
  return `${fence}${room}${item}${room}${fence}`
}

// A space between the two halves of a link, which is then no link.
const TORN = /\][^\S\n]+\((?=(?:https?:\/\/|mailto:|tel:|#|\/)[^\s()]*\))/gu

/** The text with its torn links mended: `[word] (https://…)` is a link again. */
export function mendLinks(text: string): string {
  return text.replace(TORN, '](')
}

/** Those of `some` that `others` have not, each counted. */
function surplus(some: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return some.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
