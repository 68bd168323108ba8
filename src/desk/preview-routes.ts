import { Router } from 'express'
import { AppError } from '../errors.ts'
import { findArticle } from '../articles/store.ts'
import { speak } from '../i18n/voice.ts'
import { gated } from '../people/gate.ts'
import { giveVoice } from '../web/language.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { composePreview, type PreviewPage } from './preview.ts'

const showPreview = definePage<PreviewPage>('desk/preview', 'public')

/** What readers would get if the article were published now, by the very template they get. */
export function previewRoutes(site: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/articles/:article/languages/:language/preview', async (request, response) => {
    const { article: id, language } = request.params
    if (typeof id !== 'string' || typeof language !== 'string' || !site.config.languages.includes(language)) throw new AppError('not_found')
    const found = await findArticle(site.db, id)
    const desk = speak(response.locals.lang ?? language, site.config.timeZone)
    giveVoice(site.config, response, language)
    const article = await composePreview(site, found, language, desk.t('reader:preview.untitled'))
    response.locals.siteName = article.head.frame?.siteName ?? ''
    const href = `/desk/articles/${found.id}/languages/${language}`
    const bar = { text: desk.t('reader:preview.bar'), back: desk.t('reader:preview.back'), href, language: desk.language }
    await showPreview(response, { article, bar })
  })
  return router
}
