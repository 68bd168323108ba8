import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { readConfig } from '../src/config.ts'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition } from '../src/editions/actions.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { Browser } from '../test/browser.ts'
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
    await fillDatabase(seeded.db, await newTemplate(world))
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

/** Which columns of each table name something of the article, and which rows are of it. */
const COPIED: [table: string, ids: readonly string[], of: 'id' | 'article_id' | 'segment_id' | 'outline_id' | 'edition_id' | 'decision_id'][] = [
  ['article', ['id'], 'id'], ['segment', ['id', 'article_id'], 'article_id'], ['outline', ['id', 'article_id'], 'article_id'],
  ['outline_row', ['outline_id', 'segment_id'], 'outline_id'], ['revision', ['id', 'segment_id'], 'segment_id'],
  ['submission', ['id', 'article_id'], 'article_id'],
  ['proposal', ['id', 'submission_id', 'segment_id', 'revision_id', 'source_revision_id', 'base_revision_id', 'edited_from'], 'segment_id'],
  ['decision', ['id', 'segment_id', 'proposal_id', 'revision_id', 'source_revision_id'], 'segment_id'],
  ['source_approval', ['decision_id', 'substance'], 'decision_id'],
  ['approval', ['segment_id', 'decision_id', 'revision_id', 'source_revision_id'], 'segment_id'],
  ['edition', ['id', 'article_id', 'outline_id'], 'article_id'], ['edition_segment', ['edition_id', 'segment_id', 'substance'], 'edition_id'],
  ['publication', ['article_id', 'edition_id'], 'article_id'],
]

const BELONGS = {
  id: 'id = $', article_id: 'article_id = $', segment_id: 'segment_id in (select id from segment where article_id = $)',
  outline_id: 'outline_id in (select id from outline where article_id = $)', edition_id: 'edition_id in (select id from edition where article_id = $)',
  decision_id: 'decision_id in (select decision.id from decision join segment on segment.id = segment_id where article_id = $)',
}

/** Copies the article until there are 500: only the beginning of each id differs. */
async function fillDatabase(db: Db, article: Id): Promise<void> {
  const tables = await db.introspection.getTables()
  const columns = new Map(tables.map(({ name, columns: named }) => [name, named.map((column) => column.name)]))
  await transact(db, async (tx) => {
    for (let copy = 1; copy < ARTICLES; copy += 1) {
      const anew = (column: string) => `'${String(copy).padStart(4, '0')}' || substr(${column}, 5)`
      for (const [table, ids, of] of COPIED) {
        const names = columns.get(table) ?? []
        const values = names.map((name) => (ids.includes(name) ? anew(name) : name === 'hash' && table === 'edition' ? anew(name) : name))
        await sql.raw(`insert into ${table} (${names.map((name) => `"${name}"`).join()}) select ${values.join()} from ${table}
          where ${BELONGS[of].replace('$', `'${article}'`)}`).execute(tx)
      }
    }
  })
}

function row(name: string, value: number, most: number): BenchRow {
  return { name, value, unit: 'ms', target: `≤ ${most} ms`, met: value <= most }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
