import type { Id } from '../db/columns.ts'
import type { SegmentKind } from '../db/tables/article.ts'
import type { SegmentFacts } from '../segments/model.ts'
import type { TextProblem } from '../text/clean.ts'
import { fieldOf, type ParagraphField } from './fields.ts'
import { mergedOf, type Fault } from './merging.ts'
import type { Conflict } from './model.ts'
import { changesHtmlOf } from './notes.ts'
import { placeOf, type ArticlePlace } from './pages.ts'
import type { Reading } from './reading.ts'
import type { Sheet } from './sheet.ts'

/** Paragraphs that could not be saved as typed: nothing was overwritten, and what was typed stands in the fields. */
export interface MendPage extends ArticlePlace {
  action: string
  /** How many others were saved meanwhile. */
  saved: number
  mends: Mend[]
  show: Sheet['show']
  view: Sheet['view']
  /** What was going to be sent, and goes on with it. */
  sending: { message: string; chosen: [segment: Id, version: number][]; anyway: Id[] } | null
}

/** `_mend`: one such paragraph. */
interface Mend {
  number: number
  kind: SegmentKind
  original: string | null
  field: ParagraphField
  conflict: MendConflict | null
  problem: TextProblem | null
}

interface MendConflict {
  with: Conflict['with']
  theirs: string
  /** What theirs changed, where it is known from what; else how the typed text differs from it. */
  changesHtml: string
  /** What both began from, and what was typed over it; null where it is not known or was empty. */
  base: { text: string; mineHtml: string } | null
  /** Both together, compared with theirs; null when they touch. */
  mergedHtml: string | null
}

export interface MendView {
  mend: Mend
  place: MendPage
}

/** After a conflict the fields name what stands there now, so that saving them again works. */
export function mendPage(reading: Reading, faults: readonly Fault[], { saved, sheet }: { saved: number; sheet: Sheet }): MendPage {
  const { facts, around } = reading
  const byId = new Map(facts.map((one) => [one.segment, one]))
  const sends = sheet.act.do === 'chosen'
  return {
    ...placeOf(reading), action: `${around.address}/drafts`, saved, show: sheet.show, view: sheet.view,
    mends: faults.flatMap((fault) => {
      const one = byId.get(fault.segment)
      return one ? [mendOf(one, fault, around)] : []
    }),
    sending: sends ? { message: sheet.message ?? '', chosen: [...sheet.chosen], anyway: [...sheet.anyway] } : null,
  }
}

function mendOf(one: SegmentFacts, fault: Fault, around: Reading['around']): Mend {
  const { typed, problem, from } = fault
  const shown = problem ? showable(typed, problem) : typed
  return {
    number: one.position + 1, kind: one.kind, original: one.source?.text ?? null,
    field: { ...fieldOf(one, around, shown, from), mode: 'open', fits: false, savedAt: null },
    conflict: conflictOf(fault, around),
    problem: problem ?? null,
  }
}

function conflictOf(fault: Fault, { language, words }: Reading['around']): MendConflict | null {
  const { typed, conflict, base = '' } = fault
  if (!conflict) return null
  const changes = (before: string, after: string) => changesHtmlOf(before, after, language, words)
  const merged = mergedOf(fault, language)
  return {
    ...conflict, changesHtml: base === '' ? changes(conflict.theirs, typed) : changes(base, conflict.theirs),
    base: base === '' ? null : { text: base, mineHtml: changes(base, typed) },
    mergedHtml: merged === null ? null : changes(conflict.theirs, merged),
  }
}

/** What can be shown, and sent again, of a text that cannot be stored. */
function showable(typed: string, problem: TextProblem): string {
  if (problem === 'too_long') return typed
  return typed.toWellFormed()
    // eslint-disable-next-line no-control-regex -- these are what a text may not hold
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd\p{Noncharacter_Code_Point}]/gu, '')
    .replace(/(\p{M}{30})\p{M}+/gu, '$1')
}
