import type { Id } from '../db/columns.ts'
import { hindranceOf } from '../quality/model.ts'
import { beginningOf } from '../text/excerpt.ts'
import type { ReturnVerdict } from './model.ts'
import { isOpenIn, openParagraph, type View } from './paragraphs.ts'
import type { Sheet } from './sheet.ts'
import { impactOf } from './submission-page.ts'
import type { RestPage, ReturnPage } from './whole-pages.ts'
import { cleaned, reasonProblem, type Choice } from './verdicts.ts'

const WORDS = 90
/** So many marked examples tell a translator what is wrong with the whole. */
const LEAST_EXAMPLES = 3

/** Everything that approving the rest would approve, each paragraph shown whole; and what it would leave, with why. */
export function restPage(sheet: Sheet, view: View, { missing = false } = {}): RestPage {
  const open = sheet.rows.filter((row) => isOpenIn(sheet, row)).map((row) => openParagraph(sheet, row, view))
  const sorted = open.map((paragraph) => ({ paragraph, words: beginningOf(paragraph.text, WORDS), why: whyNot(paragraph, view) }))
  const approve = sorted.filter(({ why }) => why === null)
  const left = sorted.flatMap(({ paragraph: { segment, number, language }, words, why }) =>
    why ? [{ segment, number, language, words, why }] : [])
  return {
    ...aboutOf(sheet),
    approve: approve.map(({ paragraph, words }) => ({ paragraph, words })),
    left, reasons: [...Map.groupBy(left, ({ why }) => why)].map(([why, some]) => ({ why, count: some.length })),
    impact: impactOf(approve.map(({ paragraph }) => paragraph).filter(({ choice }) => !choice.minor)),
    later: sheet.total.review + sheet.total.confirmation - open.length,
    own: { count: approve.filter(({ paragraph }) => paragraph.own).length, missing },
  }
}

function whyNot({ proposal, asks, source, choice, findings }: ReturnType<typeof openParagraph>, { drafts }: View): RestPage['left'][number]['why'] | null {
  if (asks === 'own_part' || asks === 'own_edit') return 'own_words'
  if (asks !== 'verdict') return 'not_yours'
  if (choice.outcome !== null) return 'chosen'
  if (drafts.has(proposal) || choice.reason !== '') return 'typed'
  return hindranceOf(findings) ?? (source?.moved?.since === 'sent' ? 'source_moved' : null)
}

/** What somebody typed to return a submission as a whole. */
interface Typed {
  reason: string
  /** Reasons of examples, by proposal. */
  examples: ReadonlyMap<Id, string>
  problems: ReturnPage['problems']
}

/** All that returning the submission as a whole would return, with the reasons typed or saved so far. */
export function returnPage(sheet: Sheet, view: View, typed: Typed = { reason: '', examples: new Map(), problems: [] }): ReturnPage {
  const open = returnable(sheet, view)
  const problemAt = (field: string) => typed.problems.find((problem) => problem.field === field)?.code ?? null
  return {
    ...aboutOf(sheet),
    paragraphs: open.map(({ proposal, segment, number, language, kind, text, picture, source, shown, choice }) => ({
      proposal, segment, number, language, kind, text, picture, source, shown, words: beginningOf(text, WORDS),
      reason: typed.examples.get(proposal) ?? (choice.outcome === 'return' ? choice.reason : ''), problem: problemAt(`reason-${proposal}`),
    })),
    reason: typed.reason,
    problem: problemAt('reason'),
    least: Math.min(LEAST_EXAMPLES, open.length),
    problems: typed.problems,
  }
}

/** Each paragraph's return with its own reason, or with the one that all have in common; or what is wrong. */
export function judgeReturn(sheet: Sheet, view: View, raw: string, choices: readonly Choice[]): {
  reason: string; verdicts: ReturnVerdict[]; typed: Typed
} {
  const posted = new Set(choices.map(({ proposal }) => proposal))
  const open = new Map(returnable(sheet, view).filter(({ proposal }) => posted.has(proposal)).map((one) => [one.proposal, one.number]))
  const reason = cleaned(raw)
  const marked = choices.filter(({ proposal, reason: own }) => open.has(proposal) && cleaned(own) !== '')
  const problems: Typed['problems'] = []
  const common = reasonProblem(raw)
  if (common) problems.push({ field: 'reason', number: null, code: common })
  for (const choice of marked) {
    const code = reasonProblem(choice.reason)
    if (code) problems.push({ field: `reason-${choice.proposal}`, number: open.get(choice.proposal) ?? null, code })
  }
  if (marked.length < Math.min(LEAST_EXAMPLES, open.size)) problems.push({ field: 'examples', number: null, code: 'examples_needed' })
  return {
    reason,
    verdicts: choices.map(({ proposal, shown, reason: own }) => ({ proposal, shown, outcome: 'return', reason: open.has(proposal) && cleaned(own) || reason })),
    typed: { reason: raw, examples: new Map(choices.map((choice) => [choice.proposal, choice.reason])), problems },
  }
}

/** One's own edits, and what one passed, only where nothing else is left: who decides next may be gone, and nothing must wait for ever. */
function returnable(sheet: Sheet, view: View) {
  const open = sheet.rows.filter((row) => isOpenIn(sheet, row)).map((row) => openParagraph(sheet, row, view))
  const others = open.filter(({ asks }) => asks === 'verdict' || asks === 'own_part')
  return others.length > 0 ? others : open.filter(({ asks }) => asks === 'own_edit' || asks === 'passed')
}

function aboutOf({ submission, title, names }: Sheet) {
  return { submission: submission.id, title, language: submission.language, sender: names.get(submission.sender_id) ?? '' }
}
