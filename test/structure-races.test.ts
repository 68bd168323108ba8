import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { migrate } from '../src/db/migrate.ts'
import { openDb } from '../src/db/open.ts'
import type { Db } from '../src/db/schema.ts'
import type { Actor } from '../src/people/model.ts'
import { newPostgresDatabase } from './databases.ts'
import { byLength } from './long.ts'
import { assertSound } from './originals.ts'
import { newRace, readRace, type Race, type RacingAct } from './structure-race.ts'
import { newPerson, newWorld, type World } from './world.ts'

const ACTS: readonly RacingAct['does'][] = [
  'move', 'split', 'join', 'remove', 'remove', 'edit', 'approve whole', 'approve whole', 'approve whole', 'return whole', 'withdraw whole',
  'reword', 'translate', 'translate', 'approve words', 'approve words', 'publish', 'undo',
]
const act: fc.Arbitrary<RacingAct> = fc.record({ does: fc.constantFrom(...ACTS), who: fc.nat(1), nth: fc.constantFrom(0, 0, 0, 1, 2), language: fc.constantFrom('uk', 'en') })
const rounds = fc.array(fc.array(act, { minLength: 2, maxLength: 5, size: 'max' }), { minLength: 3, maxLength: 6, size: 'max' })

/** Acts at once meet on two connections to PostgreSQL; on one connection to SQLite each waits for the others' transactions. */
const openings: Record<string, () => Promise<[Db, Db]>> = {
  sqlite: async () => {
    const db = await openDb(':memory:')
    return [db, db]
  },
  postgres: async () => {
    const address = await newPostgresDatabase()
    return [await openDb(address), await openDb(address)]
  },
}

const by = (does: RacingAct['does'], who = 0): RacingAct => ({ does, who, nth: 0, language: 'en' })

/** What was done before, one after the other; what then happens at once, and how much of it can be done. */
const MEETINGS: [what: string, before: RacingAct[], acts: RacingAct[], done: number][] = [
  ['two structures of one article', [], [by('split', 0), by('move', 1)], 1],
  ['one structure, approved twice', [by('split')], [by('approve whole', 0), by('approve whole', 1)], 1],
  ['one structure, approved and returned', [by('join')], [by('approve whole', 0), by('return whole', 1)], 1],
  ['one structure, approved and withdrawn', [by('remove')], [by('approve whole', 0), by('withdraw whole', 1)], 1],
  ['a split and other words for its paragraph', [by('split', 0), by('reword', 1)], [by('approve whole', 0), by('approve words', 1)], 1],
  ['a joining and other words for its paragraph', [by('join', 0), by('reword', 1)], [by('approve whole', 0), by('approve words', 1)], 1],
  ['a structure and what undoes its words', [by('split', 0), by('reword', 1)], [by('approve whole', 0), by('undo', 1)], 2],
]

for (const [name, open] of Object.entries(openings)) {
  describe(`a structure that many reach for at once, on ${name}`, () => {
    let dbs: [Db, Db]
    let world: World
    let people: { writers: Actor[]; reviewers: Actor[] }
    before(async () => {
      dbs = await open()
      await migrate(dbs[0])
      world = await newWorld(dbs[0])
      const grants = ['publish:en', 'publish:uk', 'translate:uk']
      people = { writers: [await newPerson(dbs[0], 'Ann', grants), await newPerson(dbs[0], 'Ben', grants)], reviewers: [world.rev, world.sam] }
    })
    after(async () => {
      for (const db of new Set(dbs)) await db.destroy()
    })

    /** Everybody has opened their page before anybody presses the button. */
    async function meet(race: Race, acts: readonly RacingAct[]): Promise<string[]> {
      const before = await readRace(race, dbs[0])
      const ready = await Promise.all(acts.map((one, i) => race.prepare(one, dbs[i % 2] ?? dbs[0])))
      const done = await Promise.all(ready.map((press) => press()))
      const after = await readRace(race, dbs[0])
      const told = done.filter((one, i) => one === 'done' && acts[i]?.does !== 'withdraw whole')
      assert.equal(after.lines - before.lines, told.length, 'each act that is done leaves its line, a refused one none')
      assert.deepEqual(after.halves, [], 'nothing is half done')
      assert.ok(after.open <= 1)
      return done
    }

    for (const [what, earlier, acts, most] of MEETINGS) {
      it(`lets ${most === 1 ? 'one of both' : 'both'} be done: ${what} (S05)`, async () => {
        for (const order of [acts, acts.toReversed()]) {
          const race = await newRace(world, people)
          for (const one of earlier) assert.deepEqual(await meet(race, [one]), ['done'])
          assert.equal((await meet(race, order)).filter((one) => one === 'done').length, most)
        }
      })
    }

    it('is sent, decided and published whole or not at all, whoever is first', async () => {
      await fc.assert(fc.asyncProperty(rounds, async (all) => {
        const race = await newRace(world, people)
        for (const acts of all) await meet(race, acts)
        await assertSound(dbs[0])
      }), { numRuns: name === 'sqlite' ? byLength(20, 500) : byLength(4, 150) })
    })
  })
}
