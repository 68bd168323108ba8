import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { picture } from '../../test/pictures.ts'
import { newWorld } from '../../test/world.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../scripts/zvirka.js')
const OLD = `# The quiet bridge

It rained in the night over the whole valley.

![The bridge](bridge.png)

Nobody came to the old bridge before noon.

The river had taken two of its seven arches. The mayor said that it could be mended by autumn.
`
const NEW = `# The quiet bridge

Nobody came to the old bridge before noon.

It rained in the night over the whole wide valley.

![The bridge](bridge.png)

The river had taken two of its seven arches.

The mayor said that it could be mended by autumn.

A ferry was hired for the summer.
`

interface Ran { status: number | null; out: string; err: string }
interface Told {
  article: string
  submission: string | null
  segments: { id: string | null; text: string; change: string; minor?: true; from?: string[] }[]
  removed: { id: string; text: string }[]
  plan: Record<string, number>
}

describe('a changed original on the command line', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-cli-changes-'))
  let brought: Told
  let other = ''
  before(async () => {
    const db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    await newWorld(db)
    other = (await db.selectFrom('person').select('email').where('name', '=', 'Tom').executeTakeFirstOrThrow()).email
    await db.destroy()
    writeFileSync(path.join(folder, 'bridge.png'), await picture(40, 30, 'png'))
    brought = await json(file('old.md', OLD), '--language', 'en', '--approved')
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  function file(name: string, text: string): string {
    writeFileSync(path.join(folder, name), text)
    return path.join(folder, name)
  }

  async function zvirka(...args: string[]): Promise<Ran> {
    const child = spawn(process.execPath, [PROGRAM, 'import', ...args], { env: { ...process.env, DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en', NODE_NO_WARNINGS: '1' } })
    let [out, err] = ['', '']
    child.stdout.on('data', (some: Buffer) => { out += some.toString() })
    child.stderr.on('data', (some: Buffer) => { err += some.toString() })
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, err })))
  }

  async function json(...args: string[]): Promise<Told> {
    const { status, out, err } = await zvirka(...args, '--json')
    assert.equal(status, 0, err)
    return JSON.parse(out) as Told
  }

  it('says that nothing would change where nothing does', async () => {
    const { out } = await zvirka(file('same.md', OLD), '--article', brought.article)
    assert.match(out, /^unchanged\tThe quiet bridge$/mu)
    assert.match(out, /Nothing was sent/u)
  })

  it('tells in a dry run what becomes of each paragraph, and then sends the same', async () => {
    const changed = file('new.md', NEW)
    const dry = await json(changed, '--article', brought.article, '--dry-run')
    assert.deepEqual(dry.segments.map(({ change }) => change), ['unchanged', 'moved', 'edited', 'unchanged', 'split', 'split', 'added'])
    assert.deepEqual([dry.submission, dry.plan], [null, { unchanged: 2, edited: 1, moved: 1, split: 2, merged: 0, added: 1, removed: 0 }])
    const ids = brought.segments.map(({ id }) => id)
    assert.deepEqual(dry.segments.map(({ id }) => id), [ids[0], ids[3], ids[1], ids[2], ids[4], null, null])
    assert.deepEqual(dry.segments[5]?.from, [ids[4]])
    const sent = await json(changed, '--article', brought.article)
    assert.match(sent.submission ?? '', /^[0-9a-z]{22}$/)
    assert.deepEqual(sent.plan, dry.plan)
    const { out } = await zvirka(changed, '--article', brought.article, '--dry-run')
    assert.match(out, /^split\tThe river had taken[^]*Nothing was stored/mu)
  })

  it('leaves what its sender types in the browser alone (P02)', async () => {
    const db = await openDb(path.join(folder, 'zvirka.db'))
    const { id } = await db.selectFrom('person').select('id').where('name', '=', 'Ed').executeTakeFirstOrThrow()
    const place = await db.selectFrom('outline').select(['id', 'article_id']).where('article_id', '=', brought.article).executeTakeFirstOrThrow()
    await db.insertInto('source_draft').values({
      article_id: place.article_id, person_id: id, base_outline_id: place.id, text: '# Half a thought', choices: '{}', version: 1, earlier: null,
      updated_at: new Date().toISOString(),
    }).execute()
    const { submission } = await json(file('more.md', `${NEW}\nThe baker rowed it.\n`), '--article', brought.article)
    const drafts = await db.selectFrom('source_draft').select('text').execute()
    await db.destroy()
    assert.deepEqual([submission === null, drafts], [false, [{ text: '# Half a thought' }]])
  })

  it('refuses another language, approval without review, a text without a title and somebody without the right', async () => {
    const changed = file('new.md', NEW)
    assert.match((await zvirka(changed, '--article', brought.article, '--language', 'uk')).err, /written in `en`/u)
    assert.match((await zvirka(changed, '--article', brought.article, '--approved')).err, /goes to review/u)
    assert.match((await zvirka(file('none.md', 'It rained.'), '--article', brought.article)).err, /No title was found/u)
    assert.equal((await zvirka(file('none.md', `${NEW}\nMore.`), '--article', brought.article, '--by', other)).status, 1)
    assert.equal((await zvirka(changed, '--article', 'no-such-article')).status, 1)
  })
})
