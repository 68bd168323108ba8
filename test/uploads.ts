import type { Answer, Browser } from './browser.ts'
import { formIn, type Form } from './preview.ts'

export interface Sent { field: string; name: string; bytes: Uint8Array | string }

const NEW = '/desk/articles/new'
const PREVIEW = '/desk/articles/preview'

/** Sends a form with files, as a browser does. The token is the one of the page of a new article unless the fields bring theirs. */
export async function sendFiles(
  site: { url: string }, browser: Browser, path: string, fields: Record<string, string>, files: readonly Sent[],
): Promise<Answer> {
  const { html } = await browser.get(NEW)
  const token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const body = new FormData()
  for (const [name, value] of Object.entries({ form_token: token, ...fields })) body.append(name, value)
  for (const { field, name, bytes } of files) body.append(field, new Blob([typeof bytes === 'string' ? bytes : Buffer.from(bytes)]), name)
  const cookie = browser.cookie('__Host-sid')
  const headers = { 'origin': site.url, 'accept-language': 'en', ...cookie ? { cookie: `__Host-sid=${cookie}` } : {} }
  const response = await fetch(new URL(path, site.url), { method: 'POST', body, headers, redirect: 'manual' })
  const location = response.headers.get('location')
  if (location) return browser.get(location)
  return { status: response.status, url: response.url, headers: response.headers, html: await response.text() }
}

/** Opens a preview out of a file. */
export async function openFile(
  site: { url: string }, browser: Browser, files: readonly Sent[], fields: Record<string, string> = {},
): Promise<Form> {
  return formIn(await sendFiles(site, browser, PREVIEW, { text: '', way: 'file', language: '', site_text: '', format: '', ...fields }, files))
}
