import { Router, type Request, type Response } from 'express'
import { interfaceLanguages } from '../i18n/languages.ts'
import { readForm, type FormResult } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { changeAccount } from './actions.ts'
import { countAttempts, type Attempts } from './attempts.ts'
import { accountForm, typedIn, withPassword } from './forms.ts'
import { gated } from './gate.ts'
import type { Actor } from './model.ts'
import { ACCOUNT_DONE, type AccountPage } from './pages.ts'
import { openSession } from './sessions.ts'
import { findPerson } from './store.ts'

const showAccount = definePage<AccountPage>('people/account')
const schema = accountForm(interfaceLanguages)
type AccountFields = (typeof schema)['_output']

/** One's own name, interface language and password. */
export function accountRoutes(site: Site): Router {
  const router = Router()
  const attempts = countAttempts()
  gated(router, 'GET /desk/account', async (request, response, actor) => {
    const { name, email } = await findPerson(site.db, actor.id)
    const language = actor.interfaceLanguage ?? response.locals.lang ?? ''
    const done = ACCOUNT_DONE.find((code) => code === request.query['done'])
    await showAccount(response, { name, email, language, done, problems: {} })
  })
  gated(router, 'POST /desk/account', async (request, response, actor) => {
    const { email } = await findPerson(site.db, actor.id)
    const form = await change(site, attempts, request, response, actor, email)
    if (form.ok) return seeOther(response, `/desk/account?done=${form.value.new_password === '' ? 'saved' : 'password'}`)
    const { name = '', interface_language: language = '' } = typedIn(request.body, ['name', 'interface_language'])
    return showAccount(response, { name, email, language, done: undefined, problems: form.problems }, { status: 422 })
  })
  return router
}

/** A new password ends all sessions, so this browser gets a new one. */
async function change(site: Site, attempts: Attempts, request: Request, response: Response, actor: Actor, email: string):
Promise<FormResult<AccountFields>> {
  const { name = '', old_password = '', new_password = '' } = typedIn(request.body, ['name', 'old_password', 'new_password'])
  const wanted = old_password !== '' || new_password !== ''
  const read = readForm(schema, request.body)
  const form = wanted ? withPassword(read, request.body, 'new_password', [name, email]) : read
  if (!form.ok) return form
  if (wanted) await attempts.count(request, response, actor.id)
  const done = await changeAccount(site.db, actor, {
    name: form.value.name, interfaceLanguage: form.value.interface_language,
    password: wanted ? { old: old_password, new: new_password } : undefined,
  })
  if (!done) return { ok: false, problems: { old_password: 'wrong_password' } }
  if (wanted) {
    await attempts.forgive(request, actor.id)
    await openSession(site, request, response, actor.id)
  }
  return form
}
