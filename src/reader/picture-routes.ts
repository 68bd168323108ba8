import type { Request, Response, Router } from 'express'
import { isHash } from '../assets/model.ts'
import { AppError } from '../errors.ts'
import { openTo } from '../people/gate.ts'
import type { ReaderDb } from './published.ts'
import { findPublishedPicture } from './pictures.ts'

// The address names the bytes. Caches between ask again after an hour: what was withdrawn is not theirs for a year.
const CACHE = 'public, max-age=31536000, s-maxage=3600, immutable'

/** Pictures of published editions. One that is not published is, for readers, not there. */
export function pictureRoutes(router: Router, db: ReaderDb): void {
  openTo(router, 'GET /images/:hash', (request, response) => give(request, response, undefined))
  openTo(router, 'GET /images/:hash/:width', (request, response) => give(request, response, widthIn(request.params['width'])))

  async function give(request: Request, response: Response, width: number | undefined): Promise<void> {
    const { hash } = request.params
    const picture = isHash(hash) ? await findPublishedPicture(db, hash, width) : undefined
    if (!picture) throw new AppError('not_found')
    const etag = `"${String(hash)}${width === undefined ? '' : `-${width}`}"`
    response.set({ 'Cache-Control': CACHE, 'ETag': etag }).type(picture.type)
    if (sentTags(request).includes(etag)) response.status(304).end()
    else response.send(picture.bytes)
  }
}

/** Not `request.fresh`: that gives the bytes again to a client that asks its caches to look. */
function sentTags(request: Request): string[] {
  return (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
}

function widthIn(value: unknown): number {
  if (typeof value !== 'string' || !/^[1-9]\d{0,3}$/.test(value)) throw new AppError('not_found')
  return Number(value)
}
