import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { assertSound } from '../../test/originals.ts'
import { factsIn, newPerson, reviewAll, submit, type, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Actor } from '../people/model.ts'
import { reviewSubmission } from '../reviews/actions.ts'
import { stateOf } from '../segments/states.ts'
import { restoreRevision } from '../translations/actions.ts'
import { listRevisions } from '../translations/store.ts'
import { undoEdits } from './actions.ts'
import type { Selection } from './model.ts'
import { readPlan, type Plan } from './plan.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`undoing one person’s texts of a period (P35), on ${name}`, () => {
    let room: Newsroom
    let flood: Actor
    before(async () => {
      room = await openNewsroom(await open())
    })
    after(() => room.db.destroy())

    /** A new person floods in every case: what was undone before is not in the way. */
    const newFlood = async (grants: readonly string[] = ['translate:uk']) => {
      flood = await newPerson(room.db, 'Flo', grants)
      return flood
    }
    const whole = (language = 'uk'): Selection => ({ person: flood.id, language, from: '2000-01-01T00:00:00.000Z', to: '2100-01-01T00:00:00.000Z' })
    const plan = (asked = whole(), after: Plan['next'] = null, limit = 50) => readPlan(room.db, asked, { lang: 'en', after, limit })
    const undo = async (asked = whole(), by = room.world.ed, reason = 'Not a translation.') =>
      undoEdits(room.db, by, asked, (await plan(asked)).rows, reason)
    const approve = async (desk: Desk, writer: Actor, texts: Record<Id, string>) => {
      await submit(room.db, writer, desk, texts)
      await reviewAll(room.db, room.world.rev, desk)
    }
    const factOf = async (desk: Desk, segment: Id, person?: Actor) => {
      const facts = (await factsIn(room.db, desk.article, desk.source, desk.language, person)).find((one) => one.segment === segment)
      assert.ok(facts)
      return facts
    }

    it('gives each paragraph its text back with its state, its reviewer and date, and leaves later texts of others untouched', async () => {
      const { ada, bob, rev } = room.world
      await newFlood()
      const desk = await room.newDesk(['The quiet bridge', 'It rained.', 'Nobody came.', 'The end.'])
      const [title = '', one = '', two = '', three = ''] = desk.segments
      await approve(desk, ada, { [title]: 'Тихий міст', [one]: 'Дощило.', [two]: 'Ніхто не прийшов.' })
      const before = await Promise.all([title, one].map((segment) => factOf(desk, segment)))
      await approve(desk, flood, { [title]: 'Бла', [one]: 'Бла-бла', [two]: 'Бла-бла-бла', [three]: 'Спам' })
      await approve(desk, bob, { [two]: 'Ніхто так і не прийшов.' })
      const later = await factOf(desk, two)
      const shown = await plan()
      assert.deepEqual(shown.rows.map(({ segment, text, back }) => [segment, text, back?.text ?? null, back?.by ?? null]), [
        [title, 'Бла', 'Тихий міст', 'Rev'], [one, 'Бла-бла', 'Дощило.', 'Rev'], [three, 'Спам', null, null],
      ])
      assert.deepEqual(shown.untouched.map(({ segment, why, by }) => [segment, why, by]), [[two, 'changed', 'Bob']])
      assert.deepEqual(await factOf(desk, two), later, 'a plan does nothing')
      assert.deepEqual(await undo(), { done: [title, one, three], moved: [] })
      assert.deepEqual(await Promise.all([title, one].map((segment) => factOf(desk, segment))), before)
      assert.deepEqual([before[1]?.approved?.reviewer, stateOf(await factOf(desk, three)).headline], [rev.id, 'not_started'])
      assert.deepEqual(await factOf(desk, two), later)
      assert.deepEqual((await plan()).rows, [])
      await assertSound(room.db)
    })

    it('goes back past several of their texts, and stops at one that was not theirs or not of these days', async () => {
      const { ada } = room.world
      await newFlood()
      const desk = await room.newDesk()
      const [, one = '', two = ''] = desk.segments
      await approve(desk, ada, { [one]: 'Дощило.' })
      await approve(desk, flood, { [one]: 'Раз', [two]: 'Старе' })
      const earlier = (await listRevisions(room.db, two, 'uk'))[0]?.at ?? ''
      while (new Date().toISOString() <= earlier) { /* the same millisecond */ }
      const from = new Date().toISOString()
      await approve(desk, flood, { [one]: 'Два', [two]: 'Нове' })
      const since = { ...whole(), from }
      assert.deepEqual((await plan(since)).rows.map(({ back }) => back?.text), ['Раз', 'Старе'])
      assert.deepEqual((await plan()).rows.map(({ back }) => back?.text ?? null), ['Дощило.', null])
      await undo(since)
      assert.deepEqual([(await factOf(desk, one)).approved?.text, (await factOf(desk, two)).approved?.text], ['Раз', 'Старе'])
      await undo()
      assert.deepEqual([(await factOf(desk, one)).approved?.text, (await factOf(desk, two)).approved], ['Дощило.', null])
      await assertSound(room.db)
    })

    it('takes out of review what waits, gives up what was returned, and loses neither their texts nor drafts', async () => {
      const { ada, ed } = room.world
      await newFlood()
      const desk = await room.newDesk(['T', 'One.', 'Two.', 'Three.'])
      const [, one = '', two = '', three = ''] = desk.segments
      await approve(desk, ada, { [one]: 'Один.' })
      await submit(room.db, flood, desk, { [one]: 'Спам 1', [two]: 'Спам 2' })
      await reviewAll(room.db, room.world.rev, desk, ({ segment }) => segment === two ? { outcome: 'return', reason: 'Ні.' } : { outcome: 'approve' })
      await submit(room.db, flood, desk, { [one]: 'Спам 3' })
      await type(room.db, flood, desk, three, 'Чернетка')
      const shown = await plan()
      assert.deepEqual(shown.rows.map(({ segment, goes, back }) => [segment, goes, back?.text ?? null]), [
        [one, ['waiting', 'approved'], 'Один.'], [two, ['returned'], null],
      ])
      await undo()
      const facts = await Promise.all([one, two, three].map((segment) => factOf(desk, segment, flood)))
      assert.deepEqual(facts.map((fact) => stateOf(fact).headline), ['approved', 'not_started', 'draft'])
      assert.deepEqual(facts.map(({ draft }) => draft?.text ?? null), [null, null, 'Чернетка'])
      const kept = (await listRevisions(room.db, one, 'uk')).map(({ text }) => text)
      assert.deepEqual(kept.toSorted(), ['Один.', 'Спам 1', 'Спам 3'])
      const copy = (await listRevisions(room.db, one, 'uk')).find(({ text }) => text === 'Спам 3')
      await restoreRevision(room.db, ada, { ...desk, segment: one, revision: copy?.id ?? '', message: '' })
      assert.equal((await factOf(desk, one)).proposal?.text, 'Спам 3')
      await assert.rejects(undoEdits(room.db, ed, whole(), shown.rows, ''), { code: 'reason_needed' })
      await assertSound(room.db)
    })

    it('puts a text back into review that an edit of theirs took the place of', async () => {
      const { ada, sam } = room.world
      await newFlood(['review:uk'])
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      const { submission } = await submit(room.db, ada, desk, { [one]: 'Дощило.' })
      const made = (await factOf(desk, one)).proposal
      await reviewAll(room.db, flood, desk, () => ({ outcome: 'edit', text: 'Бла' }))
      const [row] = (await plan()).rows
      assert.deepEqual([row?.text, row?.back?.text, row?.back?.state, row?.back?.by], ['Бла', 'Дощило.', 'waiting', 'Ada'])
      await undo()
      const { proposal } = await factOf(desk, one)
      assert.deepEqual([proposal?.revision, proposal?.sender, proposal?.submission, proposal?.awaits], [made?.revision, ada.id, submission, 'review'])
      await reviewAll(room.db, sam, desk)
      assert.equal((await factOf(desk, one)).approved?.text, 'Дощило.')
      await assertSound(room.db)
    })

    it('leaves a proposal of somebody else over their text where it is, to be decided over what stands there then', async () => {
      const { ada, bob, rev } = room.world
      await newFlood()
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      await approve(desk, ada, { [one]: 'Дощило.' })
      await approve(desk, flood, { [one]: 'Бла' })
      await submit(room.db, bob, desk, { [one]: 'Ішов дощ.' })
      const waits = (await factOf(desk, one)).proposal
      assert.equal((await plan()).rows[0]?.stays, 'Bob')
      await undo()
      const facts = await factOf(desk, one)
      assert.deepEqual([facts.approved?.text, facts.proposal], ['Дощило.', waits])
      await reviewAll(room.db, rev, desk)
      assert.equal((await factOf(desk, one)).approved?.text, 'Ішов дощ.')
      await assertSound(room.db)
    })

    it('does to each paragraph only what was shown, and lets one of two undo it', async () => {
      const { ada, bob, ed, rev } = room.world
      await newFlood()
      const desk = await room.newDesk()
      const [title = '', one = '', two = ''] = desk.segments
      await approve(desk, ada, { [title]: 'Міст', [one]: 'Дощило.' })
      await approve(desk, flood, { [title]: 'Спам', [one]: 'Спам', [two]: 'Спам' })
      const { rows } = await plan()
      await submit(room.db, bob, desk, { [one]: 'Ішов дощ.' })
      const undone = await Promise.all([undoEdits(room.db, ed, whole(), rows, 'Спам'), undoEdits(room.db, ed, whole(), rows, 'Спам')])
      assert.deepEqual(undone.map(({ done }) => done.length).sort(), [0, 2])
      assert.deepEqual(undone.find(({ done }) => done.length > 0)?.moved, [one])
      assert.deepEqual([(await factOf(desk, title)).approved?.text, (await factOf(desk, one)).approved?.text], ['Міст', 'Спам'])
      const { proposal } = await factOf(desk, one)
      await reviewSubmission(room.db, rev, proposal?.submission ?? '', [{ proposal: proposal?.id ?? '', outcome: 'approve',
        shown: { revision: proposal?.revision ?? '', source: (await factOf(desk, one)).source?.revision ?? null, approved: (await factOf(desk, one)).approved?.revision ?? null } }])
      assert.deepEqual((await plan()).rows, [])
      await assertSound(room.db)
    })

    it('belongs to those who publish the language, and is kept in the ledger with its reason', async () => {
      const { ada, ed, rev, admin } = room.world
      await newFlood()
      const desk = await room.newDesk()
      const [, one = ''] = desk.segments
      await approve(desk, flood, { [one]: 'Спам' })
      const { rows } = await plan()
      const other = await newPerson(room.db, 'Eve', ['publish:en', 'review:uk'])
      for (const nobody of [ada, rev, admin, other, flood]) {
        await assert.rejects(undoEdits(room.db, nobody, whole(), rows, 'Спам'), { code: 'forbidden' }, nobody.name)
      }
      await undoEdits(room.db, ed, whole(), rows, 'Самий спам.')
      const line = await room.db.selectFrom('ledger').selectAll().where('act', '=', 'edits.undone').orderBy('number', 'desc').executeTakeFirstOrThrow()
      assert.deepEqual([line.actor, line.subject], [ed.id, `person:${flood.id}`])
      const details = JSON.parse(line.details) as Record<string, unknown>
      assert.deepEqual([details['reason'], details['language'], details['articles'], details['segments']], ['Самий спам.', 'uk', [desk.article], [one]])
      const decision = await room.db.selectFrom('decision').selectAll().where('segment_id', '=', one).where('outcome', '=', 'revoked').executeTakeFirstOrThrow()
      assert.deepEqual([decision.reason, decision.reviewer_id], ['Самий спам.', ed.id])
    })

    it('comes in parts, each paragraph in one of them', async () => {
      await newFlood()
      const desks = [await room.newDesk(), await room.newDesk(['T', 'a', 'b', 'c', 'd'])]
      for (const desk of desks) await approve(desk, flood, Object.fromEntries(desk.segments.map((segment) => [segment, 'Спам'])))
      const seen: Id[] = []
      let next: Plan['next'] = null
      do {
        const part = await plan(whole(), next, 3)
        seen.push(...part.rows.map(({ segment }) => segment))
        next = part.next
      } while (next)
      assert.deepEqual(seen.toSorted(), desks.flatMap(({ segments }) => segments).toSorted())
      assert.equal(new Set(seen).size, seen.length)
    })
  })
}
