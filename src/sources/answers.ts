import type { Response } from 'express'
import type { Article } from '../articles/model.ts'
import { AppError, type ErrorCode } from '../errors.ts'
import type { Upload } from '../exchange/uploads.ts'
import type { Actor } from '../people/model.ts'
import { FORMATS } from '../text/recognise.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { findTextProblem, writeSource, type TextFault } from './document.ts'
import { findEarlierText, findSourceDraft } from './draft-store.ts'
import { discardSourceDraft, goBack, keepSourceText } from './drafting.ts'
import { keepPictures, readFile } from './files.ts'
import type { SentSource } from './forms.ts'
import type { SourcePage } from './pages.ts'
import { placeOf } from './place.ts'
import { readOf } from './plan-page.ts'
import { readSource } from './state.ts'

const showSource = definePage<SourcePage>('sources/edit')

/** Who asks, about which article. */
export interface Editor {
  site: Site
  actor: Actor
  article: Article
}

/** What stands on the page besides what is kept. */
type Asked = { status?: number } & Partial<Pick<
  SourcePage, 'text' | 'version' | 'unsaved' | 'instead' | 'faults' | 'read' | 'file' | 'pictures' | 'other' | 'refusal' | 'done'
>>

/** The page on which an original is changed as one text: one's own draft, or the original as it stands. */
export async function answerSource(editor: Editor, response: Response, { status = 200, ...asked }: Asked = {}): Promise<void> {
  const { site: { db }, actor, article } = editor
  const state = await readSource(db, article, actor.id)
  const draft = await findSourceDraft(db, article.id, actor.id)
  const page: SourcePage = {
    ...await placeOf(db, article, state.structure), person: actor.id, formats: FORMATS, paragraphs: state.rows.length,
    text: draft?.text ?? writeSource(state), version: draft?.version ?? 0, unsaved: false, instead: false,
    draft: draft && { at: draft.at, older: draft.outline !== state.outline },
    earlier: await findEarlierText(db, article.id, actor.id) !== null,
    first: state.rows.every(({ approved }) => approved === null),
    faults: [], read: null, file: null, pictures: null, other: null, refusal: null, done: null, ...asked,
  }
  await showSource(response, page, { status })
}

/** Does what a button of that page asks for. Whatever it was, what was typed is not lost. */
export async function answerSent(editor: Editor, response: Response, sent: SentSource, uploads: readonly Upload[]): Promise<void> {
  const { site: { db }, actor, article } = editor
  const address = `/desk/articles/${article.id}/source`
  switch (sent.act) {
    case 'discard':
      return orConflict(editor, response, sent, async () => {
        await discardSourceDraft(db, actor, article.id, sent.version)
        seeOther(response, `${address}?done=discarded`)
      })
    case 'back':
      return orConflict(editor, response, sent, async () => {
        await keepText(editor, sent)
        await goBack(db, actor, article.id, await versionNow(editor))
        seeOther(response, `${address}?done=back`)
      })
    case 'file': return answerFile(editor, response, sent, uploads)
    case 'pictures': return orConflict(editor, response, sent, () => answerPictures(editor, response, sent, uploads))
    default:
      return orConflict(editor, response, sent, async () => {
        await keepText(editor, sent)
        seeOther(response, sent.act === 'plan' ? `${address}/plan` : `${address}?done=saved`)
      })
  }
}

/** The same for the script of the page, which saves as people type. */
export async function answerTyped({ site: { db }, actor, article }: Editor, response: Response, sent: SentSource): Promise<void> {
  const problem = findTextProblem(sent.text)
  if (problem) return void response.status(422).json({ problem: problem.code })
  try {
    response.json({ version: await keepSourceText(db, actor, article.id, sent) })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'moved_on') throw error
    response.status(409).json({ conflict: 'draft' })
  }
}

/** The text as it is; what stands there already makes no draft. Throws what keeps it from being kept. */
async function keepText({ site: { db }, actor, article }: Editor, sent: SentSource): Promise<number> {
  const problem = findTextProblem(sent.text)
  if (problem) throw new Unkeepable(problem)
  const unchanged = sent.version === 0 && sent.text.trim() === writeSource(await readSource(db, article, actor.id)).trim()
  return unchanged ? 0 : keepSourceText(db, actor, article.id, sent)
}

/** Not thrown beyond this file: the page says it. */
class Unkeepable extends Error {
  readonly fault: TextFault

  constructor(fault: TextFault) {
    super(fault.code)
    this.fault = fault
  }
}

async function versionNow({ site: { db }, actor, article }: Editor): Promise<number> {
  return (await findSourceDraft(db, article.id, actor.id))?.version ?? 0
}

async function orConflict(editor: Editor, response: Response, sent: SentSource, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Unkeepable) {
      const status = error.fault.code === 'too_long' ? 413 : 422
      return answerSource(editor, response, { text: sent.text, unsaved: true, faults: [error.fault], status })
    }
    if (!(error instanceof AppError) || !SAID.has(error.code)) throw error
    await answerConflict(editor, response, sent, error.code)
  }
}

/** The page says these itself, with what was typed. */
const SAID: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['moved_on', 'wrong_state'])

async function answerConflict(editor: Editor, response: Response, { text }: SentSource, code: ErrorCode): Promise<void> {
  const { site: { db }, actor, article } = editor
  const draft = await findSourceDraft(db, article.id, actor.id)
  const isOther = code === 'moved_on' && draft !== null && draft.text !== text
  await answerSource(editor, response, {
    text, unsaved: true, instead: isOther, other: isOther ? { text: draft.text, at: draft.at } : null, refusal: isOther ? null : code,
    status: 409,
  })
}

/** The file's text takes the place of what stood there: that is kept first, and can be gone back to. */
async function answerFile(editor: Editor, response: Response, sent: SentSource, uploads: readonly Upload[]): Promise<void> {
  const { site: { db }, actor, article } = editor
  const upload = uploads.find(({ field }) => field === 'file')
  const read = upload ? await readFile(upload, sent.format, article) : { problem: 'empty' as const }
  const again = { text: sent.text, version: sent.version, unsaved: true, status: 422 }
  if ('problem' in read) return answerSource(editor, response, { ...again, file: { name: upload?.name ?? '', problem: read.problem } })
  const files = uploads.filter(({ field }) => field === 'pictures')
  const { text, ...pictures } = await keepPictures(db, actor, article, read.text, files)
  const problem = findTextProblem(text)
  if (problem) return answerSource(editor, response, { ...again, faults: [problem] })
  await orConflict(editor, response, sent, async () => {
    const version = await keepText(editor, sent)
    const over = version === 0 ? await firstVersion(editor, sent) : version
    await keepSourceText(db, actor, article.id, { text, version: over, instead: true })
    await answerSource(editor, response, {
      read: { ...readOf(read, { language: article.source_language }), file: { name: upload?.name ?? '', format: read.format } },
      pictures: files.length > 0 ? pictures : null,
    })
  })
}

/** Even the original as it stands is something to go back to. */
async function firstVersion({ site: { db }, actor, article }: Editor, { text }: SentSource): Promise<number> {
  return keepSourceText(db, actor, article.id, { text, version: 0 })
}

async function answerPictures(editor: Editor, response: Response, sent: SentSource, uploads: readonly Upload[]): Promise<void> {
  const { site: { db }, actor, article } = editor
  const pictures = uploads.filter(({ field }) => field === 'pictures')
  const { text, ...said } = await keepPictures(db, actor, article, sent.text, pictures)
  await keepText(editor, { ...sent, text })
  await answerSource(editor, response, { pictures: said, status: said.unusable.length > 0 || pictures.length === 0 ? 422 : 200 })
}
