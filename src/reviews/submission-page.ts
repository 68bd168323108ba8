import type { Id, Language } from '../db/columns.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { qualityView, seesMarks } from '../quality/marks-view.ts'
import { progressSpans } from '../web/parts.ts'
import { closedParagraph } from './closed.ts'
import { isOpenIn, openParagraph, type View } from './paragraphs.ts'
import type { Impact, OpenParagraph, ParagraphProblem, SectionLink, SubmissionNotice, SubmissionPage, WholeReturn } from './pages.ts'
import type { Sheet } from './sheet.ts'
import { isTyped } from './verdicts.ts'

/** Links to sections on both sides of the one that is read. */
const NEIGHBOURS = 4

/** The page of a submission for the person who looks at it. */
export function submissionPage(sheet: Sheet, view: View, notice: SubmissionNotice | null): SubmissionPage {
  const { submission, article, title, names, current } = sheet
  const { language } = submission
  const room = `/desk/articles/${article.id}/languages/${language}`
  const rows = sheet.rows.map((row) => isOpenIn(sheet, row)
    ? { open: openParagraph(sheet, row, view), closed: null } : { open: null, closed: closedParagraph(sheet, row, view) })
  const open = rows.flatMap((row) => row.open ?? [])
  const typography = open.filter((one) => isPlainTypography(one, view))
  const sections = sectionLinks(sheet, view)
  return {
    submission: submission.id, person: view.actor.id, article: article.id, title, language, isSource: language === article.source_language,
    sender: names.get(submission.sender_id) ?? '', at: submission.created_at, message: submission.message,
    viewer: viewerOf(sheet, view.actor),
    selfApproval: sheet.selfApproval && submission.sender_id === view.actor.id,
    canPublish: can(view.actor, 'edition.publish', language), second: sheet.second,
    withdrawal: submission.sender_id === view.actor.id && sheet.total.review > 0
      ? { submission: submission.id, next: `${room}?done=withdrawn&count=${sheet.total.review}` } : null,
    verdicts: open.filter(({ asks }) => asks === 'verdict').length,
    own: { count: open.filter(({ own }) => own).length, missing: notice?.about === 'own_words' },
    confirmations: open.filter(({ asks }) => asks === 'confirmation').length,
    quality: qualityOf(sheet, view.actor),
    total: totalOf(sheet), outcomes: outcomesOf(sheet), returned: wholeReturn(sheet), sourceChange: structureOf(sheet),
    keeps: rows.some(({ closed }) => (closed?.kept?.draft ?? null) !== null),
    withdraws: rows.some(({ closed }) => closed?.marks.some(({ withdraw }) => withdraw)),
    onlyOwn: open.some(({ asks }) => asks === 'own_edit' || asks === 'own_part' || asks === 'passed') && open.every(({ asks }) => asks !== 'verdict'),
    impact: impactOf(open), open: open.length, typography,
    rows: rows.filter((row) => !row.open || !typography.includes(row.open)),
    sections: sections.filter(({ number }) => isNear(number, current, sections.length)),
    next: sections.find(({ number, open: waiting }) => number > current && waiting > 0)?.number ?? null,
    elsewhere: sections.filter((section) => !section.current).reduce((sum, { chosen }) => sum + chosen, 0),
    notice,
    problems: open.flatMap(problemAt),
  }
}

function qualityOf({ submission: { language, sender_id }, tally }: Sheet, actor: Actor): SubmissionPage['quality'] {
  return tally.paragraphs > 0 && seesMarks(actor, language, [sender_id]) ? qualityView(tally) : null
}

/** What can be approved together: nobody returned it, typed about it, or moved its original since. */
function isPlainTypography(one: OpenParagraph, { choices, moved }: View): boolean {
  const choice = choices.get(one.segment)
  const typed = choice !== undefined && isTyped(choice, one.text)
  const touched = typed || one.choice.outcome !== null || one.saved !== null || one.problem !== null
  return one.asks === 'verdict' && one.change?.shape === 'typography' && !one.edit && !one.returned && !touched
    && one.source?.moved?.since !== 'sent' && !moved.has(one.segment)
}

function sectionLinks({ submission, sections, current }: Sheet, { drafts }: View): SectionLink[] {
  const isChosen = (proposal: Id) => (drafts.get(proposal)?.outcome ?? null) !== null
  return sections.map(({ open }, i) => ({
    number: i + 1, href: `/desk/submissions/${submission.id}?page=${i + 1}`, open: open.length, chosen: open.filter(isChosen).length,
    current: i + 1 === current, gap: i > 0 && isNear(i + 1, current, sections.length) && !isNear(i, current, sections.length),
  }))
}

function isNear(number: number, current: number, count: number): boolean {
  return number === 1 || number === count || Math.abs(number - current) <= NEIGHBOURS
}

function viewerOf({ submission, selfApproval }: Sheet, actor: Actor): SubmissionPage['viewer'] {
  const reviews = can(actor, 'submission.review', submission.language)
  if (submission.sender_id === actor.id && !(reviews && selfApproval)) return 'sender'
  return reviews ? 'reviewer' : 'reader'
}

function totalOf({ total: { paragraphs, review, confirmation, approved, edited, returned } }: Sheet): SubmissionPage['total'] {
  const open = review + confirmation
  return {
    // What its sender took back was never decided.
    paragraphs, open, decided: Math.min(paragraphs - open, approved + edited + returned),
    spans: progressSpans([
      { state: 'approved', count: approved + edited }, { state: 'returned', count: returned },
      // What its sender has replaced by a newer text.
      { state: 'published', count: Math.max(0, paragraphs - open - approved - edited - returned) },
      { state: 'confirmation', count: confirmation }, { state: 'not_started', count: review },
    ]),
  }
}

function outcomesOf({ total }: Sheet): SubmissionPage['outcomes'] {
  const order = ['approved', 'edited', 'confirmation', 'returned', 'review'] as const
  return order.map((outcome) => ({ outcome, count: total[outcome] })).filter(({ count }) => count > 0)
}

/** What approving all of these would put behind. */
export function impactOf(open: readonly OpenParagraph[]): Impact {
  const counts = new Map<Language, number>()
  for (const language of open.flatMap(({ puts }) => puts)) counts.set(language, (counts.get(language) ?? 0) + 1)
  return [...counts].map(([language, count]) => ({ language, count }))
}

function structureOf({ change, submission }: Sheet): SubmissionPage['sourceChange'] {
  return change && { id: change.id, href: `/desk/submissions/${submission.id}/source-change`, state: change.outcome ?? 'open' }
}

function wholeReturn({ returnedWhole, numbers, names }: Sheet): WholeReturn | null {
  if (!returnedWhole) return null
  const { reviewer, at, reason, examples } = returnedWhole
  const placed = examples.map((example) => ({ ...example, number: numbers.get(example.segment) ?? 0 }))
  return { by: names.get(reviewer) ?? '', at, reason, examples: placed.sort((a, b) => a.number - b.number) }
}

function problemAt({ problem, segment, number }: OpenParagraph): ParagraphProblem[] {
  return problem ? [{ ...problem, segment, number }] : []
}
