import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newSigned, signedSegments } from '../../test/articles.ts'
import { databases } from '../../test/databases.ts'
import { newWorld, type World } from '../../test/world.ts'
import { newId } from '../db/id.ts'
import type { Db } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { importArticle } from './actions.ts'
import { findAuthor, insertAuthor } from './authors.ts'
import { readDetails } from './details-store.ts'
import { findArticle } from './store.ts'
import { findTopic } from './topics.ts'
import { transact } from '../db/transact.ts'
import type { NewDetails } from './details.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`an article brought in with its details, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const detailsOf = async (article: string) => readDetails(db, await findArticle(db, article))
    const authorOf = async (article: string) => (await detailsOf(article)).authors[0]?.author ?? assert.fail('no author')

    it('has its kind, date, topics and authors', async () => {
      const { article, segments } = await newSigned(world, 'uk', ['Міські архіви', 'Олена Ковальчук', 'історикиня'], {
        authors: [{ name: 'Олена Ковальчук', role: 'історикиня' }], topics: ['Міста', 'Памʼять'], genre: 'essay', date: '2025-12-10',
      })
      const { genre, date, topics, authors } = await detailsOf(article)
      assert.deepEqual([genre, date, authors.map(({ byline }) => byline)], ['essay', '2025-12-10', [segments[1]]])
      assert.deepEqual((await findAuthor(db, authors[0]?.author ?? '')).names, [{ language: 'uk', name: 'Олена Ковальчук', role: 'історикиня' }])
      assert.deepEqual((await Promise.all(topics.map((topic) => findTopic(db, topic)))).map(({ names }) => names[0]?.name).sort(), ['Міста', 'Памʼять'])
      const row = await db.selectFrom('article_author').selectAll().where('article_id', '=', article).executeTakeFirstOrThrow()
      assert.equal(row.role_segment_id, segments[2])
      const line = await db.selectFrom('ledger').select('details').where('subject', '=', `article:${article}`).executeTakeFirstOrThrow()
      assert.match(line.details, /"details":\{"authors":\[\["Олена Ковальчук","історикиня"\]\],"date":"2025-12-10","genre":"essay","topics":\["Міста","Памʼять"\]\}/)
    })

    it('shares topics and authors with the articles before it, however they are typed', async () => {
      const first = await newSigned(world, 'uk', ['Перша', "Мар'яна Гук"], { authors: [{ name: "Мар'яна Гук", role: '' }], topics: ['Пам’ять роду'] })
      const second = await newSigned(world, 'uk', ['Друга', 'Марʼяна Гук'], { authors: [{ name: 'марʼяна ГУК', role: '' }], topics: ['памʼять роду', 'Пам’ять  роду'] })
      assert.equal(await authorOf(second.article), await authorOf(first.article))
      assert.deepEqual((await detailsOf(second.article)).topics, (await detailsOf(first.article)).topics)
    })

    it('takes no name of another language for the same', async () => {
      const topics = ['Інтеграція']
      const uk = await newSigned(world, 'uk', ['Третя', 'Іван Сич'], { topics })
      const en = await newSigned(world, 'en', ['Third', 'Ivan Sych'], { topics })
      assert.notDeepEqual((await detailsOf(en.article)).topics, (await detailsOf(uk.article)).topics)
    })

    it('guesses nobody when two people have the name', async () => {
      const [one, other] = await transact(db, async (tx) => [
        await insertAuthor(tx, world.ed.id, { uk: { name: 'Іван Франко', role: 'поет' } }), await insertAuthor(tx, world.ed.id, { uk: { name: 'Іван Франко', role: 'лікар' } }),
      ])
      const { article } = await newSigned(world, 'uk', ['Четверта', 'Іван Франко'], { authors: [{ name: 'Іван Франко', role: '' }] })
      assert.deepEqual((await detailsOf(article)).authors, [])
      assert.notEqual(one, other)
    })

    it('brought in twice is brought in once, and so are its topics and authors', async () => {
      const id = newId()
      const wanted = {
        id, language: 'uk', siteText: null, segments: signedSegments('Пʼята', 'Ганна Лис'), approved: true, message: '',
        details: { authors: [{ name: 'Ганна Лис', role: '' }], topics: ['Ліси'], genre: null, date: null },
      } as const
      const count = async () => [(await db.selectFrom('author').selectAll().execute()).length, (await db.selectFrom('topic').selectAll().execute()).length]
      const first = await importArticle(db, world.ed, wanted)
      const counted = await count()
      assert.deepEqual(await importArticle(db, world.ed, wanted), first)
      assert.deepEqual(await count(), counted)
    })

    it('knows nothing when no details are given', async () => {
      const { article } = await newSigned(world, 'uk', ['Шоста', 'Петро Яр'])
      assert.deepEqual(await detailsOf(article), { genre: null, date: null, topics: [], authors: [] })
    })

    const unfit: [string, Partial<NewDetails>][] = [
      ['a day that is not in the calendar', { date: '2025-02-30' }], ['an empty topic', { topics: [''] }], ['a topic with a bell in it', { topics: ['a\u0007b'] }],
      ['an author without a name', { authors: [{ name: '', role: 'поет' }] }], ['a name that is too long', { authors: [{ name: 'x'.repeat(201), role: '' }] }],
      ['more topics than anybody needs', { topics: Array.from({ length: 31 }, (_, i) => `t${i}`) }],
    ]
    for (const [what, details] of unfit) {
      it(`is refused whole with ${what}`, async () => {
        const before = (await db.selectFrom('article').select('id').execute()).length
        await assert.rejects(newSigned(world, 'uk', ['Сьома', 'Петро Яр'], details), (error) => error instanceof AppError && error.code === 'invalid')
        assert.equal((await db.selectFrom('article').select('id').execute()).length, before)
      })
    }
  })
}
