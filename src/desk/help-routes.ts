import { Router } from 'express'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import { HELP_TOPICS, helpPage, helpTopicFor, type HelpPage } from './help.ts'

const showHelp = definePage<HelpPage>('desk/help')

/** How to work here, in the language of the interface, for each role. */
export function helpRoutes(): Router {
  const router = Router()
  gated(router, 'GET /desk/help', (_request, response, actor) => seeOther(response, `/desk/help/${helpTopicFor(actor)}`))
  gated(router, 'GET /desk/help/:topic', async (request, response) => {
    const topic = HELP_TOPICS.find((one) => one === request.params['topic'])
    if (!topic) throw new AppError('not_found')
    await showHelp(response, helpPage(topic, viewLocals(response).lang))
  })
  return router
}
