import { Router, type Request, type Response } from 'express'
import { findArticle } from '../articles/store.ts'
import type { Article } from '../articles/model.ts'
import type { Language } from '../db/columns.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { publishEdition, restoreEdition, withdrawEdition } from './actions.ts'
import { readPublication, readRestoration, readWithdrawal } from './forms.ts'
import type { PublishNotice, PublishPage } from './pages.ts'
import { readPublishing, type Asked } from './publishing.ts'

const showPublishing = definePage<PublishPage>('editions/publish')

const DONE = ['published', 'restored', 'withdrawn'] as const satisfies readonly PublishNotice[]

interface Place {
  article: Article
  language: Language
  room: string
}

/** What is published, and the acts of publishing, bringing back and withdrawing. */
export function editionRoutes(site: Site): Router {
  const { db } = site
  const router = Router()

  gated(router, 'GET /desk/articles/:article/languages/:language/editions', async (request, response, actor) => {
    const place = await placeIn(site, request)
    const notice = DONE.find((code) => code === request.query['done']) ?? null
    await show(site, response, place, { actor, notice })
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/editions', async (request, response, actor) => {
    const { article, language, room } = await placeIn(site, request, actor)
    const { fields, problems } = readPublication(request.body)
    const { slug, note, missing, behind, shown } = fields
    const again = answerAgain(site, response, { article, language, room }, { actor, typed: fields })
    if (Object.keys(problems).length > 0) return again({ typed: { ...fields, problems } })
    const publish = () => publishEdition(db, actor, {
      article: article.id, language, slug: article.kind === 'site' ? undefined : slug ?? undefined, note, accepted: { missing, behind }, shown,
    })
    await finish(site, response, room, 'published', publish, again)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/editions/:number/restorations', async (request, response, actor) => {
    const { article, language, room } = await placeIn(site, request, actor)
    const number = numberIn(request)
    const { text: note, problem } = readRestoration(request.body)
    const again = answerAgain(site, response, { article, language, room }, { actor, restoration: { number, note, problem } })
    if (problem) return again({})
    await finish(site, response, room, 'restored', () => restoreEdition(db, actor, { article: article.id, language, number, note }), again)
  })

  gated(router, 'POST /desk/articles/:article/languages/:language/withdrawals', async (request, response, actor) => {
    const { article, language, room } = await placeIn(site, request, actor)
    const { text: reason, problem } = readWithdrawal(request.body)
    const again = answerAgain(site, response, { article, language, room }, { actor, withdrawal: { reason, problem } })
    if (problem) return again({})
    await finish(site, response, room, 'withdrawn', () => withdrawEdition(db, actor, { article: article.id, language, reason }), again)
  })

  return router
}

type Again = (change: Partial<Asked>, status?: number) => Promise<void>

/** The same page once more, as things stand now, with what was typed. */
function answerAgain(site: Site, response: Response, place: Place, asked: Omit<Asked, 'words' | 'notice'>): Again {
  return (change, status = 422) => show(site, response, place, { notice: null, ...asked, ...change }, status)
}

/** Does it and goes on; what people can mend is answered with the page. */
async function finish(
  site: Site, response: Response, room: string, done: (typeof DONE)[number], act: () => Promise<unknown>, again: Again,
): Promise<void> {
  const failure = await act().then(() => null, codeOf)
  if (failure === 'slug_taken' || failure === 'slug_unusable') return again({ slugProblem: failure === 'slug_taken' ? 'taken' : 'invalid' })
  if (failure === 'not_ready') return again({ notice: 'moved' }, 409)
  if (failure) return again({ notice: done === 'withdrawn' ? 'not_published' : 'same' }, 409)
  await site.publicationChanged()
  seeOther(response, `${room}/editions?done=${done}`)
}

const MENDABLE: readonly ErrorCode[] = ['slug_taken', 'slug_unusable', 'not_ready', 'wrong_state']

function codeOf(error: unknown): ErrorCode {
  if (error instanceof AppError && MENDABLE.includes(error.code)) return error.code
  throw error
}

async function show(site: Site, response: Response, { article, language }: Place, asked: Omit<Asked, 'words'>, status = 200): Promise<void> {
  const { t } = viewLocals(response)
  const words = { added: t('reviews:diff.addedHere'), removed: t('reviews:diff.removedHere') }
  await showPublishing(response, await readPublishing(site, article, language, { ...asked, words }), { status })
}

/** The article and language of the address; with an actor, only if they may publish there. */
async function placeIn({ db, config }: Site, { params }: Request, actor?: Actor): Promise<Place> {
  const language = config.languages.find((one) => one === params['language'])
  if (language === undefined) throw new AppError('not_found')
  const article = await findArticle(db, String(params['article']))
  if (actor) authorize(actor, 'edition.publish', language)
  return { article, language, room: `/desk/articles/${article.id}/languages/${language}` }
}

function numberIn({ params }: Request): number {
  const wanted = String(params['number'])
  if (!/^[1-9]\d{0,5}$/.test(wanted)) throw new AppError('not_found')
  return Number(wanted)
}
