import type { Request, Response } from 'express'
import { AppError } from '../errors.ts'
import { can } from '../people/abilities.ts'
import type { Actor } from '../people/model.ts'
import { viewLocals } from '../web/locals.ts'
import { definePage } from '../web/page.ts'
import type { Site } from '../web/site.ts'
import { importIn, pageIn } from './asked.ts'
import { MOST_FILE_BYTES } from './body.ts'
import { findImport, findSameImport, keptUntil, listComing, listImports } from './imports-store.ts'
import { doneIn, piecesOf, waitingOf, type ImportFault, type ImportsPage, type PreviewPage, type ShownUnit } from './pages.ts'
import { findStretch, type FirstUnit } from './waiting-store.ts'
import { leftOutOf, readWaiting } from './waiting.ts'

const showImports = definePage<ImportsPage>('memory/imports')
const showPreview = definePage<PreviewPage>('memory/preview')

export const ROOM = '/desk/memory/imports'
const PAGE_LENGTH = 50
const MOST_COMING = 50
const STATUSES = { moved: 409, gone: 410 } as const

interface Again { fault?: ImportFault; moved?: 'moved' | 'gone' }

/** Files in the memory; those that wait are shown to whoever brought them, and to all who may add them. */
export async function answerImports({ db }: Site, actor: Actor, request: Request, response: Response, again: Again = {}): Promise<void> {
  const { fault = null, moved = null } = again
  const page = pageIn(request.query)
  const { lang: language } = viewLocals(response)
  const imports = await listImports(db, { limit: PAGE_LENGTH + 1, from: (page - 1) * PAGE_LENGTH, language, state: 'ready' })
  const canChange = can(actor, 'memory.change')
  const coming = (await listComing(db, { limit: MOST_COMING, language })).filter(({ by }) => canChange || by === actor.id)
  await showImports(response, {
    imports: imports.slice(0, PAGE_LENGTH), waiting: coming.map(waitingOf), newer: page > 1 ? `${ROOM}?page=${page - 1}` : null,
    older: imports.length > PAGE_LENGTH ? `${ROOM}?page=${page + 1}` : null, canChange,
    done: fault || moved ? null : doneIn(request.query['done']), moved, fault, megabytes: MOST_FILE_BYTES / 1024 / 1024,
  }, { status: moved ? STATUSES[moved] : fault ? 422 : 200 })
}

/** What was read of a file, for as long as it waits to be added. */
export async function answerPreview(site: Site, actor: Actor, request: Request, response: Response): Promise<void> {
  const { db } = site
  const id = importIn(request)
  const found = await findImport(db, id, viewLocals(response).lang).catch(passNotFound)
  const stretch = await findStretch(db, id)
  const until = found ? keptUntil(found) : null
  if (!found || until === null || !stretch) return answerImports(site, actor, request, response, { moved: 'gone' })
  const { pairs, examples } = await readWaiting(db, { id, ...stretch })
  const same = await findSameImport(db, found.name, found.units)
  await showPreview(response, {
    id, name: found.name, units: found.units, by: found.byName, until, pairs, examples: examples.map(exampleOf),
    left: leftOutOf(db, id), again: same?.at ?? null,
  })
}

/** After an hour nothing is left of a file but its address. */
function passNotFound(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

function exampleOf({ languageA, textA, languageB, textB }: FirstUnit): ShownUnit {
  return {
    source: { language: languageA, pieces: piecesOf(textA, []) }, target: { language: languageB, pieces: piecesOf(textB, []) },
    article: null, file: null, by: null, at: null,
  }
}
