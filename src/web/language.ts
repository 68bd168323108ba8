import { Router } from 'express'
import type { Request, RequestHandler, Response } from 'express'
import type { Config } from '../config.ts'
import { direction, interfaceLanguages, negotiate } from '../i18n/languages.ts'
import { speak } from '../i18n/voice.ts'
import { readOwnCookie, setCookie } from './cookies.ts'
import { form, language, line, readForm } from './form.ts'
import { safeNext, seeOther } from './redirect.ts'

/** The interface language that the person of this request has chosen for good, if there is such a person. */
export type ChosenLanguage = (request: Request, response: Response) => string | undefined

/** Keeps a person's choice for good; the cookie is set in any case. */
export type RememberLanguage = (request: Request, response: Response, language: string) => Promise<void>

const ONE_YEAR = 365 * 24 * 60 * 60

/** Gives a page that is not public its voice: the person's language, then the cookie's, the browser's, the site's. */
export function chooseLanguage(config: Config, chosen: ChosenLanguage = () => undefined): RequestHandler {
  const spoken = spokenLanguages(config)
  const [first = 'en'] = spoken
  return (request, response, next) => {
    const wishes = [chosen(request, response), readOwnCookie(request, 'lang', config)]
    const wish = wishes.find((tag) => tag !== undefined && spoken.includes(tag))
    giveVoice(config, response, wish ?? negotiate(request.get('Accept-Language'), spoken, first))
    next()
  }
}

/** Sets the locals of a page in `tag`; also for public pages, whose URL names their language. */
export function giveVoice(config: Config, response: Response, tag: string): void {
  const { t, format, language: lang } = speak(tag, config.timeZone)
  Object.assign(response.locals, {
    t,
    format,
    lang,
    dir: direction(lang),
    path: response.req.originalUrl,
    languages: config.languages,
    interfaceLanguages: spokenLanguages(config),
    insecure: config.insecureHttp,
  })
}

/** `POST /language` with the fields `language` and `next`; mounted after `formBody`. */
export function switchLanguage(config: Config, remember: RememberLanguage = async () => undefined): Router {
  const schema = form({ language: language(spokenLanguages(config)), next: line({ max: 2000, optional: true }) })
  const router = Router()
  router.post('/language', async (request, response) => {
    const choice = readForm(schema, request.body)
    if (choice.ok) {
      await remember(request, response, choice.value.language)
      setCookie(response, 'lang', choice.value.language, ONE_YEAR, config)
    }
    seeOther(response, choice.ok ? safeNext(choice.value.next, '/') : '/')
  })
  return router
}

/** Interface languages in the site's order, then the others the program speaks. */
function spokenLanguages({ languages }: Config): readonly string[] {
  return [...languages.filter((tag) => interfaceLanguages.includes(tag)), ...interfaceLanguages.filter((tag) => !languages.includes(tag))]
}
