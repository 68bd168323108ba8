import { Router, type Request, type Response } from 'express'
import type { Id } from '../db/columns.ts'
import { readForm, type Problems } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { safeNext, seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { checkSignIn, findInvitation, joinSite, setUp } from './actions.ts'
import { countAttempts, type Attempts } from './attempts.ts'
import { joinForm, settingsIn, setupForm, signInForm, typedIn, withPassword } from './forms.ts'
import { gated, openTo } from './gate.ts'
import { foldEmail, type Person } from './model.ts'
import type { InvitationPage, SetupPage, SignInPage } from './pages.ts'
import { actorOf, closeSession, openSession } from './sessions.ts'
import { findPerson } from './store.ts'

const showSignIn = definePage<SignInPage>('people/sign-in', 'plain')
const showSetup = definePage<SetupPage>('people/setup', 'plain')
const showInvitation = definePage<InvitationPage>('people/invitation', 'plain')

const MISTAKE = { status: 422 }

/** The ways in and out: signing in and out, setting the site up, taking up an invitation. */
export function entranceRoutes(site: Site): Router {
  const router = Router()
  const attempts = countAttempts()
  openTo(router, 'GET /sign-in', (request, response) => {
    const next = wayOn(request.query['next'])
    if (actorOf(request)) return seeOther(response, next)
    return showSignIn(response, { next, email: '', signedOut: request.query['done'] === 'signed_out', refused: false, problems: {} })
  })
  openTo(router, 'POST /sign-in', async (request, response) => {
    const { next = '', email = '' } = typedIn(request.body, ['next', 'email'])
    const page = { next: wayOn(next), email, signedOut: false }
    const answer = actorOf(request) ? 'welcome' : await signIn(site, attempts, request, response)
    if (answer === 'welcome') return seeOther(response, page.next)
    return showSignIn(response, { ...page, refused: answer === 'refused', problems: answer === 'refused' ? {} : answer }, MISTAKE)
  })
  gated(router, 'POST /sign-out', async (request, response) => {
    await closeSession(site, request, response)
    seeOther(response, '/sign-in?done=signed_out')
  })
  addSetup(router, site)
  addInvitation(router, site)
  return router
}

/** Opens a session for whose address and password these are. */
async function signIn(site: Site, attempts: Attempts, request: Request, response: Response): Promise<'welcome' | 'refused' | Problems> {
  const form = readForm(signInForm, request.body)
  if (!form.ok) return form.problems
  const { email, password } = form.value
  await attempts.count(request, response, foldEmail(email))
  const person = await checkSignIn(site.db, email, password)
  if (!person) return 'refused'
  await attempts.forgive(request, foldEmail(email))
  await openSession(site, request, response, person.id)
  return 'welcome'
}

function addSetup(router: Router, site: Site): void {
  const { db, config: { languages } } = site
  const schema = setupForm(languages)
  openTo(router, 'GET /setup', async (request, response) => {
    const { token = '' } = typedIn(request.query, ['token'])
    await findInvitation(db, token, 'setup')
    await showSetup(response, { token, typed: {}, problems: {} })
  })
  openTo(router, 'POST /setup', async (request, response) => {
    const typed = typedIn(request.body, Object.keys(schema.shape).filter((name) => name !== 'password'))
    const { token = '', name = '', email = '' } = typed
    // Looked at before a password is hashed: that takes a while, and anybody may ask for it.
    await findInvitation(db, token, 'setup')
    const siteNames = languages.map((language) => typed[`site_name_${language}`] ?? '')
    const form = withPassword(readForm(schema, request.body), request.body, 'password', [name, email, ...siteNames])
    if (!form.ok) return showSetup(response, { token, typed, problems: form.problems }, MISTAKE)
    const { value } = form
    const person = await setUp(db, token, {
      name: value['name'] ?? '', email: value['email'] ?? '', password: value['password'] ?? '', settings: settingsIn(value, languages), languages,
    })
    await site.publicationChanged()
    await letIn(site, request, response, person)
  })
}

function addInvitation(router: Router, site: Site): void {
  const { db } = site
  openTo(router, 'GET /invitations/:token', async (request, response) => {
    const token = String(request.params['token'])
    const { name, email } = await findInvited(site, token)
    await showInvitation(response, { token, name, email, problems: {} })
  })
  openTo(router, 'POST /invitations/:token', async (request, response) => {
    const token = String(request.params['token'])
    const { email } = await findInvited(site, token)
    const { name = '' } = typedIn(request.body, ['name'])
    const form = withPassword(readForm(joinForm, request.body), request.body, 'password', [name, email])
    if (!form.ok) return showInvitation(response, { token, name, email, problems: form.problems }, MISTAKE)
    await letIn(site, request, response, await joinSite(db, token, form.value))
  })
}

async function findInvited({ db }: Site, token: string): Promise<Person> {
  const { person } = await findInvitation(db, token, 'invitation')
  return findPerson(db, person ?? '')
}

async function letIn(site: Site, request: Request, response: Response, person: Id): Promise<void> {
  await openSession(site, request, response, person)
  seeOther(response, '/desk')
}

/** Not back to where one signs in: somebody signed in is sent on from there. */
function wayOn(next: unknown): string {
  const path = safeNext(next, '/desk')
  return /^\/sign-in(?:[/?#]|$)/.test(path) ? '/desk' : path
}
