import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dump, newSigned, wantedNow } from '../../test/articles.ts'
import { databases } from '../../test/databases.ts'
import { factsIn, newPerson, newWorld, submit, reviewAll, translateAll, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition } from '../editions/actions.ts'
import { AppError } from '../errors.ts'
import { findAuthor } from './authors.ts'
import { changeDetails, type WantedDetails } from './details-actions.ts'
import { readDetails } from './details-store.ts'
import { findApprovedSpelling } from './spellings.ts'
import { findArticle } from './store.ts'
import { addTopic } from './topic-actions.ts'
import { findTopic } from './topics.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`changing the details of an article, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const detailsOf = async (article: Id) => readDetails(db, await findArticle(db, article))
    const change = async (article: Id, wanted: Partial<WantedDetails>, actor = world.ed) => {
      const now = await wantedNow(db, article)
      return changeDetails(db, actor, { ...now, wanted: { ...now.wanted, ...wanted } })
    }
    const generation = async () => (await db.selectFrom('generation').select('number').executeTakeFirstOrThrow()).number
    const acts = async (article: Id) => db.selectFrom('ledger').selectAll().where('subject', '=', `article:${article}`)
      .where('act', '=', 'article.details_changed').orderBy('number').execute()

    it('changes what both languages share and nothing else: no text, no draft, no edition (P41)', async () => {
      const { article, segments } = await newSigned(world, 'en', ['The quiet bridge', 'Ada Hill'])
      const desk = { article, source: 'en', language: 'uk' }
      await translateAll(world, desk, ['Тихий міст', 'Ада Гілл', 'Дощило.'])
      await publishEdition(db, world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
      const facts = ['article', 'article_topic', 'topic', 'topic_name', 'author', 'author_name', 'name_slug', 'article_author', 'ledger', 'ledger_head', 'generation']
      const untouched = await dump(db, facts)
      const others = await db.selectFrom('article').selectAll().where('id', '<>', article).execute()
      const row = await db.selectFrom('article').selectAll().where('id', '=', article).executeTakeFirstOrThrow()
      const answer = await change(article, { genre: 'essay', date: '2025-12-10', newTopic: { uk: 'Мости', en: 'Bridges' }, authors: [{ author: 'new', byline: segments[1] ?? '' }] })
      assert.equal(answer, 'saved')
      assert.deepEqual(await dump(db, facts), untouched)
      assert.deepEqual(await db.selectFrom('article').selectAll().where('id', '<>', article).execute(), others)
      assert.deepEqual(await db.selectFrom('article').selectAll().where('id', '=', article).executeTakeFirstOrThrow(),
        { ...row, genre: 'essay', original_date: '2025-12-10', version: row.version + 1 })
    })

    it('takes the spellings of a new author from what is approved in each language', async () => {
      const { article, segments } = await newSigned(world, 'en', ['On rivers', '*Ada* Hill', 'poet'])
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Про річки', 'Ада Гілл', 'поетка', 'Дощило.'])
      await change(article, { authors: [{ author: 'new', byline: segments[1] ?? '' }] })
      const [author] = (await detailsOf(article)).authors
      assert.deepEqual((await findAuthor(db, author?.author ?? '')).names,
        [{ language: 'en', name: 'Ada Hill', role: 'poet' }, { language: 'uk', name: 'Ада Гілл', role: 'поетка' }])
    })

    it('takes over nothing that changed since it was shown', async () => {
      const { article } = await newSigned(world, 'en', ['On bees', 'Ada Hill'])
      const shown = await wantedNow(db, article)
      await change(article, { genre: 'report' })
      const counted = await dump(db)
      assert.equal(await changeDetails(db, world.ed, { ...shown, wanted: { ...shown.wanted, genre: 'news', newTopic: { en: 'Bees' } } }), 'moved')
      assert.deepEqual(await dump(db), counted)
    })

    it('lets one of two editors win', async () => {
      const { article } = await newSigned(world, 'en', ['On wasps', 'Ada Hill'])
      const shown = await wantedNow(db, article)
      const answers = await Promise.all(['news', 'letter'].map((genre) =>
        changeDetails(db, world.ed, { ...shown, wanted: { ...shown.wanted, genre: genre as 'news' } })))
      assert.deepEqual(answers.toSorted(), ['moved', 'saved'])
    })

    it('writes what was and what is into the ledger, of what changed alone', async () => {
      const { article } = await newSigned(world, 'en', ['On ants', 'Ada Hill'], { genre: 'essay', topics: ['Ants'] })
      await change(article, { genre: 'letter' })
      const [line] = await acts(article)
      assert.deepEqual(JSON.parse(line?.details ?? ''), { before: { genre: 'essay' }, after: { genre: 'letter' } })
    })

    it('does and records nothing when nothing is different', async () => {
      const { article } = await newSigned(world, 'en', ['On moths', 'Ada Hill'], { genre: 'essay', topics: ['Moths'] })
      const counted = await dump(db)
      assert.equal(await change(article, { newTopic: { en: 'MOTHS' } }), 'unchanged')
      assert.deepEqual(await dump(db), counted)
    })

    it('renews readers’ pages when readers have the article, and only then', async () => {
      const { article } = await newSigned(world, 'en', ['On owls', 'Ada Hill'])
      const [first] = [await generation()]
      await change(article, { genre: 'essay' })
      assert.equal(await generation(), first)
      await publishEdition(db, world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })
      const published = await generation()
      await change(article, { genre: 'news' })
      assert.ok(await generation() > published)
    })

    it('finds a topic by any of its names, and makes one where there is none', async () => {
      const topic = await addTopic(db, world.ed, { uk: 'Залізниця', en: 'Railways' })
      const { article } = await newSigned(world, 'en', ['On trains', 'Ada Hill'])
      await change(article, { newTopic: { en: 'railways' } })
      assert.deepEqual((await detailsOf(article)).topics, [topic])
      await change(article, { newTopic: { uk: 'Колії' } })
      const topics = await Promise.all((await detailsOf(article)).topics.map((id) => findTopic(db, id)))
      assert.deepEqual(topics.map(({ names }) => names.map(({ name: text }) => text).join()).sort(), ['Railways,Залізниця', 'Колії'])
    })

    it('refuses names of two different topics, and one author twice, and makes nothing then', async () => {
      await addTopic(db, world.ed, { uk: 'Море' })
      await addTopic(db, world.ed, { en: 'Sky' })
      const { article, segments } = await newSigned(world, 'en', ['On gulls', 'Ada Hill'])
      await change(article, { authors: [{ author: 'new', byline: segments[1] ?? '' }] })
      const [author] = (await detailsOf(article)).authors
      const counted = await dump(db)
      assert.equal(await change(article, { newTopic: { uk: 'море', en: 'sky' } }), 'topic_taken')
      assert.equal(await change(article, { newTopic: { en: 'Gulls' }, authors: [...author ? [author, { author: author.author, byline: null }] : []] }), 'author_twice')
      assert.deepEqual(await dump(db), counted)
    })

    const forged: [string, (article: Id, other: Id) => Partial<WantedDetails>, string][] = [
      ['a topic that never was', () => ({ topics: ['0'.repeat(22)] }), 'not_found'],
      ['an author who never was', () => ({ authors: [{ author: '0'.repeat(22), byline: null }] }), 'not_found'],
      ['a paragraph of another article', (_, other) => ({ authors: [{ author: 'new', byline: other }] }), 'not_found'],
      ['a new author without a byline', () => ({ authors: [{ author: 'new', byline: null }] }), 'invalid'],
      ['a day that is none', () => ({ date: '2025-02-30' }), 'invalid'],
      ['a topic’s name with a line break', () => ({ newTopic: { uk: 'a\nb' } }), 'invalid'],
    ]
    for (const [what, wanted, code] of forged) {
      it(`refuses ${what}`, async () => {
        const [one, two] = [await newSigned(world, 'en', ['One', 'Ada Hill']), await newSigned(world, 'en', ['Two', 'Ada Hill'])]
        const counted = await dump(db)
        await assert.rejects(change(one.article, wanted(one.article, two.segments[1] ?? '')), (error) => error instanceof AppError && error.code === code)
        assert.deepEqual(await dump(db), counted)
      })
    }

    it('is for those alone who may publish the language of the original', async () => {
      const { article } = await newSigned(world, 'en', ['On crows', 'Ada Hill'])
      const foreign = await newPerson(db, 'Publisher', ['publish:uk', 'review:en', 'translate:en', 'administrator'])
      await assert.rejects(change(article, { genre: 'news' }, foreign), (error) => error instanceof AppError && error.code === 'forbidden')
    })
  })

  describe(`the spelling approved elsewhere, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const author = { name: 'Ada Hill', role: 'poet' }
    const translate = (article: Id, texts: string[]) => translateAll(world, { article, source: 'en', language: 'uk' }, texts)

    it('is the newest approved in the author’s other articles, then the record’s, and nothing of anybody else', async () => {
      const [one, two, three] = [
        await newSigned(world, 'en', ['One', 'Ada Hill', 'poet'], { authors: [author] }), await newSigned(world, 'en', ['Two', 'Ada Hill', 'poet'], { authors: [author] }),
        await newSigned(world, 'en', ['Three', 'Ada Hill', 'poet']),
      ]
      const spelled = (segment = one.segments[1] ?? '', article = one.article) => findApprovedSpelling(db, article, segment, 'uk')
      assert.equal(await spelled(), undefined)
      await translate(three.article, ['Три', 'Чужа', 'чужа', 'Дощ.'])
      assert.equal(await spelled(), undefined)
      await translate(two.article, ['Два', 'Ада Гілл', 'поетка', 'Дощ.'])
      assert.deepEqual(await spelled(), { text: 'Ада Гілл', article: two.article })
      const desk = { article: two.article, source: 'en', language: 'uk' }
      await submit(db, world.ada, desk, { [two.segments[1] ?? '']: 'Ада Хілл' })
      assert.equal((await spelled())?.text, 'Ада Гілл')
      await reviewAll(db, world.rev, desk)
      assert.equal((await spelled())?.text, 'Ада Хілл')
      assert.equal(await spelled(three.segments[1], three.article), undefined)
      assert.equal(await spelled(one.segments[0]), undefined)
    })

    it('of a role counts only where the original has the same role', async () => {
      const boris = { name: 'Boris Lee', role: 'editor' }
      const [same, other, mine] = [
        await newSigned(world, 'en', ['Same', 'Boris Lee', 'Editor'], { authors: [boris] }), await newSigned(world, 'en', ['Other', 'Boris Lee', 'minister'], { authors: [boris] }),
        await newSigned(world, 'en', ['Mine', 'Boris Lee', 'editor'], { authors: [boris] }),
      ]
      await translate(same.article, ['Той', 'Борис Лі', 'редактор', 'Дощ.'])
      await translate(other.article, ['Інший', 'Борис Лі', 'міністр', 'Дощ.'])
      assert.deepEqual(await findApprovedSpelling(db, mine.article, mine.segments[2] ?? '', 'uk'), { text: 'редактор', article: same.article })
      assert.deepEqual(await findApprovedSpelling(db, other.article, other.segments[2] ?? '', 'uk'), undefined)
    })

    it('comes from the record where no article has one, as a paragraph that shows exactly it', async () => {
      const { article, segments } = await newSigned(world, 'uk', ['Зірки', 'Н. Зоря'], { authors: [{ name: 'Н. Зоря', role: '' }] })
      const [record] = (await readDetails(db, await findArticle(db, article))).authors
      await db.insertInto('author_name').values({ author_id: record?.author ?? '', language: 'en', name: '*N* Zoria', name_folded: '*n* zoria', role: '' }).execute()
      assert.deepEqual(await findApprovedSpelling(db, article, segments[1] ?? '', 'en'), { text: '\\*N\\* Zoria', article: null })
      assert.equal((await factsIn(db, article, 'uk', 'en'))[1]?.approved, null)
    })
  })
}
