import { Router, type Request, type Response } from 'express'
import { importArticle } from '../articles/actions.ts'
import { MOST_SEGMENTS } from '../articles/model.ts'
import { findSiteText } from '../articles/store.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { cleanText, type TextProblem } from '../text/clean.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { perform, readAct } from './acts.ts'
import { allow, answerNew, answerPreview, languagesFor } from './answers.ts'
import { detailsOf, findDetailFaults } from './details.ts'
import { addFaults, findFaults, hasTooMany, type Fault } from './faults.ts'
import { showNotice } from './notices.ts'
import { openPreview } from './open.ts'
import { findProblem } from './pages.ts'
import { carryPictures, placePictures } from './pictures.ts'
import { fieldsOf, findLanguageFaults, readPreview, type Preview } from './preview.ts'
import { shownAs, type Fields } from './read-block.ts'
import { readSent, type Sent } from './sent.ts'
import { reread } from './reread.ts'
import { segmentsOf } from './understand.ts'
import { uploadsOf, type Upload } from './uploads.ts'

/** Bringing an article in: pasted or out of a file, looked at piece by piece and corrected; until the last step no article is stored. */
export function exchangeRoutes(site: Site): Router {
  const router = Router()
  gated(router, 'GET /desk/articles/new', async (_request, response, actor) => {
    await answerNew(site, response, actor, { language: null, siteText: null })
  })
  gated(router, 'POST /desk/articles/preview', async (request, response, actor) => {
    const fields = fieldsOf(request.body)
    if (fields.has('text')) await answerText(site, response, actor, readSent(fields, uploadsOf(request)), uploadsOf(request))
    else await answerAct(site, response, actor, fields, uploadsOf(request))
  })
  gated(router, 'POST /desk/articles', async (request, response, actor) => {
    const { preview, faults } = await readForm(site, request, actor)
    const wrong = addFaults(faults, faultsOf(preview))
    if (wrong.length > 0) return answerPreview(site, response, actor, { preview, faults: wrong, status: 422 })
    const refusal = await bringIn(site.db, actor, preview)
    if (refusal) return answerPreview(site, response, actor, { preview, faults: [], refusal: refusal.code, status: refusal.status })
    seeOther(response, `/desk/articles/${preview.article}?done=imported`)
  })
  return router
}

/** What was sent, in pieces; or the form once more, with what keeps it from being read. */
async function answerText(site: Site, response: Response, actor: Actor, sent: Sent, uploads: readonly Upload[]): Promise<void> {
  const { language, siteText, format, typed, from } = sent
  if (language) allow(site, actor, language)
  const again = { language, siteText, format, text: typed }
  if ('problem' in from) return answerNew(site, response, actor, { ...again, file: { name: from.file, problem: from.problem }, status: 422 })
  if (siteText && await findSiteText(site.db, siteText)) return answerNew(site, response, actor, { ...again, refusal: 'site_text_exists', status: 409 })
  if (from.file === null && from.text.trim() === '') return answerNew(site, response, actor, { ...again, problem: { code: 'required', line: null }, status: 422 })
  const opened = await openOrSay(() => openPreview(from, { language, siteText, languages: languagesFor(site, actor) }))
  if (opened instanceof AppError) return answerNew(site, response, actor, { ...again, refusal: opened.code, status: opened.status })
  if ('problem' in opened) return answerUnreadable(site, response, actor, sent, opened.problem)
  if (hasTooMany(opened.blocks)) {
    const tooMany = { count: segmentsOf(opened.blocks).length || opened.blocks.length, most: MOST_SEGMENTS }
    return answerNew(site, response, actor, { ...again, text: typed || from.text, tooMany, status: 422 })
  }
  const { preview, faults } = await withPictures(site, actor, opened, uploads)
  await answerPreview(site, response, actor, { preview, faults: addFaults(faults, faultsOf(preview)), status: 200 })
}

/** The text again, freed of what nobody sees; of a file it stands in the field now, where it can be mended. */
async function answerUnreadable(
  site: Site, response: Response, actor: Actor, { from, ...about }: Sent, code: TextProblem,
): Promise<void> {
  const text = 'problem' in from ? '' : from.text
  const problem = findProblem(text, cleanText(text)) ?? { code, line: null }
  await answerNew(site, response, actor, { ...about, text: shownAs(text, code), problem, status: code === 'too_long' ? 413 : 422 })
}

/** The pieces again, after one button was pressed. What is wrong with the texts comes first: then nothing else is done. */
async function answerAct(site: Site, response: Response, actor: Actor, fields: Fields, uploads: readonly Upload[]): Promise<void> {
  const read = readPreview(fields)
  allow(site, actor, read.preview.language)
  const { preview, faults } = await withPictures(site, actor, read.preview, uploads, read.faults)
  const act = readAct(fields.get('act'), preview.blocks)
  if (act?.act === 'read') return answerReading(site, response, actor, preview, fields)
  const free = act && (faults.length === 0 || act.act === 'show')
  const done = free ? perform(preview.blocks, act) : { blocks: preview.blocks, focus: null, faults: [] }
  const said = [...faults, ...done.faults]
  const after = { ...preview, blocks: done.blocks }
  await answerPreview(site, response, actor, {
    preview: after, faults: addFaults(said, faultsOf(after)), focus: done.focus,
    refusal: act ? null : 'invalid', status: act && said.length === 0 ? 200 : 422,
  })
}

/** The same source, read as somebody wants it read. What cannot be read so leaves the pieces as they are. */
async function answerReading(site: Site, response: Response, actor: Actor, preview: Preview, fields: Fields): Promise<void> {
  const opened = await openOrSay(() => reread(preview, fields, languagesFor(site, actor)))
  if (opened instanceof AppError || 'problem' in opened || hasTooMany(opened.blocks)) {
    const refusal = opened instanceof AppError ? opened.code : 'problem' in opened ? 'wrong_encoding' : 'too_many_paragraphs'
    return answerPreview(site, response, actor, { preview, faults: faultsOf(preview), refusal, status: 422 })
  }
  const after = { ...opened, blocks: carryPictures(preview.blocks, opened.blocks) }
  await answerPreview(site, response, actor, { preview: after, faults: faultsOf(after), status: 200 })
}

async function readForm(site: Site, request: Request, actor: Actor): Promise<{ preview: Preview; faults: Fault[] }> {
  const { preview, faults } = readPreview(fieldsOf(request.body))
  allow(site, actor, preview.language)
  return withPictures(site, actor, preview, uploadsOf(request), faults)
}

async function withPictures(
  { db }: Site, actor: Actor, preview: Preview, uploads: readonly Upload[], known: readonly Fault[] = [],
): Promise<{ preview: Preview; faults: Fault[] }> {
  const { blocks, faults, unused } = await placePictures(db, actor, preview.language, preview.blocks, uploads)
  const others = preview.notices.filter(({ code }) => code !== 'unused_picture')
  const notices = unused.length > 0 ? [...others, showNotice({ code: 'unused_picture', items: unused })] : preview.notices
  return { preview: { ...preview, blocks, notices }, faults: [...known, ...faults] }
}

function faultsOf(preview: Preview): Fault[] {
  return [...findLanguageFaults(preview), ...findFaults(preview.blocks), ...findDetailFaults(preview.details)]
}

/** What was opened, or why that cannot be done. */
async function openOrSay<T>(open: () => Promise<T>): Promise<T | AppError> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_tangled') return error
    throw error
  }
}

/** Brings the article in; gives back why that cannot be done. What no form of ours asks for is thrown. */
async function bringIn(
  db: Db, actor: Actor, { article, blocks, language, siteText, approved, message, details }: Preview,
): Promise<AppError | null> {
  try {
    await importArticle(db, actor, {
      id: article, language, siteText, approved, message, segments: segmentsOf(blocks), details: detailsOf(details, siteText ? [] : blocks),
    })
    return null
  } catch (error) {
    if (error instanceof AppError && error.code !== 'forbidden' && error.code !== 'not_found') return error
    throw error
  }
}
