import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { gated } from '../people/gate.ts'
import { decodeBytes } from '../text/decode.ts'
import { form, line, readForm } from '../web/form.ts'
import { definePage } from '../web/page.ts'
import { seeOther } from '../web/redirect.ts'
import type { Site } from '../web/site.ts'
import { fileOf, MOST_FILE_BYTES } from './body.ts'
import { readTermFile, type FileTerm } from './file.ts'
import type { Plan } from './load.ts'
import { loadTerms, markInPieces, planInPieces } from './loading.ts'
import { rowOf, type ImportPage } from './pages.ts'
import { readGlossary } from './reading.ts'
import { writeTable } from './table.ts'
import { writeTbx } from './tbx.ts'

const showImport = definePage<ImportPage>('glossary/import')
const MOST_SHOWN = 100
const EMPTY: ImportPage = { text: '', fault: null, plan: null, moved: false }

/** `file` is a text only where a form came without its file. */
const sent = form({ text: z.string().max(MOST_FILE_BYTES), file: z.string().max(1000).optional(), mark: line({ max: 64 }).optional() })

/** Terms brought in from a file, after a page that says what will become of them, and taken out as one. */
export function addImporting(router: Router, site: Site): void {
  gated(router, 'GET /desk/glossary/import', (_request, response) => showImport(response, EMPTY))
  gated(router, 'POST /desk/glossary/preview', (request, response) => preview(site, request, response))

  gated(router, 'POST /desk/glossary/imports', async (request, response, actor) => {
    const read = readSent(request, site)
    if ('fault' in read) return refuse(response, read)
    try {
      await loadTerms(site.db, actor, read.terms, read.mark)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'moved_on') throw error
      return preview(site, request, response, true)
    }
    seeOther(response, '/desk/glossary?done=imported')
  })

  gated(router, 'GET /desk/glossary/file', async (request, response) => {
    const terms = await readGlossary(site.db)
    if (request.query['format'] === 'csv') response.attachment('glossary.csv').type('text/csv; charset=utf-8').send(writeTable(terms))
    else if (request.query['format'] === 'tbx') response.attachment('glossary.tbx').type('application/xml').send(writeTbx(terms, site.config.languages[0] ?? 'uk'))
    else throw new AppError('not_found', { format: 'unknown' })
  })
}

async function preview(site: Site, request: Request, response: Response, moved = false): Promise<void> {
  const read = readSent(request, site)
  if ('fault' in read) return refuse(response, read)
  const plan = await planInPieces(await readGlossary(site.db), read.terms)
  const mark = await markInPieces(plan)
  await showImport(response, { text: read.text, fault: null, plan: { ...shown(plan, site), mark }, moved }, { status: moved ? 409 : 200 })
}

type Refused = Pick<ImportPage, 'text'> & { fault: NonNullable<ImportPage['fault']> }

function refuse(response: Response, { text, fault }: Refused): Promise<void> {
  return showImport(response, { ...EMPTY, text, fault }, { status: 422 })
}

/** The terms of the file, or of what was pasted, and the mark of the plan that was shown. */
function readSent(request: Request, { config: { languages } }: Site): { text: string; terms: FileTerm[]; mark: string } | Refused {
  const read = readForm(sent, request.body)
  if (!read.ok) return { text: '', fault: { code: Object.values(read.problems).includes('too_long') ? 'too_long' : 'empty', line: null } }
  const bytes = fileOf(request)
  const decoded = bytes ? decodeBytes(bytes) : { text: read.value.text }
  if ('problem' in decoded) return { text: '', fault: { code: 'unreadable', line: null } }
  const { text } = decoded
  if (text.trim() === '') return { text, fault: { code: 'empty', line: null } }
  const file = readTermFile(text, languages)
  return 'fault' in file ? { text, fault: { code: file.fault, line: file.line } } : { text, terms: file.terms, mark: read.value.mark ?? '' }
}

function shown(plan: Plan, { config: { languages } }: Site): Omit<NonNullable<ImportPage['plan']>, 'mark'> {
  const { added, changed, same } = plan
  const asRow = (content: Plan['added'][number], id: string) =>
    rowOf({ ...content, id, version: 0, changedBy: '', changedAt: '', isApproved: true, isRemoved: false }, languages)
  return {
    added: added.slice(0, MOST_SHOWN).map((content) => asRow(content, '')), changed: changed.slice(0, MOST_SHOWN).map(({ term, content }) => asRow(content, term.id)),
    addedCount: added.length, changedCount: changed.length, same,
  }
}
