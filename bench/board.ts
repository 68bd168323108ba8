import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '../src/config.ts'
import type { Id } from '../src/db/columns.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { Browser } from '../test/browser.ts'
import { copyArticles } from '../test/copies.ts'
import { newArticle, newWorld, reviewAll, submit, type World } from '../test/world.ts'
import type { BenchRow } from './row.ts'

const ARTICLES = 500
const PARAGRAPHS = 40
const ROUNDS = 25
const PATH = '/desk/articles'

/** The board of 500 articles in two languages, 40 paragraphs each: the first one after a start, and those after it. */
export async function benchBoard(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const start = () => startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
  try {
    const seeded = await start()
    const world = await newWorld(seeded.db)
    await copyArticles(seeded.db, [await newTemplate(world)], ARTICLES - 1)
    await seeded.close()
    const site = await start()
    const browser = await new Browser(site, { language: 'uk' }).signInAs(site, world.ed)
    // What any page of the desk costs first is not the board's.
    await browser.get('/desk/account')
    const [cold, ...warm] = await times(site, browser)
    await site.close()
    return [row('board of 500 articles, after a start', cold ?? 0, 500), row('board of 500 articles, warm', median(warm), 60)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function times(site: RunningSite, browser: Browser): Promise<number[]> {
  const taken: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now()
    const { html } = await browser.get(PATH)
    taken.push(performance.now() - begun)
    if (!html.includes(`?page=${ARTICLES / 100}`)) throw new Error(`${site.url}${PATH} shows not all articles`)
  }
  return taken
}

/** Everything published, half of it translated, a quarter waiting for review. */
async function newTemplate(world: World): Promise<Id> {
  const { article, segments } = await newArticle(world, 'en', Array.from({ length: PARAGRAPHS }, (_, i) => `Paragraph ${i} of the essay.`))
  const desk = { article, source: 'en', language: 'uk' }
  const texts = (from: number, to: number) => Object.fromEntries(segments.slice(from, to).map((segment, i) => [segment, `Абзац ${i} есею.`]))
  await publishEdition(world.db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
  await submit(world.db, world.ada, desk, texts(0, PARAGRAPHS / 2))
  await reviewAll(world.db, world.rev, desk)
  await submit(world.db, world.ada, desk, texts(PARAGRAPHS / 2, PARAGRAPHS * 3 / 4))
  return article
}

function row(name: string, value: number, most: number): BenchRow {
  return { name, value, unit: 'ms', target: `≤ ${most} ms`, met: value <= most }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
