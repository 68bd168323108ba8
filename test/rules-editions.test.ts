import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { listSlugs } from '../src/articles/store.ts'
import type { Id } from '../src/db/columns.ts'
import type { Db } from '../src/db/schema.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { findEdition, findPublished, listEditionSegments, listEditions } from '../src/editions/store.ts'
import { findEditionFault } from '../src/editions/verify.ts'
import { findLedgerFault } from '../src/ledger/store.ts'
import { databases } from './databases.ts'
import { newArticle, newWorld, reviewAll, submit, translateAll, type Desk, type World } from './world.ts'

const NOTHING_MISSING = { missing: 0, behind: 0 }

for (const [name, open] of Object.entries(databases)) {
  describe(`editions, on ${name}`, () => {
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
    const publish = (desk: Desk, language: string, accepted = NOTHING_MISSING) =>
      publishEdition(db, world.ed, { article: desk.article, language, accepted })
    const bytesOf = async (desk: Desk, language: string) => {
      const edition = await findPublished(db, desk.article, language)
      return edition && JSON.stringify([edition, await listEditionSegments(db, edition.id)])
    }
    async function changeSource(desk: Desk, segment: Id, text: string): Promise<void> {
      await submit(db, world.ed, { ...desk, language: desk.source }, { [segment]: text })
      await reviewAll(db, world.rev, { ...desk, language: desk.source })
    }

    describe('rule 8: publishing', () => {
      it('refuses while a paragraph has no approved text (P23)', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Тихий міст' })
        await reviewAll(db, world.rev, desk)
        await assert.rejects(publish(desk, 'uk'), { code: 'not_ready' })
        assert.equal(await findPublished(db, desk.article, 'uk'), undefined)
      })

      it('never changes another language by a byte (P06)', async () => {
        const desk = await newDesk()
        await publish(desk, 'en')
        const english = await bytesOf(desk, 'en')
        await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
        await publish(desk, 'uk')
        assert.equal(await bytesOf(desk, 'en'), english)
        const ukrainian = await bytesOf(desk, 'uk')
        await changeSource(desk, desk.segments[1] ?? '', 'It poured.')
        await publish(desk, 'en')
        await withdrawEdition(db, world.ed, { article: desk.article, language: 'en', reason: 'A check' })
        assert.equal(await bytesOf(desk, 'uk'), ukrainian)
      })

      it('holds approved texts only, not what waits or was drafted', async () => {
        const desk = await newDesk()
        await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Ще не погоджено.' })
        const edition = await publish(desk, 'uk')
        assert.deepEqual((await listEditionSegments(db, edition.id)).map(({ text }) => text), ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
      })

      it('publishes paragraphs that are behind only by an explicit act with their true number, each marked (P04, P23, S04)', async () => {
        const desk = await newDesk()
        await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
        await changeSource(desk, desk.segments[1] ?? '', 'It poured.')
        await assert.rejects(publish(desk, 'uk'), { code: 'not_ready' })
        await assert.rejects(publish(desk, 'uk', { missing: 0, behind: 2 }), { code: 'not_ready' })
        const edition = await publish(desk, 'uk', { missing: 0, behind: 1 })
        assert.deepEqual((await listEditionSegments(db, edition.id)).map(({ step }) => step), ['in_step', 'behind', 'in_step'])
        assert.equal(edition.behind, 1)
      })

      it('fills the gaps of a partial edition from the published source, never from its newer texts (P23)', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Тихий міст' })
        await reviewAll(db, world.rev, desk)
        await assert.rejects(publish(desk, 'uk', { missing: 2, behind: 0 }), { code: 'not_ready' })
        await publish(desk, 'en')
        await changeSource(desk, desk.segments[1] ?? '', 'A secret change.')
        const edition = await publish(desk, 'uk', { missing: 2, behind: 0 })
        const rows = await listEditionSegments(db, edition.id)
        assert.deepEqual(rows.map(({ language, text }) => [language, text]), [['uk', 'Тихий міст'], ['en', 'It rained.'], ['en', 'Nobody came.']])
        assert.equal(edition.partial, 2)
      })

      it('always needs a title', async () => {
        const desk = await newDesk()
        await publish(desk, 'en')
        await submit(db, world.ada, desk, { [desk.segments[1] ?? '']: 'Дощило.' })
        await reviewAll(db, world.rev, desk)
        await assert.rejects(publish(desk, 'uk', { missing: 2, behind: 0 }), { code: 'not_ready' })
      })

      it('refuses to publish what readers already have', async () => {
        const desk = await newDesk()
        await publish(desk, 'en')
        await assert.rejects(publish(desk, 'en'), { code: 'wrong_state' })
      })

      it('publishes a correction alone, once', async () => {
        const desk = await newDesk()
        await publish(desk, 'en')
        const again = () => publishEdition(db, world.ed, { article: desk.article, language: 'en', correction: 'The river is named.', accepted: NOTHING_MISSING })
        assert.equal((await again()).number, 2)
        await assert.rejects(again, { code: 'wrong_state' })
      })

      it('lets one of two simultaneous publishers win (S05)', async () => {
        const desk = await newDesk()
        const results = await Promise.allSettled([publish(desk, 'en'), publish(desk, 'en'), publish(desk, 'en')])
        assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
        assert.equal((await listEditions(db, desk.article, 'en')).length, 1)
      })

      it('takes no address from another language of the same article (P06)', async () => {
        const desk = await newDesk()
        await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
        await publishEdition(db, world.ed, { article: desk.article, language: 'en', slug: 'one-bridge-for-both', accepted: NOTHING_MISSING })
        await assert.rejects(publishEdition(db, world.ed, { article: desk.article, language: 'uk', slug: 'one-bridge-for-both', accepted: NOTHING_MISSING }),
          { code: 'slug_taken' })
        await publish(desk, 'uk')
        assert.equal((await listSlugs(db, desk.article)).get('en'), 'one-bridge-for-both')
      })

      it('needs the right for that language', async () => {
        const desk = await newDesk()
        for (const who of [world.ada, world.rev, world.admin, { ...world.ed, grants: [{ right: 'publish' as const, language: 'uk' }] }]) {
          await assert.rejects(publishEdition(db, who, { article: desk.article, language: 'en', accepted: NOTHING_MISSING }), { code: 'forbidden' })
        }
      })

      it('credits the translator and the reviewer (P48), both of them where the reviewer edited', async () => {
        const desk = await newDesk(['One', 'Two'])
        await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Один', [desk.segments[1] ?? '']: 'Двоє' })
        await reviewAll(db, world.rev, desk, ({ position }) => (position === 0 ? { outcome: 'approve' } : { outcome: 'edit', text: 'Два' }))
        await reviewAll(db, world.sam, desk)
        const edition = await publish(desk, 'uk')
        const credits = await db.selectFrom('edition_credit').select(['role', 'name']).where('edition_id', '=', edition.id).orderBy('role').orderBy('name').execute()
        assert.deepEqual(credits.map(({ role, name: who }) => `${role} ${who}`), ['reviewer Rev', 'reviewer Sam', 'translator Ada'])
      })
    })

    describe('rule 9: editions are kept', () => {
      it('brings an edition back as a new one with its frozen text', async () => {
        const desk = await newDesk()
        const first = await publish(desk, 'en')
        await changeSource(desk, desk.segments[1] ?? '', 'It poured.')
        await publish(desk, 'en')
        const restored = await restoreEdition(db, world.ed, { article: desk.article, language: 'en', number: first.number, reason: 'It was right' })
        assert.equal(restored.number, 3)
        assert.deepEqual((await listEditionSegments(db, restored.id)).map(({ text }) => text), ['The quiet bridge', 'It rained.', 'Nobody came.'])
        assert.equal((await findEdition(db, desk.article, 'en', 1)).hash, first.hash)
      })

      it('needs a reason to withdraw, and keeps the editions', async () => {
        const desk = await newDesk()
        await publish(desk, 'en')
        await assert.rejects(withdrawEdition(db, world.ed, { article: desk.article, language: 'en', reason: ' ' }), { code: 'reason_needed' })
        await withdrawEdition(db, world.ed, { article: desk.article, language: 'en', reason: 'A name was wrong' })
        assert.equal(await findPublished(db, desk.article, 'en'), undefined)
        assert.equal((await listEditions(db, desk.article, 'en')).length, 1)
        await restoreEdition(db, world.ed, { article: desk.article, language: 'en', number: 1, reason: 'It was right' })
        assert.equal((await findPublished(db, desk.article, 'en'))?.number, 2)
      })

      it('does not bring back, in the gaps of a translation, words of an original that was withdrawn', async () => {
        const desk = await newDesk()
        await submit(db, world.ada, desk, { [desk.segments[0] ?? '']: 'Тихий міст' })
        await reviewAll(db, world.rev, desk)
        await publish(desk, 'en')
        await publish(desk, 'uk', { missing: 2, behind: 0 })
        for (const language of ['uk', 'en']) await withdrawEdition(db, world.ed, { article: desk.article, language, reason: 'A name was wrong' })
        const restore = (language: string) => restoreEdition(db, world.ed, { article: desk.article, language, number: 1, reason: 'It was right' })
        await assert.rejects(restore('uk'), { code: 'not_ready' })
        assert.equal(await findPublished(db, desk.article, 'uk'), undefined)
        await restore('en')
        assert.equal((await restore('uk')).number, 2)
      })

      it('chains each edition to the one before', async () => {
        const desk = await newDesk()
        const first = await publish(desk, 'en')
        await changeSource(desk, desk.segments[1] ?? '', 'It poured.')
        const second = await publish(desk, 'en')
        assert.deepEqual([first.previous_hash, second.previous_hash], ['', first.hash])
      })
    })

    describe('rule 10: every act is in the ledger and can be verified', () => {
      it('finds nothing wrong in what the rules made', async () => {
        const desk = await newDesk()
        await translateAll(world, desk, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
        await publish(desk, 'uk')
        assert.equal(await findLedgerFault(db), null)
        assert.equal(await findEditionFault(db), null)
      })

      it('writes nothing when the act fails, and one line when it succeeds', async () => {
        const desk = await newDesk()
        const lines = async () => (await db.selectFrom('ledger').select('act').orderBy('number').execute()).map(({ act }) => act)
        const before = await lines()
        await assert.rejects(publish(desk, 'uk'))
        assert.deepEqual(await lines(), before)
        await publish(desk, 'en')
        assert.deepEqual(await lines(), [...before, 'edition.published'])
      })
    })
  })
}
