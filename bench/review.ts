import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Browser } from '../test/browser.ts'
import { newArticle, newWorld, submit, type World } from '../test/world.ts'
import { readConfig } from '../src/config.ts'
import { reviewSubmission } from '../src/reviews/actions.ts'
import type { Verdict } from '../src/reviews/model.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { listProposals } from '../src/segments/proposals.ts'
import { costsOf, quantile } from './costs.ts'
import type { BenchRow } from './row.ts'

const PARAGRAPHS = 300
const CHANGES = 100
const ROUNDS = 15
const WORDS = 'The committee shall publish its findings before the end of the session, and every member may ask for them in writing'.split(' ')

/** What a page of many changes costs the server, and the client that asks, on an article of 300 paragraphs. */
export async function benchReview(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
  try {
    const page = await seed(site, await newWorld(site.db))
    return [
      await timePage(page, '', `review: the first section of ${CHANGES} changes`),
      await timePage(page, '/rest', `review: ${CHANGES} changes on one page`),
    ]
  } finally {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Reviewed {
  browser: Browser
  address: string
}

/** A translation that is approved, and changes to a third of it that wait. */
async function seed(site: RunningSite, world: World): Promise<Reviewed> {
  const { article, segments } = await newArticle(world, 'en', Array.from({ length: PARAGRAPHS }, (_, i) => sentence(i)))
  const desk = { article, source: 'en', language: 'uk' }
  const texts = (count: number, more: string) => Object.fromEntries(segments.slice(0, count).map((id, i) => [id, `${sentence(i)} ${more}`]))
  const first = await submit(site.db, world.ada, desk, texts(PARAGRAPHS, 'Раз.'))
  await approve(site, world, first.submission ?? '')
  const { submission } = await submit(site.db, world.ada, desk, texts(CHANGES, 'Двічі, і не востаннє.'))
  return { browser: await new Browser(site).signInAs(site, world.rev), address: `/desk/submissions/${submission}` }
}

async function approve({ db }: RunningSite, { rev }: World, submission: string): Promise<void> {
  const sources = await db.selectFrom('approval').selectAll().where('language', '=', 'en').execute()
  const source = new Map(sources.map((row) => [row.segment_id, row.revision_id]))
  const verdicts = (await listProposals(db, submission)).map(({ id, segment_id, revision_id }): Verdict =>
    ({ proposal: id, shown: { revision: revision_id, source: source.get(segment_id) ?? null, approved: null }, outcome: 'approve' }))
  await reviewSubmission(db, rev, submission, verdicts)
}

async function timePage({ browser, address }: Reviewed, more: string, name: string): Promise<BenchRow> {
  const costs = await costsOf(ROUNDS, async () => {
    const { status } = await browser.get(address + more)
    if (status !== 200) throw new Error(`${address} was answered with ${status}`)
  })
  const ms = quantile(costs, 0.5).own
  return { name: `${name}, CPU`, value: Math.round(ms * 10) / 10, unit: 'ms', target: '≤ 60 ms', met: ms <= 60 }
}

/** About sixty words, another one for each number. */
function sentence(i: number): string {
  return Array.from({ length: 60 }, (_, at) => WORDS[(at * 7 + i) % WORDS.length]).join(' ')
}
