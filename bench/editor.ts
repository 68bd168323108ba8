import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
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
import { realPairs } from './paragraphs.ts'
import type { BenchRow } from './row.ts'
import { buildSite } from './site-build.ts'

/** Approved texts that stand in the database, and in the memory: articles × 43 × 2 languages. */
const ARTICLES = Number(process.env['EDITOR_ARTICLES'] ?? 2400)
const PARAGRAPHS = 500
const TERMS = 500
const SAVES = 60
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
  // What the server does beside its pages is done first.
  await syncSearch(site.db)
  await syncMemory(site.db)
  const page = `/desk/articles/${article}/languages/uk`
  const first = await costOf(() => browser.get(page))
  const again = await quantileOf(10, 0.5, () => browser.get(page))
  await browser.get(`${page}/segments/${segments[1]}`)
  const alone = await quantileOf(SAVES, 0.95, (n) => browser.get(`${page}/segments/${segments[n + 1]}`))
  const save = await timeSaves(browser, page, segments)
  const row = (name: string, value: number, limit: number): BenchRow =>
    ({ name: `editor: ${name}`, value: Math.round(value * 10) / 10, unit: 'ms', target: `≤ ${limit} ms`, met: value <= limit })
  return [
    row(`the page of ${PARAGRAPHS} drafts, CPU (looked at for the first time ${Math.round(first)} ms)`, again, 80),
    row('one paragraph with matches, terms and checks, p95 of CPU', alone, 60),
    row(`a paragraph saved with all checks, ${ARTICLES * 86} texts in the database, p95 of CPU`, save, 25),
  ]
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

async function timeSaves(browser: Browser, page: string, segments: readonly Id[]): Promise<number> {
  const costs: number[] = []
  for (let n = 0; n < SAVES; n += 1) {
    const address = `${page}/segments/${segments[n + 1]}`
    const { html } = await browser.get(address)
    const [base = '', source = '', version = ''] = /name="shown:[^"]+" value="([^"]+)"/.exec(html)?.[1]?.split(',') ?? []
    const fields = { form_token: /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '', base, source, version, from: '', offer: '' }
    const text = `Переправу через річку закрито до весни 20${10 + n} року, і ніхто не знає, коли її відкриють.`
    costs.push(await costOf(async () => {
      const { status } = await browser.postRaw(`${address}/draft`, { ...fields, text }, { accept: 'application/json' })
      if (status !== 200) throw new Error(`a draft was answered with ${status}`)
    }))
  }
  return quantile(costs, 0.95)
}

async function quantileOf(times: number, part: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const costs: number[] = []
  for (let n = 0; n < times; n += 1) costs.push(await costOf(() => work(n)))
  return quantile(costs, part)
}

function quantile(costs: readonly number[], part: number): number {
  return costs.toSorted((a, b) => a - b)[Math.min(costs.length - 1, Math.floor(costs.length * part))] ?? 0
}

/** Processor time of this process, client included: others may use the machine. */
async function costOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
