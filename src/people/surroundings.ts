import type { RequestHandler } from 'express'
import type { ChosenLanguage, RememberLanguage } from '../web/language.ts'
import type { Site } from '../web/site.ts'
import { keepInterfaceLanguage } from './account-actions.ts'
import { ownedToken } from './form-owner.ts'
import { actorOf } from './sessions.ts'
import { findSiteName } from './settings.ts'

/** The interface language that a signed-in person has chosen for good. */
export const chosenLanguage: ChosenLanguage = (request) => actorOf(request)?.interfaceLanguage ?? undefined

/** Keeps a signed-in person's choice wherever they sign in next. */
export function rememberLanguage({ db }: Site): RememberLanguage {
  return async (request, _response, language) => {
    const actor = actorOf(request)
    if (actor) await keepInterfaceLanguage(db, actor, language)
  }
}

/** The site's name above its inner pages, in the language of the interface. Stands behind `chooseLanguage`. */
export function nameSite({ db, config }: Site): RequestHandler {
  return async (_request, response, next) => {
    const name = await findSiteName(db, [response.locals.lang ?? '', config.languages[0] ?? ''])
    if (name) response.locals.siteName = name
    next()
  }
}

/** Says behind each form token whose form it is. Stands behind `ensurePreSession`. */
export function signForms({ db }: Site): RequestHandler {
  return async (request, response, next) => {
    const actor = actorOf(request)
    const { formToken: token } = response.locals
    if (actor && token) response.locals.formToken = await ownedToken(db, token, actor.id)
    next()
  }
}
