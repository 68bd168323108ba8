import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { transact } from '../src/db/transact.ts'
import { confirmProposal, reviewSubmission } from '../src/reviews/actions.ts'
import { writeSettings } from '../src/people/settings.ts'
import { stateOf } from '../src/segments/states.ts'
import { restoreRevision, saveDraft, sendSubmission } from '../src/translations/actions.ts'
import { databases } from './databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, shownOf, submit, type, type Desk, type World } from './world.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`the life of a paragraph, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    async function newDesk(texts = ['The quiet bridge', 'It rained.', 'Nobody came.']): Promise<Desk & { segments: Id[] }> {
      const { article, segments } = await newArticle(world, 'en', texts)
      return { article, source: 'en', language: 'uk', segments }
    }
    const stateIn = async (desk: Desk, i: number) => {
      const facts = (await factsIn(db, desk.article, desk.source, desk.language))[i]
      assert.ok(facts)
      return { ...stateOf(facts), text: facts.approved?.text ?? null, facts }
    }
    const openSubmission = async (desk: Desk) => {
      const proposal = (await factsIn(db, desk.article, desk.source, desk.language)).find((facts) => facts.proposal)?.proposal
      assert.ok(proposal)
      return proposal.submission
    }

    describe('rule 1: a change of text is never approved by itself', () => {
      it('leaves the approved text alone until a reviewer decides', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        assert.equal((await stateIn(desk, 1)).text, null)
        assert.equal((await stateIn(desk, 1)).headline, 'waiting')
        await reviewAll(db, world.rev, desk)
        assert.equal((await stateIn(desk, 1)).text, 'Дощило.')
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Ішов дощ.' })
        assert.equal((await stateIn(desk, 1)).text, 'Дощило.')
      })

      it('makes no revision of a text equal to the current one', async () => {
        const desk = await newDesk()
        const segment = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [segment]: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        const count = async () => (await db.selectFrom('revision').select('id').where('segment_id', '=', segment).execute()).length
        const before = await count()
        assert.deepEqual(await type(db, world.ada, desk, segment, 'Дощило.'), { saved: 'nothing', version: 0 })
        assert.equal((await submit(db, world.ada, desk, { [segment]: 'Дощило.' })).submission, null)
        assert.equal(await count(), before)
      })
    })

    describe('rule 3: a reviewer decides what was shown', () => {
      it('skips and names a paragraph whose proposal was replaced, and decides the others', async () => {
        const desk = await newDesk()
        const [, one = '', two = ''] = desk.segments
        const { submission } = await submit(db, world.ada, desk, { [one]: 'Дощило.', [two]: 'Ніхто не прийшов.' })
        const shown = (await factsIn(db, desk.article, 'en', 'uk')).filter((facts) => facts.proposal).map(shownOf)
        await submit(db, world.ada, desk, { [one]: 'Періщив дощ.' })
        const reviewed = await reviewSubmission(db, world.rev, submission ?? '', shown.map((pair) => ({ ...pair, outcome: 'approve' })))
        assert.deepEqual(reviewed.moved, [one])
        assert.deepEqual(reviewed.done, [{ segment: two, result: 'approved' }])
        assert.equal((await stateIn(desk, 1)).text, null)
      })

      for (const field of ['revision', 'source', 'approved'] as const) {
        it(`decides nothing when the ${field} shown is not the one that stands there`, async () => {
          const desk = await newDesk()
          const one = desk.segments[1] ?? ''
          const { submission } = await submit(db, world.ada, desk, { [one]: 'Дощило.' })
          const facts = (await stateIn(desk, 1)).facts
          const forged = { ...shownOf(facts), shown: { ...shownOf(facts).shown, [field]: facts.proposal?.id ?? '' } }
          const reviewed = await reviewSubmission(db, world.rev, submission ?? '', [{ ...forged, outcome: 'approve' }])
          assert.deepEqual(reviewed, { done: [], moved: [one] })
        })
      }

      it('skips a paragraph whose source changed after it was shown', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        const { submission } = await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        const pair = shownOf((await stateIn(desk, 1)).facts)
        await changeSource(desk, one, 'It rained hard.')
        const reviewed = await reviewSubmission(db, world.rev, submission ?? '', [{ ...pair, outcome: 'approve' }])
        assert.deepEqual(reviewed.moved, [one])
      })
    })

    async function changeSource(desk: Desk, segment: Id, text: string, minor = false): Promise<void> {
      const source = { ...desk, language: desk.source }
      await submit(db, world.ed, source, { [segment]: text })
      const facts = (await factsIn(db, desk.article, desk.source, desk.source)).find((one) => one.segment === segment)
      assert.ok(facts?.proposal)
      await reviewSubmission(db, world.rev, facts.proposal.submission, [{ ...shownOf(facts), outcome: 'approve', minor }])
    }

    describe('rules 2 and 7: the source goes through the same gate', () => {
      it('keeps translators on the approved source until a change of it is reviewed', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.ed, { ...desk, language: 'en' }, { [one]: 'It poured.' })
        assert.equal((await stateIn(desk, 1)).facts.source?.text, 'It rained.')
      })

      it('puts a translation behind, in step again when the words return, with its own reviewer', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        const decided = (await stateIn(desk, 1)).facts.approved
        await changeSource(desk, one, 'It poured.')
        assert.deepEqual([(await stateIn(desk, 1)).step, (await stateIn(desk, 1)).text], ['behind', 'Дощило.'])
        await changeSource(desk, one, 'It poured all day.')
        await changeSource(desk, one, 'It rained.')
        assert.equal((await stateIn(desk, 1)).step, 'in_step')
        assert.equal((await stateIn(desk, 1)).facts.approved?.decision, decided?.decision)
      })

      it('keeps a translation in step through changes marked minor, however many', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        await changeSource(desk, one, 'It rained…', true)
        await changeSource(desk, one, 'It rained —', true)
        assert.equal((await stateIn(desk, 1)).step, 'in_step')
      })

      it('is diverged when the translation moved as well', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        await changeSource(desk, one, 'It poured.')
        await submit(db, world.ada, desk, { [one]: 'Лило.' })
        assert.equal((await stateIn(desk, 1)).step, 'diverged')
      })

      it('lets a translator claim that the words still fit, for a reviewer to decide', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        await changeSource(desk, one, 'It rained a lot.')
        await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        const { facts } = await stateIn(desk, 1)
        assert.equal(facts.proposal?.revision, facts.approved?.revision)
        await assert.rejects(reviewSubmission(db, { ...world.ada, grants: [{ right: 'review', language: 'uk' }] },
          facts.proposal?.submission ?? '', [{ ...shownOf(facts), outcome: 'approve' }]), { code: 'own_words' })
        await reviewAll(db, world.rev, desk)
        assert.equal((await stateIn(desk, 1)).step, 'in_step')
      })

      it('records an import as imported, by whom, and shows nothing of an import that waits for review', async () => {
        const { article } = await newArticle(world, 'en', ['Title', 'One'])
        const facts = await factsIn(db, article, 'en', 'en')
        assert.deepEqual(facts.map(({ approved }) => [approved?.outcome, approved?.reviewer]), [['imported', world.ed.id], ['imported', world.ed.id]])
        const waiting = await newArticle(world, 'en', ['Title', 'One'], false)
        const translated = await factsIn(db, waiting.article, 'en', 'uk', world.ada)
        assert.deepEqual(translated.map(({ source }) => source), [null, null])
        await assert.rejects(saveDraft(db, world.ada, { article: waiting.article, language: 'uk', segment: waiting.segments[1] ?? '', text: 'Один',
          shown: { base: null, source: null, version: 0 } }), { code: 'wrong_state' })
        await assert.rejects(reviewAll(db, { ...world.ed, grants: [{ right: 'review', language: 'en' }] },
          { article: waiting.article, source: 'en', language: 'en' }), { code: 'own_words' })
        await reviewAll(db, world.rev, { article: waiting.article, source: 'en', language: 'en' })
        assert.deepEqual((await factsIn(db, waiting.article, 'en', 'uk')).map(({ source }) => source?.text), ['Title', 'One'])
      })
    })

    describe('rule 4: two pairs of eyes', () => {
      it('refuses the writer, whatever rights they hold, and decides nothing of that request', async () => {
        const desk = await newDesk()
        const [, one = '', two = ''] = desk.segments
        await submit(db, world.bob, desk, { [one]: 'Дощило.' })
        await assert.rejects(reviewAll(db, world.bob, desk), { code: 'own_words' })
        assert.equal((await stateIn(desk, 1)).headline, 'waiting')
        await reviewAll(db, world.rev, desk)
        await submit(db, world.ada, desk, { [two]: 'Ніхто не прийшов.' })
        await reviewAll(db, world.bob, desk)
        assert.equal((await stateIn(desk, 2)).text, 'Ніхто не прийшов.')
      })

      it('refuses whoever wrote a part of it since the last approved text, through any number of edits', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.bob, desk, { [one]: 'Дощило і дощило.' })
        await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Задовго' }))
        await submit(db, world.ada, desk, { [one]: 'Дощило і дощило!' })
        await assert.rejects(reviewAll(db, world.bob, desk), { code: 'own_words' })
        await reviewAll(db, world.sam, desk)
        await submit(db, world.ada, desk, { [one]: 'Дощило, дощило!' })
        await reviewAll(db, world.bob, desk)
        assert.equal((await stateIn(desk, 1)).text, 'Дощило, дощило!')
      })

      it('refuses the writer of the very same words sent by somebody else', async () => {
        const desk = await newDesk()
        const one = desk.segments[1] ?? ''
        await submit(db, world.bob, desk, { [one]: 'Дощило.' })
        await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні' }))
        await submit(db, world.ada, desk, { [one]: 'Мжичило.' })
        await submit(db, world.ada, desk, { [one]: 'Дощило.' })
        await assert.rejects(reviewAll(db, world.bob, desk), { code: 'own_words' })
      })

      it('refuses a right for another language', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await assert.rejects(reviewAll(db, { ...world.tom, grants: [{ right: 'review', language: 'en' }] }, desk), { code: 'forbidden' })
        await assert.rejects(reviewAll(db, world.admin, desk), { code: 'forbidden' })
        await assert.rejects(type(db, world.tom, desk, desk.segments[1] ?? '', 'x'), { code: 'forbidden' })
      })

      it('records an approval of own words as one pair of eyes where the policy allows it', async () => {
        const desk = await newDesk()
        const settings = { name: {}, place: {}, reviewPolicy: { uk: 'one' as const } }
        await transact(db, (tx) => writeSettings(tx, settings))
        await submit(db, world.bob, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await reviewAll(db, world.bob, desk)
        assert.equal((await stateIn(desk, 1)).facts.approved?.eyes, 'one')
        await transact(db, (tx) => writeSettings(tx, { ...settings, reviewPolicy: { uk: 'two' } }))
      })
    })

    describe('rule 5: returning and editing', () => {
      it('needs a reason to return', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await assert.rejects(reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: ' ' })), { code: 'reason_needed' })
        await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Краще «ішов дощ»' }))
        const state = await stateIn(desk, 1)
        assert.deepEqual([state.headline, state.facts.returned?.reason], ['returned', 'Краще «ішов дощ»'])
      })

      it('approves nothing by editing until the translator, or another reviewer, accepts the words', async () => {
        const desk = await newDesk()
        const [, one = '', two = ''] = desk.segments
        await submit(db, world.ada, desk, { [one]: 'Дощило.', [two]: 'Ніхто не був.' })
        await reviewAll(db, world.rev, desk, ({ segment }) => ({ outcome: 'edit', text: segment === one ? 'Ішов дощ.' : 'Ніхто не прийшов.' }))
        const waiting = await stateIn(desk, 1)
        assert.deepEqual([waiting.work, waiting.text], ['waiting_confirmation', null])
        const pair = shownOf(waiting.facts)
        await assert.rejects(confirmProposal(db, world.rev, pair.proposal, pair.shown), { code: 'own_words' })
        await assert.rejects(confirmProposal(db, world.tom, pair.proposal, pair.shown), { code: 'forbidden' })
        await confirmProposal(db, world.ada, pair.proposal, pair.shown)
        assert.deepEqual([(await stateIn(desk, 1)).text, (await stateIn(desk, 1)).facts.approved?.outcome], ['Ішов дощ.', 'confirmed'])
        await reviewAll(db, world.sam, desk)
        assert.equal((await stateIn(desk, 2)).text, 'Ніхто не прийшов.')
      })

      it('needs no confirmation where only typography was edited', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'П\'ять "мостів"' })
        await reviewAll(db, world.rev, desk, () => ({ outcome: 'edit', text: 'Пʼять «мостів»' }))
        assert.equal((await stateIn(desk, 1)).text, 'Пʼять «мостів»')
      })
    })

    describe('rule 6: two people on one paragraph', () => {
      it('overwrites nothing and shows theirs when the base moved', async () => {
        const desk = await newDesk()
        const segment = desk.segments[1] ?? ''
        const source = (await stateIn(desk, 1)).facts.source?.revision ?? null
        await submit(db, world.ada, desk, { [segment]: 'Дощило.' })
        const late = await saveDraft(db, world.bob, { ...desk, segment, text: 'Мжичило.', shown: { base: null, source, version: 0 } })
        assert.deepEqual(late, { saved: null, conflict: { with: 'newer_text', theirs: 'Дощило.' } })
      })

      it('notices that the same person saved in another window', async () => {
        const desk = await newDesk()
        const segment = desk.segments[1] ?? ''
        const source = (await stateIn(desk, 1)).facts.source?.revision ?? null
        const shown = { base: null, source, version: 0 }
        await saveDraft(db, world.ada, { ...desk, segment, text: 'Перше.', shown })
        const second = await saveDraft(db, world.ada, { ...desk, segment, text: 'Друге.', shown })
        assert.deepEqual(second, { saved: null, conflict: { with: 'newer_draft', theirs: 'Перше.' } })
      })

      it('keeps one open proposal per paragraph, even by raw SQL', async () => {
        const desk = await newDesk()
        const segment = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [segment]: 'Дощило.' })
        const skipped = await submit(db, world.bob, desk, { [segment]: 'Мжичило.' })
        assert.deepEqual(skipped, { submission: null, skipped: [{ segment, why: 'waits_already' }] })
        const row = await db.selectFrom('proposal').selectAll().where('segment_id', '=', segment).executeTakeFirstOrThrow()
        await assert.rejects(db.insertInto('proposal').values({ ...row, id: 'second' }).execute())
      })

      it('lets exactly one of many simultaneous submissions of a paragraph through', async () => {
        const desk = await newDesk()
        const segment = desk.segments[1] ?? ''
        await type(db, world.ada, desk, segment, 'Дощило.')
        await type(db, world.bob, desk, segment, 'Мжичило.')
        const send = (who: typeof world.ada) => sendSubmission(db, who, { ...desk, message: '', drafts: [{ segment, version: 1 }] })
        const sent = await Promise.all([send(world.ada), send(world.bob), send(world.ada), send(world.bob)])
        assert.equal(sent.filter(({ submission }) => submission !== null).length, 1)
        assert.ok(await openSubmission(desk))
      })

      it('keeps drafts private', async () => {
        const desk = await newDesk()
        await type(db, world.ada, desk, desk.segments[1] ?? '', 'Таємниця.')
        assert.equal((await factsIn(db, desk.article, 'en', 'uk', world.bob))[1]?.draft, null)
      })
    })

    describe('rule 9: nothing is overwritten', () => {
      it('makes an older text current only through review', async () => {
        const desk = await newDesk()
        const segment = desk.segments[1] ?? ''
        await submit(db, world.ada, desk, { [segment]: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        const old = (await stateIn(desk, 1)).facts.approved?.revision ?? ''
        await submit(db, world.ada, desk, { [segment]: 'Лило.' })
        await reviewAll(db, world.rev, desk)
        await restoreRevision(db, world.bob, { ...desk, segment, revision: old, message: '' })
        assert.deepEqual([(await stateIn(desk, 1)).text, (await stateIn(desk, 1)).headline], ['Лило.', 'waiting'])
        await reviewAll(db, world.rev, desk)
        assert.equal((await stateIn(desk, 1)).text, 'Дощило.')
      })

      for (const table of ['revision', 'decision', 'ledger', 'submission'] as const) {
        it(`refuses to change or delete a row of ${table}, even by raw SQL`, async () => {
          const desk = await newDesk()
          await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
          await reviewAll(db, world.rev, desk)
          await assert.rejects(db.deleteFrom(table).execute(), /immutable/)
          const column = { revision: 'text', decision: 'reason', ledger: 'act', submission: 'message' }[table]
          await assert.rejects(db.updateTable(table).set({ [column]: 'x' }).execute(), /immutable/)
        })
      }
    })
  })
}
