import { Router, type Request, type Response } from 'express'
import { AppError } from '../errors.ts'
import { authorize, can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { addTerm, changeTerm, decideTerm, type Mark } from './actions.ts'
import { answerList, answerNew, answerSuggestions, answerTerm, suggestedIn } from './answers.ts'
import { articleIn, doneIn, idIn, spokenIn, termIn } from './asked.ts'
import { readShown, readTermForm, typedTerm } from './forms.ts'
import { addImporting } from './import-routes.ts'
import type { UsesPage } from './pages.ts'
import { findTerm } from './store.ts'
import { readUses } from './uses.ts'

const showUses = definePage<UsesPage>('glossary/uses')

/** What the publication calls things: looked up, added, changed, and where it stands in articles. */
export function glossaryRoutes(site: Site): Router {
  const router = Router()
  const { db, config: { languages } } = site

  gated(router, 'GET /desk/glossary', (request, response, actor) => answerList(site, actor, request, response))
  gated(router, 'GET /desk/glossary/new', (request, response, actor) => answerNew(site, actor, response, suggestedIn(request, languages)))
  gated(router, 'GET /desk/articles/:article/terms', (request, response, actor) => answerSuggestions(site, actor, request, response))

  gated(router, 'POST /desk/glossary', async (request, response, actor) => {
    const read = readTermForm(request.body, languages)
    if (!read.ok) return answerNew(site, actor, response, typedTerm(request.body, languages), read.problems)
    const id = await addTerm(db, actor, read.value.content)
    const { article } = read.value
    seeOther(response, `/desk/glossary/${id}?done=${can(actor, 'glossary.change') ? 'added' : 'proposed'}${article ? `&article=${article}` : ''}`)
  })

  // Before the terms: these are no ids.
  addImporting(router, site)

  gated(router, 'GET /desk/glossary/:term', (request, response, actor) =>
    answerTerm(site, actor, termIn(request), response, { done: doneIn(request), article: articleIn(request.query['article']) }))

  gated(router, 'GET /desk/glossary/:term/uses', async (request, response) => {
    const term = await findTerm(db, termIn(request))
    await showUses(response, await readUses(db, term, idIn(request.query['before']), spokenIn(response)))
  })

  gated(router, 'POST /desk/glossary/:term', (request, response, actor) => change(site, actor, request, response))
  gated(router, 'POST /desk/glossary/:term/approvals', (request, response, actor) => decide(site, actor, request, response, 'approved'))
  gated(router, 'POST /desk/glossary/:term/removals', (request, response, actor) => decide(site, actor, request, response, 'removed'))
  gated(router, 'POST /desk/glossary/:term/restorations', (request, response, actor) => decide(site, actor, request, response, 'restored'))

  return router
}

async function change(site: Site, actor: Actor, request: Request, response: Response): Promise<void> {
  const { db, config: { languages } } = site
  authorize(actor, 'glossary.change')
  const { id } = await findTerm(db, termIn(request))
  const typed = typedTerm(request.body, languages)
  const read = readTermForm(request.body, languages)
  if (!read.ok) return answerTerm(site, actor, id, response, { typed, problems: read.problems })
  const answer = await changeTerm(db, actor, id, read.value.shown, read.value.content)
  if (answer === 'moved') return answerTerm(site, actor, id, response, { typed, moved: true })
  seeOther(response, `/desk/glossary/${id}?done=${answer}`)
}

/** What moved on meanwhile is shown as it is now. */
async function decide(site: Site, actor: Actor, request: Request, response: Response, mark: Mark): Promise<void> {
  const id = termIn(request)
  try {
    await decideTerm(site.db, actor, id, readShown(request.body), mark)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'moved_on') throw error
    return answerTerm(site, actor, id, response, { moved: true })
  }
  seeOther(response, mark === 'removed' ? `/desk/glossary?removed=${id}` : `/desk/glossary/${id}?done=${mark}`)
}
