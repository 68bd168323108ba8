import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import type { Actor } from '../people/model.ts'
import { form, readForm } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { addImport, bringImport, discardImport, removeImport } from './actions.ts'
import { answerImports, answerPreview, ROOM } from './answers.ts'
import { importIn } from './asked.ts'
import { fileOf } from './body.ts'
import { findImport } from './imports-store.ts'
import { RefusedTmx } from './incoming.ts'
import type { RemovalPage } from './pages.ts'
import { keepLeftOut } from './waiting.ts'

const showRemoval = definePage<RemovalPage>('memory/removal')

const PIECE = 1 << 16

const SHOWN = form({ shown: z.string().regex(/^\d{1,9}$/).transform(Number) })
/** `file` is a text only where a form came without its file. */
const BROUGHT = form({ file: z.string().max(1000).optional() })

/** Files that are brought into the memory, after a page that says what is in them, and taken out again. */
export function addImporting(router: Router, site: Site): void {
  const { db } = site

  gated(router, `GET ${ROOM}`, (request, response, actor) => answerImports(site, actor, request, response))
  gated(router, `POST ${ROOM}`, (request, response, actor) => bringIn(site, actor, request, response))

  gated(router, `GET ${ROOM}/:import`, (request, response, actor) => answerPreview(site, actor, request, response))

  gated(router, `POST ${ROOM}/:import/additions`, async (request, response, actor) => {
    const read = readForm(SHOWN, request.body)
    if (!read.ok) throw new AppError('invalid', { fields: Object.keys(read.problems).join(' ') })
    const { shown } = read.value
    await orMoved(site, actor, request, response, async (id) => {
      await addImport(db, actor, id, shown)
      return 'added'
    })
  })
  gated(router, `POST ${ROOM}/:import/discards`, (request, response, actor) => orMoved(site, actor, request, response, async (id) => {
    await discardImport(db, actor, id)
    return 'discarded'
  }))
  gated(router, `GET ${ROOM}/:import/removal`, async (request, response) => showRemoval(response, await findImport(db, importIn(request))))
  gated(router, `POST ${ROOM}/:import/removals`, (request, response, actor) => orMoved(site, actor, request, response, async (id) => {
    await removeImport(db, actor, id)
    return 'removed'
  }))
}

async function bringIn(site: Site, actor: Actor, request: Request, response: Response): Promise<void> {
  const { db, config: { languages } } = site
  const file = fileOf(request)
  const read = readForm(BROUGHT, request.body)
  if (!file || !read.ok) return answerImports(site, actor, request, response, { fault: { code: 'empty', place: null } })
  try {
    const incoming = await bringImport(db, actor, { name: file.name, pieces: piecesIn(file.bytes), languages })
    keepLeftOut(db, incoming)
    seeOther(response, `${ROOM}/${incoming.id}`)
  } catch (error) {
    if (!(error instanceof RefusedTmx)) throw error
    await answerImports(site, actor, request, response, { fault: { code: error.fault, place: error.place } })
  }
}

async function* piecesIn(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE)
}

/** What somebody else did meanwhile is told beside how things stand now. */
async function orMoved(
  site: Site, actor: Actor, request: Request, response: Response, act: (id: string) => Promise<'added' | 'discarded' | 'removed'>,
): Promise<void> {
  try {
    const done = await act(importIn(request))
    seeOther(response, `${ROOM}?done=${done}`)
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'moved_on' && error.code !== 'not_found')) throw error
    await answerImports(site, actor, request, response, { moved: 'moved' })
  }
}
