import { Router, type Request } from 'express'
import { listTitles } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import { isId, now } from '../db/id.ts'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import { languagesOf } from '../people/model.ts'
import { hasQualityMarks, listTwiceReviewed } from '../people/settings.ts'
import { namesOf } from '../people/store.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { pageIn } from './asked.ts'
import { listDecided } from './decided-store.ts'
import { decidedPage, queuePage, type QueueAsked } from './queue.ts'
import type { DecidedPage, QueuePage } from './queue-pages.ts'
import { countQueue, listQueue, listRepeats } from './queue-store.ts'
import { countActiveReviewers, listStalledQueues } from './stalled-store.ts'

const QUEUE_LENGTH = 50
const DECIDED_LENGTH = 50

const showQueue = definePage<QueuePage>('reviews/queue')
const showDecided = definePage<DecidedPage>('reviews/decided')

/** The review queue, and what was decided last. */
export function queueRoutes({ db, config }: Site): Router {
  const router = Router()

  gated(router, 'GET /desk/reviews', async (request, response, actor) => {
    const asked = askedIn(request, config.languages)
    const page = pageIn(request) ?? 1
    const second = await listTwiceReviewed(db, config.languages)
    const filter = { second, kind: asked.kind ?? undefined, mine: asked.scope === 'mine' ? languagesOf(actor, 'review') : undefined }
    const range = { limit: QUEUE_LENGTH + 1, offset: (page - 1) * QUEUE_LENGTH }
    const rows = await listQueue(db, { person: actor.id, language: asked.language ?? undefined, ...filter, ...range })
    await showQueue(response, queuePage({
      actor, asked, rows, page, limit: QUEUE_LENGTH, languages: config.languages, now: now(),
      counts: await countQueue(db, actor.id, filter),
      repeats: await listRepeats(db, actor.id, rows.map(({ submission }) => submission)),
      titles: await listTitles(db, rows.map(({ article }) => article), viewLocals(response).lang),
      names: await namesOf(db, rows.map(({ sender }) => sender)),
      reviewers: await countActiveReviewers(db, config.languages, now()),
      measured: await hasQualityMarks(db),
      stalled: await listStalledQueues(db, config.languages, now()),
      last: (await listDecided(db, { languages: config.languages, limit: 1 })).at(0)?.at ?? null,
    }))
  })

  gated(router, 'GET /desk/reviews/decided', async (request, response) => {
    const { language } = askedIn(request, config.languages)
    const { before } = request.query
    if (before !== undefined && !isId(before)) throw new AppError('not_found')
    const rows = await listDecided(db, { languages: language ? [language] : config.languages, before, limit: DECIDED_LENGTH + 1 })
    await showDecided(response, decidedPage({
      rows, language, isFirst: before === undefined, limit: DECIDED_LENGTH, languages: config.languages,
      titles: await listTitles(db, rows.map(({ article }) => article), viewLocals(response).lang),
      names: await namesOf(db, rows.flatMap(({ reviewer, sender }) => [reviewer, sender])),
    }))
  })

  return router
}

function askedIn({ query }: Request, languages: readonly Language[]): QueueAsked {
  return {
    language: oneOf(query['language'], languages), kind: oneOf(query['kind'], ['translation', 'original'] as const),
    scope: oneOf(query['show'], ['mine'] as const),
  }
}

/** What an address asks for; nothing when it is left out. Throws `not_found` for what there is not. */
function oneOf<T extends string>(wanted: unknown, known: readonly T[]): T | null {
  if (wanted === undefined || wanted === '') return null
  const found = known.find((one) => one === wanted)
  if (found === undefined) throw new AppError('not_found')
  return found
}
