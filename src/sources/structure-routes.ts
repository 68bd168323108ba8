import { Router, type Request, type Response } from 'express'
import type { Article } from '../articles/model.ts'
import { findArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { LONGEST_REASON } from '../reviews/model.ts'
import { findSubmission } from '../segments/proposals.ts'
import { findChangeOf } from '../segments/source-changes.ts'
import { cleanText } from '../text/clean.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { decideSourceChange } from './deciding.ts'
import { doneIn, fromIn, readSentDecision, type SentDecision } from './forms.ts'
import { STRUCTURE_DONE, type StructurePage } from './pages.ts'
import { approvesOwn, readStructurePage } from './structure-page.ts'
import { planAgain, withdrawSourceChange } from './withdrawing.ts'

const showStructure = definePage<StructurePage>('sources/structure')

/** A change of an article's structure: who looks at it, decides on it as a whole, takes it back. */
export function structureRoutes({ db }: Site): Router {
  const router = Router()

  gated(router, 'GET /desk/submissions/:submission/source-change', async (request, response, actor) => {
    const { change, article } = await changeIn(request)
    await answer(response, actor, article, change, { from: fromIn(request), done: doneIn(request, STRUCTURE_DONE) })
  })

  gated(router, 'POST /desk/submissions/:submission/source-change', async (request, response, actor) => {
    const { change, article, submission } = await changeIn(request)
    const sent = readSentDecision(request.body)
    const decided = await decide(actor, article, change, sent)
    if ('done' in decided) return seeOther(response, whereTo(sent, decided.done, submission, article.id))
    const { problem } = decided
    const status = problem === 'moved_on' ? 409 : problem === 'own_words' ? 403 : 422
    // What is not as it was shown is looked at from its beginning.
    const from = problem === 'moved_on' ? 1 : sent.from
    await answer(response, actor, article, change, { from, reason: sent.reason, problem, status })
  })

  return router

  async function changeIn({ params }: Request): Promise<{ change: Id; article: Article; submission: Id }> {
    const submission = await findSubmission(db, String(params['submission']))
    const change = await findChangeOf(db, submission.id)
    if (!change) throw new AppError('not_found', { submission: submission.id })
    return { change: change.id, article: await findArticle(db, change.article), submission: submission.id }
  }

  async function answer(response: Response, actor: Actor, article: Article, change: Id, { status = 200, ...asked }: {
    from: number; reason?: string; problem?: StructurePage['problem']; done?: StructurePage['done']; status?: number
  }): Promise<void> {
    const { t } = viewLocals(response)
    const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
    await showStructure(response, await readStructurePage(db, actor, article, change, { ...asked, words }), { status })
  }

  /** What was done, or why it was not, as far as the page itself says it. */
  async function decide(actor: Actor, article: Article, change: Id, sent: SentDecision): Promise<Decided> {
    const { act, shown, replace, minor } = sent
    const reason = cleanText(sent.reason, { max: LONGEST_REASON })
    if (act === 'return' && 'problem' in reason) return { problem: 'reason_unusable' }
    if (act === 'approve' && !sent.own && await approvesOwn(db, actor, article, change)) return { problem: 'own_missing' }
    try {
      if (act === 'withdraw') await withdrawSourceChange(db, actor, change)
      else if (act === 'again') await planAgain(db, actor, change, replace)
      else {
        const verdict = act === 'approve'
          ? { outcome: 'approved' as const, minor } : { outcome: 'returned' as const, reason: 'text' in reason ? reason.text : '' }
        return { done: await decideSourceChange(db, actor, change, { ...verdict, shown }) }
      }
      return { done: 'withdrawn' }
    } catch (error) {
      return { problem: problemOf(error) }
    }
  }
}

function problemOf(error: unknown): StructurePage['problem'] {
  const code = error instanceof AppError ? error.code : null
  if (code === 'moved_on' || code === 'own_words' || code === 'reason_needed') return code
  throw error
}

type Decided = { done: 'approved' | 'passed' | 'returned' | 'withdrawn' } | { problem: StructurePage['problem'] }

function whereTo({ act }: SentDecision, done: string, submission: Id, article: Id): string {
  if (act === 'withdraw') return `/desk/articles/${article}/source?done=withdrawn`
  if (act === 'again') return `/desk/articles/${article}/source/plan`
  return `/desk/submissions/${submission}/source-change?done=${done}`
}
