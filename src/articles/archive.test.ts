import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dump, newSigned, wantedNow } from '../../test/articles.ts'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newPerson, newWorld, reviewAll, segmentsOf, shownOf, submit, translateAll, type, type Desk, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { readWork } from '../desk/reading.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../editions/actions.ts'
import { AppError } from '../errors.ts'
import { confirmProposal, reviewSubmission } from '../reviews/actions.ts'
import { restoreRevision, sendSubmission } from '../translations/actions.ts'
import { importArticle } from './actions.ts'
import { putAway, restoreArticle } from './archive-actions.ts'
import { countOpenWork, listTrash } from './archive.ts'
import { changeDetails } from './details-actions.ts'
import { findArticle } from './store.ts'

const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

for (const [name, open] of Object.entries(databases)) {
  describe(`the archive and the trash, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const put = (article: Id, to: 'archive' | 'trash', actor = world.ed, reason = 'Brought in twice.') => putAway(db, actor, { article, to, reason })
    const placed = async (article: Id) => {
      const { archived_at, archived_by, trashed_at, trashed_by } = await findArticle(db, article)
      return [archived_at !== null, archived_by, trashed_at !== null, trashed_by]
    }

    /** An article with a draft, an open proposal, a returned one, an edit to confirm and an approved text. */
    async function busyArticle(): Promise<Desk & { segments: Id[] }> {
      const { article, segments } = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.', 'The end.', 'After it.'])
      const desk = { article, source: 'en', language: 'uk', segments }
      const [title = '', one = '', two = '', three = '', four = ''] = segments
      await submit(db, world.ada, desk, { [title]: 'Тихий міст', [one]: 'Дощило.', [two]: 'Нікого.' })
      await reviewAll(db, world.rev, desk, ({ segment }) => segment === title ? { outcome: 'approve' }
        : segment === one ? { outcome: 'edit', text: 'Мжичило.' } : { outcome: 'return', reason: 'Ще раз.' })
      await submit(db, world.ada, desk, { [three]: 'Кінець.' })
      await type(db, world.ada, desk, four, 'Після.')
      return desk
    }

    const acts: [what: string, act: (desk: Desk & { segments: Id[] }) => Promise<unknown>][] = [
      ['sending to review', (desk) => sendSubmission(db, world.ada, { ...desk, message: '', drafts: [{ segment: desk.segments[4] ?? '', version: 1 }] })],
      ['offering an older text again', async (desk) => {
        const returned = (await factsIn(db, desk.article, 'en', 'uk')).find(({ segment }) => segment === desk.segments[2])?.returned
        return restoreRevision(db, world.ada, { ...desk, segment: desk.segments[2] ?? '', revision: returned?.revision ?? '', message: '' })
      }],
      ['deciding', async (desk) => {
        const facts = (await factsIn(db, desk.article, 'en', 'uk')).find(({ segment }) => segment === desk.segments[3]) ?? assert.fail()
        return reviewSubmission(db, world.rev, facts.proposal?.submission ?? '', [{ ...shownOf(facts), outcome: 'approve' }])
      }],
      ['accepting an edit', async (desk) => {
        const facts = (await factsIn(db, desk.article, 'en', 'uk')).find(({ segment }) => segment === desk.segments[1]) ?? assert.fail()
        const { proposal, shown } = shownOf(facts)
        return confirmProposal(db, world.ada, proposal, shown)
      }],
      ['publishing', ({ article }) => publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })],
      ['changing the details', async ({ article }) => changeDetails(db, world.ed, await wantedNow(db, article))],
    ]
    for (const away of ['trash', 'archive'] as const) {
      it(`takes what is in the ${away} out of everybody’s work`, async () => {
        const { article } = await busyArticle()
        await put(article, away)
        for (const actor of [world.ada, world.rev, world.ed]) {
          const { articles, returned, confirm, drafts, review } = await readWork(db, actor, ['uk', 'en'])
          assert.ok(articles.every(({ id }) => id !== article))
          assert.deepEqual([...returned, ...confirm, ...drafts, ...review].filter((one) => one.article === article), [])
        }
      })
    }

    for (const [what, act] of acts) {
      it(`lets nobody work on what is in the trash: ${what}`, async () => {
        const desk = await busyArticle()
        await put(desk.article, 'trash')
        const counted = await dump(db)
        await assert.rejects(act(desk), refused('wrong_state'))
        assert.deepEqual(await dump(db), counted)
        await restoreArticle(db, world.ed, desk.article)
        await act(desk)
      })
    }

    it('brings everything back from the trash exactly as it was', async () => {
      const { article } = await busyArticle()
      const work = async () => {
        const [{ returned, confirm, drafts }, { review }] = [await readWork(db, world.ada, ['uk', 'en']), await readWork(db, world.rev, ['uk', 'en'])]
        return [returned, confirm, drafts, review].map((list) => list.filter((one) => one.article === article).length)
      }
      const [before, open] = [await work(), await countOpenWork(db, article)]
      assert.ok(before.every((count) => count > 0), before.join())
      assert.deepEqual(open, { drafts: 1, waiting: 2 })
      const rows = await dump(db, ['ledger', 'ledger_head', 'article'])
      const { version, ...row } = await findArticle(db, article)
      await put(article, 'trash')
      assert.deepEqual(await work(), [0, 0, 0, 0])
      assert.deepEqual((await listTrash(db, 10)).map(({ id, by }) => [id, by])[0], [article, 'Ed'])
      await restoreArticle(db, world.ed, article)
      assert.deepEqual(await work(), before)
      assert.deepEqual(await dump(db, ['ledger', 'ledger_head', 'article']), rows)
      const { version: later, ...restored } = await findArticle(db, article)
      assert.deepEqual(restored, row)
      assert.ok(later > version)
    })

    it('keeps what readers have out of the trash, in whatever language', async () => {
      const { article } = await newArticle(world, 'en', ['The loud bridge', 'It rained.'])
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Гучний міст', 'Дощило.'])
      await publishEdition(db, world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
      await assert.rejects(put(article, 'trash'), (error) => refused('wrong_state')(error) && error instanceof AppError && error.details['published'] === 'uk')
      await withdrawEdition(db, world.ed, { article, language: 'uk', reason: 'A mistake.' })
      await put(article, 'trash')
      await assert.rejects(restoreEdition(db, world.ed, { article, language: 'uk', number: 1, reason: 'Again.' }), refused('wrong_state'))
    })

    it('archives what readers have without taking it from them', async () => {
      const { article } = await newArticle(world, 'en', ['The old bridge', 'It rained.'])
      await publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
      const before = await db.selectFrom('publication').selectAll().execute()
      await put(article, 'archive')
      assert.deepEqual(await db.selectFrom('publication').selectAll().execute(), before)
      assert.deepEqual(await placed(article), [true, world.ed.id, false, null])
    })

    it('brings what came to the trash from the archive back into the archive first', async () => {
      const { article } = await newArticle(world, 'en', ['Twice away', 'It rained.'])
      await put(article, 'archive')
      await put(article, 'trash')
      assert.equal(await restoreArticle(db, world.ed, article), 'trash')
      assert.deepEqual(await placed(article), [true, world.ed.id, false, null])
      assert.equal(await restoreArticle(db, world.ed, article), 'archive')
      assert.deepEqual(await placed(article), [false, null, false, null])
      await assert.rejects(restoreArticle(db, world.ed, article), refused('wrong_state'))
    })

    it('keeps what somebody is typing when the article goes to the trash meanwhile (P01)', async () => {
      const desk = await busyArticle()
      await put(desk.article, 'trash')
      assert.deepEqual(await type(db, world.ada, desk, desk.segments[4] ?? '', 'Потому.'), { saved: 'draft', version: 2 })
      await restoreArticle(db, world.ed, desk.article)
      assert.equal((await factsIn(db, desk.article, 'en', 'uk', world.ada))[4]?.draft?.text, 'Потому.')
    })

    it('leaves the texts of the site where they are', async () => {
      const segments = segmentsOf('Our mission', 'We watch rivers.')
      const { article } = await importArticle(db, world.ed, { language: 'en', siteText: 'mission', segments, approved: true, message: '' })
      for (const to of ['archive', 'trash'] as const) await assert.rejects(put(article, to), refused('wrong_state'))
    })

    it('lets one of two who put it away at once win', async () => {
      const { article } = await newArticle(world, 'en', ['Put away', 'It rained.'])
      const answers = await Promise.allSettled([put(article, 'trash'), put(article, 'trash')])
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    })

    it('needs a reason, and keeps it in the ledger', async () => {
      const { article } = await newSigned(world, 'en', ['Reasons', 'Ada Hill'])
      await assert.rejects(put(article, 'archive', world.ed, ' \n'), refused('reason_needed'))
      await put(article, 'archive', world.ed, 'Out of date.')
      await restoreArticle(db, world.ed, article)
      const lines = await db.selectFrom('ledger').select(['act', 'details']).where('subject', '=', `article:${article}`).orderBy('number').execute()
      assert.deepEqual(lines.slice(1), [
        { act: 'article.archived', details: '{"reason":"Out of date."}' }, { act: 'article.restored', details: '{"from":"archive"}' },
      ])
    })

    it('is for those alone who may publish the language of the original', async () => {
      const { article } = await newArticle(world, 'en', ['Not yours', 'It rained.'])
      const foreign = await newPerson(db, 'Publisher', ['publish:uk', 'review:en', 'translate:en', 'administrator'])
      for (const to of ['archive', 'trash'] as const) await assert.rejects(put(article, to, foreign), refused('forbidden'))
      await put(article, 'trash')
      await assert.rejects(restoreArticle(db, foreign, article), refused('forbidden'))
    })
  })
}
