import type { Request, Router } from 'express'
import { gated } from '../../people/gate.ts'
import type { Site } from '../../web/site.ts'
import { addressOf, paragraphIn, placeIn } from '../asked.ts'
import { answerBack, answerCopied, answerPlan, answerReplaced, answerSame } from './answers.ts'
import { askedIn, readChosen, readPutBack, readTargets } from './forms.ts'

/** What is done to several of one's drafts at once, after a page that says what would become of each. */
export function addTogether(router: Router, site: Site): void {
  const { db } = site

  gated(router, 'GET /desk/articles/:article/languages/:language/replacements', async (request, response, actor) => {
    await answerPlan({ db, actor, at: placeIn(site, request) }, response, askedIn(request.query), backIn(request))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/replacements', async (request, response, actor) => {
    const { asked, chosen } = readChosen(request.body)
    await answerReplaced({ db, actor, at: placeIn(site, request) }, response, asked, chosen)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/replacements/withdrawals', async (request, response, actor) => {
    const at = placeIn(site, request)
    await answerBack({ db, actor, at }, response, readPutBack(request.body), (count) => `${addressOf(at)}/replacements?back=${count}`)
  })

  gated(router, 'GET /desk/articles/:article/languages/:language/segments/:segment/same', async (request, response, actor) => {
    const { segment, ...at } = paragraphIn(site, request)
    await answerSame({ db, actor, at }, segment, response, backIn(request))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/copies', async (request, response, actor) => {
    const { segment, ...at } = paragraphIn(site, request)
    await answerCopied({ db, actor, at }, segment, response, readTargets(request.body))
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/segments/:segment/copies/withdrawals', async (request, response, actor) => {
    const { segment, ...at } = paragraphIn(site, request)
    await answerBack({ db, actor, at }, response, readPutBack(request.body), (count) => `${addressOf(at)}/segments/${segment}/same?back=${count}`)
  })
}

function backIn({ query: { back } }: Request): number | null {
  return typeof back === 'string' && /^\d{1,4}$/.test(back) ? Number(back) : null
}
