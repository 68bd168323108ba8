/** The servers of bench/reader.ts, each in a process of its own: `site` is the whole site, `raw` is node:http with bytes it is given. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, IncomingMessage } from 'node:http'
import { Socket, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { importArticle } from '../src/articles/actions.ts'
import { listSlugs } from '../src/articles/store.ts'
import { readConfig } from '../src/config.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { HTML } from '../src/reader/finished.ts'
import { Shelf } from '../src/reader/shelf.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { newPerson } from '../test/world.ts'

/** What the bench asks of a server, and what it is told. */
export type Question =
  | { ask: 'cpu' | 'rss' | 'drop' }
  | { ask: 'fill'; pages: number; bytes: number }
  | { ask: 'serve'; whole: string[]; body: string; same: string[] }
export type Answer = { urls: string[] } | { value: number }

const SYLLABLES = 'ко ра мі ста ві ре пу до ня ло ги ше та бу зи ць ор ан ел ну'.split(' ')

if (process.argv[2] === 'site') await serveSite()
else serveRaw()

async function serveSite(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
  const config = readConfig({})
  const shelf = new Shelf({ config, readGeneration: async () => 1 })
  answering(async (question) => {
    if (question.ask === 'drop') await site.publicationChanged()
    if (question.ask === 'fill') await fill(shelf, question.pages, question.bytes)
  })
  tell({ urls: [site.url + await publishArticle(site, 25, 55), site.url + await publishArticle(site, 100, 55)] })
}

function serveRaw(): void {
  answering(async (question) => {
    if (question.ask !== 'serve') return
    const { whole, same } = question
    const bytes = Buffer.from(question.body, 'base64')
    const ports = await Promise.all([
      listen((_request, response) => {
        response.writeHead(200, whole)
        response.end(bytes)
      }),
      listen((_request, response) => {
        response.writeHead(304, same)
        response.end()
      }),
    ])
    tell({ urls: ports.map((port) => `http://127.0.0.1:${port}/`) })
  })
}

function answering(act: (question: Question) => Promise<void>): void {
  process.on('message', (question: Question) => {
    void act(question).then(() => {
      if (question.ask === 'serve') return
      const { user, system } = process.cpuUsage()
      tell({ value: question.ask === 'rss' ? process.memoryUsage.rss() : user + system })
    })
  })
  process.on('disconnect', () => process.exit())
}

function tell(answer: Answer): void {
  process.send?.(answer)
}

async function listen(answer: Parameters<typeof createServer>[1] & object): Promise<number> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** An article of so many paragraphs of so many words; gives its path. */
async function publishArticle(site: RunningSite, paragraphs: number, words: number): Promise<string> {
  const editor = await newPerson(site.db, 'Editor', ['publish:uk'])
  const texts = Array.from({ length: paragraphs }, (_, n) => sentence(n, words))
  const segments = [`Стаття на ${paragraphs} абзаців`, ...texts]
    .map((text, n) => ({ kind: n === 0 ? 'title' as const : 'paragraph' as const, level: 0, list: null, text }))
  const { article } = await importArticle(site.db, editor, { language: 'uk', siteText: null, segments, approved: true, message: '' })
  await publishEdition(site.db, editor, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
  return `/uk/articles/${(await listSlugs(site.db, article)).get('uk') ?? ''}`
}

/** Puts distinct pages on a shelf as if each had been asked for by a browser. */
async function fill(shelf: Shelf, pages: number, bytes: number): Promise<void> {
  const request = Object.assign(new IncomingMessage(new Socket()), { headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } })
  for (let n = 0; n < pages; n += 1) {
    await shelf.take(`/uk/articles/page-${n}`, request, async () => ({ status: 200, body: page(n, bytes), type: HTML, language: 'uk', expires: Infinity }))
  }
  if (shelf.holds.pages !== pages) throw new Error(`the shelf holds ${shelf.holds.pages} pages`)
}

function page(n: number, bytes: number): string {
  let html = ''
  for (let at = 0; Buffer.byteLength(html) < bytes; at += 1) html += `<p id="p-${n}-${at}" lang="uk">${sentence(n * 31 + at, 40)}</p>\n`
  return html
}

/** Words as unevenly common as in a language, so that pages are as hard to compress as pages are. */
function sentence(seed: number, words: number): string {
  let state = seed + 1
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % below
  }
  return Array.from({ length: words }, () => wordAt(Math.floor(4000 * (next(1000) / 1000) ** 3))).join(' ')
}

function wordAt(n: number): string {
  return [n, n >> 4, n >> 9].slice(0, 1 + (n % 3)).map((part) => SYLLABLES[part % SYLLABLES.length]).join('')
}
