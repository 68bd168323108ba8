import { inspect } from 'node:util'
import { Router, type Request, type Response } from 'express'
import { log } from '../log.ts'
import { readForm, type Problems } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { askForReset, findReset, resetPassword } from './account-actions.ts'
import { countAttempts } from './attempts.ts'
import { resetForm, newPasswordForm, typedIn, withPassword } from './forms.ts'
import { openTo } from './gate.ts'
import { foldEmail } from './model.ts'
import type { NewPasswordPage, ResetPage } from './pages.ts'
import { openSession } from './sessions.ts'

const showReset = definePage<ResetPage>('people/reset', 'plain')
const showNewPassword = definePage<NewPasswordPage>('people/new-password', 'plain')

/** A lost password: asking for a link by mail, and setting a new one with a link. */
export function resetRoutes(site: Site): Router {
  const router = Router()
  const attempts = countAttempts()
  const { db, config } = site
  openTo(router, 'GET /reset', (_request, response) => showReset(response, { byMail: config.smtpUrl !== null, email: '', problems: {} }))
  openTo(router, 'POST /reset', async (request, response) => {
    const form = readForm(resetForm, request.body)
    if (!form.ok || config.smtpUrl === null) return askAgain(site, request, response, form.ok ? {} : form.problems)
    const { email } = form.value
    await attempts.count(request, response, foldEmail(email))
    seeOther(response, '/sign-in?done=asked')
    // Only after the answer: how long it takes must not tell who has an account.
    askForReset(db, config, email).catch((error: unknown) => log('letter.failed', { error: inspect(error) }))
  })
  openTo(router, 'GET /reset/:token', async (request, response) => {
    const { email } = await findReset(db, tokenIn(request))
    await showNewPassword(response, { token: tokenIn(request), email, problems: {} })
  })
  openTo(router, 'POST /reset/:token', async (request, response) => {
    const token = tokenIn(request)
    const { name, email } = await findReset(db, token)
    const form = withPassword(readForm(newPasswordForm, request.body), request.body, 'password', [name, email])
    if (!form.ok) return passwordAgain(site, request, response, form.problems)
    await openSession(site, request, response, await resetPassword(db, config, token, form.value.password))
    seeOther(response, '/desk/account?done=password')
  })
  return router
}

export async function askAgain({ config }: Site, request: Request, response: Response, problems: Problems): Promise<void> {
  const { email = '' } = typedIn(request.body, ['email'])
  await showReset(response, { byMail: config.smtpUrl !== null, email, problems }, { status: 422 })
}

export async function passwordAgain({ db }: Site, request: Request, response: Response, problems: Problems): Promise<void> {
  const { email } = await findReset(db, tokenIn(request))
  await showNewPassword(response, { token: tokenIn(request), email, problems }, { status: 422 })
}

function tokenIn({ path }: Request): string {
  return path.split('/').at(-1) ?? ''
}
