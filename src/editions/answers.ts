import type { Request, Response } from 'express'
import type { Article } from '../articles/model.ts'
import { findArticle } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { authorize } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import type { Asked } from './asked.ts'
import type { PublishPage } from './pages.ts'
import { readPublishing } from './publishing.ts'

const showPublishing = definePage<PublishPage>('editions/publish')

export interface Place {
  article: Article
  language: Language
  room: string
}

type Typed = Omit<Asked, 't'>
/** The publish page once more, as things stand now, with what was typed. */
export type Again = (change: Partial<Asked>, status?: number) => Promise<void>

export function answerAgain(site: Site, response: Response, place: Place, asked: Omit<Typed, 'notice'>): Again {
  return (change, status = 422) => show(site, response, place, { notice: null, ...asked, ...change }, status)
}

export async function show(site: Site, response: Response, { article, language }: Place, asked: Typed, status = 200): Promise<void> {
  const { t } = viewLocals(response)
  await showPublishing(response, await readPublishing(site, article, language, { ...asked, t }), { status })
}

/** The article and language of the address; with an actor, only if they may publish there. */
export async function placeIn(site: Site, { params }: Request, actor?: Actor): Promise<Place> {
  const place = await placeOf(site, String(params['article']), params['language'])
  if (actor) authorize(actor, 'edition.publish', place.language)
  return place
}

export async function placeOf({ db, config }: Site, article: string, wanted: unknown): Promise<Place> {
  const language = config.languages.find((one) => one === wanted)
  if (language === undefined) throw new AppError('not_found')
  const found = await findArticle(db, article)
  return { article: found, language, room: `/desk/articles/${found.id}/languages/${language}` }
}

const MENDABLE: readonly ErrorCode[] = ['slug_taken', 'slug_unusable', 'not_ready', 'wrong_state']

/** What it made, or the error that people can mend. */
export async function tryIt<T extends object>(act: () => Promise<T>): Promise<T | AppError> {
  return act().catch((error: unknown) => {
    if (error instanceof AppError && MENDABLE.includes(error.code)) return error
    throw error
  })
}

/** Publishing or planning that was refused, answered with the page. */
export async function answerRefusal(again: Again, { code, details }: AppError): Promise<void> {
  if (code === 'slug_taken' || code === 'slug_unusable') return again({ slugProblem: code === 'slug_taken' ? 'taken' : 'invalid' })
  if (details['why'] === 'unfillable') return again({ notice: null })
  return again({ notice: code === 'not_ready' ? 'moved' : 'same' }, 409)
}
