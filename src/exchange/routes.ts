import { Router, type Response } from 'express'
import { importArticle } from '../articles/actions.ts'
import { LONGEST_TEXT, MOST_SEGMENTS } from '../articles/model.ts'
import { proposeSlug } from '../articles/slugs.ts'
import { findSiteText } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import { newId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import type { SiteText } from '../db/tables/article.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { speak } from '../i18n/voice.ts'
import { gated } from '../people/gate.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { cleanText } from '../text/clean.ts'
import type { Block } from '../text/pagetext/model.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { perform, readAct } from './acts.ts'
import { addFaults, findFaults, hasTooMany, type Fault } from './faults.ts'
import { buildAbout, buildPreview, findProblem, titleOf, type About, type NewArticlePage, type PreviewPage } from './pages.ts'
import { fieldsOf, readAbout, readPreview, shownAs, SITE_TEXTS, type Fields, type Preview } from './preview.ts'
import { segmentsOf, understandPage, understandSiteText } from './understand.ts'

const NEW = '/desk/articles/new'
const showNew = definePage<NewArticlePage>('exchange/new')
const showPreview = definePage<PreviewPage>('exchange/preview')

/** Bringing an article in: pasted, looked at piece by piece and corrected; until the last step nothing is stored. */
export function exchangeRoutes(site: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/articles/new', async (_request, response, actor) => {
    const [language = ''] = languagesFor(site, actor)
    await answerNew(site, response, actor, { language, siteText: null })
  })
  gated(router, 'POST /desk/articles/preview', async (request, response, actor) => {
    const fields = fieldsOf(request.body)
    if (fields.has('text')) await answerText(site, response, actor, fields)
    else await answerAct(site, response, actor, fields)
  })
  gated(router, 'POST /desk/articles', async (request, response, actor) => {
    const { preview, faults } = readPreview(fieldsOf(request.body))
    allow(site, actor, preview.language)
    const wrong = addFaults(faults, findFaults(preview.blocks))
    if (wrong.length > 0) return answerPreview(site, response, actor, { preview, faults: wrong, status: 422 })
    const refusal = await bringIn(site.db, actor, preview)
    if (refusal) return answerPreview(site, response, actor, { preview, faults: [], refusal: refusal.code, status: refusal.status })
    seeOther(response, `/desk/articles/${preview.article}?done=imported`)
  })
  return router
}

/** The pasted text, in pieces; or the text once more, with what keeps it from being read. */
async function answerText(site: Site, response: Response, actor: Actor, fields: Fields): Promise<void> {
  const about = readAbout(fields)
  allow(site, actor, about.language)
  const text = fields.get('text') ?? ''
  const cleaned = cleanText(text, { max: LONGEST_TEXT })
  const problem = findProblem(text, cleaned)
  if ('problem' in cleaned || problem) {
    const shown = 'problem' in cleaned ? shownAs(text, cleaned.problem) : text
    return answerNew(site, response, actor, { ...about, text: shown, problem, status: problem?.code === 'too_long' ? 413 : 422 })
  }
  if (about.siteText && await findSiteText(site.db, about.siteText)) {
    return answerNew(site, response, actor, { ...about, text, refusal: 'site_text_exists', status: 409 })
  }
  const blocks = await understand(cleaned.text, about)
  if (hasTooMany(blocks)) {
    const tooMany = { count: segmentsOf(blocks).length || blocks.length, most: MOST_SEGMENTS }
    return answerNew(site, response, actor, { ...about, text, tooMany, status: 422 })
  }
  const preview: Preview = { ...about, article: newId(), blocks, from: 0, approved: true, message: '' }
  await answerPreview(site, response, actor, { preview, faults: findFaults(blocks), status: 200 })
}

async function understand(text: string, { language, siteText }: Pick<Preview, 'language' | 'siteText'>): Promise<Block[]> {
  if (!siteText) return (await understandPage(text, language)).blocks
  const voice = speak(language)
  const title = voice.language === language ? voice.t(`articles:siteTitle.${siteText}`) : ''
  return (await understandSiteText(text, language, title)).blocks
}

/** The pieces again, after one button was pressed. What is wrong with the texts comes first: then nothing else is done. */
async function answerAct(site: Site, response: Response, actor: Actor, fields: Fields): Promise<void> {
  const { preview, faults } = readPreview(fields)
  allow(site, actor, preview.language)
  const act = readAct(fields.get('act'), preview.blocks)
  const free = act && (faults.length === 0 || act.act === 'show')
  const done = free ? perform(preview.blocks, act) : { blocks: preview.blocks, focus: null, faults: [] }
  const said = [...faults, ...done.faults]
  await answerPreview(site, response, actor, {
    preview: { ...preview, blocks: done.blocks }, faults: addFaults(said, findFaults(done.blocks)), focus: done.focus,
    refusal: act ? null : 'invalid', status: act && said.length === 0 ? 200 : 422,
  })
}

/** Brings the article in; gives back why that cannot be done. What no form of ours asks for is thrown. */
async function bringIn(db: Db, actor: Actor, { article, blocks, ...rest }: Preview): Promise<AppError | null> {
  try {
    await importArticle(db, actor, { ...rest, id: article, segments: segmentsOf(blocks) })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code !== 'forbidden' && error.code !== 'not_found') return error
    throw error
  }
}

interface NewAnswer extends Partial<Omit<NewArticlePage, 'about'>> {
  language: Language
  siteText: SiteText | null
  status?: number
}

async function answerNew(site: Site, response: Response, actor: Actor, answer: NewAnswer): Promise<void> {
  const { text = '', problem = null, tooMany = null, refusal = null, status = 200 } = answer
  response.locals.path = NEW
  await showNew(response, { about: await aboutFor(site, actor, answer), text, problem, tooMany, refusal }, { status })
}

interface PreviewAnswer { preview: Preview; faults: readonly Fault[]; refusal?: ErrorCode | null; focus?: number | null; status: number }

async function answerPreview(site: Site, response: Response, actor: Actor, answer: PreviewAnswer): Promise<void> {
  const { preview, faults, refusal = null, focus = null, status } = answer
  const title = titleOf(preview.blocks)
  const slug = title ? await proposeSlug(site.db, preview.article, preview.language, title) : ''
  const about = await aboutFor(site, actor, preview)
  // The address of this page answers forms only; whoever switches the language from here starts anew.
  response.locals.path = NEW
  await showPreview(response, buildPreview({ preview, about, slug, faults, refusal, focus }), { status })
}

async function aboutFor(site: Site, actor: Actor, { language, siteText }: Pick<Preview, 'language' | 'siteText'>): Promise<About> {
  const found = await Promise.all(SITE_TEXTS.map((name) => findSiteText(site.db, name)))
  const taken = SITE_TEXTS.filter((_, i) => found[i] !== undefined)
  return buildAbout({ language, siteText, languages: languagesFor(site, actor) }, new Set(taken))
}

/** The languages of the site whose originals the person may bring in, in the site's order. */
function languagesFor({ config }: Site, actor: Actor): Language[] {
  const held = languagesOf(actor, 'publish')
  return config.languages.filter((language) => held.includes(language))
}

function allow(site: Site, actor: Actor, language: Language): void {
  if (languagesFor(site, actor).includes(language)) return
  throw new AppError('forbidden', { ability: 'article.import', language: language.slice(0, 20) })
}
