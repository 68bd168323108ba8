import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { factsIn, type, type Desk } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { changeSettings } from '../people/settings-actions.ts'
import { speller } from '../spelling/speller.ts'
import { answerFinding } from './actions.ts'
import { judgeDrafts, judgeWords, readContext, type Wording } from './judging.ts'
import { hindranceOf, openQuestions, type Judged } from './model.ts'

const SOURCE = 'See [the report](https://example.org/report) of 2024.'

for (const [name, open] of Object.entries(databases)) {
  describe(`findings and answers to them, on ${name}`, () => {
    let db: Db
    let room: Newsroom
    before(async () => {
      db = await open()
      room = await openNewsroom(db)
    })
    after(() => db.destroy())

    async function deskWith(text: string): Promise<Desk & { segment: Id }> {
      const desk = await room.newDesk(['T', SOURCE])
      const segment = desk.segments[1] ?? ''
      await type(db, room.world.ada, desk, segment, text)
      return { ...desk, segment }
    }
    async function findingsOn({ article, segment }: Desk & { segment: Id }): Promise<readonly Judged[]> {
      const facts = await factsIn(db, article, 'en', 'uk', room.world.ada)
      return (await judgeDrafts(db, await readContext(db, 'en', 'uk'), facts)).get(segment) ?? []
    }
    const answer = (
      { article, segment }: Desk & { segment: Id }, finding: Judged, meant: boolean, reason: string, actor = room.world.ada,
    ) => answerFinding(db, actor, { article, segment, language: 'uk', ability: 'translation.write' }, { finding, meant, reason })

    it('an answer holds while the text is about the same thing, also when other words of it change', async () => {
      const desk = await deskWith('Див. звіт за 2024 рік.')
      const [question] = openQuestions(await findingsOn(desk))
      assert.ok(question)
      assert.equal(hindranceOf(await findingsOn(desk)), 'questions')
      await answer(desk, question, true, 'Посилання стоїть вище')
      assert.equal(hindranceOf(await findingsOn(desk)), null)
      await type(db, room.world.ada, desk, desk.segment, 'Дивіться звіт за 2024 рік.')
      const [told] = (await findingsOn(desk)).filter(({ id }) => id === question.id)
      assert.deepEqual([told?.meant?.by, told?.meant?.reason], [room.world.ada.name, 'Посилання стоїть вище'])
    })

    it('an answer says nothing of another finding, and of another paragraph', async () => {
      const desk = await deskWith('Див. звіт.')
      const findings = await findingsOn(desk)
      const question = openQuestions(findings)[0] ?? assert.fail()
      assert.ok(findings.length > 1)
      await answer(desk, question, true, 'Так')
      assert.deepEqual((await findingsOn(desk)).flatMap(({ id, meant }) => meant ? [id] : []), [question.id])
      assert.equal(hindranceOf(await findingsOn(await deskWith('Див. звіт.'))), 'questions')
    })

    it('the last answer holds: asked about again, answered again; the same twice is once', async () => {
      const desk = await deskWith('Див. звіт.')
      const question = openQuestions(await findingsOn(desk))[0] ?? assert.fail()
      for (const [meant, reason] of [[true, 'раз'], [true, 'раз'], [false, ''], [false, ''], [true, 'два']] as const) await answer(desk, question, meant, reason)
      assert.equal((await findingsOn(desk)).find(({ id }) => id === question.id)?.meant?.reason, 'два')
      const rows = await db.selectFrom('check_answer').select('number').where('segment_id', '=', desk.segment).execute()
      assert.equal(rows.length, 3)
    })

    it('nobody answers where they may not write', async () => {
      const desk = await deskWith('Див. звіт.')
      const question = openQuestions(await findingsOn(desk))[0] ?? assert.fail()
      await assert.rejects(answer(desk, question, true, 'Так', room.world.tom), { code: 'forbidden' })
    })

    it('an error is no question: no answer lifts it', async () => {
      const desk = await deskWith('Див. [звiт](https://example.org/report) за 2024 рік.')
      const findings = await findingsOn(desk)
      const error = findings.find(({ severity }) => severity === 'error') ?? assert.fail()
      await answer(desk, error, true, 'Так')
      assert.equal(hindranceOf(await findingsOn(desk)), 'errors')
    })
  })
}

describe('what was meant by a word that no dictionary has', () => {
  it('is told of the paragraph in hand alone; the word is told of in all', async () => {
    const db = await (databases['sqlite'] ?? assert.fail())()
    await openNewsroom(db)
    // What the dictionary once suggested it knows.
    await speller.suggest('houze', 'en')
    const wordings = ['hand', 'next'].map((segment): Wording =>
      ({ facts: { segment, kind: 'paragraph', source: null, approved: null }, text: `The houze of the ${segment} stands.` }))
    const found = await judgeWords(db, await readContext(db, 'en', 'en'), wordings, { spelled: true, suggested: ['hand', 'gone'] })
    assert.deepEqual([...found].map(([segment, findings]) => [segment, findings.map(({ words, suggestions }) => [words['word'], suggestions?.includes('house')])]),
      [['hand', [['houze', true]]], ['next', [['houze', undefined]]]])
    await db.destroy()
  })
})

describe('where English puts a full stop beside a closing quotation mark', () => {
  it('is a choice of the site, and checks follow it', async () => {
    const db = await (databases['sqlite'] ?? assert.fail())()
    const room = await openNewsroom(db)
    const facts: Wording['facts'] = { segment: 's', kind: 'paragraph', source: null, approved: null }
    const says = async (text: string) => {
      const found = await judgeWords(db, await readContext(db, 'en', 'en'), [{ facts, text }])
      return found.get('s')?.map((one) => one.says)
    }
    const [inside, outside] = ['She called it a “bridge.” Then she left.', 'She called it a “bridge”. Then she left.']
    assert.deepEqual([await says(inside), await says(outside)], [[], ['stop_outside']])
    await changeSettings(db, room.world.admin, { stopsOutside: true })
    assert.deepEqual([await says(inside), await says(outside)], [[], []])
    await db.destroy()
  })
})
