import type { Request, RequestHandler } from 'express'
import { TRY_AGAIN_SECONDS, tooBusy } from './overload.ts'
import { hasBody } from './workload.ts'

const MEBIBYTE = 1024 * 1024
/** Sent in a moment and held in no memory worth counting: what one paragraph takes, and signing in. */
const SMALL_BYTES = 64 * 1024
/** Who does not say how much comes is taken to send as much as anybody may who is not signed in. */
const UNSAID_BYTES = 5 * MEBIBYTE

/** How many bytes of large forms may be on their way at once: strangers' and those of people who work here, neither in the others' way. */
export const BODY_ROOM = { strangers: 32 * MEBIBYTE, members: 256 * MEBIBYTE } as const

type Room = keyof typeof BODY_ROOM

/** Refuses large forms, before a byte of them is read, while there is no room for them. */
export function makeRoomForBodies(roomOf: (request: Request) => Room, refused: (kind: string) => void): RequestHandler {
  const taken: Record<Room, number> = { strangers: 0, members: 0 }
  return (request, response, next) => {
    const bytes = bytesOf(request)
    const room = roomOf(request)
    // More than the whole room is more than any form may hold: whoever reads the form says so.
    if (bytes <= SMALL_BYTES || bytes > BODY_ROOM[room]) return next()
    if (taken[room] + bytes > BODY_ROOM[room]) {
      refused('body')
      response.set('Retry-After', TRY_AGAIN_SECONDS)
      return next(tooBusy(request))
    }
    taken[room] += bytes
    response.once('close', () => { taken[room] -= bytes })
    next()
  }
}

function bytesOf(request: Request): number {
  const said = request.headers['content-length']
  return !hasBody(request) ? 0 : said === undefined ? UNSAID_BYTES : Number(said)
}
