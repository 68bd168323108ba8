import type { Response } from 'express'
import { proposeSlug } from '../articles/slugs.ts'
import { findSiteText } from '../articles/store.ts'
import type { Language } from '../db/columns.ts'
import type { SiteText } from '../db/tables/article.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import { languagesOf, type Actor } from '../people/model.ts'
import { FORMATS } from '../text/recognise.ts'
import { guessLanguage } from '../text/guess-language.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import type { Fault } from './faults.ts'
import { buildAbout, buildPreview, type About, type NewArticlePage, type PreviewPage } from './pages.ts'
import { SITE_TEXTS, type Preview } from './preview.ts'
import { wordsOf } from './source.ts'

const NEW = '/desk/articles/new'
const showNew = definePage<NewArticlePage>('exchange/new')
const showPreview = definePage<PreviewPage>('exchange/preview')

interface NewAnswer extends Partial<Omit<NewArticlePage, 'about' | 'formats'>> {
  language: Language | null
  siteText: SiteText | null
  status?: number
}

/** The page where a text is pasted or a file chosen, with what keeps the one that was sent from being read. */
export async function answerNew(site: Site, response: Response, actor: Actor, answer: NewAnswer): Promise<void> {
  const { text = '', format = null, file = null, problem = null, tooMany = null, refusal = null, status = 200 } = answer
  response.locals.path = NEW
  const about = await aboutFor(site, actor, { ...answer, question: null })
  await showNew(response, { about, text, formats: FORMATS, format, file, problem, tooMany, refusal }, { status })
}

interface PreviewAnswer { preview: Preview; faults: readonly Fault[]; refusal?: ErrorCode | null; focus?: number | null; status: number }

/** The page where a text is looked at piece by piece. */
export async function answerPreview(site: Site, response: Response, actor: Actor, answer: PreviewAnswer): Promise<void> {
  const { preview, faults, refusal = null, focus = null, status } = answer
  const title = preview.blocks.find(({ kind }) => kind === 'title')?.text
  const slug = title ? await proposeSlug(site.db, preview.article, preview.language, title) : ''
  const about = await aboutFor(site, actor, { ...preview, question: questionIn(preview, faults) })
  // The address of this page answers forms only; whoever switches the language from here starts anew.
  response.locals.path = NEW
  await showPreview(response, buildPreview({ preview, about, slug, faults, refusal, focus }), { status })
}

/** The languages of the site whose originals the person may bring in, in the site's order. */
export function languagesFor({ config }: Site, actor: Actor): Language[] {
  const held = languagesOf(actor, 'publish')
  return config.languages.filter((language) => held.includes(language))
}

/** Throws `forbidden` for a language whose originals the person may not bring in. */
export function allow(site: Site, actor: Actor, language: Language): void {
  if (languagesFor(site, actor).includes(language)) return
  throw new AppError('forbidden', { ability: 'article.import', language: language.slice(0, 20) })
}

function questionIn({ blocks }: Preview, faults: readonly Fault[]): About['question'] {
  const code = faults.find(({ at }) => at === 'language')?.code
  if (code !== 'language_unknown' && code !== 'language_differs') return null
  return { code, guess: guessLanguage(wordsOf(blocks)).language }
}

async function aboutFor(site: Site, actor: Actor, { language, siteText, question }: Pick<About, 'language' | 'siteText' | 'question'>): Promise<About> {
  const found = await Promise.all(SITE_TEXTS.map((name) => findSiteText(site.db, name)))
  const taken = SITE_TEXTS.filter((_, i) => found[i] !== undefined)
  return buildAbout({ language, siteText, question, languages: languagesFor(site, actor) }, new Set(taken))
}
