import type { Request, Response, Router } from 'express'
import { AppError } from '../errors.ts'
import { can } from './abilities.ts'
import type { Actor } from './model.ts'
import { ROUTES, type Route } from './route-table.ts'
import { actorOf } from './sessions.ts'

type Guest = (request: Request, response: Response) => Promise<void> | void
type Member = (request: Request, response: Response, actor: Actor) => Promise<void> | void

/** Registers a route for anyone. Only a route of the table that asks for nothing can be registered so. */
export function openTo(router: Router, route: Route, handler: Guest): void {
  const ability = ROUTES[route]
  if (!can(null, ability)) throw new Error(`${route} is not open to anyone`)
  add(router, route, (request, response) => handler(request, response))
}

/** Registers a route for signed-in people with the table's ability, in some language at least; the action asks for the language. */
export function gated(router: Router, route: Route, handler: Member): void {
  const ability = ROUTES[route]
  add(router, route, async (request, response) => {
    const actor = actorOf(request)
    if (!actor) throw new AppError('not_signed_in')
    if (!can(actor, ability)) throw new AppError('forbidden', { ability })
    await handler(request, response, actor)
  })
}

function add(router: Router, route: Route, handler: Guest): void {
  const [method, path = ''] = route.split(' ')
  if (method === 'GET') router.get(path, handler)
  else router.post(path, handler)
}
