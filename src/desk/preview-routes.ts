import { Router } from 'express'
import { AppError } from '../errors.ts'
import { findArticle } from '../articles/store.ts'
import type { Article } from '../articles/model.ts'
import type { Language } from '../db/columns.ts'
import { speak, type Voice } from '../i18n/voice.ts'
import { authorize, can } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { writingAbility } from '../translations/model.ts'
import { giveVoice } from '../web/language.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import type { OwnWords } from './preview-own.ts'
import { composePreview, previewPath, type PreviewPage } from './preview.ts'

const showPreview = definePage<PreviewPage>('desk/preview', 'public')

/**
 * What readers would get if the article were published now, by the very template they get; with `drafts=mine`, were the words of the
 * person who looks approved.
 */
export function previewRoutes(site: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/articles/:article/languages/:language/preview', async (request, response, actor) => {
    const { article: id, language } = request.params
    if (typeof id !== 'string' || typeof language !== 'string' || !site.config.languages.includes(language)) throw new AppError('not_found')
    const found = await findArticle(site.db, id)
    const desk = speak(response.locals.lang ?? language, site.config.timeZone)
    giveVoice(site.config, response, language)
    const mine = request.query['drafts'] === 'mine' ? ownWords(actor, found, language, desk) : null
    const article = await composePreview(site, found, language, { untitled: desk.t('reader:preview.untitled'), mine })
    response.locals.siteName = article.head.frame?.siteName ?? ''
    await showPreview(response, { article, bar: barOf(actor, found, language, { desk, mine }) })
  })
  return router
}

/** Throws `forbidden` for those who may not write there, and so have no words of their own. */
function ownWords(
  actor: Actor, { id, source_language: source }: Article, language: Language, { t, language: deskLanguage }: Voice,
): OwnWords {
  authorize(actor, writingAbility(source, language), language)
  return {
    person: actor.id, address: addressOf(id, language), language: deskLanguage,
    says: { draft: t('reader:preview.draft'), waiting: t('reader:preview.waiting'), open: t('reader:preview.open') },
  }
}

function barOf(
  actor: Actor, { id, source_language: source }: Article, language: Language, { desk, mine }: { desk: Voice; mine: OwnWords | null },
): PreviewPage['bar'] {
  const { t } = desk
  const writes = can(actor, writingAbility(source, language), language)
  return {
    text: t(mine ? 'reader:preview.barMine' : 'reader:preview.bar'), back: t(mine ? 'reader:preview.backToText' : 'reader:preview.back'),
    href: addressOf(id, language), language: desk.language,
    other: writes ? { href: previewPath(id, language, !mine), words: t(mine ? 'reader:preview.plain' : 'reader:preview.mine') } : null,
    follows: mine ? addressOf(id, language) : null,
  }
}

function addressOf(article: string, language: Language): string {
  return `/desk/articles/${article}/languages/${language}`
}
