import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { openNewsroom, type Newsroom } from '../../test/newsroom.ts'
import { approveOriginal, blocksOf, sendBlocks, stateFor } from '../../test/originals.ts'
import { startTestSite } from '../../test/site.ts'
import { factsIn, newArticle, reviewAll, segmentsOf, submit, type, type Desk } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import { listSlugs, replaceSlug } from '../articles/store.ts'
import { checkPair } from '../checks/check.ts'
import type { Id } from '../db/columns.ts'
import { newId } from '../db/id.ts'
import { transact } from '../db/transact.ts'
import { readSourceText, writeSource } from '../sources/document.ts'
import { planChange } from '../sources/plan.ts'
import { storedBlocks } from '../sources/stored.ts'
import { sendSubmission } from '../translations/actions.ts'
import { keepAddress, withLinks } from './links.ts'

const ADDRESS = 'https://zvirka.example.org'

for (const [name, open] of Object.entries(databases)) {
  describe(`links to articles in texts that are saved for good, on ${name}`, () => {
    let room: Newsroom
    let target: { article: Id; slug: string; segment: Id }
    before(async () => {
      room = await openNewsroom(await open())
      await keepAddress(room.db, 'http://127.0.0.1:3000')
      await keepAddress(room.db, ADDRESS)
      const { article, segments } = await newArticle(room.world, 'en', ['A bridge to link to', 'It stands.'])
      await transact(room.db, (tx) => replaceSlug(tx, article, 'en', 'the-new-bridge'))
      target = { article, slug: 'a-bridge-to-link-to', segment: segments[1] ?? '' }
    })
    after(() => room.db.destroy())

    const textOf = async (desk: Desk, at: number) => (await factsIn(room.db, desk.article, desk.source, desk.language))[at]
    const stored = (fragment = '') => `[there](/a/${target.article}${fragment})`

    it('name the article, in no language, when an article is brought in (P22)', async () => {
      const texts = [
        'A new article', `[there](/en/articles/${target.slug})`, `[there](${ADDRESS}/uk/articles/the-new-bridge/?from=mail#p-${target.segment})`,
        `[there](/a/${target.article}) and [elsewhere](https://example.org/en/articles/${target.slug})`, `[there](/en/articles/${target.slug}/editions/1)`,
      ]
      const desk = await room.newDesk(texts)
      const facts = await factsIn(room.db, desk.article, 'en', 'en')
      assert.deepEqual(facts.map(({ approved }) => approved?.text), [
        texts[0], stored(), stored(`#p-${target.segment}`), texts[3], texts[4],
      ])
    })

    it('make the same import the same again, and leave code letter for letter', async () => {
      const code = `[there](/en/articles/${target.slug})`
      const segments = [...segmentsOf('Twice', code), { kind: 'code' as const, level: 0, list: null, text: code }]
      const content = { id: newId(), language: 'en', siteText: null, segments, approved: true, message: '' }
      const [first, second] = [await importArticle(room.db, room.world.ed, content), await importArticle(room.db, room.world.ed, content)]
      assert.deepEqual(second, first)
      const facts = await factsIn(room.db, first.article, 'en', 'en')
      assert.deepEqual(facts.slice(1).map(({ approved }) => approved?.text), [stored(), code])
    })

    it('stay as they were typed in a draft, and are the same link as the original’s in whatever language', async () => {
      const desk = await room.newDesk(['A title', `See [there](/en/articles/${target.slug}).`])
      const [, segment = ''] = desk.segments
      const typed = `Див. [там](${ADDRESS}/uk/articles/the-new-bridge).`
      await type(room.db, room.world.ada, desk, segment, typed)
      const [one] = await withLinks(room.db, (await factsIn(room.db, desk.article, 'en', 'uk', room.world.ada)).slice(1))
      assert.equal(one?.draft?.text, typed)
      const pair = { source: one?.source?.text ?? '', target: typed, from: 'en', to: 'uk', kind: 'paragraph', links: one?.links ?? null }
      assert.deepEqual(checkPair({ ...pair, terms: null, elsewhere: [], known: new Set(), stops: 'inside' }), [])
      const sent = await sendSubmission(room.db, room.world.ada, { ...desk, message: '', drafts: [{ segment, version: one?.draft?.version ?? 0 }] })
      assert.notEqual(sent.submission, null)
      assert.equal((await textOf(desk, 1))?.proposal?.text, `Див. [там](/a/${target.article}).`)
    })

    it('make no new text of one that is approved, in another spelling', async () => {
      const desk = await room.newDesk(['A title', `See [there](/en/articles/${target.slug}).`])
      const [, segment = ''] = desk.segments
      await submit(room.db, room.world.ada, desk, { [segment]: `Див. [там](/uk/articles/${target.slug}).` })
      await reviewAll(room.db, room.world.rev, desk)
      const again = await submit(room.db, room.world.ada, desk, { [segment]: `Див. [там](${ADDRESS}/a/${target.article}).` })
      assert.deepEqual(again, { submission: null, skipped: [{ segment, why: 'unchanged' }] })
    })

    it('are stored so in a reviewer’s edit, which is none where only the spelling differs', async () => {
      const desk = await room.newDesk(['A title', 'See.', 'See.'])
      const [, second = '', third = ''] = desk.segments
      await submit(room.db, room.world.ada, desk, { [second]: `Див. [там](/a/${target.article}).`, [third]: 'Див.' })
      await reviewAll(room.db, room.world.rev, desk, ({ segment }) =>
        ({ outcome: 'edit', text: segment === second ? `Див. [там](/uk/articles/${target.slug}).` : `Див. [тут](/uk/articles/${target.slug}).` }))
      assert.equal((await textOf(desk, 1))?.approved?.text, `Див. [там](/a/${target.article}).`)
      assert.equal((await textOf(desk, 2))?.proposal?.text, `Див. [тут](/a/${target.article}).`)
    })

    it('come back from an original written as Markdown as they stand', async () => {
      const desk = await room.newDesk(['A title', `[*there*](/a/${target.article}#p-${target.segment}), <${ADDRESS}/en/articles/${target.slug}>, ${stored()}`])
      const state = await stateFor(room.db, room.world.ed, desk.article)
      const { blocks } = await readSourceText(room.db, writeSource(state))
      assert.deepEqual(blocks.map(({ text }) => text), state.rows.map(({ text }) => text))
      assert.equal(blocks[1]?.text.split(`](/a/${target.article}`).length, 4)
      assert.equal(await sendBlocks(room.db, room.world.ed, desk.article, blocks), null)
    })

    it('are stored so in a changed original, whose other words stay as they stand', async () => {
      const old = '[later](/en/articles/not-known-yet)'
      const desk = await room.newDesk(['A title', old, 'See nobody.'])
      await transact(room.db, (tx) => replaceSlug(tx, target.article, 'pl', 'not-known-yet'))
      const [title, first, second] = await blocksOf(room.db, room.world.ed, desk.article)
      assert.ok(title && first && second)
      const typed = [title, first, { ...second, text: `See [there](/en/articles/${target.slug}).` }]
      const state = await stateFor(room.db, room.world.ed, desk.article)
      const plan = planChange(state, await storedBlocks(room.db, state, typed))
      assert.deepEqual(plan.rows.map(({ text }) => text), [title.text, old, `See [there](/a/${target.article}).`])
      await sendBlocks(room.db, room.world.ed, desk.article, typed)
      await approveOriginal(room.db, room.world.rev, desk.article)
      const facts = await factsIn(room.db, desk.article, 'en', 'en')
      assert.deepEqual(facts.map(({ approved }) => approved?.text), plan.rows.map(({ text }) => text))
      assert.equal((await listSlugs(room.db, target.article)).get('pl'), 'not-known-yet')
    })
  })
}

describe('where the site is', () => {
  it('is known to texts from its first start on, whatever host and port that is', async () => {
    const site = await startTestSite()
    try {
      const { article } = await newArticle(site.world, 'en', ['The target', 'x'])
      const link = `[there](${site.url}/en/articles/the-target) [not](http://example.org/en/articles/the-target)`
      const other = await newArticle(site.world, 'en', ['A link', link])
      const [, one] = await factsIn(site.db, other.article, 'en', 'en')
      assert.equal(one?.approved?.text, `[there](/a/${article}) [not](http://example.org/en/articles/the-target)`)
    } finally {
      await site.close()
    }
  })
})
