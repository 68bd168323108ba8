import type { Id } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import { viewDiff, type DiffView, type DiffWords } from './diff-view.ts'
import type { ClosedParagraph, OpenParagraph, SourceView } from './pages.ts'
import { mayAcceptEdit } from './model.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import type { DecisionRow } from './store.ts'
import { isTyped, type Choice, type ChoiceProblem } from './verdicts.ts'

/** Who looks at a submission, and what they chose and typed so far. */
export interface View {
  actor: Actor
  words: DiffWords
  /** By segment. */
  choices: ReadonlyMap<Id, Choice>
  /** By proposal. */
  problems: ReadonlyMap<Id, ChoiceProblem>
  moved: ReadonlySet<Id>
}

type OpenRow = SheetRow & { facts: SegmentFacts & { proposal: OpenProposal } }

export function isOpenIn({ submission }: Pick<Sheet, 'submission'>, row: SheetRow): row is OpenRow {
  return row.facts.proposal?.submission === submission.id
}

export function openParagraph(sheet: Sheet, row: OpenRow, view: View): OpenParagraph {
  const { proposal, approved, source } = row.facts
  const { language } = sheet.submission
  const stillFits = approved?.hash === proposal.hash
  const compare = (before: string | undefined) => before === undefined ? null : viewDiff(before, proposal.text, language, view.words)
  return {
    ...placeOf(sheet, row, view),
    proposal: proposal.id,
    state: proposal.awaits === 'confirmation' ? 'confirmation' : 'waiting',
    source: sourceView(sheet, row, view.words),
    text: proposal.text,
    novelty: stillFits ? 'still_fits' : approved ? 'changed' : 'new',
    change: stillFits ? null : compare(approved?.text),
    edit: editOf(sheet, row, compare),
    returned: returnOf(sheet, row, compare),
    asks: asksOf(sheet, row, view.actor),
    shown: [proposal.revision, source?.revision ?? '', approved?.revision ?? ''].join(),
    choice: choiceOf(view.choices.get(row.facts.segment), proposal.text),
    problem: problemOf(view.problems.get(proposal.id)),
    mayBeMinor: source === null && approved !== null && !stillFits,
  }
}

export function closedParagraph(sheet: Sheet, row: SheetRow, view: View): ClosedParagraph {
  const { facts, marks } = row
  const last = marks.at(-1)
  const decided = row.decisions.findLast(({ proposal }) => proposal === last?.id)
  const outcome = decided?.outcome === 'approved' || decided?.outcome === 'confirmed' || decided?.outcome === 'returned' ? decided.outcome : 'replaced'
  return {
    ...placeOf(sheet, row, view),
    outcome,
    state: outcome === 'replaced' ? 'waiting' : outcome === 'returned' ? 'returned' : 'approved',
    // A reviewer's typography goes straight into the decision.
    text: sheet.texts.get(decided?.revision ?? last?.revision ?? '')?.text ?? '',
    decisions: row.decisions.flatMap((decision) => decisionView(decision, sheet.names)),
    asksForText: outcome === 'returned' && facts.returned?.revision === decided?.revision && sheet.submission.sender_id === view.actor.id,
    waitsIn: facts.proposal && facts.proposal.submission !== sheet.submission.id ? facts.proposal.submission : null,
    kept: keptOf(sheet, row, view.choices.get(facts.segment)),
  }
}

function placeOf({ article, submission: { language } }: Sheet, { facts }: SheetRow, { moved }: View) {
  const { segment, position, kind, list } = facts
  const translation = `/desk/articles/${article.id}/languages/${language}#p-${segment}`
  return { segment, number: position + 1, kind, list, language, translation, moved: moved.has(segment) }
}

function sourceView({ article, texts }: Sheet, { facts }: OpenRow, words: DiffWords): SourceView | null {
  const { source, approved, proposal } = facts
  if (!source) return null
  const language = article.source_language
  const change = (before: string) => viewDiff(before, source.text, language, words)
  const sent = texts.get(proposal.sourceRevision ?? '')
  const view = { text: source.text, language }
  if (sent && sent.hash !== source.hash) return { ...view, moved: { since: 'sent', change: change(sent.text) } }
  if (approved?.source && approved.source.hash !== source.hash) return { ...view, moved: { since: 'approved', change: change(approved.source.text) } }
  return { ...view, moved: null }
}

type Compare = (before: string | undefined) => DiffView | null

function editOf({ names, texts }: Sheet, { facts, marks }: OpenRow, compare: Compare): OpenParagraph['edit'] {
  const { proposal } = facts
  if (proposal.awaits !== 'confirmation') return null
  const change = compare(texts.get(marks.find(({ id }) => id === proposal.editedFrom)?.revision ?? '')?.text)
  return change && { change, by: names.get(proposal.writer) ?? '' }
}

function returnOf({ names }: Sheet, { returned }: OpenRow, compare: Compare): OpenParagraph['returned'] {
  const change = compare(returned?.text)
  return returned && change && { by: names.get(returned.reviewer) ?? '', at: returned.at, reason: returned.reason, change }
}

/** Mirrors what `reviews/actions.ts` would allow, so that nobody is offered what would then be refused. */
function asksOf({ article, submission, selfApproval }: Sheet, { facts: { proposal }, writers }: OpenRow, actor: Actor): OpenParagraph['asks'] {
  const reviews = can(actor, 'submission.review', submission.language)
  const sent = submission.sender_id === actor.id
  if (reviews && selfApproval) return 'verdict'
  const wroteIt = proposal.awaits === 'confirmation' && proposal.writer === actor.id
  const accepts = sent && (reviews || mayAcceptEdit(actor, article.source_language, submission))
  if (accepts && proposal.awaits === 'confirmation' && !wroteIt) return 'confirmation'
  if (wroteIt) return 'own_edit'
  if (sent || !reviews) return 'nothing'
  return writers.has(actor.id) ? 'own_part' : 'verdict'
}

function choiceOf(choice: Choice | undefined, text: string): OpenParagraph['choice'] {
  return { outcome: choice?.outcome ?? null, text: choice?.text ?? text, reason: choice?.reason ?? '', minor: choice?.minor ?? false }
}

function problemOf(problem: ChoiceProblem | undefined): OpenParagraph['problem'] {
  return problem ? { field: `${problem.field}-${problem.proposal}`, code: problem.code } : null
}

function decisionView({ outcome, reviewer, at, reason, eyes }: DecisionRow, names: Sheet['names']): ClosedParagraph['decisions'] {
  if (outcome === 'imported' || outcome === 'revoked') return []
  return [{ outcome, by: names.get(reviewer) ?? '', at, reason, selfApproved: eyes === 'one' }]
}

function keptOf({ texts }: Sheet, { marks }: SheetRow, choice: Choice | undefined): ClosedParagraph['kept'] {
  if (!choice) return null
  const proposed = texts.get(marks.find(({ id }) => id === choice.proposal)?.revision ?? '')?.text
  if (!isTyped(choice, proposed)) return null
  return { text: isTyped({ ...choice, reason: '' }, proposed) ? choice.text ?? '' : '', reason: choice.reason }
}
