import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import type { Db } from '../db/schema.ts'
import { publishedOnly, type ReaderDb } from './published.ts'
import { noteReads, recordReads } from './reads.ts'
import { latelyPerGeneration, oncePerGeneration } from './remembered.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`what is worked out once for each generation, on ${name}`, () => {
    let db: Db
    let asker: { db: ReaderDb }
    const asked: string[] = []
    const lately = latelyPerGeneration(async (_: { db: ReaderDb }, subject: string) => {
      asked.push(subject)
      noteReads([`read ${subject}`])
      if (subject === 'broken') throw new Error('broken')
      return subject.toUpperCase()
    }, (subject) => subject, 2)
    const publishSomething = () => db.updateTable('generation').set(({ eb }) => ({ number: eb('number', '+', 1) })).execute()
    const ask = async (...subjects: string[]) => {
      asked.length = 0
      for (const subject of subjects) assert.equal(await lately(asker, subject), subject.toUpperCase())
      return [...asked]
    }
    before(async () => {
      db = await open()
      asker = { db: publishedOnly(db) }
    })
    after(() => db.destroy())

    it('is worked out once for each subject, also for those who ask at the same time', async () => {
      assert.deepEqual(await ask('a', 'b', 'a', 'b'), ['a', 'b'])
      asked.length = 0
      assert.deepEqual(await Promise.all(['c', 'c', 'c'].map((subject) => lately(asker, subject))), ['C', 'C', 'C'])
      assert.deepEqual(asked, ['c'])
    })

    it('makes room: only the last subjects are known', async () => {
      assert.deepEqual(await ask('d', 'e', 'f', 'f', 'e', 'd'), ['d', 'e', 'f', 'd'])
    })

    it('is worked out anew after anything was published, and for another asker', async () => {
      await ask('g')
      await publishSomething()
      assert.deepEqual(await ask('g', 'g'), ['g'])
      asked.length = 0
      await lately({ db: asker.db }, 'g')
      assert.deepEqual(asked, ['g'])
      let times = 0
      const once = oncePerGeneration<{ db: ReaderDb }, number>(async () => times += 1)
      assert.deepEqual([await once(asker), await once(asker)], [1, 1])
      await publishSomething()
      assert.equal(await once(asker), 2)
    })

    it('keeps no failure', async () => {
      asked.length = 0
      for (let n = 0; n < 2; n += 1) await assert.rejects(lately(asker, 'broken'), /broken/)
      assert.deepEqual(asked, ['broken', 'broken'])
    })

    it('tells whoever gets it what it was read from, the second as the first', async () => {
      for (let n = 0; n < 2; n += 1) {
        const { reads } = await recordReads(() => lately(asker, 'h'))
        assert.ok(reads.has('read h'))
      }
    })
  })
}
