import { Router, type Request, type Response } from 'express'
import type { Id } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { readForm, type Problems } from '../web/form.ts'
import { giveVoice } from '../web/language.ts'
import { safeNext, seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { checkSignIn } from './account-actions.ts'
import { isPage, nearestPage } from './addresses.ts'
import { countAttempts, type Attempts } from './attempts.ts'
import { isFormOf } from './form-owner.ts'
import { signInForm, typedIn } from './forms.ts'
import { gated, openTo } from './gate.ts'
import { readKept, type KeptForm } from './kept-form.ts'
import { showKept, showSignIn } from './late-forms.ts'
import { foldEmail, type Person } from './model.ts'
import type { SignInPage } from './pages.ts'
import { actorOf, closeSession, openSession } from './sessions.ts'

const DONE = { signed_out: 'signedOut', asked: 'asked' } as const satisfies Record<string, SignInPage['notice']>

type Answer = { person: Person } | { notice: 'refused' | 'tooMany' | null; problems: Problems }

/** Signing in and out. */
export function signInRoutes(site: Site): Router {
  const router = Router()
  const attempts = countAttempts()
  openTo(router, 'GET /sign-in', (request, response) => {
    const next = wayOn(request.query['next'])
    if (actorOf(request)) return seeOther(response, next)
    const notice = Object.entries(DONE).find(([done]) => done === request.query['done'])?.[1] ?? null
    return showSignIn(site, response, { next, email: '', notice, kept: '', problems: {} })
  })
  openTo(router, 'POST /sign-in', (request, response) => signIn(site, attempts, request, response))
  gated(router, 'POST /sign-out', async (request, response) => {
    await closeSession(site, request, response)
    seeOther(response, '/sign-in?done=signed_out')
  })
  return router
}

async function signIn(site: Site, attempts: Attempts, request: Request, response: Response): Promise<void> {
  const { next = '', email = '', kept: text = '' } = typedIn(request.body, ['next', 'email', 'kept'])
  const kept = readKept(text)
  const actor = actorOf(request)
  // Somebody else's session stands in the way of words that are not theirs: their owner may sign in over it.
  if (actor && (!kept || await isFormOf(site.db, kept.token, actor.id))) return goOn(site, response, actor.id, wayOn(next), kept)
  const answer = await check(site, attempts, request, response)
  if ('person' in answer) {
    const { id, interface_language: language } = answer.person
    await openSession(site, request, response, id)
    if (language) giveVoice(site.config, response, language)
    return goOn(site, response, id, wayOn(next), kept)
  }
  const { notice, problems } = answer
  await showSignIn(site, response, { next: wayOn(next), email, notice, kept: kept ? text : '', problems }, notice === 'tooMany' ? 429 : 422)
}

/** To where somebody was going; first to their own words, if some came too late. Another person's are not theirs to see. */
async function goOn({ db }: Site, response: Response, person: Id, next: string, kept: KeptForm | undefined): Promise<void> {
  if (kept && await isFormOf(db, kept.token, person)) return showKept(response, kept)
  seeOther(response, kept ? '/desk' : next)
}

/** Whose address and password these are. */
async function check({ db }: Site, attempts: Attempts, request: Request, response: Response): Promise<Answer> {
  const form = readForm(signInForm, request.body)
  if (!form.ok) return { notice: null, problems: form.problems }
  const { email, password } = form.value
  const isTooMany = await attempts.count(request, response, foldEmail(email)).then(() => false, (error: unknown) => {
    if (error instanceof AppError && error.code === 'too_many_attempts') return true
    throw error
  })
  if (isTooMany) return { notice: 'tooMany', problems: {} }
  const person = await checkSignIn(db, email, password)
  if (!person) return { notice: 'refused', problems: {} }
  await attempts.forgive(request, foldEmail(email))
  return { person }
}

/** Not back to where one signs in: somebody signed in is sent on from there. Of the desk, only to what can be looked at. */
function wayOn(next: unknown): string {
  const path = safeNext(next, '/desk')
  if (/^\/sign-in(?:[/?#]|$)/.test(path)) return '/desk'
  const [bare = ''] = path.split(/[?#]/)
  return /^\/desk(?:\/|$)/.test(bare) && !isPage(bare) ? nearestPage(bare) : path
}
