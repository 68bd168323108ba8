import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Id } from '../db/columns.ts'
import { newId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { databases } from '../../test/databases.ts'
import { factsIn, newWorld, segmentsOf, type World } from '../../test/world.ts'
import { importArticle } from './actions.ts'
import { MOST_SEGMENTS, type NewArticle, type NewSegment } from './model.ts'
import { listSlugs } from './store.ts'

const article = (changes: Partial<NewArticle> = {}): NewArticle =>
  ({ language: 'en', siteText: null, segments: segmentsOf('The quiet bridge', 'It rained.'), approved: true, message: '', ...changes })
const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

for (const [name, open] of Object.entries(databases)) {
  describe(`bringing an article in, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    const bringIn = (changes?: Partial<NewArticle>, actor = world.ed) => importArticle(db, actor, article(changes))
    const countArticles = async () => (await db.selectFrom('article').select('id').execute()).length
    const slugOf = async (id: Id, language = 'en') => (await listSlugs(db, id)).get(language)

    it('keeps order, kinds, levels and texts', async () => {
      const segments: NewSegment[] = [
        { kind: 'title', level: 0, list: null, text: 'Title' }, { kind: 'heading', level: 3, list: null, text: 'Heading' },
        { kind: 'list_item', level: 2, list: 'ordered', text: 'Item' }, { kind: 'author_name', level: 0, list: null, text: 'A. B.' },
      ]
      const brought = await bringIn({ segments })
      const facts = await factsIn(db, brought.article, 'en', 'en')
      assert.deepEqual(facts.map(({ segment }) => segment), brought.segments)
      assert.deepEqual(facts.map(({ kind, level, list, approved }) => ({ kind, level, list, text: approved?.text })), segments)
    })

    it('records the texts as approved on import, by whom, or leaves them to a review', async () => {
      const [imported, waiting] = [await bringIn(), await bringIn({ approved: false, message: 'Look at the second one' })]
      assert.equal(imported.submission, null)
      const decisions = await db.selectFrom('decision').select(['outcome', 'reviewer_id']).where('segment_id', 'in', imported.segments).execute()
      assert.deepEqual(decisions, imported.segments.map(() => ({ outcome: 'imported', reviewer_id: world.ed.id })))
      const facts = await factsIn(db, waiting.article, 'en', 'en')
      assert.ok(facts.every(({ approved, proposal }) => !approved && proposal?.submission === waiting.submission))
      const submission = await db.selectFrom('submission').selectAll().where('id', '=', waiting.submission ?? '').executeTakeFirst()
      assert.equal(submission?.message, 'Look at the second one')
    })

    it('leaves one line in the ledger', async () => {
      const { article: id } = await bringIn()
      const lines = await db.selectFrom('ledger').select(['act', 'actor']).where('subject', '=', `article:${id}`).execute()
      assert.deepEqual(lines, [{ act: 'article.imported', actor: world.ed.id }])
    })

    const refusals: [what: string, code: string, changes: () => Partial<NewArticle>][] = [
      ['no title', 'one_title_needed', () => ({ segments: segmentsOf('One', 'Two').slice(1) })],
      ['two titles', 'one_title_needed', () => ({ segments: [...segmentsOf('One'), ...segmentsOf('Two')] })],
      ['an empty paragraph', 'invalid', () => ({ segments: segmentsOf('One', '') })],
      ['a paragraph without end', 'invalid', () => ({ segments: segmentsOf('One', 'a'.repeat(50_001)) })],
      ['more paragraphs than an article may have', 'too_many_paragraphs', () => ({ segments: segmentsOf('One', ...Array<string>(MOST_SEGMENTS).fill('a')) })],
    ]
    for (const [what, code, changes] of refusals) {
      it(`refuses ${what} and stores nothing`, async () => {
        const before = await countArticles()
        await assert.rejects(bringIn(changes()), refused(code))
        assert.equal(await countArticles(), before)
      })
    }

    it('is for those alone who may publish the language', async () => {
      const before = await countArticles()
      for (const actor of [world.ada, world.rev, world.admin]) await assert.rejects(bringIn({}, actor), refused('forbidden'))
      const onlyEnglish = { ...world.ed, grants: [{ right: 'publish' as const, language: 'en' }] }
      await assert.rejects(bringIn({ language: 'uk' }, onlyEnglish), refused('forbidden'))
      assert.equal(await countArticles(), before)
    })

    it('brings a text of the site in once', async () => {
      const { article: id } = await bringIn({ siteText: 'mission' })
      const row = await db.selectFrom('article').select(['kind', 'site_text']).where('id', '=', id).executeTakeFirst()
      assert.deepEqual(row, { kind: 'site', site_text: 'mission' })
      await assert.rejects(bringIn({ siteText: 'mission', language: 'uk' }), refused('site_text_exists'))
    })

    it('gives every article an address of its own, from its title', async () => {
      const segments = segmentsOf('Two bridges', 'x')
      const ids = [await bringIn({ segments }), await bringIn({ segments }), await bringIn({ segments })].map((brought) => brought.article)
      assert.deepEqual(await Promise.all(ids.map((id) => slugOf(id))), ['two-bridges', 'two-bridges-2', 'two-bridges-3'])
      const ukrainian = await bringIn({ language: 'uk', segments: segmentsOf('Гарантії безпеки', 'x') })
      assert.equal(await slugOf(ukrainian.article, 'uk'), 'harantii-bezpeky')
      assert.equal(await slugOf(ukrainian.article, 'en'), undefined)
      const wordless = await bringIn({ segments: segmentsOf('…', 'x') })
      assert.match(await slugOf(wordless.article) ?? '', /^en-[0-9a-z]+$/)
    })

    it('leaves nothing behind when it fails midway', async () => {
      const tables = ['article', 'segment', 'outline', 'revision', 'slug', 'ledger'] as const
      const count = async () => Promise.all(tables.map(async (table) => (await db.selectFrom(table).selectAll().execute()).length))
      const before = await count()
      // The last of a thousand rows breaks a rule of the database itself, when hundreds are written already.
      const broken: NewSegment = { kind: 'paragraph', level: null as never, list: null, text: 'a' }
      await assert.rejects(bringIn({ segments: [...segmentsOf('A title', ...Array<string>(998).fill('a')), broken] }), /null/i)
      assert.deepEqual(await count(), before)
    })
  })

  describe(`bringing the same article in again, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    it('changes nothing and answers the same, approved or waiting', async () => {
      for (const approved of [true, false]) {
        const wanted = article({ id: newId(), approved })
        const first = await importArticle(db, world.ed, wanted)
        assert.equal(first.article, wanted.id)
        assert.deepEqual(await importArticle(db, world.ed, wanted), first)
        assert.equal((await db.selectFrom('segment').select('id').where('article_id', '=', first.article).execute()).length, 2)
        assert.equal((await db.selectFrom('ledger').select('number').where('subject', '=', `article:${first.article}`).execute()).length, 1)
      }
    })

    it('makes one article of two that come at once', async () => {
      const wanted = article({ id: newId() })
      const both = await Promise.all([importArticle(db, world.ed, wanted), importArticle(db, world.ed, wanted)])
      assert.deepEqual(both[0], both[1])
    })

    it('tells that other paragraphs under the same id were not taken', async () => {
      const id = newId()
      await importArticle(db, world.ed, article({ id }))
      const others: Partial<NewArticle>[] = [
        { segments: segmentsOf('The quiet bridge', 'It poured.') }, { segments: segmentsOf('The quiet bridge', 'It rained.', 'Yes.') },
        { language: 'uk' }, { siteText: 'about' }, { segments: article().segments.map((one) => one.kind === 'title' ? one : { ...one, kind: 'lead' }) },
      ]
      for (const other of others) await assert.rejects(importArticle(db, world.ed, article({ ...other, id })), refused('wrong_state'))
    })

    it('knows nothing of the articles of others', async () => {
      const id = newId()
      await importArticle(db, world.ed, article({ id }))
      const stranger = { ...world.rev, grants: [{ right: 'publish' as const, language: 'en' }] }
      await assert.rejects(importArticle(db, stranger, article({ id })), refused('not_found'))
    })
  })
}
