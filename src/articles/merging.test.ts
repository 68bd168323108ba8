import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { dump, newSigned } from '../../test/articles.ts'
import { databases } from '../../test/databases.ts'
import { newWorld, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { AppError } from '../errors.ts'
import { findLedgerFault } from '../ledger/store.ts'
import { authorMark, authorsMark, mergeAuthors, renameAuthor } from './author-actions.ts'
import { findAuthor, insertAuthor, listAuthorArticles, listAuthors, type AuthorNames } from './authors.ts'
import { addTopic, deleteTopic, mergeTopics, renameTopic, topicMark, topicsMark } from './topic-actions.ts'
import { findTopic, listTopicArticles, listTopics, type Names } from './topics.ts'

const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

for (const [name, open] of Object.entries(databases)) {
  describe(`topics, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const add = async (names: Names): Promise<Id> => addTopic(db, world.ed, names)
    const rename = async (topic: Id, names: Names) =>
      renameTopic(db, world.ed, { topic, names, shown: topicMark(await findTopic(db, topic)) })
    const merge = async (topic: Id, other: Id) =>
      mergeTopics(db, world.ed, { topic, other, shown: topicsMark(await findTopic(db, topic), await findTopic(db, other)) })
    const namesOf = async (topic: Id) => (await findTopic(db, topic)).names.map(({ language, name: text }) => `${language} ${text}`)

    it('have one name each in a language, whatever its apostrophes and capitals', async () => {
      const one = await add({ uk: 'Пам’ять', en: 'Memory' })
      assert.equal(await add({ uk: 'памʼять' }), 'taken')
      const other = await add({ uk: 'Memory' })
      assert.equal(await rename(other, { uk: "ПАМ'ЯТЬ" }), 'taken')
      assert.equal(await rename(one, { uk: "Пам'ять", en: 'Memory' }), 'saved')
    })

    it('are renamed only as they were shown', async () => {
      const topic = await add({ en: 'Trees' })
      const shown = topicMark(await findTopic(db, topic))
      await rename(topic, { en: 'Street trees' })
      assert.equal(await renameTopic(db, world.ed, { topic, names: { en: 'Woods' }, shown }), 'moved')
      assert.equal(await rename(topic, { en: 'Street trees' }), 'unchanged')
      assert.deepEqual(await namesOf(topic), ['en Street trees'])
    })

    it('merge: articles go over once each, missing names are taken, the old address leads on, and so on along the chain', async () => {
      const [one, two, three] = [await add({ uk: 'Міста' }), await add({ uk: 'Місто', en: 'Cities' }), await add({ en: 'Towns' })]
      const both = await newSigned(world, 'uk', ['Одна', 'Іван Сич'], { topics: ['Міста', 'Місто'] })
      const only = await newSigned(world, 'uk', ['Друга', 'Іван Сич'], { topics: ['Місто'] })
      assert.equal(await merge(one, two), 'merged')
      assert.deepEqual((await listTopicArticles(db, one)).toSorted(), [both.article, only.article].toSorted())
      assert.deepEqual(await namesOf(one), ['en Cities', 'uk Міста'])
      assert.equal((await findTopic(db, two)).id, one)
      assert.equal(await merge(three, one), 'merged')
      for (const topic of [one, two, three]) assert.equal((await findTopic(db, topic)).id, three)
      assert.equal((await listTopics(db)).filter(({ id }) => id === one || id === two).length, 0)
      assert.deepEqual(await newSigned(world, 'uk', ['Третя', 'Іван Сич'], { topics: ['міста'] }).then(({ article }) => article),
        (await listTopicArticles(db, three))[0])
    })

    it('merge only as they were shown, and never with themselves', async () => {
      const [one, two] = [await add({ en: 'Rain' }), await add({ en: 'Showers' })]
      const shown = topicsMark(await findTopic(db, one), await findTopic(db, two))
      await newSigned(world, 'en', ['Wet', 'Ada Hill'], { topics: ['Showers'] })
      const counted = await dump(db)
      assert.equal(await mergeTopics(db, world.ed, { topic: one, other: two, shown }), 'moved')
      assert.equal(await merge(one, one), 'moved')
      assert.deepEqual(await dump(db), counted)
    })

    it('are deleted, with those merged into them, while no article has them', async () => {
      const [one, two] = [await add({ en: 'Fog' }), await add({ en: 'Mist' })]
      await merge(one, two)
      await newSigned(world, 'en', ['Grey', 'Ada Hill'], { topics: ['Haze'] })
      const used = (await listTopics(db)).find(({ names }) => names[0]?.name === 'Haze')?.id ?? ''
      await assert.rejects(deleteTopic(db, world.ed, used), refused('wrong_state'))
      await deleteTopic(db, world.ed, one)
      await assert.rejects(findTopic(db, two), refused('not_found'))
      assert.notEqual(await add({ en: 'Fog' }), 'taken')
    })

    it('are for publishers alone, and every act is in the ledger', async () => {
      const topic = await add({ en: 'Snow' })
      const acts: (() => Promise<unknown>)[] = [
        () => addTopic(db, world.bob, { en: 'Ice' }), () => deleteTopic(db, world.bob, topic),
        () => renameTopic(db, world.bob, { topic, names: { en: 'Ice' }, shown: '' }), () => mergeTopics(db, world.admin, { topic, other: topic, shown: '' }),
      ]
      for (const act of acts) await assert.rejects(act, refused('forbidden'))
      assert.equal(await findLedgerFault(db), null)
      const told = await db.selectFrom('ledger').select('act').where('act', 'like', 'topic.%').distinct().execute()
      assert.deepEqual(told.map(({ act }) => act).toSorted(), ['topic.added', 'topic.changed', 'topic.deleted', 'topic.merged'])
    })
  })

  describe(`authors, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const add = (names: AuthorNames) => transact(db, (tx) => insertAuthor(tx, world.ed.id, names))
    const merge = async (author: Id, other: Id) =>
      mergeAuthors(db, world.ed, { author, other, shown: authorsMark(await findAuthor(db, author), await findAuthor(db, other)) })
    const signed = async (title: string, author: string) => {
      const { article } = await newSigned(world, 'en', [title, author], { authors: [{ name: author, role: '' }] })
      const row = await db.selectFrom('article_author').select('author_id').where('article_id', '=', article).executeTakeFirst()
      return { article, author: row?.author_id ?? assert.fail('nobody') }
    }

    it('are spelled anew only as they were shown, and no text of an article changes', async () => {
      const { author } = await signed('One', 'Ada Hill')
      const shown = authorMark(await findAuthor(db, author))
      const texts = await dump(db, ['author_name', 'name_slug', 'ledger', 'ledger_head', 'generation'])
      const names = { en: { name: 'Ada M. Hill', role: '' }, uk: { name: 'Ада Гілл', role: 'поетка' } }
      assert.equal(await renameAuthor(db, world.ed, { author, names, shown }), 'saved')
      assert.equal(await renameAuthor(db, world.ed, { author, names: { en: { name: 'A. Hill', role: '' } }, shown }), 'moved')
      assert.deepEqual(await dump(db, ['author_name', 'name_slug', 'ledger', 'ledger_head', 'generation']), texts)
      assert.deepEqual((await findAuthor(db, author)).names.map(({ name: text }) => text), ['Ada M. Hill', 'Ада Гілл'])
    })

    it('merge: articles go over, missing spellings are taken, the old address leads on', async () => {
      const [one, two] = [await signed('Two', 'Boris Lee'), await signed('Three', 'B. Lee')]
      const third = await add({ uk: { name: 'Борис Лі', role: 'редактор' } })
      assert.equal(await merge(one.author, two.author), 'merged')
      assert.equal(await merge(one.author, third), 'merged')
      assert.deepEqual((await listAuthorArticles(db, one.author)).toSorted(), [one.article, two.article].toSorted())
      const kept = await findAuthor(db, third)
      assert.equal(kept.id, one.author)
      assert.deepEqual(kept.names, [{ language: 'en', name: 'Boris Lee', role: '' }, { language: 'uk', name: 'Борис Лі', role: 'редактор' }])
      assert.equal((await listAuthors(db)).filter(({ id }) => id === two.author || id === third).length, 0)
    })

    it('who stand together in one article are two people: they do not merge', async () => {
      const authors = [{ name: 'Carl Ray', role: '' }, { name: 'Carl Roy', role: '' }]
      const { article } = await newSigned(world, 'en', ['Together', 'Carl Ray'], { authors })
      const [one, two] = (await db.selectFrom('article_author').select('author_id').where('article_id', '=', article).orderBy('position').execute())
      const counted = await dump(db)
      assert.equal(await merge(one?.author_id ?? '', two?.author_id ?? ''), 'together')
      assert.deepEqual(await dump(db), counted)
    })

    it('are for publishers alone', async () => {
      const author = await add({ en: { name: 'Dora Fox', role: '' } })
      await assert.rejects(renameAuthor(db, world.bob, { author, names: { en: { name: 'D', role: '' } }, shown: '' }), refused('forbidden'))
      await assert.rejects(mergeAuthors(db, world.admin, { author, other: author, shown: '' }), refused('forbidden'))
    })
  })
}
