import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { AppError } from '../errors.ts'
import { isStaleForm, sentToken } from '../web/forgery.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { isPage, nearestPage, takesForms } from './addresses.ts'
import { hasOwner, isFormOf } from './form-owner.ts'
import { typedIn } from './forms.ts'
import { keptFrom, resumePage, type KeptForm, type ResumePage } from './kept-form.ts'
import type { Actor } from './model.ts'
import type { SignInPage } from './pages.ts'
import { actorOf } from './sessions.ts'
import { countPeople } from './store.ts'

const showEntrance = definePage<SignInPage>('people/sign-in', 'plain')
const showResume = definePage<ResumePage>('people/resume')

/**
 * Answers whoever must sign in first, and forms of another session than today's. What was typed is never thrown away: it travels with the
 * page that asks to sign in and is shown again to the one who typed it. Somebody else sees nothing of it; nothing is stored until it is
 * sent again.
 */
export function answerLate(site: Site): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    if (response.headersSent || !isLate(error)) return next(error)
    const actor = actorOf(request)
    if (request.accepts(['html', 'json']) === 'json') return answerProgram(site, request, response, actor)
    if (request.path === '/sign-in') return showAgain(site, request, response)
    if (!actor) return askToSignIn(site, request, response)
    const kept = keptFrom(request)
    if (kept && await isFormOf(site.db, kept.token, actor.id)) return showKept(response, kept, 409)
    if (kept && hasOwner(kept.token)) return askToSignIn(site, request, response, 'somebodyElse')
    next(error)
  }
}

/** The page to sign in; on a new site it says where its first link is. */
export async function showSignIn({ db }: Site, response: Response, page: Omit<SignInPage, 'isNew'>, status = 200): Promise<void> {
  await showEntrance(response, { ...page, isNew: await countPeople(db) === 0 }, { status })
}

/** The form once more, with what was typed to be read and sent. */
export async function showKept(response: Response, kept: KeptForm, status = 200): Promise<void> {
  await showResume(response, resumePage(kept), { status })
}

/** Whoever asks for a page where only forms are taken, out of a history or a bookmark, is led to the nearest page. */
export const leadToPage: RequestHandler = (request, response, next) => {
  const { method, path } = request
  if ((method !== 'GET' && method !== 'HEAD') || !takesForms(path) || isPage(path)) return next()
  if (!actorOf(request)) throw new AppError('not_signed_in')
  seeOther(response, nearestPage(path))
}

function isLate(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'not_signed_in' || isStaleForm(error))
}

async function askToSignIn(site: Site, request: Request, response: Response, who?: 'somebodyElse'): Promise<void> {
  const kept = keptFrom(request)
  const lost = request.method === 'POST' && takesForms(request.path) && !kept
  const notice = who ?? (kept ? 'kept' : lost ? 'lost' : 'first')
  const page = { next: nearestPage(request.originalUrl), email: '', notice, kept: kept ? JSON.stringify(kept) : '', problems: {} } as const
  await showSignIn(site, response, page, 401)
}

/** The page to sign in stood open for longer than its cookie lives: nothing but the password has to be typed again. */
async function showAgain(site: Site, request: Request, response: Response): Promise<void> {
  const { next = '', email = '', kept = '' } = typedIn(request.body, ['next', 'email', 'kept'])
  await showSignIn(site, response, { next: nearestPage(next), email, notice: null, kept, problems: { password: 'late' } }, 422)
}

/** A script of our own pages saves as people type. It is told where to sign in, or given the token of the session there is now. */
async function answerProgram({ db }: Site, request: Request, response: Response, actor: Actor | null): Promise<void> {
  const isOwn = actor && await isFormOf(db, sentToken(request.body), actor.id)
  const { formToken = '' } = response.locals
  if (isOwn) response.status(403).json({ formToken })
  else response.status(401).json({ signIn: `/sign-in?next=${encodeURIComponent(nearestPage(request.originalUrl))}` })
}
