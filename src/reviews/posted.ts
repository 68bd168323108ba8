import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'
import type { Reviewed } from './actions.ts'
import type { Result } from './deciding.ts'
import type { Verdict } from './model.ts'
import type { ReviewedCounts, Results, SubmissionPage } from './pages.ts'
import { isOpenIn, isOwn } from './paragraphs.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import { judgeChoice, type Choice, type ChoiceProblem } from './verdicts.ts'

const NOTHING: ReviewedCounts = { approved: 0, confirmed: 0, passed: 0, edited: 0, returned: 0 }

/** What to decide and what is wrong, for everything that was posted. */
export function judgeChoices(sheet: Sheet, choices: readonly Choice[]): { verdicts: Verdict[]; problems: Map<Id, ChoiceProblem> } {
  const rows = rowsByProposal(sheet)
  const verdicts: Verdict[] = []
  const problems = new Map<Id, ChoiceProblem>()
  for (const choice of choices) {
    const judged = judgeChoice(choice, rows.get(choice.proposal)?.facts, sheet.measured)
    if (judged && 'verdict' in judged) verdicts.push(judged.verdict)
    if (judged && 'problem' in judged) problems.set(choice.proposal, judged.problem)
  }
  return { verdicts, problems }
}

/** Choices by segment: what was typed for a paragraph stays with it when another proposal stands there now. */
export function bySegment(sheet: Sheet, choices: readonly Choice[]): Map<Id, Choice> {
  const rows = rowsByProposal(sheet)
  return new Map(choices.flatMap((choice) => {
    const segment = rows.get(choice.proposal)?.facts.segment
    return segment === undefined ? [] : [[segment, choice] as const]
  }))
}

/** Does somebody approve words that count as their own, as this language allows? Where it does not, the action refuses them. */
export function approvesOwn(sheet: Sheet, actor: Actor, verdicts: readonly Verdict[]): boolean {
  const open = new Map(sheet.rows.filter((row) => isOpenIn(sheet, row)).map((row) => [row.facts.proposal.id, row]))
  return sheet.selfApproval && verdicts.some(({ proposal, outcome }) => {
    const row = open.get(proposal)
    return outcome !== 'return' && row !== undefined && isOwn(sheet, row, actor)
  })
}

/** Approvals of what changes typography alone, of what stood in the form. */
export function typographyOf({ typography }: SubmissionPage, choices: readonly Choice[]): Choice[] {
  const together = new Set(typography.map(({ proposal }) => proposal))
  return choices.filter(({ proposal }) => together.has(proposal)).map((choice) => ({ ...choice, outcome: 'approve' }))
}

/** A form sent twice finds its own decisions: they count as done, only the others have moved. */
export function settle(sheet: Sheet, actor: Actor, choices: ReadonlyMap<Id, Choice>, { done, moved }: Reviewed): {
  counts: ReviewedCounts; moved: Set<Id>
} {
  const rows = new Map(sheet.rows.map((row) => [row.facts.segment, row]))
  const results = new Map<Id, Result>(done.map(({ segment, result }) => [segment, result]))
  for (const segment of moved) {
    const before = decidedBefore(rows.get(segment), actor, choices.get(segment))
    if (before) results.set(segment, before)
  }
  const counts = { ...NOTHING }
  for (const result of results.values()) counts[result] += 1
  return { counts, moved: new Set(moved.filter((segment) => !results.has(segment))) }
}

/** Counts as an address carries them; null when there is none. */
export function readCounts(query: Readonly<Record<string, unknown>>): ReviewedCounts {
  const read = (name: string) => {
    const value = query[name]
    return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : 0
  }
  return { approved: read('approved'), confirmed: read('confirmed'), passed: read('passed'), edited: read('edited'), returned: read('returned') }
}

export function writeCounts(counts: ReviewedCounts): string {
  return resultsOf(counts).map(({ result, count }) => `&${result}=${count}`).join('')
}

export function resultsOf(counts: ReviewedCounts): Results {
  const order = ['approved', 'confirmed', 'passed', 'edited', 'returned'] as const
  return order.map((result) => ({ result, count: counts[result] })).filter(({ count }) => count > 0)
}

function rowsByProposal({ rows }: Sheet): Map<Id, SheetRow> {
  return new Map(rows.flatMap((row) => row.marks.map((mark) => [mark.id, row] as const)))
}

function decidedBefore(row: SheetRow | undefined, actor: Actor, choice: Choice | undefined): Result | null {
  const decision = row?.decisions.find(({ proposal, reviewer }) => proposal === choice?.proposal && reviewer === actor.id)
  const outcome = decision?.outcome
  if (outcome === 'returned') return choice?.outcome === 'return' ? outcome : null
  if (outcome === 'edited') return choice?.outcome === 'edit' ? outcome : null
  return (outcome === 'approved' || outcome === 'confirmed') && choice?.outcome !== 'return' ? outcome : null
}
