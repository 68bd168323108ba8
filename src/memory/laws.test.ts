import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { editText, newChance, pairsOf } from '../../bench/memory-texts.ts'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, type Desk, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { APPROVING } from '../segments/model.ts'
import { revokeApproval } from '../segments/decisions.ts'
import { Measure } from './distance.ts'
import { readForm } from './form.ts'
import { keepIndex } from './indexing.ts'
import { findMatches } from './matches.ts'
import { finishImport, insertImport, insertUnits } from './store.ts'
import { rebuildMemory, syncMemory } from './sync.ts'

type Act = { kind: 'send' | 'approve' | 'edit' | 'return' | 'revoke' | 'look' | 'sync'; segment: number; text: number }

const TEXTS = ['Тихий міст', 'Міст стояв тихо. Ніхто ним не ходив.', 'Дощ', 'Тихий  міст', 'Міст стояв. Він був старий, як сама ріка.']
const act = fc.record<Act>({
  kind: fc.constantFrom<Act['kind']>('send', 'send', 'approve', 'approve', 'edit', 'return', 'revoke', 'look', 'sync'), segment: fc.nat(2), text: fc.nat(TEXTS.length - 1),
})

for (const [name, open] of Object.entries(databases)) {
  describe(`the memory follows decisions, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    /** What the memory is to hold, read from the facts by another way: approvals that count, of each original the newest. */
    async function expected(): Promise<string[]> {
      const decisions = await db.selectFrom('decision').innerJoin('revision as target', 'target.id', 'revision_id')
        .innerJoin('revision as source', 'source.id', 'source_revision_id')
        .select(['decision.id', 'outcome', 'revokes', 'decision.segment_id as segment', 'number', 'source.text as a', 'target.text as b'])
        .orderBy('number').execute()
      const revoked = new Set(decisions.map(({ revokes }) => revokes))
      const standing = decisions.filter(({ id, outcome }) => APPROVING.some((one) => one === outcome) && !revoked.has(id))
      return [...new Map(standing.map(({ segment, a, b }) => [`${segment} ${a}`, `${segment} ${a} = ${b}`])).values()].toSorted()
    }
    const held = async (level: 'paragraph' | 'sentence') => (await db.selectFrom('memory_unit').selectAll().where('level', '=', level).execute())
      .map(({ segment_id: segment, text_a: a, text_b: b }) => `${segment} ${a} = ${b}`).toSorted()

    async function play(desk: Desk, { kind, segment: place, text }: Act): Promise<void> {
      const facts = (await factsIn(db, desk.article, 'en', 'uk', world.ada))[place]
      if (!facts) return
      const only = (one: { segment: string }) => one.segment === facts.segment
      if (kind === 'send' && !facts.proposal && facts.approved?.text !== TEXTS[text]) await submit(db, world.ada, desk, { [facts.segment]: TEXTS[text] ?? '' })
      if (kind === 'approve' && facts.proposal) await reviewAll(db, world.rev, desk)
      if (kind === 'edit' && facts.proposal) await reviewAll(db, world.rev, desk, (one) => only(one) ? { outcome: 'edit', text: `${TEXTS[text]}!` } : { outcome: 'approve' })
      if (kind === 'return' && facts.proposal) await reviewAll(db, world.rev, desk, () => ({ outcome: 'return', reason: 'Ні.' }))
      if (kind === 'revoke' && facts.approved) {
        const { decision } = facts.approved
        await transact(db, (tx) => revokeApproval(tx, { segment: facts.segment, language: 'uk', decision, by: world.ed.id, reason: 'Ні.' }))
      }
      if (kind === 'look') await findMatches(db, { text: 'A quiet bridge', from: 'en', to: 'uk', limit: 5 })
      if (kind === 'sync') await Promise.all([syncMemory(db), syncMemory(db)])
    }

    it('whatever is decided, in whatever order: it has what counts and nothing else, as if it were made anew', async () => {
      await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const { article } = await newArticle(world, 'en', ['A quiet bridge', 'A bridge stood quietly. Nobody crossed it.', 'Rain'])
        const desk: Desk = { article, source: 'en', language: 'uk' }
        for (const one of acts) await play(desk, one).catch((error: unknown) => { if (!(error instanceof Error && 'code' in error)) throw error })
        await syncMemory(db)
        const [paragraphs, sentences] = [await held('paragraph'), await held('sentence')]
        assert.deepEqual(paragraphs, await expected())
        await rebuildMemory(db)
        assert.deepEqual([await held('paragraph'), await held('sentence')], [paragraphs, sentences])
      }), { numRuns: name === 'sqlite' ? 30 : 8 })
    })

    it('offers no text that is withdrawn, even before it is brought up to date', async () => {
      const { article } = await newArticle(world, 'en', ['Zebras walk over the bridge', 'Nothing'])
      const desk: Desk = { article, source: 'en', language: 'uk' }
      await play(desk, { kind: 'send', segment: 0, text: 0 })
      const look = () => findMatches(db, { text: 'Zebras walk over the bridge', from: 'en', to: 'uk', limit: 5 })
      assert.deepEqual(await look(), [])
      await play(desk, { kind: 'approve', segment: 0, text: 0 })
      assert.deepEqual((await look()).map(({ score, target }) => [score, target]), [[100, 'Тихий міст']])
      // Many other decisions wait to be taken in, more than one look-up takes.
      const many = Array.from({ length: 150 }, (_, at) => `Line ${at} of many`)
      const { article: long } = await newArticle(world, 'en', many)
      const facts = await factsIn(db, long, 'en', 'uk')
      await submit(db, world.ada, { ...desk, article: long }, Object.fromEntries(facts.map(({ segment }, at) => [segment, `Рядок ${at} з багатьох`])))
      await reviewAll(db, world.rev, { ...desk, article: long })
      await play(desk, { kind: 'revoke', segment: 0, text: 0 })
      assert.deepEqual(await look(), [])
    })
  })

  describe(`a look-up, on ${name}`, () => {
    // One run that is too large to be joined with the next, and some without an index.
    const PARTS = [5400, 1100, 400]
    const COUNT = 6900
    const ASKED = name === 'sqlite' ? 200 : 100
    let db: Db
    const pairs = [...pairsOf(COUNT)]

    before(async () => {
      db = await open()
      const { ed } = await newWorld(db)
      const id = await transact(db, (tx) => insertImport(tx, 'real', ed.id))
      const units = pairs.map(({ en, uk }) => ({ languageA: 'en', textA: en, languageB: 'uk', textB: uk, level: 'paragraph' as const }))
      for (const count of PARTS) {
        await transact(db, (tx) => insertUnits(tx, id, units.splice(0, count)))
        await syncMemory(db)
      }
      await transact(db, (tx) => finishImport(tx, id))
    })
    after(() => db.destroy())

    const forms = { en: pairs.map(({ en }) => readForm(en.normalize('NFC'))), uk: pairs.map(({ uk }) => readForm(uk.normalize('NFC'))) }
    const bestOf = (text: string, from: 'en' | 'uk') => {
      const measure = new Measure()
      const own = readForm(text.normalize('NFC'))
      measure.from(own)
      return forms[from].reduce((best, other) => {
        const length = Math.max(own.length, other.length)
        const distance = measure.to(other, Math.floor(length * (100 - best) / 100))
        return distance < 0 ? best : Math.floor(100 * (length - distance) / length)
      }, 0)
    }

    it('finds the best there is, as comparing with every text would, for 99 of 100', async () => {
      const runs = await db.selectFrom('memory_run').select('units').where('ready', '=', 'yes').orderBy('id').execute()
      assert.deepEqual(runs.map(({ units }) => units), PARTS.slice(0, 2))
      const chance = newChance(5)
      const words = pairs.slice(0, 500).flatMap(({ en, uk }) => [en, uk]).join(' ').split(' ')
      let [asked, found] = [0, 0]
      for (let each = 0; each < ASKED; each++) {
        const from = each % 2 === 0 ? 'en' : 'uk'
        const text = editText(pairs[Math.floor(chance() * COUNT)]?.[from] ?? '', words, chance)
        const best = bestOf(text, from)
        if (best < 50) continue
        const [match] = await findMatches(db, { text, from, to: from === 'en' ? 'uk' : 'en', limit: 3 })
        asked += 1
        if ((match?.score ?? 0) >= Math.min(best, 99)) found += 1
      }
      assert.ok(asked > 0.7 * ASKED && found >= 0.99 * asked, `${found} of ${asked}`)
    })

    it('finds the same after the index is made anew, and after that was stopped half-way', async () => {
      const ask = async () => Promise.all(pairs.slice(0, 40).map(async ({ en }) => (await findMatches(db, { text: en, from: 'en', to: 'uk', limit: 1 }))[0]?.target))
      const before = await ask()
      assert.equal(before.filter((target) => target === undefined).length, 0)
      let asked = 0
      await keepIndex(db, { anew: true, stopped: () => ++asked > 2000 })
      assert.deepEqual(await ask(), before)
      await rebuildMemory(db)
      assert.deepEqual(await ask(), before)
      const runs = await db.selectFrom('memory_run').select(['units', 'ready']).execute()
      assert.deepEqual(runs, [{ units: COUNT, ready: 'yes' }])
    })
  })
}
