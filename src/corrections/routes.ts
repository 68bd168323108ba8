import { Router, type Request, type Response } from 'express'
import { listTitles } from '../articles/store.ts'
import { isId } from '../db/id.ts'
import type { Id, Language } from '../db/columns.ts'
import { AppError } from '../errors.ts'
import { authorize, can } from '../people/abilities.ts'
import { typedIn } from '../people/forms.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { readSettings } from '../people/settings.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { declineCorrection, reopenCorrection, takeCorrection } from './actions.ts'
import { readDeclining, readReopening, readTaking } from './forms.ts'
import { correctionsPage, type Asked } from './list.ts'
import { CORRECTION_STATES } from './model.ts'
import type { CorrectionPage, CorrectionsPage } from './pages.ts'
import { readCorrection, readLines, titleOf } from './reading.ts'
import { countCorrections, findCorrection, listCorrections } from './store.ts'

const PAGE_LENGTH = 30

const showList = definePage<CorrectionsPage>('corrections/list')
const showOne = definePage<CorrectionPage>('corrections/show')

/** What readers reported: a list, and each by itself, to be taken up or declined. */
export function correctionRoutes(site: Site): Router {
  const router = Router()
  const { db } = site

  gated(router, 'GET /desk/corrections', (request, response, actor) => answerList(site, actor, request, response))

  gated(router, 'GET /desk/corrections/:correction', async (request, response, actor) => {
    const id = idIn(request)
    authorize(actor, 'correction.decide', (await findCorrection(db, id)).language)
    const done = (['declined', 'reopened'] as const).find((one) => one === request.query['done']) ?? null
    await answerOne(site, actor, id, response, { done })
  })

  gated(router, 'POST /desk/corrections/:correction/drafts', async (request, response, actor) => {
    const { how, ...shown } = readTaking(request.body)
    await orMoved(site, actor, idIn(request), response, async (id) => {
      const { article, language, segment, drafted } = await takeCorrection(db, actor, id, how, shown)
      seeOther(response, `/desk/articles/${article}/languages/${language}/segments/${segment}${drafted ? '?done=saved' : ''}`)
    })
  })

  gated(router, 'POST /desk/corrections/:correction/declines', async (request, response, actor) => {
    const id = idIn(request)
    authorize(actor, 'correction.decide', (await findCorrection(db, id)).language)
    const read = readDeclining(request.body)
    const { reason: text = '' } = typedIn(request.body, ['reason'])
    if (!read.ok) return answerOne(site, actor, id, response, { reason: { text, problem: read.problems['reason'] ?? null } }, 422)
    const { reason, decisions } = read.value
    await orMoved(site, actor, id, response, async () => {
      await declineCorrection(db, actor, id, reason, decisions)
      seeOther(response, `/desk/corrections/${id}?done=declined`)
    }, { text, problem: null })
  })

  gated(router, 'POST /desk/corrections/:correction/reopenings', async (request, response, actor) => {
    const { decisions } = readReopening(request.body)
    await orMoved(site, actor, idIn(request), response, async (id) => {
      await reopenCorrection(db, actor, id, decisions)
      seeOther(response, `/desk/corrections/${id}?done=reopened`)
    })
  })

  return router
}

/** What moved on meanwhile is shown as it is now, with what was typed. */
async function orMoved(
  site: Site, actor: Actor, id: Id, response: Response, act: (id: Id) => Promise<void>, reason: CorrectionPage['reason'] = { text: '', problem: null },
): Promise<void> {
  await act(id).catch(async (error: unknown) => {
    if (!(error instanceof AppError) || error.status !== 409) throw error
    await answerOne(site, actor, id, response, { notice: 'moved', reason }, 409)
  })
}

async function answerOne(
  { db }: Site, actor: Actor, id: Id, response: Response,
  { notice = null, done = null, reason = { text: '', problem: null } }: Partial<Pick<CorrectionPage, 'notice' | 'done' | 'reason'>>, status = 200,
): Promise<void> {
  await showOne(response, { ...await readCorrection(db, actor, id, spokenIn(response)), notice, done, reason }, { status })
}

async function answerList({ db, config }: Site, actor: Actor, { query }: Request, response: Response): Promise<void> {
  const mine = config.languages.filter((language) => can(actor, 'correction.decide', language))
  const asked = askedIn(query, mine)
  const spoken = spokenIn(response)
  const languages = asked.language ? [asked.language] : mine
  const place = { state: asked.state, article: asked.article ?? undefined, before: asked.before ?? undefined }
  const found = await listCorrections(db, { ...place, languages, limit: PAGE_LENGTH + 1 })
  const titles = asked.article ? await listTitles(db, [asked.article], spoken.lang) : null
  await showList(response, correctionsPage({
    asked, mine, more: found.length > PAGE_LENGTH,
    lines: await readLines(db, found.slice(0, PAGE_LENGTH), spoken),
    counts: await countCorrections(db, { languages: mine, article: asked.article ?? undefined }),
    title: titles && titleOf(titles, asked.article ?? ''),
    isAsked: (await readSettings(db, config.languages)).corrections,
  }))
}

function askedIn(query: Request['query'], languages: readonly Language[]): Asked {
  const { language, article, before } = query
  const state = query['state'] === undefined ? 'open' : CORRECTION_STATES.find((one) => one === query['state'])
  const known = language === undefined || languages.find((one) => one === language)
  if (!state || !known || (article !== undefined && !isId(article)) || (before !== undefined && !isId(before))) throw new AppError('not_found')
  return { state, language: known === true ? null : known, article: article ?? null, before: before ?? null }
}

function spokenIn(response: Response) {
  const { t, lang } = viewLocals(response)
  return { lang, words: { added: t('translations:diff.added'), removed: t('translations:diff.removed') } }
}

function idIn({ params }: Request): Id {
  const { correction } = params
  if (!isId(correction)) throw new AppError('not_found')
  return correction
}
