import { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { isStaleForm } from '../web/forgery.ts'
import { readForm, type Problems } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { findInvitation, joinSite, setUp } from './actions.ts'
import { joinForm, settingsIn, setupForm, typedIn, withPassword } from './forms.ts'
import { openTo } from './gate.ts'
import { heldRights, type Person } from './model.ts'
import type { InvitationPage, SetupPage } from './pages.ts'
import { askAgain, passwordAgain, resetRoutes } from './reset-routes.ts'
import { openSession } from './sessions.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { findPerson, grantsOf } from './store.ts'

const showSetup = definePage<SetupPage>('people/setup', 'plain')
const showInvitation = definePage<InvitationPage>('people/invitation', 'plain')

const MISTAKE = { status: 422 }

/** Brings an article in to try everything on; it comes from a room to the right of this one. */
type BringExample = (db: Db, person: Id, languages: readonly Language[]) => Promise<void>

/** Shows a refused form once more, with everything typed but the passwords. */
type Again = (site: Site, request: Request, response: Response, problems: Problems) => Promise<void>

/** The ways in and out: signing in and out, setting the site up, taking up an invitation, a new password. */
export function entranceRoutes(site: Site, bringExample: BringExample): Router {
  const router = Router()
  router.use(signInRoutes(site), resetRoutes(site))
  addSetup(router, site, bringExample)
  addInvitation(router, site)
  return router
}

const AGAIN: readonly [RegExp, Again][] = [
  [/^\/setup$/, setupAgain], [/^\/invitations\/[\w-]+$/, invitationAgain], [/^\/reset$/, askAgain], [/^\/reset\/[\w-]+$/, passwordAgain],
]

/** A page for guests may stand open for longer than the cookie that goes with it lives: then its form is shown once more, not refused. */
export function answerLateGuests(site: Site): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const again = error instanceof AppError && isStaleForm(error) ? AGAIN.find(([path]) => path.test(request.path))?.[1] : undefined
    if (!again || response.headersSent) return next(error)
    const field = request.path === '/reset' ? 'email' : 'password'
    await again(site, request, response, { [field]: 'late' })
  }
}

function addSetup(router: Router, site: Site, bringExample: BringExample): void {
  const { db, config, config: { languages } } = site
  const schema = setupForm(languages)
  openTo(router, 'GET /setup', async (request, response) => {
    const { token = '' } = typedIn(request.query, ['token'])
    await findInvitation(db, token, 'setup')
    await showSetup(response, { token, typed: { time_zone: config.timeZone }, problems: {} })
  })
  openTo(router, 'POST /setup', async (request, response) => {
    const { token = '', name = '', email = '', ...names } = typedIn(request.body, Object.keys(schema.shape))
    // Looked at before a password is hashed: that takes a while, and anybody may ask for it.
    await findInvitation(db, token, 'setup')
    const siteNames = languages.map((language) => names[`site_name_${language}`] ?? '')
    const form = withPassword(readForm(schema, request.body), request.body, 'password', [name, email, ...siteNames])
    if (!form.ok) return setupAgain(site, request, response, form.problems)
    const { value } = form
    const zone = value['time_zone'] || config.timeZone
    const person = await setUp(db, token, {
      name: value['name'] ?? '', email: value['email'] ?? '', password: value['password'] ?? '', languages,
      settings: { ...settingsIn(value, languages), ...zone === config.timeZone ? {} : { timeZone: zone } },
    })
    // In the language that whoever sets it up reads, if the site has it.
    const own = languages.filter((language) => language === response.locals.lang)
    if (value['example']) await bringExample(db, person, [...own, ...languages])
    await site.publicationChanged()
    await letIn(site, request, response, person)
  })
}

async function setupAgain({ db, config }: Site, request: Request, response: Response, problems: Problems): Promise<void> {
  const { password: _, ...typed } = typedIn(request.body, Object.keys(setupForm(config.languages).shape))
  const { token = '' } = typed
  await findInvitation(db, token, 'setup')
  await showSetup(response, { token, typed, problems }, MISTAKE)
}

function addInvitation(router: Router, site: Site): void {
  const { db } = site
  openTo(router, 'GET /invitations/:token', async (request, response) => {
    const { name } = await findInvited(site, tokenIn(request))
    await showInvited(site, response, tokenIn(request), { name, problems: {} })
  })
  openTo(router, 'POST /invitations/:token', async (request, response) => {
    const token = tokenIn(request)
    const { email } = await findInvited(site, token)
    const { name = '' } = typedIn(request.body, ['name'])
    const form = withPassword(readForm(joinForm, request.body), request.body, 'password', [name, email])
    if (!form.ok) return invitationAgain(site, request, response, form.problems)
    await letIn(site, request, response, await joinSite(db, token, { ...form.value, interfaceLanguage: response.locals.lang ?? null }))
  })
}

async function invitationAgain(site: Site, request: Request, response: Response, problems: Problems): Promise<void> {
  const { name = '' } = typedIn(request.body, ['name'])
  await showInvited(site, response, tokenIn(request), { name, problems }, 422)
}

async function showInvited(site: Site, response: Response, token: string, shown: Pick<InvitationPage, 'name' | 'problems'>, status = 200): Promise<void> {
  const { id, email } = await findInvited(site, token)
  await showInvitation(response, { token, email, holds: heldRights(await grantsOf(site.db, id)), ...shown }, { status })
}

async function findInvited({ db }: Site, token: string): Promise<Person> {
  const { person } = await findInvitation(db, token, 'invitation')
  return findPerson(db, person ?? '')
}

/** The last part of the address: a request that was refused early has no parameters yet. */
function tokenIn({ path }: Request): string {
  return path.split('/').at(-1) ?? ''
}

async function letIn(site: Site, request: Request, response: Response, person: Id): Promise<void> {
  await openSession(site, request, response, person)
  seeOther(response, '/desk')
}
