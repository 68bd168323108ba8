import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { fieldsIn } from '../../test/forms.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { startTestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, type, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { listWriters } from '../segments/lineage.ts'
import { giveUpReturn, withdrawSubmission } from './withdrawing.ts'

const refused = (code: AppError['code']) => (error: unknown) => error instanceof AppError && error.code === code

type Placed = Desk & { segments: Id[] }

for (const [name, open] of Object.entries(databases)) {
  describe(`a draft over words that are taken back (${name})`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
    })
    after(() => db.destroy())

    type Step = (desk: Placed, submission: Id) => Promise<void>
    const ways: [what: string, take: Step, leave: Step][] = [
      ['by whoever sent them', async () => undefined, async (_desk, submission) => { await withdrawSubmission(db, room.world.bob, submission) }],
      ['by giving up their return', (desk) => reviewAll(db, room.world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' })), async (desk) => {
        const { returned } = (await room.stateIn(desk, 1)).facts
        await giveUpReturn(db, room.world.bob, { ...desk, segment: desk.segments[1] ?? '', decision: returned?.decision ?? '' })
      }],
    ]
    for (const [what, take, leave] of ways) {
      it(`cannot be approved by their writer: ${what} (S01)`, async () => {
        const { world: { ada, bob, rev } } = room
        const desk = await room.newDesk()
        const [, one = ''] = desk.segments
        const { submission } = await submit(db, bob, desk, { [one]: 'Дощило три дні поспіль' })
        await take(desk, submission ?? '')
        await type(db, ada, desk, one, 'Дощило три дні поспіль!')
        await leave(desk, submission ?? '')
        assert.equal((await submit(db, ada, desk, { [one]: 'Дощило три дні поспіль.' })).skipped.length, 0)
        const { proposal } = (await room.stateIn(desk, 1)).facts
        assert.deepEqual((await listWriters(db, [proposal?.revision ?? ''])).get(proposal?.revision ?? ''), new Set([ada.id, bob.id]))
        await assert.rejects(reviewAll(db, bob, desk), refused('own_words'))
        await reviewAll(db, rev, desk)
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило три дні поспіль.')
      })
    }

    it('keeps their writer also through further drafts, and forgets them with words of one’s own alone', async () => {
      const { world: { ada, bob } } = room
      const desk = await room.newDesk()
      const [, one = '', two = ''] = desk.segments
      const { submission } = await submit(db, bob, desk, { [one]: 'Дощило.' })
      await type(db, ada, desk, one, 'Дощило зранку.')
      await withdrawSubmission(db, bob, submission ?? '')
      for (const text of ['Дощило вранці.', 'Дощило від ранку.']) await type(db, ada, desk, one, text)
      await submit(db, ada, desk, { [one]: 'Дощило від рання.', [two]: 'Ніхто не прийшов.' })
      const writers = async (position: number) => {
        const revision = (await room.stateIn(desk, position)).facts.proposal?.revision ?? ''
        return (await listWriters(db, [revision])).get(revision)
      }
      assert.deepEqual([await writers(1), await writers(2)], [new Set([ada.id, bob.id]), new Set([ada.id])])
    })
  })
}

it('words typed over what was taken back meanwhile keep its writer through the page of a conflict (S01)', async (t) => {
  const site = await startTestSite()
  t.after(site.close)
  const { db, world: { ada, bob } } = site
  const { article, segments: [, one = ''] } = await newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])
  const desk = { article, source: 'en', language: 'uk' }
  const { submission } = await submit(db, bob, desk, { [one]: 'Дощило три дні поспіль' })
  const browser = await new Browser(site).signInAs(site, ada)
  const room = `/desk/articles/${article}/languages/uk`
  const typed = fieldsIn((await browser.get(`${room}/segments/${one}`)).html, `${room}/drafts`)
    .map(([name, value]): [string, string] => [name, name === `text:${one}` ? 'Дощило три дні поспіль.' : value])
  await withdrawSubmission(db, bob, submission ?? '')
  const conflict = await browser.postRaw(`${room}/drafts`, [...typed, ['do', `stay:${one}`]])
  assert.equal(conflict.status, 409)
  const mended = fieldsIn(conflict.html, `${room}/drafts`)
  assert.deepEqual(mended.filter(([name]) => name === `text:${one}`), [[`text:${one}`, 'Дощило три дні поспіль.']])
  assert.equal((await browser.postRaw(`${room}/drafts`, [...mended, ['do', `send:${one}`]])).status, 200)
  await assert.rejects(reviewAll(db, bob, desk), refused('own_words'))

  const fresh = fieldsIn((await browser.get(`${room}/segments/${one}`)).html, `${room}/drafts`)
  const foreign = fresh.map(([name, value]): [string, string] => name === `shown:${one}` ? [name, `${value},${'0'.repeat(22)}`]
    : [name, name === `text:${one}` ? 'Лило.' : value])
  assert.equal((await browser.postRaw(`${room}/drafts`, [...foreign, ['do', `stay:${one}`]])).status, 404)
})
