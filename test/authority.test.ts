import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { text } from 'node:stream/consumers'
import { changeAccess, changeRights } from '../src/people/actions.ts'
import type { Actor } from '../src/people/model.ts'
import { hashToken, newToken } from '../src/people/tokens.ts'
import { formToken } from '../src/web/forgery.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { factsIn, newArticle, type Desk } from './world.ts'

let site: TestSite
let desk: Desk & { segments: string[] }
before(async () => {
  site = await startTestSite()
  await site.db.updateTable('person').set({ password_hash: 'x' }).where('id', '=', site.world.admin.id).execute()
  const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
  desk = { article, source: 'en', language: 'uk', segments }
})
after(() => site.close())

/** Begins to send a draft, does something in the middle of it, sends the rest: the status of the answer. */
async function sendSlowly(person: Actor, inBetween: () => Promise<void>): Promise<number> {
  const secret = newToken()
  await site.db.insertInto('session').values({
    token_hash: hashToken(secret), person_id: person.id, created_at: '2026-01-01T00:00:00.000Z', expires_at: '2999-01-01T00:00:00.000Z',
  }).execute()
  const [one] = (await factsIn(site.db, desk.article, 'en', 'uk')).slice(1)
  const body = new URLSearchParams({ form_token: formToken(secret), base: '', source: one?.source?.revision ?? '', version: '0', text: 'Дощило.' })
  const path = `/desk/articles/${desk.article}/languages/uk/segments/${desk.segments[1]}/draft`
  const sent = request(site.url + path, {
    method: 'POST', headers: { cookie: `__Host-sid=${secret}`, origin: site.url, 'content-type': 'application/x-www-form-urlencoded', expect: '100-continue' },
  })
  const answer = answerTo(sent)
  sent.flushHeaders()
  await once(sent, 'continue')
  sent.write(body.toString().slice(0, 20))
  // By the time it answers another request, the site has looked at the cookie of this one.
  await fetch(`${site.url}/desk`, { redirect: 'manual' })
  await inBetween()
  sent.end(body.toString().slice(20))
  return answer
}

async function answerTo(sent: ClientRequest): Promise<number> {
  const [response] = await once(sent, 'response') as [IncomingMessage]
  await text(response)
  return response.statusCode ?? 0
}

async function countDrafts(person: Actor): Promise<number> {
  return (await site.db.selectFrom('draft').select('segment_id').where('person_id', '=', person.id).execute()).length
}

describe('a form whose body takes its time', () => {
  const changes: [what: string, status: number, drafts: number, inBetween: (person: Actor) => Promise<void>][] = [
    ['does what it asks for while nothing changes', 303, 1, async () => undefined],
    ['does nothing when its sender was kept out meanwhile', 401, 0, (person) => changeAccess(site.db, site.world.admin, person.id, false)],
    ['does nothing when its sender lost the right meanwhile', 403, 0, (person) => changeRights(site.db, site.world.admin, person.id, [])],
    ['does nothing when its sender signed out meanwhile', 401, 0, async (person) => {
      await site.db.deleteFrom('session').where('person_id', '=', person.id).execute()
    }],
  ]
  for (const [what, status, drafts, inBetween] of changes) {
    it(what, async () => {
      const person = await newMember(site, 'Slow', ['translate:uk'])
      assert.equal(await sendSlowly(person, () => inBetween(person)), status)
      assert.equal(await countDrafts(person), drafts)
    })
  }
})
