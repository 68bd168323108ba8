import type { Article } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import type { ErrorCode } from '../errors.ts'
import type { SegmentFacts } from '../segments/model.ts'
import { sameContent, type Candidate, type FrozenSegment } from './model.ts'

/** Everything that decides whether an article can be published in a language. */
export interface PublishingCase {
  article: Pick<Article, 'id' | 'source_language' | 'trashed_at'>
  language: Language
  mayPublish: boolean
  facts: readonly SegmentFacts[]
  candidate: Candidate
  /** What readers have now; null when they have nothing. */
  current: readonly FrozenSegment[] | null
  slug: { text: string; state: 'invalid' | 'taken' | 'new' | 'own' }
  /** The numbers of missing and behind paragraphs that the publisher takes on. */
  accepted: { missing: number; behind: number }
}

/** In the order in which an editor would chase them. */
const LACKS = ['returned', 'not_started', 'behind', 'waiting', 'confirmation'] as const
type Lack = (typeof LACKS)[number]

/** One thing that stands in the way of publishing, and where something can be done about it. */
export interface Blocker {
  why: 'no_right' | 'trashed' | 'no_title' | Lack | 'unfillable' | 'slug_invalid' | 'slug_taken' | 'same'
  count: number
  places: Place[]
  /** The page for what is about no paragraph. */
  href: string | null
  /** The number that can be taken on, for publishing all the same; null where nothing but work helps. */
  accept: 'missing' | 'behind' | null
}

/** A paragraph, and the page where it can be worked on. */
interface Place {
  segment: Id
  number: number
  href: string
}

/** All that stands in the way, the gravest first; empty when the article can be published. Nothing else decides that. */
export function listBlockers(asked: PublishingCase): Blocker[] {
  const { article, language, mayPublish, candidate, current, slug } = asked
  const room = `/desk/articles/${article.id}/languages/${language}`
  const original = `/desk/articles/${article.id}/languages/${article.source_language}/editions`
  const same = slug.state === 'own' && current !== null && sameContent(candidate.rows, current)
  return [
    ...mayPublish ? [] : [plain('no_right', '/desk/account')],
    ...article.trashed_at === null ? [] : [plain('trashed', `/desk/articles/${article.id}`)],
    ...candidate.title === null ? [{ ...plain('no_title', null), places: placesOf(asked, isTitle) }] : [],
    ...lacksIn(asked),
    ...candidate.unfillable.length > 0 && language !== article.source_language
      ? [{ ...plain('unfillable', original), count: candidate.unfillable.length, places: placesOf(asked, among(candidate.unfillable)) }] : [],
    ...slug.state === 'invalid' || slug.state === 'taken' ? [plain(`slug_${slug.state}`, `${room}/editions#slug`)] : [],
    ...same ? [plain('same', null)] : [],
  ]
}

/** Nothing but an explicit yes is needed. */
export function canBeAccepted(blockers: readonly Blocker[]): boolean {
  return blockers.every(({ accept }) => accept !== null)
}

/** The error that the gravest of them is, where publishing is tried all the same. */
export function errorOf({ why }: Blocker): ErrorCode {
  if (why === 'no_right') return 'forbidden'
  if (why === 'slug_invalid') return 'slug_unusable'
  if (why === 'slug_taken') return 'slug_taken'
  return why === 'same' || why === 'trashed' ? 'wrong_state' : 'not_ready'
}

function plain<Why extends Blocker['why']>(why: Why, href: string | null): Blocker & { why: Why } {
  return { why, count: 1, places: [], href, accept: null }
}

/** Paragraphs without an approved text, and those older than their original, by what each lacks. */
function lacksIn(asked: PublishingCase): Blocker[] {
  const { article, language, facts, candidate: { missing, behind }, accepted } = asked
  const whole = language === article.source_language
  const open = [
    ...missing.length === accepted.missing && !whole ? [] : [{ named: new Set(missing), accept: whole ? null : 'missing' as const }],
    ...behind.length === accepted.behind ? [] : [{ named: new Set(behind), accept: 'behind' as const }],
  ]
  const found = open.flatMap(({ named, accept }) => LACKS.map((why): Blocker => {
    const places = facts.filter((one) => named.has(one.segment) && lackOf(one) === why).map((one) => placeOf(one, article.id))
    return { why, count: places.length, places, href: null, accept }
  }))
  return found.filter(({ count }) => count > 0)
}

function lackOf({ proposal, returned, approved }: SegmentFacts): Lack {
  if (proposal) return proposal.awaits === 'confirmation' ? 'confirmation' : 'waiting'
  return returned ? 'returned' : approved ? 'behind' : 'not_started'
}

function placesOf({ article, facts }: PublishingCase, meant: (facts: SegmentFacts) => boolean): Place[] {
  return facts.filter(meant).map((one) => placeOf(one, article.id))
}

/** What is in review leads to its submission, all else to the page of the paragraph alone. */
function placeOf({ segment, position, proposal, language }: SegmentFacts, article: Id): Place {
  const href = proposal ? `/desk/submissions/${proposal.submission}#p-${segment}` : `/desk/articles/${article}/languages/${language}/segments/${segment}`
  return { segment, number: position + 1, href }
}

const isTitle = ({ kind }: SegmentFacts) => kind === 'title'
const among = (segments: readonly Id[]) => ({ segment }: SegmentFacts) => segments.includes(segment)
