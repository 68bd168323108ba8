import type { FoundByline } from './bylines.ts'
import { isItem, isProse, isTitleLike } from './parts.ts'
import type { Part, Role } from './parts.ts'
import { isStandingLine } from './standing.ts'

const LONGEST_TITLE = 200

/** The article's parts up to `end`, the bylines found among them by their place, and the roles still to be filled in. */
interface Article { parts: Part[]; bylines: Map<number, FoundByline>; end: number; language: string; roles: (Role | undefined)[] }

/** Gives title, byline, lead and date their roles at the head of an article; answers where the text begins. */
export function readOpening({ parts, bylines, end, language, roles }: Article): number {
  const [first] = parts
  if (!first || end === 0 || bylines.has(0) || !isTitleLike(first, LONGEST_TITLE)) return 0
  roles[0] = { kind: 'title' }
  let at = 1
  let lead = false
  while (at < end) {
    const byline = bylines.get(at)
    if (byline && textFollows(parts, at + byline.length, end)) at += takeByline(byline, roles)
    else if (isStandingLine(parts[at]?.text ?? '', language) && at + 1 < end) {
      roles[at] = { kind: 'aside', aside: 'masthead' }
      at += 1
    } else if (!lead && isLead({ parts, bylines, end, language, roles }, at)) {
      roles[at] = { kind: 'lead' }
      lead = true
      at += 1
    } else break
  }
  return at
}

/** Gives a found author's parts their roles; answers how many parts they are. */
export function takeByline({ at, length, name, role }: FoundByline, roles: (Role | undefined)[]): number {
  roles[at] = { kind: 'author_name', byline: { name, role: length === 1 ? role : '' } }
  if (length === 2) roles[at + 1] = { kind: 'author_role' }
  return length
}

/** A byline stands at the head only if the article stands below it. */
function textFollows(parts: Part[], from: number, end: number): boolean {
  const prose = parts.slice(from, Math.min(end, from + 8)).filter(isProse)
  return prose.length > 1 || (prose[0]?.text.length ?? 0) >= 200
}

const LONGEST_LEAD = 400

/** A lead shows by what is below it, the byline or the date; or it is a second title, too long for a heading. */
function isLead({ parts, bylines, end, language }: Article, at: number): boolean {
  const part = parts[at]
  if (!part || isItem(part) || part.text.length > LONGEST_LEAD || at + 1 >= end) return false
  const byline = bylines.get(at + 1)
  if (byline) return textFollows(parts, at + 1 + byline.length, end)
  if (isStandingLine(parts[at + 1]?.text ?? '', language)) return textFollows(parts, at + 2, end)
  return part.text.length >= 60 && isTitleLike(part, LONGEST_TITLE) && !/[!?]$/u.test(part.text) && isProse(parts[at + 1])
}
