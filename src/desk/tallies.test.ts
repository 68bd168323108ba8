import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, translateAll, type, type World } from '../../test/world.ts'
import { findArticle } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { countHeadlines, stateOf } from '../segments/states.ts'
import { listBoard } from './board-store.ts'
import { listReturned, listSubmissions, listToConfirm, listToReview } from './store.ts'
import { tallyArticles, type Tallied } from './tallies.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`the tallies of articles, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    async function newDesk(texts = ['The quiet bridge', 'It rained.', 'Nobody came.', 'The end.']) {
      const { article, segments } = await newArticle(world, 'en', texts)
      return { article, source: 'en', language: 'uk', segments, at: (i: number) => segments[i] ?? '' }
    }
    const tallyOf = async (article: Id, language: string) => {
      const tally = (await tallyArticles(db, [await findArticle(db, article)], ['uk', 'en'])).get(article)?.get(language)
      assert.ok(tally)
      return tally
    }
    /** The tally must say what the facts themselves say, apart from drafts. */
    const expectTrue = async (article: Id) => {
      for (const language of ['uk', 'en']) {
        const states = (await factsIn(db, article, 'en', language)).map((facts) => ({ ...stateOf(facts), segment: facts.segment }))
        const { counts, total, complete, behind, notStarted, outOfStep } = await tallyOf(article, language)
        const under = (headline: string) => states.filter((state) => state.headline === headline).map(({ segment }) => segment)
        assert.deepEqual({ counts, total, complete, behind, notStarted, outOfStep }, {
          counts: countHeadlines(states), total: states.length, complete: states.every(({ approved }) => approved), behind: under('behind'),
          notStarted: under('not_started'), outOfStep: states.filter(({ step }) => step === 'behind' || step === 'diverged').length,
        })
      }
    }

    it('say what the facts say, after every act', async () => {
      const desk = await newDesk()
      const original = { ...desk, language: 'en' }
      const acts: (() => Promise<unknown>)[] = [
        async () => undefined,
        () => submit(db, world.ada, desk, { [desk.at(0)]: 'Міст', [desk.at(1)]: 'Дощ.', [desk.at(2)]: 'Нікого.' }),
        () => reviewAll(db, world.rev, desk),
        () => submit(db, world.ed, original, { [desk.at(1)]: 'It poured.', [desk.at(2)]: 'Nobody came!' }),
        () => reviewAll(db, world.rev, original),
        () => submit(db, world.ada, desk, { [desk.at(1)]: 'Злива.' }),
        () => reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' })),
        () => submit(db, world.ada, desk, { [desk.at(3)]: 'Кінець.' }),
        () => reviewAll(db, world.rev, desk, () => ({ outcome: 'edit', text: 'Край.' })),
        () => submit(db, world.ed, original, { [desk.at(2)]: 'Nobody came.' }),
        () => reviewAll(db, world.rev, original, () => ({ outcome: 'edit', text: 'Nobody at all.' })),
        () => reviewAll(db, world.sam, original),
        () => submit(db, world.ada, desk, { [desk.at(2)]: 'Геть нікого.' }),
        () => reviewAll(db, world.sam, desk),
        () => submit(db, world.ed, original, { [desk.at(2)]: 'Somebody came.' }),
        () => reviewAll(db, world.rev, original),
      ]
      for (const act of acts) {
        await act()
        await expectTrue(desk.article)
      }
    })

    it('know what is published and whether publishing now would change anything', async () => {
      const desk = await newDesk(['The quiet bridge', 'It rained.'])
      const place = { article: desk.article, language: 'uk', accepted: { missing: 0, behind: 0 } }
      const standing = async () => {
        const { complete, published, differs } = await tallyOf(desk.article, 'uk')
        return { complete, published, differs }
      }
      assert.deepEqual(await standing(), { complete: false, published: false, differs: true })
      await translateAll(world, desk, ['Міст', 'Дощ.'])
      assert.deepEqual(await standing(), { complete: true, published: false, differs: true })
      await publishEdition(db, world.ed, place)
      assert.deepEqual(await standing(), { complete: true, published: true, differs: false })
      await submit(db, world.ada, desk, { [desk.at(1)]: 'Злива.' })
      assert.deepEqual(await standing(), { complete: true, published: true, differs: false })
      await reviewAll(db, world.rev, desk)
      assert.deepEqual(await standing(), { complete: true, published: true, differs: true })
      await publishEdition(db, world.ed, place)
      await submit(db, world.ed, { ...desk, language: 'en' }, { [desk.at(1)]: 'It poured.' })
      await reviewAll(db, world.rev, { ...desk, language: 'en' })
      assert.deepEqual(await standing(), { complete: true, published: true, differs: true })
      await withdrawEdition(db, world.ed, { article: desk.article, language: 'uk', reason: 'Помилка' })
      assert.deepEqual(await standing(), { complete: true, published: false, differs: true })
    })

    it('do not count anybody’s drafts', async () => {
      const desk = await newDesk()
      await type(db, world.ada, desk, desk.at(1), 'Дощ.')
      assert.deepEqual((await tallyOf(desk.article, 'uk')).notStarted, desk.segments)
    })

    it('count several articles at once, each for itself', async () => {
      const [one, two] = [await newDesk(), await newDesk()]
      await submit(db, world.ada, one, { [one.at(1)]: 'Дощ.' })
      const tallies = await tallyArticles(db, await listBoard(db, { archived: false, topic: null, author: null }), ['uk', 'en'])
      assert.equal(tallies.get(one.article)?.get('uk')?.counts.waiting, 1)
      assert.equal(tallies.get(two.article)?.get('uk')?.counts.waiting, 0)
    })

    it('take as many queries for all articles as for one, and none for those that did not change', async () => {
      await newDesk()
      const all = await listBoard(db, { archived: false, topic: null, author: null })
      const queriesOf = async (articles: Tallied[], before: Tallied[] = []) => {
        let count = 0
        const counted = db.withPlugin({
          transformQuery: ({ node }) => node,
          // Queries compiled beforehand pass this one alone.
          transformResult: ({ result }) => {
            count += 1
            return Promise.resolve(result)
          },
        })
        if (before.length > 0) await tallyArticles(counted, before, ['uk', 'en'])
        const begun = count
        await tallyArticles(counted, articles, ['uk', 'en'])
        return count - begun
      }
      assert.ok(all.length > 2)
      const alone: number[] = []
      for (const article of all) alone.push(await queriesOf([article]))
      // An article whose original moved takes one more.
      assert.deepEqual([...new Set(alone)].toSorted(), [6, 7])
      assert.equal(await queriesOf(all), Math.max(...alone))
      assert.equal(await queriesOf(all, all), 0)
    })
  })

  describe(`what waits for a person, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    it('is what was returned to them, until they answer it', async () => {
      const { article, segments } = await newArticle(world, 'en', ['T', 'a', 'b'])
      const desk = { article, source: 'en', language: 'uk' }
      const [, one = '', two = ''] = segments
      await submit(db, world.ada, desk, { [one]: 'а', [two]: 'б' })
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      assert.deepEqual((await listReturned(db, world.ada.id)).map(({ segment }) => segment).sort(), [one, two].sort())
      assert.deepEqual(await listReturned(db, world.bob.id), [])
      await submit(db, world.ada, desk, { [one]: 'а!' })
      assert.deepEqual((await listReturned(db, world.ada.id)).map(({ segment }) => segment), [two])
      await reviewAll(db, world.rev, desk)
      assert.deepEqual((await listReturned(db, world.ada.id)).map(({ segment }) => segment), [two])
    })

    it('is an edit to accept, and a submission of somebody else to review', async () => {
      const { article, segments } = await newArticle(world, 'en', ['T', 'a', 'b'])
      const desk = { article, source: 'en', language: 'uk' }
      const [, one = '', two = ''] = segments
      const { submission } = await submit(db, world.bob, desk, { [one]: 'а', [two]: 'б' })
      const found = async (reviewer: Id) => (await listToReview(db, reviewer, ['uk'])).filter((row) => row.article === article)
      assert.deepEqual((await found(world.rev.id)).map((row) => [row.submission, row.count, row.sender]), [[submission, 2, 'Bob']])
      assert.deepEqual(await found(world.bob.id), [])
      assert.deepEqual(await listToReview(db, world.rev.id, ['en']), [])
      assert.deepEqual(await listToReview(db, world.rev.id, []), [])
      await reviewAll(db, world.rev, desk, () => ({ outcome: 'edit', text: 'в' }))
      assert.deepEqual((await listToConfirm(db, world.bob.id)).map(({ segment }) => segment).sort(), [one, two].sort())
      assert.deepEqual(await listToConfirm(db, world.ada.id), [])
      assert.deepEqual(await found(world.rev.id), [])
      const [sent] = await listSubmissions(db, article)
      assert.deepEqual([sent?.count, sent?.open, sent?.sender], [2, 2, 'Bob'])
    })
  })
}
