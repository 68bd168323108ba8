import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { assertSound } from '../../test/originals.ts'
import { newPerson, reviewAll, submit, translateAll } from '../../test/world.ts'
import { undoEdits } from '../undoing/actions.ts'
import { readPlan } from '../undoing/plan.ts'
import { publishDue } from './due.ts'
import { scheduleEditions } from './schedule-actions.ts'
import { listSchedules } from './schedule-store.ts'

const TEXTS = ['The quiet bridge', 'It rained.', 'Nobody came.']
const IN_A_MINUTE = () => new Date(Date.now() + 60_000).toISOString()
const LATER = () => new Date(Date.now() + 120_000).toISOString()

for (const [name, open] of Object.entries(databases)) {
  describe(`what was planned and is revoked meanwhile, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    it('is not published: an undone text never reaches readers because a time had come (P35)', async () => {
      const { db, world: { ed, rev } } = room
      const flood = await newPerson(db, 'Flo', ['translate:uk'])
      const desk = await room.newDesk(TEXTS)
      await translateAll(room.world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
      await submit(db, flood, desk, { [desk.segments[1] ?? '']: 'Бла-бла.' })
      await reviewAll(db, rev, desk)
      const plan = () => scheduleEditions(db, ed, [{ article: desk.article, language: 'uk', accepted: { missing: 0, behind: 0 } }], IN_A_MINUTE())
      await plan()
      const asked = { person: flood.id, language: 'uk', from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' }
      const { rows } = await readPlan(db, asked, { lang: 'en', after: null, limit: 9 })
      assert.equal((await undoEdits(db, ed, asked, rows, 'Not a translation.')).done.length, 1)
      assert.deepEqual(await publishDue(db, LATER()), { published: 0, failures: [] })
      assert.deepEqual(await db.selectFrom('edition').select('id').where('article_id', '=', desk.article).execute(), [])
      assert.deepEqual((await listSchedules(db, { article: desk.article })).map(({ state, reason }) => [state, reason]), [['refused', 'revoked']])
      await plan()
      assert.deepEqual(await publishDue(db, LATER()), { published: 1, failures: [] }, 'planned anew, with what stands there again')
      await assertSound(db)
    })
  })
}
