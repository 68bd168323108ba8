import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Id } from '../db/columns.ts'
import { newId, now } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition } from '../editions/actions.ts'
import { AppError } from '../errors.ts'
import { listAnswered, listReports } from '../segments/corrections.ts'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, translateAll, type, type Desk, type World } from '../../test/world.ts'
import { declineCorrection, receiveCorrection, reopenCorrection, takeCorrection } from './actions.ts'
import { MOST_A_DAY } from './model.ts'
import { countCorrections, findCorrection, listCorrections, listWaiting } from './store.ts'
import { waysToTake, type Way } from './taking.ts'

const SAID = 'Дощило вже трити день, і міст стояв мокрий.'
const RIGHT = 'Дощило вже третій день, і міст стояв мокрий.'

for (const [name, open] of Object.entries(databases)) {
  describe(`readers' corrections on ${name}`, () => {
    let db: Db
    let world: World
    let desk: Desk
    let segment: Id
    let edition: Id
    before(async () => {
      db = await open()
      world = await newWorld(db)
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
      desk = { article, source: 'en', language: 'uk' }
      segment = segments[1] ?? ''
      await translateAll(world, desk, ['Тихий міст', SAID, 'Ніхто не прийшов.'])
      edition = (await publishEdition(db, world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })).id
    })
    after(() => db.destroy())

    const report = (text: string, remark = '') =>
      receiveCorrection(db, { article: desk.article, segment, language: 'uk', edition, shown: SAID, text, remark })
    const newest = async () => {
      const [one] = await listCorrections(db, { languages: ['uk'], limit: 1 })
      assert.ok(one)
      return one
    }
    const shownTo = async (person: World['ada'], id: Id) => {
      const correction = await findCorrection(db, id)
      const facts = (await factsIn(db, desk.article, 'en', correction.language, person)).find((one) => one.segment === correction.segment)
      assert.ok(facts)
      return { decisions: correction.decisions, ...waysToTake(correction, facts) }
    }
    const take = async (person: World['ada'], id: Id, how: Way['how']) => takeCorrection(db, person, id, how, await shownTo(person, id))
    const draftOf = async (person: World['ada']) =>
      (await factsIn(db, desk.article, 'en', 'uk', person)).find((one) => one.segment === segment)?.draft ?? null
    const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

    it('are stored once, whoever says the same, with nothing of who said it', async () => {
      for (let i = 0; i < 3; i += 1) assert.equal(await report(RIGHT), true)
      const rows = await db.selectFrom('reader_correction').selectAll().execute()
      assert.equal(rows.length, 1)
      assert.deepEqual(Object.keys(rows[0] ?? {}).sort(), [
        'article_id', 'created_at', 'edition_id', 'fingerprint', 'id', 'language', 'remark', 'segment_id', 'shown_hash', 'text'])
      const lines = await db.selectFrom('ledger').selectAll().where('act', '=', 'correction.received').execute()
      assert.deepEqual(lines.map(({ actor, subject }) => [actor, subject]), [['system', `correction:${rows[0]?.id}`]])
    })

    it('wait by article and language, and are told beside their paragraph', async () => {
      const { id } = await newest()
      assert.deepEqual((await listWaiting(db, ['uk', 'en'])).map(({ article, language, count }) => [article, language, count]), [[desk.article, 'uk', 1]])
      assert.deepEqual(await listWaiting(db, ['en']), [])
      const reports = await listReports(db, { ...desk, person: world.ada.id })
      assert.deepEqual(reports.get(segment)?.map((one) => [one.id, one.taken]), [[id, false]])
    })

    it('are decided on by those alone who translate, review or publish in their language', async () => {
      const { id } = await newest()
      for (const who of [world.tom, world.admin]) {
        await assert.rejects(declineCorrection(db, who, id, 'No.', 0), refusal('forbidden'))
        await assert.rejects(takeCorrection(db, who, id, 'own', { decisions: 0, mark: '' }), refusal('forbidden'))
      }
      // May decide, but not write.
      for (const who of [world.rev, world.ed]) await assert.rejects(takeCorrection(db, who, id, 'own', { decisions: 0, mark: '' }), refusal('forbidden'))
    })

    it('are declined with a reason that is kept, and opened again', async () => {
      const { id } = await newest()
      await declineCorrection(db, world.rev, id, 'Так і має бути.', 0)
      const declined = await findCorrection(db, id)
      assert.deepEqual([declined.state, declined.decided?.by, declined.decided?.reason], ['declined', world.rev.id, 'Так і має бути.'])
      await assert.rejects(declineCorrection(db, world.ed, id, 'Again.', 0), refusal('wrong_state'))
      await assert.rejects(takeCorrection(db, world.ada, id, 'own', { decisions: 1, mark: '' }), refusal('wrong_state'))
      await reopenCorrection(db, world.ed, id, 1)
      assert.equal((await findCorrection(db, id)).state, 'open')
      await assert.rejects(reopenCorrection(db, world.ed, id, 2), refusal('wrong_state'))
    })

    it('become the draft of whoever takes them, and are never approved by that person', async () => {
      const { id } = await newest()
      await take(world.bob, id, 'theirs')
      assert.equal((await draftOf(world.bob))?.text, RIGHT)
      const taken = await findCorrection(db, id)
      assert.deepEqual([taken.state, taken.decided?.by], ['taken', world.bob.id])
      const mine = await listReports(db, { ...desk, person: world.bob.id })
      assert.deepEqual(mine.get(segment)?.map((one) => one.taken), [true])
      assert.equal((await listReports(db, { ...desk, person: world.ada.id })).size, 0)
      await submit(db, world.bob, desk, { [segment]: RIGHT })
      // Sent, it stands behind the proposal: the reviewer is told.
      assert.deepEqual((await listAnswered(db, [segment], 'uk')).get(segment)?.map((one) => one.id), [id])
      assert.equal((await listReports(db, { ...desk, person: world.bob.id })).size, 0)
      await assert.rejects(reviewAll(db, world.bob, desk), refusal('own_words'))
      assert.equal((await factsIn(db, desk.article, 'en', 'uk')).find((one) => one.segment === segment)?.approved?.text, SAID)
      await reviewAll(db, world.rev, desk)
      assert.equal((await factsIn(db, desk.article, 'en', 'uk')).find((one) => one.segment === segment)?.approved?.text, RIGHT)
      assert.equal((await listAnswered(db, [segment], 'uk')).size, 0)
    })

    it('go together with what has changed since, where the edits do not touch', async () => {
      await report('Дощило вже трити день, і старий міст стояв мокрий.')
      const { id } = await newest()
      await take(world.ada, id, 'merged')
      assert.equal((await draftOf(world.ada))?.text, 'Дощило вже третій день, і старий міст стояв мокрий.')
    })

    it('replace nobody’s draft without being asked to: what is chosen is what was shown', async () => {
      await report('Лило третій день, міст стояв мокрий.')
      const { id } = await newest()
      const shown = await shownTo(world.ada, id)
      assert.deepEqual([shown.isDraft, shown.moved], [true, true])
      const mine = (await draftOf(world.ada))?.text
      await type(db, world.ada, desk, segment, `${mine} Щойно.`)
      await assert.rejects(takeCorrection(db, world.ada, id, 'theirs', shown), refusal('moved_on'))
      assert.equal((await draftOf(world.ada))?.text, `${mine} Щойно.`)
      await take(world.ada, id, 'own')
      assert.equal((await draftOf(world.ada))?.text, `${mine} Щойно.`)
    })

    it('are taken by one of two who press at once', async () => {
      await report(RIGHT, 'Ще одне.')
      const { id } = await newest()
      const both = await Promise.allSettled([world.ada, world.bob].map((who) => take(who, id, 'own')))
      assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    })

    it('of a paragraph of the original become a draft of the original', async () => {
      await publishEdition(db, world.ed, { article: desk.article, language: 'en', accepted: { missing: 0, behind: 0 } })
      const { id: first } = await db.selectFrom('edition').select('id').where('language', '=', 'en').executeTakeFirstOrThrow()
      await receiveCorrection(db, { article: desk.article, segment, language: 'en', edition: first, shown: 'It rained.', text: 'It had rained.', remark: '' })
      const [one] = await listCorrections(db, { languages: ['en'], limit: 1 })
      await assert.rejects(takeCorrection(db, world.tom, one?.id ?? '', 'theirs', await shownTo(world.tom, one?.id ?? '')), refusal('forbidden'))
      await take(world.ed, one?.id ?? '', 'theirs')
      assert.equal((await factsIn(db, desk.article, 'en', 'en', world.ed)).find((facts) => facts.segment === segment)?.draft?.text, 'It had rained.')
    })

    it('are listed newest first, by state, language and article, a page at a time', async () => {
      const all = await listCorrections(db, { languages: ['uk', 'en'], limit: 50 })
      assert.deepEqual(all.map(({ id }) => id), all.map(({ id }) => id).sort().reverse())
      const [first, second] = all
      assert.equal((await listCorrections(db, { languages: ['uk', 'en'], before: first?.id, limit: 1 })).at(0)?.id, second?.id)
      assert.deepEqual(await listCorrections(db, { languages: [], limit: 9 }), [])
      assert.deepEqual(await listCorrections(db, { languages: ['uk'], state: 'open', limit: 9 }), [])
      assert.equal((await listCorrections(db, { languages: ['uk'], state: 'taken', article: desk.article, limit: 9 })).length, 4)
      assert.deepEqual(await countCorrections(db, { languages: ['en'] }), [{ language: 'en', state: 'taken', count: 1 }])
    })

    it('cannot be changed or removed', async () => {
      await assert.rejects(db.updateTable('reader_correction').set({ remark: '' }).execute())
      await assert.rejects(db.deleteFrom('correction_decision').execute())
    })

    // The last: it fills the day.
    it('are as many in a day as the site takes, and no more', async () => {
      const stored = await db.selectFrom('reader_correction').selectAll().execute()
      const [some] = stored
      assert.ok(some)
      const more = Array.from({ length: MOST_A_DAY - stored.length - 2 }, () => newId())
      await db.insertInto('reader_correction').values(more.map((id) => ({ ...some, id, fingerprint: id, created_at: now() }))).execute()
      const answers: boolean[] = []
      for (const remark of ['1', '2', '3', '4']) answers.push(await report(RIGHT, remark))
      assert.deepEqual(answers, [true, true, false, false])
    })
  })
}
