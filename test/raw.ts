import express from 'express'
import { CONTENT_SECURITY_POLICY } from '../src/web/headers.ts'
import { listenOn, type Loopback } from './loopback.ts'
import type { Payload } from './payloads.ts'

/** A site that escapes nothing: each payload in each place of a page, under `/open/` without and under `/policy/` with our policy. */
export async function serveRaw(payloads: readonly Payload[]): Promise<Loopback> {
  const app = express()
  app.get('/:way/:id', (request, response) => {
    const { way, id } = request.params
    const text = payloads.find((one) => one.id === Number(id))?.text
    if (text === undefined) return void response.status(404).end()
    if (way === 'policy') response.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
    response.type('html').send(pageOf(text))
  })
  return listenOn(app)
}

function pageOf(text: string): string {
  return `<!doctype html><title>${text}</title><p title="${text}">${text}</p><p title='${text}'></p><textarea>${text}</textarea>
    <script type="application/json">${text}</script><a href="${text}">x</a><!-- ${text} --><p>${text}</p>`
}
