import { Router, type Request, type Response } from 'express'
import type { Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { interfaceLanguages } from '../i18n/languages.ts'
import { readForm, type FormResult } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { changeAccount, endSessions } from './account-actions.ts'
import { countAttempts, type Attempts } from './attempts.ts'
import { accountForm, sessionForm, typedIn, withPassword, writtenField } from './forms.ts'
import { gated } from './gate.ts'
import type { Actor } from './model.ts'
import { ACCOUNT_DONE, sessionLines, type AccountPage } from './pages.ts'
import { listSessions } from './session-store.ts'
import { idleSince, openSession, sessionOf } from './sessions.ts'
import { findPerson, writtenNames } from './store.ts'

type Fields = Readonly<Record<string, string>>

const showAccount = definePage<AccountPage>('people/account')

/** One's own name, interface language and password. */
export function accountRoutes(site: Site): Router {
  const router = Router()
  const attempts = countAttempts()
  gated(router, 'GET /desk/account', async (request, response, actor) => {
    const { name, credited } = await findPerson(site.db, actor.id)
    const names = await writtenNames(site.db, actor.id)
    const language = actor.interfaceLanguage ?? response.locals.lang ?? ''
    const done = ACCOUNT_DONE.find((code) => code === request.query['done'])
    await show(site, request, response, actor, { name, names, language, credited: credited === 'yes', done, problems: {} })
  })
  gated(router, 'POST /desk/account', async (request, response, actor) => {
    const { email } = await findPerson(site.db, actor.id)
    const form = await change(site, attempts, request, response, actor, email)
    if (form.ok) return seeOther(response, `/desk/account?done=${form.value['new_password'] === '' ? 'saved' : 'password'}`)
    const names = namesIn(typedIn(request.body, site.config.languages.map(writtenField)), site.config.languages)
    const { name = '', interface_language: language = '', credited } = typedIn(request.body, ['name', 'interface_language', 'credited'])
    await show(site, request, response, actor, { name, names, language, credited: credited === 'yes', done: undefined, problems: form.problems }, 422)
  })
  gated(router, 'POST /desk/account/sessions', async (request, response, actor) => {
    const form = readForm(sessionForm, request.body)
    if (!form.ok) throw new AppError('invalid')
    await endSessions(site.db, actor, { end: form.value.end, kept: sessionOf(request, site) ?? '' })
    seeOther(response, '/desk/account?done=ended#sessions')
  })
  return router
}

async function show(site: Site, request: Request, response: Response, actor: Actor, shown: Omit<AccountPage, 'email' | 'sessions'>, status = 200):
Promise<void> {
  const { email } = await findPerson(site.db, actor.id)
  const sessions = sessionLines(await listSessions(site.db, actor.id, idleSince()), sessionOf(request, site))
  await showAccount(response, { email, sessions, ...shown }, { status })
}

/** A new password ends all sessions, so this browser gets a new one. */
async function change(site: Site, attempts: Attempts, request: Request, response: Response, actor: Actor, email: string):
Promise<FormResult<Fields>> {
  const { name = '', old_password = '', new_password = '' } = typedIn(request.body, ['name', 'old_password', 'new_password'])
  const wanted = old_password !== '' || new_password !== ''
  const { languages } = site.config
  const read = readForm(accountForm(interfaceLanguages, languages), request.body)
  const form = wanted ? withPassword(read, request.body, 'new_password', [name, email]) : read
  if (!form.ok) return form
  if (wanted) await attempts.count(request, response, actor.id)
  const done = await changeAccount(site.db, actor, {
    name: form.value['name'] ?? '', interfaceLanguage: form.value['interface_language'] ?? '', names: namesIn(form.value, languages),
    credited: form.value['credited'] === 'yes' ? 'yes' : 'no',
    password: wanted ? { old: old_password, new: new_password } : undefined,
  }, site.config)
  if (!done) return { ok: false, problems: { old_password: 'wrong_password' } }
  if (wanted) {
    await attempts.forgive(request, actor.id)
    await openSession(site, request, response, actor.id)
  }
  return form
}

/** Names by language, out of the fields of the form. */
function namesIn(fields: Fields, languages: readonly Language[]): Record<Language, string> {
  return Object.fromEntries(languages.map((language) => [language, fields[writtenField(language)] ?? '']))
}
