import { readFileSync } from 'node:fs'
import path from 'node:path'
import ejs from 'ejs'
import type { Response } from 'express'
import { localNames, viewLocals } from './locals.ts'
import type { Head, PageLocals, ViewLocals } from './locals.ts'

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
  const body = printPart(template, { ...locals, head, body: '' }, data)
  if (!head.title) throw new Error(`${template} sets no head.title`)
  return renderLayout(layout, locals, head, body)
}

/** What a page printed, wrapped. `body` is HTML. */
export function renderLayout(layout: Layout, locals: PageLocals, head: Head, body: string): string {
  return printPart(LAYOUTS[layout], { ...locals, head, body }, head)
}

/** A template's HTML. What it includes is given the same names but for `page`; without one of its own, that too. */
function printPart(template: string, locals: ViewLocals, page: unknown): string {
  // Ours in the place of the one that ejs gives: that copies names one by one, for each of a page's hundreds of parts.
  const include = (part: string, own?: { page: unknown }) => printPart(part.slice(1), locals, own ? own.page : page)
  return compiled(template)({ ...locals, page, include })
}

type Template = (names: object) => string

/**
 * Strict and without `with`: a name no view may use is an error when it is met, and templates run several times faster. The names are taken
 * as they are, not copied: `include` is one of them, which `compileDebug` lets stand in the place of the one that ejs gives.
 */
const COMPILING = { escape: escapeHtml, strict: true, compileDebug: true, unsafePrototypeLocals: true, destructuredLocals: [...localNames, 'page', 'include'] }

const SIGN = /[&<>"']/
const SIGNS = /[&<>"']/g
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', '\'': '&#39;' }

/** As ejs escapes; but most of what a page prints has nothing to escape, and to see that is cheaper. */
function escapeHtml(value?: { toString: () => string } | null): string {
  if (value === undefined || value === null) return ''
  const text = String(value)
  return SIGN.test(text) ? text.replace(SIGNS, (sign) => ENTITIES[sign] ?? sign) : text
}

const templates = new Map<string, Template>()

function compiled(template: string): Template {
  const known = templates.get(template)
  if (known) return known
  const filename = path.join(VIEWS, `${template}.ejs`)
  const made = ejs.compile(readFileSync(filename, 'utf8'), { ...COMPILING, filename })
  templates.set(template, made)
  return made
}

