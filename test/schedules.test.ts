import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { replaceSlug } from '../src/articles/store.ts'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'
import { publishEdition, publishEditions, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { publishDue } from '../src/editions/due.ts'
import { reschedule, scheduleEditions, unschedule } from '../src/editions/schedule-actions.ts'
import { listSchedules } from '../src/editions/schedule-store.ts'
import { findPublished, listEditionSegments, listEditions } from '../src/editions/store.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import type { Actor } from '../src/people/model.ts'
import { replaceGrants, updatePerson } from '../src/people/store.ts'
import { databases } from './databases.ts'
import { newArticle, newPerson, newWorld, reviewAll, submit, translateAll, type Desk, type World } from './world.ts'

const NOTHING_MISSING = { missing: 0, behind: 0 }
const UK = ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.']
const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()

for (const [name, open] of Object.entries(databases)) {
  describe(`publishing at a time, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    async function newDesk(): Promise<Desk & { segments: Id[] }> {
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
      return { article, source: 'en', language: 'uk', segments }
    }
    async function translated(): Promise<Desk & { segments: Id[] }> {
      const desk = await newDesk()
      await translateAll(world, desk, UK)
      return desk
    }
    const schedule = ({ article }: Desk, language = 'uk', { by = world.ed, at = inHours(1), accepted = NOTHING_MISSING } = {}) =>
      scheduleEditions(db, by, [{ article, language, accepted }], at)
    const rewrite = async (desk: Desk & { segments: Id[] }, language: string, at: number, text: string) => {
      await submit(db, language === 'en' ? world.ed : world.ada, { ...desk, language }, { [desk.segments[at] ?? '']: text })
      await reviewAll(db, world.rev, { ...desk, language })
    }
    const textsOf = async (desk: Desk, language = 'uk') => {
      const edition = await findPublished(db, desk.article, language)
      return edition ? (await listEditionSegments(db, edition.id)).map(({ text }) => text) : null
    }
    const actsOf = async (desk: Desk) => (await db.selectFrom('ledger').select(['act', 'details', 'actor']).orderBy('number').execute())
      .filter(({ details }) => details.includes(desk.article)).map(({ act, actor }) => `${act}${actor === 'system' ? ' by itself' : ''}`)
    const openOf = async ({ article }: Desk) =>
      (await listSchedules(db, { article })).map(({ language, state, reason }) => [language, state, reason])

    it('gives readers exactly what was approved when it was planned, once its time has come', async () => {
      const desk = await translated()
      await schedule(desk)
      await rewrite(desk, 'uk', 1, 'Лило як з відра.')
      await publishDue(db)
      assert.equal(await textsOf(desk), null)
      await publishDue(db, inHours(2))
      assert.deepEqual(await textsOf(desk), UK)
      await publishDue(db, inHours(2))
      assert.equal((await listEditions(db, desk.article, 'uk')).length, 1)
      assert.deepEqual((await actsOf(desk)).filter((act) => act.startsWith('edition')), ['edition.scheduled', 'edition.published'])
      assert.deepEqual(await openOf(desk), [])
      assert.deepEqual([await findEditionFault(db), await findLedgerFault(db)], [null, null])
    })

    it('asks at that time for the right of whoever planned it (S09)', async () => {
      for (const [change, expected] of [
        [(tx, { id }) => replaceGrants(tx, id, [{ right: 'publish', language: 'en' }]), 'no_right'],
        [(tx, { id }) => updatePerson(tx, id, { disabled_at: new Date().toISOString() }), 'no_right'],
      ] satisfies [(tx: Parameters<Parameters<typeof transact>[1]>[0], person: Actor) => Promise<void>, string][]) {
        const desk = await translated()
        const eve = await newPerson(db, 'Eve', ['publish:uk'])
        await schedule(desk, 'uk', { by: eve })
        await transact(db, (tx) => change(tx, eve))
        await publishDue(db, inHours(2))
        assert.equal(await textsOf(desk), null)
        assert.deepEqual(await openOf(desk), [['uk', 'refused', expected]])
        assert.equal((await actsOf(desk)).at(-1), 'schedule.refused by itself')
        assert.equal(await findLedgerFault(db), null)
      }
    })

    it('refuses an article that lies in the trash, an address given away, and gaps of an original that is withdrawn', async () => {
      const trashed = await translated()
      const late = await translated()
      await scheduleEditions(db, world.ed, [{ article: late.article, language: 'uk', slug: 'the-late-bridge', accepted: NOTHING_MISSING }], inHours(1))
      const other = { article: (await translated()).article, language: 'uk', slug: 'the-late-bridge' }
      await assert.rejects(publishEdition(db, world.ed, { ...other, accepted: NOTHING_MISSING }), { code: 'slug_taken' })
      await transact(db, (tx) => replaceSlug(tx, other.article, other.language, other.slug))
      const partial = await newDesk()
      await submit(db, world.ada, partial, { [partial.segments[0] ?? '']: 'Тихий міст' })
      await reviewAll(db, world.rev, partial)
      await publishEdition(db, world.ed, { article: partial.article, language: 'en', accepted: NOTHING_MISSING })
      await schedule(partial, 'uk', { accepted: { missing: 2, behind: 0 } })
      await withdrawEdition(db, world.ed, { article: partial.article, language: 'en', reason: 'A name was wrong' })
      await schedule(trashed)
      await db.updateTable('article').set({ trashed_at: inHours(0), trashed_by: world.ed.id }).where('id', '=', trashed.article).execute()
      await publishDue(db, inHours(2))
      for (const [desk, why] of [[trashed, 'trashed'], [late, 'slug_taken'], [partial, 'unfillable']] as const) {
        assert.deepEqual(await openOf(desk), [['uk', 'refused', why]])
        assert.equal(await textsOf(desk), null)
      }
    })

    it('keeps the address for it meanwhile: articles of one title get different ones', async () => {
      const desks = [await translated(), await translated()]
      for (const desk of desks) await schedule(desk)
      await publishDue(db, inHours(2))
      for (const desk of desks) assert.deepEqual(await textsOf(desk), UK)
    })

    it('gives way to publishing, bringing back and withdrawing by hand, each in its own transaction', async () => {
      const desk = await translated()
      await schedule(desk)
      await publishEdition(db, world.ed, { article: desk.article, language: 'uk', accepted: NOTHING_MISSING })
      assert.deepEqual(await openOf(desk), [])
      await rewrite(desk, 'uk', 1, 'Лило.')
      await schedule(desk)
      await withdrawEdition(db, world.ed, { article: desk.article, language: 'uk', reason: 'A check' })
      assert.deepEqual(await openOf(desk), [])
      await schedule(desk)
      await restoreEdition(db, world.ed, { article: desk.article, language: 'uk', number: 1, reason: 'A check' })
      assert.deepEqual(await openOf(desk), [])
      await publishDue(db, inHours(2))
      assert.equal((await listEditions(db, desk.article, 'uk')).length, 2)
      assert.equal((await actsOf(desk)).filter((act) => act === 'edition.unscheduled').length, 3)
    })

    it('is called off, put off and planned anew; the new plan takes the place of the one before', async () => {
      const desk = await translated()
      const first = await schedule(desk)
      await rewrite(desk, 'uk', 1, 'Лило.')
      const second = await schedule(desk, 'uk', { at: inHours(3) })
      await assert.rejects(unschedule(db, world.ed, first), { code: 'wrong_state' })
      const [waiting] = await listSchedules(db, { article: desk.article })
      assert.equal(waiting?.id, second)
      await assert.rejects(reschedule(db, world.ed, second, inHours(9), inHours(5)), { code: 'wrong_state' })
      await reschedule(db, world.ed, second, waiting?.at ?? '', inHours(5))
      await publishDue(db, inHours(4))
      assert.equal(await textsOf(desk), null)
      await unschedule(db, world.ed, second)
      await publishDue(db, inHours(9))
      assert.equal(await textsOf(desk), null)
    })

    it('is for those alone who may publish, and for times to come', async () => {
      const desk = await translated()
      for (const who of [world.ada, world.rev, world.admin]) await assert.rejects(schedule(desk, 'uk', { by: who }), { code: 'forbidden' })
      for (const at of [inHours(-1), inHours(24 * 366 * 20)]) await assert.rejects(schedule(desk, 'uk', { at }), { code: 'invalid' })
      const planned = await schedule(desk)
      await assert.rejects(unschedule(db, world.ada, planned), { code: 'forbidden' })
      await assert.rejects(unschedule(db, world.ed, '0'.repeat(22)), { code: 'not_found' })
      await assert.rejects(schedule(await newDesk()), { code: 'not_ready' })
    })

    it('publishes original and translation together, the gaps from the very original that goes with it', async () => {
      const desk = await newDesk()
      await publishEdition(db, world.ed, { article: desk.article, language: 'en', accepted: NOTHING_MISSING })
      await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Тихий міст' })
      await reviewAll(db, world.rev, desk)
      await rewrite(desk, 'en', 2, 'Nobody came at all.')
      const both = [
        { article: desk.article, language: 'en', accepted: NOTHING_MISSING },
        { article: desk.article, language: 'uk', accepted: { missing: 2, behind: 0 } },
      ]
      await assert.rejects(publishEditions(db, world.ed, [both[0] ?? assert.fail(), { ...both[1] ?? assert.fail(), slug: 'Ні' }]), { code: 'slug_unusable' })
      assert.equal((await listEditions(db, desk.article, 'en')).length, 1)
      await publishEditions(db, world.ed, both)
      assert.deepEqual(await textsOf(desk), ['Тихий міст', 'It rained.', 'Nobody came at all.'])
      assert.equal((await findPublished(db, desk.article, 'en'))?.number, 2)
    })

    it('publishes both at their time or neither', async () => {
      const [fine, refused] = [await translated(), await translated()]
      for (const { article } of [fine, refused]) {
        await scheduleEditions(db, world.ed, ['en', 'uk'].map((language) => ({ article, language, accepted: NOTHING_MISSING })), inHours(1))
      }
      await db.updateTable('article').set({ trashed_at: inHours(0), trashed_by: world.ed.id }).where('id', '=', refused.article).execute()
      await publishDue(db, inHours(2))
      assert.deepEqual([await textsOf(fine, 'en') !== null, await textsOf(fine)], [true, UK])
      assert.deepEqual([await textsOf(refused, 'en'), await textsOf(refused)], [null, null])
      assert.deepEqual(await openOf(refused), [['en', 'refused', 'trashed'], ['uk', 'refused', 'trashed']])
    })

    it('never changes what was frozen, whoever asks', async () => {
      const desk = await translated()
      await schedule(desk)
      await assert.rejects(db.updateTable('schedule_part').set({ content: '{}' }).where('article_id', '=', desk.article).execute(), /immutable|refuse|fact/i)
      await assert.rejects(db.deleteFrom('schedule_part').where('article_id', '=', desk.article).execute())
    })

    it('keeps an article’s dates in order when the clock was set back (S46)', async () => {
      const desk = await translated()
      await db.insertInto('edition_event').values({
        id: '0'.repeat(22), edition_id: (await publishEdition(db, world.ed, { article: desk.article, language: 'en', accepted: NOTHING_MISSING })).id,
        article_id: desk.article, language: 'de', event: 'publish', reason: '', by: world.ed.id, at: '2999-01-01T00:00:00.000Z',
      }).execute()
      const { created_at } = await publishEdition(db, world.ed, { article: desk.article, language: 'uk', accepted: NOTHING_MISSING })
      assert.equal(created_at, '2999-01-01T00:00:00.001Z')
    })
  })
}
