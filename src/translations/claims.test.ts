import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newArticle, newWorld, reviewAll, submit, type Desk, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { findMatches } from '../memory/matches.ts'
import type { NewUnit } from '../memory/model.ts'
import { finishImport, insertImport, insertUnits } from '../memory/store.ts'
import { syncMemory } from '../memory/sync.ts'
import { saveDraft, sendSubmission } from './actions.ts'
import { printSame } from './offers.ts'

const SOURCE = 'The river crossing stays closed until the spring of 2026.'
const LIKE: [source: string, least: number, most: number][] = [
  [SOURCE.replace('.', '…').replace('The', 'THE'), 95, 99], [SOURCE.replace('2026', '2024'), 95, 99], [SOURCE.replace('spring', 'late autumn'), 75, 94],
  ['A river crossing was closed until the summer of 1996.', 50, 84],
]
const THEIRS = 'Переправу через річку закрито до весни 2024 року.'
const TYPED = 'Переправу закрито до весни 2026 року.'
const AROUND = ['The quiet bridge', 'Nobody came.'] as const

for (const [name, open] of Object.entries(databases)) {
  describe(`what a form says of where words came from (${name})`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    const pair = (textA: string, more: Partial<NewUnit> = {}): NewUnit => ({ languageA: 'en', textA, languageB: 'uk', textB: THEIRS, level: 'paragraph', ...more })

    /** The number of a unit that a file brought, or is still bringing. */
    async function unitOf(unit: NewUnit, { ready = true } = {}): Promise<number> {
      const file = await transact(db, async (tx) => {
        const id = await insertImport(tx, 'file.tmx', world.admin.id)
        await insertUnits(tx, id, [unit])
        if (ready) await finishImport(tx, id)
        return id
      })
      const { id } = await db.selectFrom('memory_unit').select('id').where('import_id', '=', file).executeTakeFirstOrThrow()
      return id
    }

    /** Sends words with such a claim, and says what is told of them. */
    async function claim(offer: string): Promise<[origin: string, score: number | null]> {
      const { article, segments } = await newArticle(world, 'en', [AROUND[0], SOURCE, AROUND[1]])
      const segment = segments[1] ?? ''
      const { id: source } = await db.selectFrom('revision').select('id').where('segment_id', '=', segment).executeTakeFirstOrThrow()
      const place = { article, language: 'uk' }
      await saveDraft(db, world.ada, { ...place, segment, text: TYPED, shown: { base: null, source, version: 0 }, offer })
      const { submission } = await sendSubmission(db, world.ada, { ...place, message: '', drafts: [{ segment, version: 1, anyway: true }] })
      const { revision, text } = await db.selectFrom('proposal').innerJoin('revision', 'revision.id', 'proposal.revision_id')
        .select(['revision.id as revision', 'revision.text']).where('submission_id', '=', submission ?? '').executeTakeFirstOrThrow()
      assert.equal(text, TYPED)
      const { origin, score } = await db.selectFrom('revision').leftJoin('revision_offer', 'revision_offer.revision_id', 'revision.id')
        .select(['revision.origin', 'revision_offer.score']).where('revision.id', '=', revision).executeTakeFirstOrThrow()
      return [origin, score]
    }

    const lookUp = async (unit: number) => {
      await syncMemory(db)
      const matches = await findMatches(db, { text: SOURCE, from: 'en', to: 'uk', limit: 20 })
      return matches.find((one) => one.unit === unit)?.score
    }

    for (const [source, least, most] of LIKE) {
      it(`is believed where it is true, with the score that a look-up gives: ${least} to ${most}`, async () => {
        // A translation of its own: of the same texts translated the same a look-up shows one.
        const unit = await unitOf(pair(source, { textB: `${THEIRS} ${least}` }))
        const score = await lookUp(unit)
        assert.ok(score && score >= least && score <= most, String(score))
        for (const said of [score, 101, 100, 55]) assert.deepEqual(await claim(`memory:${unit}:${said}`), ['memory', score])
      })
    }

    it('is 101 only between the same paragraphs', async () => {
      assert.deepEqual(await claim(`memory:${await unitOf(pair(SOURCE))}:101`), ['memory', 100])
      const [before, behind] = AROUND
      const there = await unitOf(pair(SOURCE, { before, after: behind }))
      assert.deepEqual(await claim(`memory:${there}:101`), ['memory', 101])
      assert.deepEqual(await claim(`memory:${there}:100`), ['memory', 100])
      assert.deepEqual(await claim(`memory:${await unitOf(pair(SOURCE, { before: behind, after: before }))}:101`), ['memory', 100])
    })

    const nobodys: [what: string, unit: () => Promise<number>][] = [
      ['a unit that there never was', () => Promise.resolve(999_999_999_999)],
      ['one of a file that is still coming', () => unitOf(pair(SOURCE), { ready: false })],
      ['one of other languages', () => unitOf(pair(SOURCE, { languageA: 'de' }))],
      ['one of an original that is nothing like it', () => unitOf(pair('Nobody had seen the mayor since.'))],
    ]
    for (const [what, unit] of nobodys) {
      it(`is left out, and no word is lost, for ${what}`, async () => assert.deepEqual(await claim(`memory:${await unit()}:100`), ['written', null]))
    }

    it('speaks of another paragraph only where that had the same original', async () => {
      const [same, other] = [await approvedWith(SOURCE), await approvedWith('Nobody had seen the mayor since.')]
      assert.deepEqual(await claim(printSame(same, THEIRS)), ['memory', 100])
      assert.deepEqual(await claim(printSame(other, THEIRS)), ['written', null])
    })

    async function approvedWith(original: string): Promise<Id> {
      const { article, segments } = await newArticle(world, 'en', ['T', original])
      const desk: Desk = { article, source: 'en', language: 'uk' }
      await submit(db, world.bob, desk, { [segments[1] ?? '']: THEIRS })
      await reviewAll(db, world.rev, desk)
      return segments[1] ?? ''
    }
  })
}
