import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import { headOf } from '../src/segments/model.ts'
import { formToken } from '../src/web/forgery.ts'
import type { Deed } from './crew.ts'
import { factsIn, newArticle, newWorld, shownOf, submit, type } from './world.ts'

/** A request that is right whatever became of those before it. */
export interface Step {
  deed: Pick<Deed, 'kind' | 'mark' | 'person' | 'segment'>
  secret: string
  path: string
  fields: Record<string, string>
}

/** A site at rest in `folder` where somebody can save, send, approve and publish, each once and without looking at a page before. */
export async function prepareRoom(folder: string): Promise<Step[]> {
  mkdirSync(folder)
  const db = await openDb(path.join(folder, 'zvirka.db'))
  await migrate(db)
  const { ada, bob, rev, ed, article, facts } = await fillRoom(db)
  const [, save, send, decide] = facts
  if (!save || !send?.draft || !decide?.proposal) throw new Error('the room is not as it should be')
  const { proposal, shown } = shownOf(decide)
  const room = `/desk/articles/${article}/languages/uk`
  const base = { base: headOf(save)?.revision ?? '', source: save.source?.revision ?? '', version: '0' }
  const steps = [
    await step(db, ada, { kind: 'save', mark: 'Збережено.', segment: save.segment }, `${room}/segments/${save.segment}/draft`, { ...base, text: 'Збережено.' }),
    await step(db, bob, { kind: 'send', mark: 'Надіслано.' }, `${room}/submissions`, { message: 'Надіслано.', [`draft:${send.segment}`]: String(send.draft.version) }),
    await step(db, rev, { kind: 'approve', mark: proposal, segment: decide.segment }, `/desk/submissions/${decide.proposal.submission}/reviews`, {
      [`shown:${proposal}`]: [shown.revision, shown.source, shown.approved].map((part) => part ?? '').join(), [`outcome:${proposal}`]: 'approve', [`reason:${proposal}`]: '',
    }),
    await step(db, ed, { kind: 'publish', mark: 'Видано.' }, `/desk/articles/${article}/languages/en/editions`, {
      slug: 'bridge', note: 'Видано.', missing: '0', behind: '0',
    }),
  ]
  await db.destroy()
  return steps
}

/** An article whose paragraphs wait for the next hand: the first has no text yet, the second a draft of Bob's, the third a proposal. */
async function fillRoom(db: Db) {
  const world = await newWorld(db)
  const { ada, bob } = world
  const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'All day.', 'And all night.'])
  const desk = { article, source: 'en', language: 'uk' }
  const [, , second, third] = await factsIn(db, article, 'en', 'uk')
  await type(db, bob, desk, second?.segment ?? '', 'Цілий день.')
  await submit(db, ada, desk, { [third?.segment ?? '']: 'І всю ніч.' })
  return { ...world, article, facts: await factsIn(db, article, 'en', 'uk', bob) }
}

async function step(db: Db, { id }: Actor, deed: Omit<Step['deed'], 'person'>, address: string, fields: Record<string, string>): Promise<Step> {
  const secret = newToken()
  const times = { created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z' }
  await db.insertInto('session').values({ token_hash: hashToken(secret), person_id: id, ...times }).execute()
  return { deed: { ...deed, person: id }, secret, path: address, fields: { ...fields, form_token: formToken(secret) } }
}

/** Does all steps in order on a running server, and tells what it said of each. Neither `done` nor sure that it is not: `unknown`. */
export async function takeSteps(url: string, steps: readonly Step[]): Promise<Deed[]> {
  const deeds: Deed[] = []
  for (const { deed, secret, path: address, fields } of steps) {
    const answer = await fetch(url + address, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { cookie: `__Host-sid=${secret}`, origin: url },
    }).catch(() => undefined)
    const status = answer?.status ?? null
    deeds.push({ ...deed, status, answer: status === 303 || status === 200 ? 'done' : status === null || status >= 500 ? 'unknown' : 'refused' })
  }
  return deeds
}
