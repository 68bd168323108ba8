import type { Request, Response } from 'express'
import { isId } from '../db/id.ts'
import type { Id } from '../db/columns.ts'
import { viewLocals } from '../web/locals.ts'
import type { Site } from '../web/site.ts'
import { knownId, knownLanguage } from './forms.ts'
import type { Surroundings } from './notes.ts'
import { DONE, type TranslatePage } from './pages.ts'
import type { Place } from './writing.ts'

export type ParagraphPlace = Place & { segment: Id }

/** Which article in which language the address names. */
export function placeIn({ config }: Site, { params }: Request): Place {
  return { article: knownId(params['article']), language: knownLanguage(params['language'], config.languages) }
}

export function paragraphIn(site: Site, request: Request): ParagraphPlace {
  return { ...placeIn(site, request), segment: knownId(request.params['segment']) }
}

export function addressOf({ article, language }: Place): string {
  return `/desk/articles/${article}/languages/${language}`
}

/** What has just been done, as the address tells it. */
export function doneIn({ query }: Request): TranslatePage['done'] {
  const what = DONE.find((done) => done === query['done'])
  const count = typeof query['count'] === 'string' && /^\d{1,5}$/.test(query['count']) ? Number(query['count']) : 1
  return what ? { what, count } : null
}

/** The paragraph that a part of the query names; null without one. */
export function segmentAsked({ query }: Request, name: string): Id | null {
  return isId(query[name]) ? query[name] : null
}

export function wordsIn(response: Response): Surroundings['words'] {
  const { t } = viewLocals(response)
  return { added: t('translations:diff.added'), removed: t('translations:diff.removed') }
}
