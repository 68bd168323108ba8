import { readFileSync } from 'node:fs'
import path from 'node:path'
import ejs from 'ejs'
import type { TemplateFunction } from 'ejs'
import type { Response } from 'express'
import { localNames, viewLocals } from './locals.ts'
import type { Head, PageLocals } from './locals.ts'

const VIEWS = path.resolve(import.meta.dirname, '../../views')

const LAYOUTS = { desk: 'layout/desk', public: 'layout/public', plain: 'layout/plain' } as const

type Layout = keyof typeof LAYOUTS

export interface Page<Data> {
  /** Answers with the page. Status 200 unless told otherwise. */
  (response: Response, data: Data, options?: { status?: number }): Promise<void>
  /** The page as HTML, without a request. */
  html: (locals: PageLocals, data: Data) => Promise<string>
}

/** Ties a template to the type of its data. The template sets `head.title`; the layout then wraps what it printed. */
export function definePage<Data extends object>(template: string, layout: Layout = 'desk'): Page<Data> {
  const html = (locals: PageLocals, data: Data) => renderPage(template, layout, locals, data)
  const show = async (response: Response, data: Data, { status = 200 } = {}) => {
    const locals = viewLocals(response)
    response.status(status).set('Content-Language', locals.lang).type('html').send(await html(locals, data))
  }
  return Object.assign(show, { html })
}

/** The whole page as HTML, without a request. Throws when the template names no title. */
export async function renderPage(template: string, layout: Layout, locals: PageLocals, data: object): Promise<string> {
  const head: Head = { title: '' }
  const body = compiled(template)({ ...locals, head, body: '', page: data })
  if (!head.title) throw new Error(`${template} sets no head.title`)
  return renderLayout(layout, locals, head, body)
}

/** What a page printed, wrapped. `body` is HTML. */
export function renderLayout(layout: Layout, locals: PageLocals, head: Head, body: string): string {
  return compiled(LAYOUTS[layout])({ ...locals, head, body, page: head })
}

const templates = new Map<string, TemplateFunction>()

function compiled(template: string): TemplateFunction {
  const known = templates.get(template)
  if (known) return known
  const filename = path.join(VIEWS, `${template}.ejs`)
  // Strict and without `with`: a name no view may use is an error when it is met, and templates run several times faster.
  const made = ejs.compile(readFileSync(filename, 'utf8'), {
    filename, root: VIEWS, cache: true, strict: true, destructuredLocals: [...localNames, 'page'],
  })
  templates.set(template, made)
  return made
}
