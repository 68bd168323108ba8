import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import { formToken } from '../src/web/forgery.ts'
import { factsIn, newArticle, newPerson, newWorld, type Desk } from './world.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../scripts/zvirka.js')
const PARAGRAPHS = 6
const CYCLES = 20

/** A server in a process of its own; its address is known once it answers. */
interface Server {
  url: string
  child: ChildProcess
}

async function startServer(folder: string): Promise<Server> {
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder, ZVIRKA_LANGUAGE: 'en' }, stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const some of child.stdout) {
    said += String(some)
    const [url] = /http:\/\/[\d.]+:\d+/.exec(said) ?? []
    if (url) return { url, child }
  }
  throw new Error(`the server ended: ${said}`)
}

async function kill({ child }: Server): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
}

/** Somebody with one draft in hand: what the server said it stored last, and what it never answered. */
interface Writer {
  person: Actor
  secret: string
  segment: string
  source: string
  version: number
  stored: string | undefined
  unanswered: string | undefined
}

describe('a server killed in the middle of many requests', () => {
  let folder: string
  let db: Db
  let desk: Desk & { segments: string[] }
  let writers: Writer[]
  let editor: { person: Actor; secret: string }
  let server: Server | undefined
  /** Editions published and withdrawn: as often as the server said, once more where it died before saying so. */
  let announced = 0
  let answers = 0

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-kill-'))
    db = await openDb(path.join(folder, 'zvirka.db'))
    await migrate(db)
    const world = await newWorld(db)
    const { article, segments } = await newArticle(world, 'en', Array.from({ length: PARAGRAPHS }, (_, i) => `Paragraph ${i}.`))
    desk = { article, source: 'en', language: 'uk', segments }
    writers = (await Promise.all([world.ada, world.bob, await newPerson(db, 'Cat', ['translate:uk'])].map(writersOf))).flat()
    editor = { person: world.ed, secret: await newSession(world.ed) }
  })
  after(async () => {
    if (server) await kill(server)
    await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has everything that it acknowledged when it starts again, and nothing by halves', async () => {
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      server = await startServer(folder)
      await writeUntilKilled(server, 1 + cycle * 5)
      for (const writer of writers) await lookForLoss(writer)
      const events = await db.selectFrom('edition_event').select('id').execute()
      assert.ok(events.length === announced || events.length === announced + 1, `${events.length} events, ${announced} acknowledged`)
      announced = events.length
      assert.deepEqual([await findLedgerFault(db), await findEditionFault(db)], [null, null])
    }
    assert.ok(announced > 0 && writers.every(({ version }) => version > 0))
  })

  async function newSession(person: Actor): Promise<string> {
    const secret = newToken()
    const times = { created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z' }
    await db.insertInto('session').values({ token_hash: hashToken(secret), person_id: person.id, ...times }).execute()
    return secret
  }

  async function writersOf(person: Actor): Promise<Writer[]> {
    const secret = await newSession(person)
    return (await factsIn(db, desk.article, 'en', 'uk', person)).map(({ segment, source }) =>
      ({ person, secret, segment, source: source?.revision ?? '', version: 0, stored: undefined, unanswered: undefined }))
  }

  /** Everybody goes on until nobody answers any more; after so many answers, whatever else is under way, the process is gone. */
  async function writeUntilKilled(running: Server, enough: number): Promise<void> {
    answers = 0
    const send = async (secret: string, place: string, fields: Record<string, string>) => {
      const ok = await post(running, secret, place, fields)
      if (ok) answers += 1
      if (answers >= enough) running.child.kill('SIGKILL')
      return ok
    }
    await Promise.all([...writers.map((writer) => write(writer, send)), announce(send)])
    await kill(running)
  }

  type Send = (secret: string, place: string, fields: Record<string, string>) => Promise<boolean>

  async function write(writer: Writer, send: Send): Promise<void> {
    for (;;) {
      const { secret, segment, source, version, person } = writer
      const text = writer.unanswered = `${person.name} ${version + 1}`
      if (!await send(secret, `uk/segments/${segment}/draft`, { base: '', source, version: String(version), text })) return
      Object.assign(writer, { version: version + 1, stored: text, unanswered: undefined })
    }
  }

  async function announce(send: Send): Promise<void> {
    for (;;) {
      const published = await db.selectFrom('publication').select('edition_id').executeTakeFirst()
      const [place, fields] = published ? ['en/withdrawals', { reason: 'For a while' }] as const
        : ['en/editions', { slug: 'paragraphs', note: '', missing: '0', behind: '0' }] as const
      if (!await send(editor.secret, place, fields)) return
      announced += 1
    }
  }

  /** True when the server says that it is done, false when it says nothing any more. */
  async function post({ url }: Server, secret: string, place: string, fields: Record<string, string>): Promise<boolean> {
    const answer = await fetch(`${url}/desk/articles/${desk.article}/languages/${place}`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...fields, form_token: formToken(secret) }),
      headers: { cookie: `__Host-sid=${secret}`, origin: url },
    }).catch(() => undefined)
    if (answer) assert.equal(answer.status, 303, await answer.text())
    return answer !== undefined
  }

  async function lookForLoss(writer: Writer): Promise<void> {
    const draft = await db.selectFrom('draft').select(['text', 'version']).where('segment_id', '=', writer.segment)
      .where('person_id', '=', writer.person.id).executeTakeFirst()
    assert.ok(draft?.text === writer.stored || draft?.text === writer.unanswered, `${draft?.text}, not ${writer.stored} nor ${writer.unanswered}`)
    Object.assign(writer, { version: draft?.version ?? 0, stored: draft?.text, unanswered: undefined })
  }
})
