import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { reviewSubmission } from '../src/reviews/actions.ts'
import { restoreRevision, saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { databases } from './databases.ts'
import { openNewsroom, type Newsroom } from './newsroom.ts'
import { factsIn, newArticle, reviewAll, shownOf, submit, type } from './world.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`the life of a paragraph, on ${name}`, () => {
    let room: Newsroom
    before(async () => { room = await openNewsroom(await open()) })
    after(() => room.db.destroy())

    describe('rule 1: a change of text is never approved by itself', () => {
      it('leaves the approved text alone until a reviewer decides (P15)', async () => {
        const desk = await room.newDesk()
        await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        assert.equal((await room.stateIn(desk, 1)).text, null)
        assert.equal((await room.stateIn(desk, 1)).headline, 'waiting')
        await reviewAll(room.db, room.world.rev, desk)
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило.')
        await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Ішов дощ.' })
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило.')
      })

      it('makes no revision of a text equal to the current one', async () => {
        const desk = await room.newDesk()
        const segment = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [segment]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk)
        const count = async () => (await room.db.selectFrom('revision').select('id').where('segment_id', '=', segment).execute()).length
        const before = await count()
        assert.deepEqual(await type(room.db, room.world.ada, desk, segment, 'Дощило.'), { saved: 'nothing', version: 0 })
        assert.equal((await submit(room.db, room.world.ada, desk, { [segment]: 'Дощило.' })).submission, null)
        assert.equal(await count(), before)
      })
    })

    describe('rule 3: a reviewer decides what was shown', () => {
      it('skips and names a paragraph whose proposal was replaced, and decides the others', async () => {
        const desk = await room.newDesk()
        const [, one = '', two = ''] = desk.segments
        const { submission } = await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.', [two]: 'Ніхто не прийшов.' })
        const shown = (await factsIn(room.db, desk.article, 'en', 'uk')).filter((facts) => facts.proposal).map(shownOf)
        await submit(room.db, room.world.ada, desk, { [one]: 'Періщив дощ.' })
        const reviewed = await reviewSubmission(room.db, room.world.rev, submission ?? '', shown.map((pair) => ({ ...pair, outcome: 'approve' })))
        assert.deepEqual(reviewed.moved, [one])
        assert.deepEqual(reviewed.done, [{ segment: two, result: 'approved' }])
        assert.equal((await room.stateIn(desk, 1)).text, null)
      })

      for (const field of ['revision', 'source', 'approved'] as const) {
        it(`decides nothing when the ${field} shown is not the one that stands there`, async () => {
          const desk = await room.newDesk()
          const one = desk.segments[1] ?? ''
          const { submission } = await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
          const facts = (await room.stateIn(desk, 1)).facts
          const forged = { ...shownOf(facts), shown: { ...shownOf(facts).shown, [field]: facts.proposal?.id ?? '' } }
          const reviewed = await reviewSubmission(room.db, room.world.rev, submission ?? '', [{ ...forged, outcome: 'approve' }])
          assert.deepEqual(reviewed, { done: [], moved: [one] })
        })
      }

      it('skips a paragraph whose source changed after it was shown', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        const { submission } = await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        const pair = shownOf((await room.stateIn(desk, 1)).facts)
        await room.changeSource(desk, one, 'It rained hard.')
        const reviewed = await reviewSubmission(room.db, room.world.rev, submission ?? '', [{ ...pair, outcome: 'approve' }])
        assert.deepEqual(reviewed.moved, [one])
      })
    })

    describe('rules 2 and 7: the source goes through the same gate', () => {
      it('keeps translators on the approved source until a change of it is reviewed, and no longer (P29)', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.ed, { ...desk, language: 'en' }, { [one]: 'It poured.' })
        assert.equal((await room.stateIn(desk, 1)).facts.source?.text, 'It rained.')
        await reviewAll(room.db, room.world.rev, { ...desk, language: 'en' })
        assert.equal((await room.stateIn(desk, 1)).facts.source?.text, 'It poured.')
      })

      it('puts a translation behind and takes nothing from it, in step again when the words return, with its own reviewer (P03)', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk)
        const decided = (await room.stateIn(desk, 1)).facts.approved
        await room.changeSource(desk, one, 'It poured.')
        assert.deepEqual([(await room.stateIn(desk, 1)).step, (await room.stateIn(desk, 1)).text], ['behind', 'Дощило.'])
        await room.changeSource(desk, one, 'It poured all day.')
        await room.changeSource(desk, one, 'It rained.')
        assert.equal((await room.stateIn(desk, 1)).step, 'in_step')
        assert.equal((await room.stateIn(desk, 1)).facts.approved?.decision, decided?.decision)
      })

      it('keeps a translation in step through changes marked minor, however many (P12)', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk)
        await room.changeSource(desk, one, 'It rained…', true)
        await room.changeSource(desk, one, 'It rained —', true)
        assert.equal((await room.stateIn(desk, 1)).step, 'in_step')
      })

      it('is diverged when the translation moved as well', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk)
        await room.changeSource(desk, one, 'It poured.')
        await submit(room.db, room.world.ada, desk, { [one]: 'Лило.' })
        assert.equal((await room.stateIn(desk, 1)).step, 'diverged')
      })

      it('lets a translator claim that the words still fit, for a reviewer to decide', async () => {
        const desk = await room.newDesk()
        const one = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk)
        await room.changeSource(desk, one, 'It rained a lot.')
        await submit(room.db, room.world.ada, desk, { [one]: 'Дощило.' })
        const { facts } = await room.stateIn(desk, 1)
        assert.equal(facts.proposal?.revision, facts.approved?.revision)
        await assert.rejects(reviewSubmission(room.db, { ...room.world.ada, grants: [{ right: 'review', language: 'uk' }] },
          facts.proposal?.submission ?? '', [{ ...shownOf(facts), outcome: 'approve' }]), { code: 'own_words' })
        await reviewAll(room.db, room.world.rev, desk)
        assert.equal((await room.stateIn(desk, 1)).step, 'in_step')
      })

      it('records an import as imported, by whom, and shows nothing of an import that waits for review', async () => {
        const { article } = await newArticle(room.world, 'en', ['Title', 'One'])
        const facts = await factsIn(room.db, article, 'en', 'en')
        assert.deepEqual(facts.map(({ approved }) => [approved?.outcome, approved?.reviewer]), [['imported', room.world.ed.id], ['imported', room.world.ed.id]])
        const waiting = await newArticle(room.world, 'en', ['Title', 'One'], false)
        const translated = await factsIn(room.db, waiting.article, 'en', 'uk', room.world.ada)
        assert.deepEqual(translated.map(({ source }) => source), [null, null])
        await assert.rejects(saveDraft(room.db, room.world.ada, { article: waiting.article, language: 'uk', segment: waiting.segments[1] ?? '', text: 'Один',
          shown: { base: null, source: null, version: 0 } }), { code: 'wrong_state' })
        await assert.rejects(reviewAll(room.db, { ...room.world.ed, grants: [{ right: 'review', language: 'en' }] },
          { article: waiting.article, source: 'en', language: 'en' }), { code: 'own_words' })
        await reviewAll(room.db, room.world.rev, { article: waiting.article, source: 'en', language: 'en' })
        assert.deepEqual((await factsIn(room.db, waiting.article, 'en', 'uk')).map(({ source }) => source?.text), ['Title', 'One'])
      })
    })

    describe('rule 6: two people on one paragraph', () => {
      it('overwrites nothing and shows theirs when the base moved', async () => {
        const desk = await room.newDesk()
        const segment = desk.segments[1] ?? ''
        const source = (await room.stateIn(desk, 1)).facts.source?.revision ?? null
        await submit(room.db, room.world.ada, desk, { [segment]: 'Дощило.' })
        const late = await saveDraft(room.db, room.world.bob, { ...desk, segment, text: 'Мжичило.', shown: { base: null, source, version: 0 } })
        assert.deepEqual(late, { saved: null, conflict: { with: 'newer_text', theirs: 'Дощило.' } })
      })

      it('notices that the same person saved in another window', async () => {
        const desk = await room.newDesk()
        const segment = desk.segments[1] ?? ''
        const source = (await room.stateIn(desk, 1)).facts.source?.revision ?? null
        const shown = { base: null, source, version: 0 }
        await saveDraft(room.db, room.world.ada, { ...desk, segment, text: 'Перше.', shown })
        const second = await saveDraft(room.db, room.world.ada, { ...desk, segment, text: 'Друге.', shown })
        assert.deepEqual(second, { saved: null, conflict: { with: 'newer_draft', theirs: 'Перше.' } })
      })

      it('keeps one open proposal per paragraph, even by raw SQL', async () => {
        const desk = await room.newDesk()
        const segment = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [segment]: 'Дощило.' })
        const skipped = await submit(room.db, room.world.bob, desk, { [segment]: 'Мжичило.' })
        assert.deepEqual(skipped, { submission: null, skipped: [{ segment, why: 'waits_already' }] })
        const row = await room.db.selectFrom('proposal').selectAll().where('segment_id', '=', segment).executeTakeFirstOrThrow()
        await assert.rejects(room.db.insertInto('proposal').values({ ...row, id: 'second' }).execute())
      })

      it('lets exactly one of many simultaneous submissions of a paragraph through', async () => {
        const desk = await room.newDesk()
        const segment = desk.segments[1] ?? ''
        await type(room.db, room.world.ada, desk, segment, 'Дощило.')
        await type(room.db, room.world.bob, desk, segment, 'Мжичило.')
        const send = (who: typeof room.world.ada) => sendSubmission(room.db, who, { ...desk, message: '', drafts: [{ segment, version: 1 }] })
        const sent = await Promise.all([send(room.world.ada), send(room.world.bob), send(room.world.ada), send(room.world.bob)])
        assert.equal(sent.filter(({ submission }) => submission !== null).length, 1)
        assert.equal((await room.stateIn(desk, 1)).headline, 'waiting')
      })

      it('keeps drafts private', async () => {
        const desk = await room.newDesk()
        await type(room.db, room.world.ada, desk, desk.segments[1] ?? '', 'Таємниця.')
        assert.equal((await factsIn(room.db, desk.article, 'en', 'uk', room.world.bob))[1]?.draft, null)
      })
    })

    describe('rule 9: nothing is overwritten', () => {
      it('makes an older text current only through review (P35)', async () => {
        const desk = await room.newDesk()
        const segment = desk.segments[1] ?? ''
        await submit(room.db, room.world.ada, desk, { [segment]: 'Дощило.' })
        await reviewAll(room.db, room.world.rev, desk)
        const old = (await room.stateIn(desk, 1)).facts.approved?.revision ?? ''
        await submit(room.db, room.world.ada, desk, { [segment]: 'Лило.' })
        await reviewAll(room.db, room.world.rev, desk)
        await restoreRevision(room.db, room.world.bob, { ...desk, segment, revision: old, message: '' })
        assert.deepEqual([(await room.stateIn(desk, 1)).text, (await room.stateIn(desk, 1)).headline], ['Лило.', 'waiting'])
        await reviewAll(room.db, room.world.rev, desk)
        assert.equal((await room.stateIn(desk, 1)).text, 'Дощило.')
      })

      for (const table of ['revision', 'decision', 'ledger', 'submission'] as const) {
        it(`refuses to change or delete a row of ${table}, even by raw SQL`, async () => {
          const desk = await room.newDesk()
          await submit(room.db, room.world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
          await reviewAll(room.db, room.world.rev, desk)
          await assert.rejects(room.db.deleteFrom(table).execute(), /immutable/)
          const column = { revision: 'text', decision: 'reason', ledger: 'act', submission: 'message' }[table]
          await assert.rejects(room.db.updateTable(table).set({ [column]: 'x' }).execute(), /immutable/)
        })
      }
    })
  })
}
