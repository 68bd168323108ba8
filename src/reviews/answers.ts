import type { Response } from 'express'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { reviewSubmission, type Reviewed } from './actions.ts'
import { listReviewDrafts, type ReviewDraft } from './draft-store.ts'
import { choiceFrom, keepChoices } from './drafts.ts'
import { findFaultyEdits } from './edited.ts'
import type { Verdict } from './model.ts'
import type { Results, SubmissionNotice, SubmissionPage } from './pages.ts'
import type { View } from './paragraphs.ts'
import { approvesOwn, bySegment, judgeChoices, resultsOf, settle, typographyOf, writeCounts } from './posted.ts'
import { loadSheet, type Sheet } from './sheet.ts'
import { listTexts } from './store.ts'
import { submissionPage } from './submission-page.ts'
import type { Choice, Posted } from './verdicts.ts'

export const showSubmission = definePage<SubmissionPage>('reviews/show')

/** What is decided with these choices, and on which page whatever else is to be said stands. */
interface Sending {
  choices: readonly Choice[]
  /** Approving one's own words is meant so. */
  own: boolean
}

/** Answers a review form: decides what is chosen and leads on, or shows the page again with everything that was typed. */
export async function answerReview(site: Site, response: Response, actor: Actor, submission: Id, { choices, also }: Posted): Promise<void> {
  const { db } = site
  const own = also.has('own')
  if (!also.has('all') && !also.has('typography')) {
    return answerChoices(site, response, await viewOn(site, response, actor, submission), submission, { choices, own })
  }
  const drafts = await keepChoices(db, actor, submission, choices)
  const view = viewOf(response, actor, drafts)
  if (also.has('all')) return answerChoices(site, response, view, submission, { choices: await savedChoices(db, drafts), own })
  const sheet = await loadSheet(db, submission, { proposals: choices.map(({ proposal }) => proposal) })
  const together = typographyOf(submissionPage(sheet, view, null), choices)
  return answerChoices(site, response, view, submission, { choices: together, own })
}

async function savedChoices(db: Db, drafts: ReadonlyMap<Id, ReviewDraft>): Promise<Choice[]> {
  const chosen = [...drafts.values()].filter(({ outcome }) => outcome !== null)
  const texts = await listTexts(db, chosen.map(({ shown }) => shown.revision))
  return chosen.map((draft) => choiceFrom(draft, texts.get(draft.shown.revision)?.text))
}

async function answerChoices(site: Site, response: Response, view: View, submission: Id, { choices, own }: Sending): Promise<void> {
  const { db } = site
  const proposals = choices.map(({ proposal }) => proposal)
  const sheet = await loadSheet(db, submission, { proposals })
  const { verdicts, problems: misread } = judgeChoices(sheet, choices)
  const problems = new Map([...misread, ...await findFaultyEdits(db, sheet, verdicts)])
  const forgotten = !own && approvesOwn(sheet, view.actor, verdicts)
  if (problems.size === 0 && verdicts.length > 0 && !forgotten) return decideNow(site, response, view, sheet, { choices, verdicts })
  const drafts = await keepChoices(db, view.actor, submission, choices)
  const [wrong] = problems.keys()
  const shown = wrong === undefined ? sheet : await loadSheet(db, submission, { proposals: [wrong] })
  const notice = problems.size > 0 ? null : forgotten ? { about: 'own_words' } as const : { about: 'nothing_chosen' } as const
  const page = submissionPage(shown, { ...view, drafts, problems, choices: bySegment(sheet, choices) }, notice)
  await showSubmission(response, page, { status: 422 })
}

async function decideNow(site: Site, response: Response, view: View, sheet: Sheet, { choices, verdicts }: {
  choices: readonly Choice[]; verdicts: readonly Verdict[]
}): Promise<void> {
  const { db } = site
  const { submission: { id } } = sheet
  const reviewed = await reviewSubmission(db, view.actor, id, verdicts)
  const decided = new Set(verdicts.map(({ proposal }) => proposal))
  const takenBack = choices.filter(({ proposal }) => !decided.has(proposal) && view.drafts.has(proposal))
  if (takenBack.length > 0) await keepChoices(db, view.actor, id, takenBack)
  await answerReviewed(site, response, { ...view, choices: bySegment(sheet, choices) }, sheet, reviewed)
}

/** Leads on when everything was decided; else shows what moved, with what was chosen for it. */
export async function answerReviewed(site: Site, response: Response, view: View, sheet: Sheet, reviewed: Reviewed): Promise<void> {
  const { db } = site
  const { submission: { id } } = sheet
  const moved = sheet.rows.filter(({ facts }) => reviewed.moved.includes(facts.segment)).flatMap(({ marks }) => marks.at(-1)?.id ?? [])
  const after = moved.length === 0 ? sheet : await loadSheet(db, id, { proposals: moved })
  const settled = settle(after, view.actor, view.choices, reviewed)
  if (settled.moved.size === 0) return seeOther(response, `/desk/submissions/${id}?done=reviewed${writeCounts(settled.counts)}`)
  // Made for something else: on this page it still stands, kept for later are the words alone.
  const left = [...view.choices].flatMap(([segment, choice]) => settled.moved.has(segment) ? [{ ...choice, outcome: null }] : [])
  const drafts = await keepChoices(db, view.actor, id, left)
  const decided = new Set(reviewed.done.map(({ segment }) => segment))
  const choices = new Map([...view.choices].filter(([segment]) => !decided.has(segment)))
  await answerMoved(response, after, { ...view, drafts, choices, moved: settled.moved }, resultsOf(settled.counts))
}

export async function answerMoved(response: Response, sheet: Sheet, view: View, results: Results): Promise<void> {
  const moved = sheet.rows.filter(({ facts }) => view.moved.has(facts.segment))
  const open = moved.filter(({ facts }) => facts.proposal !== null)
  const places = open.map(({ facts }) => ({ segment: facts.segment, number: facts.position + 1 }))
  const notice: SubmissionNotice = { about: 'moved', results, places, gone: moved.length - open.length }
  await showSubmission(response, submissionPage(sheet, view, notice), { status: 409 })
}

/** How this person sees a submission, with what they saved and have not sent. */
export async function viewOn({ db }: Site, response: Response, actor: Actor, submission: Id): Promise<View> {
  return viewOf(response, actor, await listReviewDrafts(db, actor.id, submission))
}

function viewOf(response: Response, actor: Actor, drafts: ReadonlyMap<Id, ReviewDraft>): View {
  const { t } = viewLocals(response)
  const spaces = (count: number) => t('reviews:diff.spaces', { count })
  const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere'), spaces }
  return { actor, words, drafts, choices: new Map(), problems: new Map(), moved: new Set() }
}
