import { Router } from 'express'
import { gated } from '../people/gate.ts'
import type { Site } from '../web/site.ts'
import { findImage, findSmallImage } from './store.ts'

/** Pictures for those who work on an article: also those that no reader may see yet. */
export function imageRoutes({ db }: Pick<Site, 'db'>): Router {
  const router = Router()
  gated(router, 'GET /desk/images/:hash', async (request, response) => {
    const find = request.query['small'] === undefined ? findImage : findSmallImage
    const { type, bytes } = await find(db, String(request.params['hash']))
    response.type(type).send(bytes)
  })
  return router
}
