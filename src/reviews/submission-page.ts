import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { progressSpans } from '../web/parts.ts'
import { closedParagraph, isOpenIn, openParagraph, type View } from './paragraphs.ts'
import type { OpenParagraph, ParagraphProblem, SubmissionNotice, SubmissionPage } from './pages.ts'
import type { Sheet } from './sheet.ts'

/** The page of a submission for the person who looks at it. */
export function submissionPage(sheet: Sheet, view: View, notice: SubmissionNotice | null): SubmissionPage {
  const { submission, article, title, names, page, rows, selfApproval } = sheet
  const { language } = submission
  const open = rows.filter((row) => isOpenIn(sheet, row)).map((row) => openParagraph(sheet, row, view))
  return {
    submission: submission.id, article: article.id, title, language, isSource: language === article.source_language,
    sender: names.get(submission.sender_id) ?? '', at: submission.created_at, message: submission.message,
    viewer: viewerOf(sheet, view.actor),
    selfApproval: selfApproval && submission.sender_id === view.actor.id,
    canPublish: can(view.actor, 'edition.publish', language),
    verdicts: open.filter(({ asks }) => asks === 'verdict').length,
    confirmations: open.filter(({ asks }) => asks === 'confirmation').length,
    total: totalOf(sheet),
    open,
    closed: rows.filter((row) => !isOpenIn(sheet, row)).map((row) => closedParagraph(sheet, row, view)),
    pages: page,
    notice,
    problems: open.flatMap(problemAt),
  }
}

function viewerOf({ submission, selfApproval }: Sheet, actor: Actor): SubmissionPage['viewer'] {
  const reviews = can(actor, 'submission.review', submission.language)
  if (submission.sender_id === actor.id && !(reviews && selfApproval)) return 'sender'
  return reviews ? 'reviewer' : 'reader'
}

function totalOf({ total: { paragraphs, review, confirmation, approved, returned } }: Sheet): SubmissionPage['total'] {
  const open = review + confirmation
  return {
    paragraphs, open, decided: paragraphs - open,
    spans: progressSpans([
      { state: 'approved', count: approved }, { state: 'returned', count: returned },
      // What its sender has replaced by a newer text.
      { state: 'published', count: Math.max(0, paragraphs - open - approved - returned) },
      { state: 'confirmation', count: confirmation }, { state: 'not_started', count: review },
    ]),
  }
}

function problemAt({ problem, segment, number }: OpenParagraph): ParagraphProblem[] {
  return problem ? [{ ...problem, segment, number }] : []
}
