import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { importArticle } from '../src/articles/actions.ts'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { publishEdition, withdrawEdition } from '../src/editions/actions.ts'
import { addPerson } from '../src/people/actions.ts'
import type { Actor, Grant } from '../src/people/model.ts'
import type { BenchRow } from './row.ts'

const PARAGRAPHS = 1000
const ROUNDS = 11
const LIMIT_MS = 60
const TEXT = 'Дощ ішов до ранку, а зранку на мості вже стояли люди з парасолями й чекали на перший трамвай.'

/** An article of 1,000 paragraphs sealed and put before readers, durably committed. */
export async function benchPublish(): Promise<BenchRow[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-bench-'))
  const db = await openDb(path.join(folder, 'zvirka.db'))
  try {
    await migrate(db)
    const ms = await medianMs(db, await newEditor(db))
    return [{ name: 'publish: 1,000 paragraphs, durably committed', value: Math.round(ms * 10) / 10, unit: 'ms', target: `≤ ${LIMIT_MS} ms`, met: ms <= LIMIT_MS }]
  } finally {
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function medianMs(db: Db, actor: Actor): Promise<number> {
  const segments = Array.from({ length: PARAGRAPHS }, (_, at) =>
    ({ kind: at === 0 ? 'title' as const : 'paragraph' as const, level: 0, list: null, text: `${at} ${TEXT}` }))
  const { article } = await importArticle(db, actor, { language: 'uk', siteText: null, segments, approved: true, message: '' })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await publishEdition(db, actor, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    times.push(performance.now() - start)
    await withdrawEdition(db, actor, { article, language: 'uk', reason: 'Once more' })
  }
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

async function newEditor(db: Db): Promise<Actor> {
  const grants: Grant[] = [{ right: 'publish', language: 'uk' }]
  const { person } = await addPerson(db, { name: 'Олена', email: 'editor@example.org', grants })
  return { id: person, name: 'Олена', interfaceLanguage: null, grants }
}
