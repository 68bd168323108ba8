import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { databases } from '../../test/databases.ts'
import { storedTerm, termOf } from '../../test/glossary.ts'
import { newWorld, type World } from '../../test/world.ts'
import { pairTerms } from '../checks/pair-terms.ts'
import type { Db } from '../db/schema.ts'
import { listKnown } from '../words/reading.ts'
import { addTerm, changeTerm, decideTerm } from './actions.ts'
import { listForReaders } from './listing.ts'
import { loadTerms } from './loading.ts'
import { entryOf, nameOf } from './model.ts'
import { inPieces, sorting } from './pieces.ts'
import { readGlossary, readTerms } from './reading.ts'
import { listTerms } from './store.ts'

const MANY = 3000

/** How often others have their turn while this is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  const state = { isDone: false }
  void work.finally(() => { state.isDone = true })
  let turns = 0
  for (; !state.isDone; turns += 1) await turn()
  await work
  return turns
}

for (const [name, open] of Object.entries(databases)) {
  describe(`a large glossary, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
      const file = Array.from({ length: MANY }, (_, i) => ({ id: '', content: termOf([`en ally${i} word`, `uk союзник${i} слово`]) }))
      await loadTerms(db, world.ed, file, null)
    })
    after(() => db.destroy())

    it('is read and made ready in pieces: others have their turn between them, and are answered first', async () => {
      const turns = await turnsDuring(readTerms(db, 'en', 'uk'))
      assert.ok(turns >= MANY / 200 + 2 * MANY / 100, String(turns))
      await addTerm(db, world.rev, termOf(['en bridge', 'uk міст']))
      const terms = readTerms(db, 'en', 'uk').then(() => 'terms')
      assert.equal(await Promise.race([terms, listKnown(db, 'uk').then(() => 'other')]), 'other')
      await terms
    })

    it('is the same as read at once, after every change', async () => {
      const id = await addTerm(db, world.rev, termOf(['en tower', 'uk вежа']))
      const same = async () => {
        const terms = await listTerms(db)
        assert.deepEqual(await readGlossary(db), terms)
        const [now, expected] = [await readTerms(db, 'en', 'uk'), pairTerms(terms.filter(({ isApproved }) => isApproved).map(entryOf), 'en', 'uk')]
        for (const text of ['The tower of ally7 words', 'A bridge and spires', 'ally12 word, ally2999 word']) {
          assert.deepEqual(now.inOriginal(text), expected.inOriginal(text))
        }
        for (const text of ['Вежі союзника7 слова', 'Шпилі й мости']) assert.deepEqual(now.inTranslation(text), expected.inTranslation(text))
      }
      await same()
      await changeTerm(db, world.rev, id, 1, termOf(['en spire', 'uk шпиль']))
      await same()
      await decideTerm(db, world.rev, id, 2, 'removed')
      await same()
      await decideTerm(db, world.rev, id, 3, 'restored')
      await addTerm(db, world.ada, termOf(['en proposal', 'uk пропозиція']))
      await same()
    })

    it('that changes while it is read is read to its last change', async () => {
      await addTerm(db, world.rev, termOf(['en gate', 'uk брама']))
      const reading = readGlossary(db)
      await addTerm(db, world.rev, termOf(['en wall', 'uk мур']))
      await reading
      assert.deepEqual(await readGlossary(db), await listTerms(db))
    })

    it('comes from a file in pieces, all of it or nothing, and nobody sees a part of it', async () => {
      const terms = await readGlossary(db)
      const file = [...terms.slice(0, 500).map((term) => ({ id: term.id, content: { ...term, domain: 'law' } })),
        ...Array.from({ length: 1500 }, (_, i) => ({ id: '', content: termOf([`en rower${i} word`, `uk весляр${i} слово`]) }))]
      const count = async () => (await db.selectFrom('term').select('id').execute()).length
      const before = await count()
      const broken = [...file, { id: '', content: termOf(['uk добре', 'uk добре']) }]
      await assert.rejects(loadTerms(db, world.ed, broken, null), { code: 'invalid' })
      assert.deepEqual([await count(), (await readGlossary(db)).filter(({ domain }) => domain === 'law').length], [before, 0])
      const loading = loadTerms(db, world.ed, file, null)
      const seen = new Set<number>()
      const watching = (async () => {
        for (let i = 0; i < 40; i += 1) seen.add(await count())
      })()
      const turns = await turnsDuring(loading)
      await watching
      assert.ok(turns >= (MANY + 2000) / 50 + 2000 / 50, String(turns))
      assert.deepEqual([...seen].filter((one) => one !== before && one !== before + 1500), [])
      const { added, changed } = await loading
      assert.deepEqual([added.length, changed.length, await count()], [1500, 500, before + 1500])
      assert.deepEqual(await readGlossary(db), await listTerms(db))
    })

    it('is listed in order, in pieces', async () => {
      const terms = await readGlossary(db)
      const listing = listForReaders(terms, { named: 'uk', lang: 'uk', searched: true })
      assert.ok(await turnsDuring(listing) >= MANY / 1000 + MANY / 200)
      const names = (await listing).filter(({ isApproved }) => isApproved).map((term) => nameOf(term, 'uk').text)
      assert.deepEqual(names, names.toSorted(new Intl.Collator('uk').compare))
      const proposed = terms.filter(({ isApproved }) => !isApproved).length
      assert.equal((await listing).findLastIndex(({ isApproved }) => !isApproved), proposed - 1)
    })
  })
}

describe('sorting in pieces', () => {
  it('is sorting, and keeps equal ones in order', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ key: fc.integer({ min: 0, max: 5 }), at: fc.nat() })), async (items) => {
      const compare = (a: { key: number }, b: { key: number }) => a.key - b.key
      assert.deepEqual(await inPieces(sorting(items, compare), 3), items.toSorted(compare))
    }))
  })
})

it('a word that two languages of a pair share is found in both', () => {
  const terms = pairTerms([entryOf(storedTerm('1', ['uk міст', 'uk місток forbidden']))], 'uk', 'uk')
  assert.deepEqual([terms.inOriginal('Ось міст.').length, terms.inTranslation('Ось міст і місток.').length], [1, 2])
})
