import { pictureView } from '../assets/shown.ts'
import type { Id } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { CATEGORIES, markLines, MOST_MARKS, SEVERITIES } from '../quality/marks.ts'
import type { OpenProposal, SegmentFacts } from '../segments/model.ts'
import { stateOf } from '../segments/states.ts'
import { addHref } from '../translations/findings.ts'
import { offeredView } from '../translations/offered.ts'
import { viewDiff, type DiffView, type DiffWords } from './diff-view.ts'
import type { OpenParagraph, SourceView } from './pages.ts'
import { isEnough } from '../segments/passes.ts'
import type { ReviewDraft } from './draft-store.ts'
import { isMarkable } from './measuring.ts'
import { isTypographyOnly, mayAcceptEdit, stillAsShown } from './model.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import type { Choice, ChoiceProblem } from './verdicts.ts'

/** Who looks at a submission, and what they chose and typed so far. */
export interface View {
  actor: Actor
  words: DiffWords
  /** By segment. */
  choices: ReadonlyMap<Id, Choice>
  /** What they saved and have not sent, by proposal. */
  drafts: ReadonlyMap<Id, ReviewDraft>
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
  const mayBeMinor = source === null && approved !== null && !stillFits
  const { choice, saved } = chosenFor(row, view)
  const asks = asksOf(sheet, row, view.actor)
  const adds = can(view.actor, 'words.change', language) ? language : null
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
    stood: stoodFor(sheet, row),
    decides: decidesAlone(sheet, row, view.actor),
    returned: returnOf(sheet, row, compare),
    findings: (sheet.findings.get(row.facts.segment) ?? []).map((one) => ({ ...one, addHref: addHref(one, adds) })),
    offered: offeredView(sheet.offered.get(proposal.revision), proposal.text, { language, words: view.words }),
    reported: reportedOf(sheet, row, view.actor),
    asks,
    own: asks === 'verdict' && isOwn(sheet, row, view.actor),
    shown: [proposal.revision, source?.revision ?? '', approved?.revision ?? ''].join(),
    choice: choiceOf(choice, proposal, mayBeMinor && isTypographyOnly(approved.text, proposal.text)),
    marking: markingOf(sheet, row, { asks, choice, actor: view.actor }),
    version: view.drafts.get(proposal.id)?.version ?? 0,
    saved,
    problem: problemOf(view.problems.get(proposal.id)),
    mayBeMinor,
    diverged: stateOf(row.facts).step === 'diverged',
    puts: mayBeMinor ? sheet.dependents.get(row.facts.segment) ?? [] : [],
  }
}

/** What is said of every paragraph. */
export function placeOf({ article, pictures, submission: { language } }: Sheet, { facts }: SheetRow, { moved }: View) {
  const { segment, position, kind, list } = facts
  // Its words may be on their way still.
  const picture = pictureView(pictures.get(segment), { kind, text: (facts.source ?? facts.approved ?? facts.proposal)?.text ?? '', language: article.source_language })
  const translation = `/desk/articles/${article.id}/languages/${language}/segments/${segment}`
  return { segment, number: position + 1, kind, list, language, translation, moved: moved.has(segment), picture }
}

function sourceView({ article, texts }: Sheet, { facts }: OpenRow, words: DiffWords): SourceView | null {
  const { source, approved, proposal } = facts
  if (!source) return null
  const language = article.source_language
  const change = (before: string) => viewDiff(before, source.text, language, words)
  const sent = texts.get(proposal.sourceRevision ?? '')
  const moves = {
    sent: sent && sent.hash !== source.hash ? change(sent.text) : null,
    // The same words said twice help nobody.
    approved: approved?.source && approved.source.hash !== source.hash && approved.source.hash !== sent?.hash
      ? change(approved.source.text) : null,
  }
  const view = { text: source.text, language }
  if (moves.sent) return { ...view, moved: { since: 'sent', change: moves.sent }, sinceApproved: moves.approved }
  return { ...view, moved: moves.approved ? { since: 'approved', change: moves.approved } : null, sinceApproved: null }
}

type Compare = (before: string | undefined) => DiffView | null

function editOf({ names, texts }: Sheet, { facts, marks }: OpenRow, compare: Compare): OpenParagraph['edit'] {
  const { proposal } = facts
  if (proposal.awaits !== 'confirmation') return null
  const change = compare(texts.get(marks.find(({ id }) => id === proposal.editedFrom)?.revision ?? '')?.text)
  return change && { change, by: names.get(proposal.writer) ?? '' }
}

/** Whose edit waits for confirmation is said with the edit. */
function stoodFor({ names, second }: Sheet, { stands, facts: { proposal } }: OpenRow): OpenParagraph['stood'] {
  const told = stands.filter(({ by }) => by === 'pass' || proposal.awaits === 'review')
  return second ? told.map(({ reviewer, at }) => ({ by: names.get(reviewer) ?? '', at })) : []
}

/** Would the text be approved, once this person finds it good? */
function decidesAlone({ second, submission }: Sheet, { stands }: OpenRow, { id }: Actor): boolean {
  return !second || isEnough(stands, id, submission.sender_id)
}

function returnOf({ names }: Sheet, { returned }: OpenRow, compare: Compare): OpenParagraph['returned'] {
  const change = compare(returned?.text)
  return returned && change && { by: names.get(returned.reviewer) ?? '', at: returned.at, reason: returned.reason, change }
}

function reportedOf({ answered, submission }: Sheet, { facts }: OpenRow, actor: Actor): OpenParagraph['reported'] {
  const mayLook = can(actor, 'correction.decide', submission.language)
  return (answered.get(facts.segment) ?? []).map(({ id, remark }) => ({ remark, href: mayLook ? `/desk/corrections/${id}` : null }))
}

/** Mirrors what `reviews/actions.ts` would allow, so that nobody is offered what would then be refused. */
function asksOf(sheet: Sheet, row: OpenRow, actor: Actor): OpenParagraph['asks'] {
  const { article, submission, selfApproval, second } = sheet
  const { facts: { proposal }, writers, stands } = row
  const reviews = can(actor, 'submission.review', submission.language)
  const sent = submission.sender_id === actor.id
  if (reviews && selfApproval) return 'verdict'
  const wroteIt = proposal.awaits === 'confirmation' && proposal.writer === actor.id
  const accepts = sent && (reviews || mayAcceptEdit(actor, article.source_language, submission))
  if (accepts && proposal.awaits === 'confirmation' && !wroteIt) return 'confirmation'
  if (wroteIt) return 'own_edit'
  if (sent || !reviews) return 'nothing'
  if (second && stands.some(({ reviewer }) => reviewer === actor.id) && !decidesAlone(sheet, row, actor)) return 'passed'
  return writers.has(actor.id) ? 'own_part' : 'verdict'
}

/** Mirrors whose words `reviews/deciding.ts` counts as the reviewer's own. */
export function isOwn({ submission }: Pick<Sheet, 'submission'>, { facts: { proposal }, writers }: OpenRow, actor: Actor): boolean {
  const confirms = proposal.awaits === 'confirmation' && proposal.writer !== actor.id && submission.sender_id === actor.id
  return !confirms && (writers.has(actor.id) || submission.sender_id === actor.id)
}

/** What was posted, else what was saved: of a choice made for something else only the words stay. */
function chosenFor({ facts, marks }: OpenRow, { choices, drafts }: View): { choice: Choice | undefined; saved: OpenParagraph['saved'] } {
  const posted = choices.get(facts.segment)
  const draft = drafts.get(facts.proposal.id) ?? marks.map(({ id }) => drafts.get(id)).findLast((one) => one !== undefined)
  if (posted || !draft) return { choice: posted, saved: null }
  const dropped = !stillAsShown(facts, draft.proposal, draft.shown)
  return { choice: { ...draft, outcome: dropped ? null : draft.outcome }, saved: { at: draft.at, dropped } }
}

/** Marks that were typed stay to be seen, though the site measures no more. */
function markingOf({ measured, submission }: Sheet, { facts: { proposal } }: OpenRow, { asks, choice, actor }: {
  asks: OpenParagraph['asks']; choice: Choice | undefined; actor: Actor
}): OpenParagraph['marking'] {
  const typed = choice?.marks ?? []
  const offers = measured && asks === 'verdict' && isMarkable(proposal, submission, actor.id)
  if (!offers && typed.length === 0) return null
  const another = typed.length + 1 < MOST_MARKS ? `/desk/submissions/${submission.id}/drafts` : null
  return { lines: markLines(typed), another, categories: CATEGORIES, severities: SEVERITIES }
}

/** What changes typography alone is proposed as minor, whatever its sender thought. */
function choiceOf(choice: Choice | undefined, { text, minor }: OpenProposal, typography: boolean): OpenParagraph['choice'] {
  return { outcome: choice?.outcome ?? null, text: choice?.text ?? text, reason: choice?.reason ?? '', minor: choice?.minor ?? (minor || typography) }
}

function problemOf(problem: ChoiceProblem | undefined): OpenParagraph['problem'] {
  if (!problem) return null
  const { field, proposal, code, finding } = problem
  return { field: `${field}-${proposal}`, code, ...finding && { finding } }
}
