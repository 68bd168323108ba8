import type { Finding, Fix } from '../checks/model.ts'
import type { Id } from '../db/columns.ts'
import { spacedBetween } from '../text/put-in.ts'

/** What one click puts right, in UTF-16 units of the words that were shown. */
export type TextFix = Extract<Fix, { text: string }>

const ONE = /^(\d{1,6})-(\d{1,6})-([^:,]{0,45000})$/
const LONGEST = 5000
const MOST = 100

/** What the button of some fixes of a text asks for; null where it would carry too much. */
export function printFixes(segment: Id, fixes: readonly TextFix[], act: 'fix' | 'unfix' = 'fix'): string | null {
  const length = fixes.reduce((sum, { text }) => sum + text.length, 0)
  return length > LONGEST || fixes.length > MOST ? null : `${act}:${segment}:${fixes.map(printOne).join()}`
}

function printOne({ start, end, text }: TextFix): string {
  return `${start}-${end}-${encodeURIComponent(text)}`
}

/** Null for what no button of ours asks for: fixes stand in order and apart. */
export function readFixes(printed: string): TextFix[] | null {
  const fixes = printed.split(',', MOST + 1).map(readOne)
  const known = fixes.filter((one) => one !== null)
  const inOrder = known.every(({ start, end }, i) => start <= end && start >= (known[i - 1]?.end ?? 0))
  return inOrder && known.length === fixes.length && known.length <= MOST ? known : null
}

function readOne(printed: string): TextFix | null {
  const [, start, end, text = ''] = ONE.exec(printed) ?? []
  try {
    return start === undefined || end === undefined ? null : { start: Number(start), end: Number(end), text: decodeURIComponent(text) }
  } catch {
    return null
  }
}

/** What is missing in a text, at its end: where a page has no cursor. */
export function appended(text: string, piece: string): TextFix {
  return { start: text.length, end: text.length, text: spacedBetween(text, piece, '') }
}

export function applyFixes(text: string, fixes: readonly TextFix[]): string {
  return fixes.reduceRight((fixed, { start, end, text: words }) => `${fixed.slice(0, start)}${words}${fixed.slice(end)}`, text)
}

/** What puts the earlier words back once the fixes were made. */
export function inverseOf(text: string, fixes: readonly TextFix[]): TextFix[] {
  let moved = 0
  return fixes.map(({ start, end, text: words }) => {
    const at = start + moved
    moved += words.length - (end - start)
    return { start: at, end: at + words.length, text: text.slice(start, end) }
  })
}

/** Fixes of findings that have the same cause, by what the findings say, in the order of the text; of those at one place the first. */
export function fixesByCause(findings: readonly (Pick<Finding, 'says' | 'fix'> & { meant: unknown })[]): Map<string, TextFix[]> {
  const causes = new Map<string, TextFix[]>()
  const fixes = findings.flatMap(({ says, fix, meant }) => fix && 'text' in fix && meant === null ? [{ says, fix }] : [])
  for (const { says, fix } of fixes.sort((a, b) => a.fix.start - b.fix.start)) {
    const known = causes.get(says) ?? []
    const last = known.at(-1)
    if (!last || fix.start >= last.end && fix.start > last.start) causes.set(says, [...known, fix])
  }
  return causes
}
