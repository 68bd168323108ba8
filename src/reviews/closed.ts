import type { Actor } from '../people/model.ts'
import { markViews, seesMarks, type MarkView } from '../quality/marks-view.ts'
import type { ClosedParagraph } from './pages.ts'
import { placeOf, type View } from './paragraphs.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import type { DecisionRow } from './store.ts'
import { isTyped } from './verdicts.ts'

/** A paragraph on which nothing waits here any more. */
export function closedParagraph(sheet: Sheet, row: SheetRow, view: View): ClosedParagraph {
  const { facts, marks } = row
  const last = marks.at(-1)
  const decided = row.decisions.findLast(({ proposal }) => proposal === last?.id)
  const waitsIn = facts.proposal && facts.proposal.submission !== sheet.submission.id ? facts.proposal.submission : null
  const outcome = endOf(decided) ?? (waitsIn ? 'replaced' : 'gone')
  return {
    ...placeOf(sheet, row, view),
    outcome,
    state: outcome === 'returned' ? 'returned' : endOf(decided) ? 'approved' : 'waiting',
    // A reviewer's typography goes straight into the decision.
    text: sheet.texts.get(decided?.revision ?? last?.revision ?? '')?.text ?? '',
    decisions: decisionsOn(row, sheet),
    asksForText: outcome === 'returned' && facts.returned?.revision === decided?.revision && sheet.submission.sender_id === view.actor.id,
    waitsIn,
    marks: marksOn(sheet, row, view.actor),
    kept: keptOf(sheet, row, view),
  }
}

/** Marks are on what was sent, which may not be what was approved. */
function marksOn({ submission: { language, sender_id }, names, qualityMarks }: Sheet, { marks }: SheetRow, actor: Actor): MarkView[] {
  const made = [...new Set(marks.map(({ revision }) => revision))].flatMap((revision) => qualityMarks.get(revision) ?? [])
  return markViews(made.filter(({ translator }) => seesMarks(actor, language, [sender_id, translator])), { actor, language, names })
}

function endOf(decided: DecisionRow | undefined): 'approved' | 'confirmed' | 'returned' | null {
  const outcome = decided?.outcome
  return outcome === 'approved' || outcome === 'confirmed' || outcome === 'returned' ? outcome : null
}

/** What was decided, with what led to it, in order. */
function decisionsOn({ decisions, passes }: SheetRow, sheet: Sheet): ClosedParagraph['decisions'] {
  const { names, submission: { sender_id } } = sheet
  const passed = passes.map(({ reviewer, at }) => ({
    outcome: reviewer === sender_id ? 'accepted' as const : 'passed' as const, by: names.get(reviewer) ?? '', at, reason: '', common: false, selfApproved: false,
  }))
  return [...passed, ...decisions.flatMap((decision) => decisionView(decision, sheet))].sort((a, b) => a.at < b.at ? -1 : 1)
}

function decisionView({ outcome, reviewer, at, reason, eyes }: DecisionRow, { names, returnedWhole }: Sheet): ClosedParagraph['decisions'] {
  if (outcome === 'imported' || outcome === 'revoked') return []
  // Said once, above all of them.
  const common = outcome === 'returned' && returnedWhole !== null && returnedWhole.at <= at && returnedWhole.reason === reason
  return [{ outcome, by: names.get(reviewer) ?? '', at, reason: common ? '' : reason, common, selfApproved: eyes === 'one' }]
}

function keptOf({ texts }: Sheet, { facts, marks }: SheetRow, { choices, drafts }: View): ClosedParagraph['kept'] {
  const choice = choices.get(facts.segment) ?? marks.map(({ id }) => drafts.get(id)).findLast((one) => one !== undefined)
  if (!choice) return null
  const proposed = texts.get(marks.find(({ id }) => id === choice.proposal)?.revision ?? '')?.text
  if (!isTyped(choice, proposed)) return null
  const draft = marks.map(({ id }) => id).findLast((id) => drafts.has(id)) ?? null
  return { text: isTyped({ ...choice, reason: '', marks: [] }, proposed) ? choice.text ?? '' : '', reason: choice.reason, marks: choice.marks, draft }
}
