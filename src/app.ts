import express, { type Express, type Request, type RequestHandler } from 'express'
import { healthRoutes, type Running } from './upkeep/health-routes.ts'
import { readerRoutes } from './reader/routes.ts'
import type { Shelf } from './reader/shelf.ts'
import { weigh } from './people/route-weights.ts'
import { answerFailures, nothingHere } from './web/failure.ts'
import { sendHeaders } from './web/headers.ts'
import { refuseStrangeHosts } from './web/hosts.ts'
import { serveAssets } from './web/assets.ts'
import { shedWork } from './web/overload.ts'
import type { Site } from './web/site.ts'

/** The site as an Express application: the way of a request, read downward. */
export function createApp(site: Site, shelf: Shelf, running: Running): Express {
  const { config } = site
  const app = express()
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple').set('case sensitive routing', true)
  app.set('trust proxy', config.trustedProxies)
  app.use(running.metrics.count, sendHeaders(config), refuseStrangeHosts(config), serveAssets())
  app.use(healthRoutes(site, running))
  // From here on answers are made: part of them is refused while there are too many. Finished pages never are.
  const weightOf = (request: Request) => (shelf.holdsPage(request) ? 'free' : weigh(request.method, request.path))
  app.use(shedWork({ config, ...running, weightOf }))
  // Readers come before everything that knows people: what they get is the same for all.
  app.use(readerRoutes(site, shelf))
  app.use(whenAsked(site, running))
  app.use(nothingHere, answerFailures())
  return app
}

/** The rooms are most of what a start would load, and readers need none of them: they are loaded for the first who comes to one. */
function whenAsked(site: Site, running: Running): RequestHandler {
  let rooms: Promise<RequestHandler> | undefined
  return async (request, response, next) => {
    // A load that failed once, on a full disk for instance, must not fail for ever.
    rooms ??= openRooms(site, running).catch((error: unknown) => {
      rooms = undefined
      throw error
    })
    const answer = await rooms
    answer(request, response, next)
  }
}

async function openRooms(site: Site, { metrics }: Running): Promise<RequestHandler> {
  const { workRooms } = await import('./rooms.ts')
  return workRooms(site, (kind) => metrics.refuse(kind))
}
