import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Browser } from '../test/browser.ts'
import { newArticle, newPerson, type World } from '../test/world.ts'
import { readConfig } from '../src/config.ts'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { addTerm } from '../src/glossary/actions.ts'
import { syncMemory } from '../src/memory/sync.ts'
import { syncSearch } from '../src/search/sync.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { saveDrafts } from '../src/translations/actions.ts'
import { costOf, costsOf, quantile, type Cost } from './costs.ts'
import { realPairs } from './paragraphs.ts'
import type { BenchRow } from './row.ts'
import { buildSite } from './site-build.ts'

/** Approved texts that stand in the database, and in the memory: articles × 43 × 2 languages. */
const ARTICLES = Number(process.env['EDITOR_ARTICLES'] ?? 2400)
const PARAGRAPHS = 500
const TERMS = 500
const SAVES = 60
const WARMING = 15
const WORDS = 56

/** What a translator waits for: the page of a long article full of drafts, a paragraph with memory and terms, a save with all checks. */
export async function benchEditor(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const file = path.join(folder, 'zvirka.db')
  await buildSite(file, ARTICLES)
  const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder, DATABASE_URL: file }))
  try {
    return await measure(site)
  } finally {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(site: RunningSite): Promise<BenchRow[]> {
  const { browser, article, segments } = await seed(site)
  // What the server does beside its pages, and loading the desk, is done first.
  await openPage(browser, '/desk')
  await syncSearch(site.db)
  await syncMemory(site.db)
  const page = `/desk/articles/${article}/languages/uk`
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const first = await costOf(() => openPage(browser, page))
  delay.disable()
  // Twice, as code is compiled that is met again and again.
  const [, again] = [await costsOf(10, () => openPage(browser, page)), await costsOf(10, () => openPage(browser, page))]
  for (const segment of segments.slice(-WARMING)) await openPage(browser, `${page}/segments/${segment}`)
  const alone = await costsOf(SAVES, (n) => openPage(browser, `${page}/segments/${segments[n + 1]}`))
  const saves = await costSaves(browser, page, segments)
  const stored = `${ARTICLES * 86} texts in the database`
  return [
    row(`the page of ${PARAGRAPHS} drafts, ${stored}, CPU`, quantile(again, 0.5), 80),
    { ...row(`the same, looked at for the first time (others waited ${Math.round(delay.max / 1e6)} ms at most)`, first, 0), target: '', met: true },
    row('one paragraph with matches, terms and checks, p95 of CPU', quantile(alone, 0.95), 25),
    row(`a paragraph saved with all checks, ${stored}, p95 of CPU`, quantile(saves, 0.95), 25),
  ]
}

function row(name: string, { own, all }: Cost, limit: number): BenchRow {
  const [value, whole] = [own, all].map((ms) => Math.round(ms * 10) / 10)
  return { name: `editor: ${name} (with its other threads ${whole} ms)`, value: value ?? 0, unit: 'ms', target: `≤ ${limit} ms`, met: own <= limit }
}

async function seed(site: RunningSite): Promise<{ browser: Browser; article: Id; segments: Id[] }> {
  const { db } = site
  const [ada, ed] = [await newPerson(db, 'Ada', ['translate:uk']), await newPerson(db, 'Ed', ['publish:en', 'publish:uk'])]
  const [own, others] = readTexts()
  const { article, segments } = await newArticle({ db, ed } as World, 'en', own.slice(0, PARAGRAPHS))
  await addTerms(db, ed, own)
  await saveDrafts(db, ada, { article, language: 'uk' }, await draftsOf(db, segments, others))
  return { browser: await new Browser(site).signInAs(site, ada), article, segments }
}

/** Real pairs, joined until they are as long as paragraphs are. */
function readTexts(): [own: string[], others: string[]] {
  const [own, others, words]: [string[], string[], number[]] = [[], [], []]
  for (const { en, uk } of realPairs()) {
    const at = (words.at(-1) ?? WORDS) >= WORDS ? own.length : own.length - 1
    own[at] = `${own[at] ?? ''} ${en}`.trim()
    others[at] = `${others[at] ?? ''} ${uk}`.trim()
    words[at] = (words[at] ?? 0) + en.split(' ').length
  }
  return [own, others]
}

async function draftsOf(db: Db, segments: readonly Id[], texts: readonly string[]) {
  const sources = await db.selectFrom('approval').select(['segment_id', 'revision_id']).where('segment_id', 'in', segments).execute()
  const source = new Map(sources.map((row) => [row.segment_id, row.revision_id]))
  return segments.map((segment, i) => ({ segment, text: texts[i % texts.length] ?? '', shown: { base: null, source: source.get(segment) ?? null, version: 0 } }))
}

async function addTerms(db: Db, ed: World['ed'], texts: readonly string[]): Promise<void> {
  const counts = new Map<string, number>()
  for (const word of texts.join(' ').match(/\b[a-z]{6,}\b/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
  // As in a glossary, a paragraph has one now and then.
  const words = [...counts].filter(([, count]) => count === 2).map(([word]) => word).slice(0, TERMS)
  const word = (language: string, text: string) => ({ language, text, status: 'preferred' as const, speech: '' as const, note: '', rule: 'none' as const })
  for (const text of words) await addTerm(db, ed, { kind: 'term', domain: '', note: '', definitions: {}, variants: [word('en', text), word('uk', `слово${text.length}`)] })
}

async function costSaves(browser: Browser, page: string, segments: readonly Id[]): Promise<Cost[]> {
  const costs: Cost[] = []
  for (let n = 0; n < SAVES; n += 1) {
    const address = `${page}/segments/${segments[n + 1]}`
    const html = await openPage(browser, address)
    const [base = '', source = '', version = ''] = /name="shown:[^"]+" value="([^"]+)"/.exec(html)?.[1]?.split(',') ?? []
    const fields = { form_token: /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '', base, source, version, from: '', offer: '' }
    const text = `Переправу через річку закрито до весни 20${10 + n} року, і ніхто не знає, коли її відкриють.`
    costs.push(await costOf(async () => {
      const { status } = await browser.postRaw(`${address}/draft`, { ...fields, text }, { accept: 'application/json' })
      if (status !== 200) throw new Error(`a draft was answered with ${status}`)
    }))
  }
  return costs
}

async function openPage(browser: Browser, page: string): Promise<string> {
  const { status, html } = await browser.get(page)
  if (status !== 200) throw new Error(`${page} was answered with ${status}`)
  return html
}
