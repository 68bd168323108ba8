import { LONGEST_SEGMENT } from '../articles/model.ts'
import { findArticle } from '../articles/store.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { loadFacts } from '../segments/facts.ts'
import { headOf, type SegmentFacts } from '../segments/model.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import { mergeTexts } from '../text/merge.ts'
import type { TypedWords } from './actions.ts'
import type { Conflict } from './model.ts'
import type { Sheet, TypedField } from './sheet.ts'
import { listOwnTexts } from './store.ts'
import type { Place } from './writing.ts'

/** A paragraph that could not be saved as it was typed. */
export interface Fault {
  segment: Id
  typed: string
  conflict?: Conflict
  /** What the words were typed over. */
  from?: Id | undefined
  /** The words that both began from. */
  base?: string
  problem?: TextProblem
}

/** What both people began from, for each of these conflicts where that is known. */
export async function withBeginnings(
  db: Db, language: Language, faults: readonly Fault[], fields: ReadonlyMap<Id, TypedField>,
): Promise<Fault[]> {
  const wanted = faults.flatMap(({ segment, conflict }) => conflict ? [{ segment, revision: revisionUnder(fields.get(segment)) }] : [])
  const texts = await listOwnTexts(db, language, wanted.flatMap(({ segment, revision }) => revision ? [{ segment, revision }] : []))
  return faults.map((fault) => {
    if (!fault.conflict || fault.base !== undefined) return fault
    const field = fields.get(fault.segment)
    const revision = revisionUnder(field)
    const stored = revision === null ? '' : texts.get(revision)
    // Of an earlier draft only its page knew the words.
    const before = fault.conflict.with === 'newer_draft' ? shownBefore(field) ?? (field?.shown.version === 0 ? stored : undefined) : stored
    return before === undefined ? fault : { ...fault, base: before }
  })
}

function revisionUnder(field: TypedField | undefined): Id | null {
  return field?.shown.from ?? field?.shown.base ?? null
}

/** Both edits in one text; null when they touch, or when it would say no more than one of them. */
export function mergedOf({ base, typed, conflict }: Fault, language: Language): string | null {
  if (base === undefined || base === '' || !conflict || conflict.theirs === '') return null
  const mine = cleanText(typed, { max: LONGEST_SEGMENT })
  const merged = 'text' in mine ? mergeTexts(base, mine.text, conflict.theirs, language) : null
  return merged === null || 'text' in mine && merged === mine.text || merged === conflict.theirs ? null : merged
}

/** Of paragraphs shown with a conflict the one whose button it was, with both texts together; the others are to be looked at again. */
export async function mergeShown(
  db: Db, actor: Actor, { article: id, language }: Place, { act, fields }: Sheet,
): Promise<{ words: TypedWords[]; faults: Fault[] }> {
  const shown = act.do === 'merged' ? fields.filter(({ mend }) => mend !== undefined) : []
  if (act.do !== 'merged' || shown.length === 0) return { words: [], faults: [] }
  const { source_language: source } = await findArticle(db, id)
  const segments = shown.map(({ segment }) => segment)
  const facts = await loadFacts(db, { article: id, source, language, person: actor.id, segments, removed: true })
  const faults = facts.flatMap((one) => {
    const field = shown.find(({ segment }) => segment === one.segment)
    return field?.mend ? [faultOf(field, conflictWith(one, field.mend))] : []
  })
  const pressed = faults.find(({ segment }) => segment === act.segment)
  const text = pressed ? mergedOf(pressed, language) : null
  const field = shown.find(({ segment }) => segment === act.segment)
  if (text === null || !field) return { words: [], faults }
  return { words: [{ segment: field.segment, text, shown: field.shown }], faults: faults.filter((fault) => fault !== pressed) }
}

function faultOf(field: TypedField, conflict: Conflict): Fault {
  const { segment, typed, shown } = field
  const before = shownBefore(field)
  return { segment, typed, conflict, from: shown.from, ...before === undefined ? {} : { base: before } }
}

/** What the page says it showed; nothing that a paragraph could not hold. */
function shownBefore(field: TypedField | undefined): string | undefined {
  return field?.before !== undefined && field.before.length <= LONGEST_SEGMENT ? field.before : undefined
}

function conflictWith(facts: SegmentFacts, kind: Conflict['with']): Conflict {
  return { with: kind, theirs: (kind === 'newer_draft' ? facts.draft?.text : headOf(facts)?.text) ?? '' }
}
