import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newWorld, type World } from '../../test/world.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { authorMark, authorsMark, mergeAuthors, renameAuthor } from './author-actions.ts'
import { findAuthor, insertAuthor, type AuthorNames } from './authors.ts'
import { addTopic, deleteTopic, mergeTopics, renameTopic, topicMark, topicsMark } from './topic-actions.ts'
import { findTopic, type Names } from './topics.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`addresses of topics and authors, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const slugsOf = async (subject: Id) => {
      const rows = await db.selectFrom('name_slug').selectAll().where('subject', '=', subject).orderBy('language').orderBy('text').execute()
      return rows.map(({ language, text, retired_at }) => `${language} ${text}${retired_at === null ? '' : ' (retired)'}`)
    }
    const add = (names: Names): Promise<Id> => addTopic(db, world.ed, names)
    const rename = async (topic: Id, names: Names) =>
      renameTopic(db, world.ed, { topic, names, shown: topicMark(await findTopic(db, topic)) })
    const merge = async (topic: Id, other: Id) =>
      mergeTopics(db, world.ed, { topic, other, shown: topicsMark(await findTopic(db, topic), await findTopic(db, other)) })
    const addAuthor = (names: AuthorNames) => transact(db, (tx) => insertAuthor(tx, world.ed.id, names))

    it('are made of the names by the romanisation of 2010, in each language', async () => {
      assert.deepEqual(await slugsOf(await add({ uk: 'Згуба й обʼєкти Юрія', en: 'Loss & objects' })), ['en loss-objects', 'uk zghuba-y-obiekty-yuriia'])
    })

    it('are kept when a name changes, and come back with the old name', async () => {
      const topic = await add({ uk: 'Оборона', en: 'Defence' })
      await rename(topic, { uk: 'Захист', en: 'Defence' })
      await rename(topic, { uk: 'Безпека', en: 'Defence' })
      assert.deepEqual(await slugsOf(topic), ['en defence', 'uk bezpeka', 'uk oborona (retired)', 'uk zakhyst (retired)'])
      await rename(topic, { uk: 'Захист' })
      assert.deepEqual(await slugsOf(topic), ['en defence (retired)', 'uk bezpeka (retired)', 'uk oborona (retired)', 'uk zakhyst'])
    })

    it('are numbered where another has the name, and keep the number', async () => {
      const one = await addAuthor({ uk: { name: 'Іван Сич', role: '' }, en: { name: 'Ivan Sych', role: '' } })
      const two = await addAuthor({ uk: { name: 'Іван Сич', role: '' } })
      const three = await addAuthor({ en: { name: 'Ivan Sych', role: '' } })
      assert.deepEqual([await slugsOf(one), await slugsOf(two), await slugsOf(three)],
        [['en ivan-sych', 'uk ivan-sych'], ['uk ivan-sych-2'], ['en ivan-sych-3']])
      const names = { uk: { name: 'Іван Сич', role: 'лікар' }, en: { name: 'Ivan Sytch', role: '' } }
      await renameAuthor(db, world.ed, { author: two, names, shown: authorMark(await findAuthor(db, two)) })
      assert.deepEqual(await slugsOf(two), ['en ivan-sytch', 'uk ivan-sych-2'])
    })

    it('of what was merged lead to what it became part of, and none is lost', async () => {
      const [one, two, three] = [await add({ uk: 'Міста' }), await add({ uk: 'Місто', en: 'Cities' }), await add({ en: 'Towns' })]
      await merge(one, two)
      assert.deepEqual(await slugsOf(one), ['en cities', 'uk mista', 'uk misto (retired)'])
      await merge(three, one)
      assert.deepEqual(await slugsOf(three), ['en cities (retired)', 'en towns', 'uk mista', 'uk misto (retired)'])
      assert.deepEqual([await slugsOf(one), await slugsOf(two)], [[], []])
      const [kept, other] = [await addAuthor({ uk: { name: 'Ольга Зоря', role: '' } }), await addAuthor({ en: { name: 'Olha Zoria', role: '' } })]
      await mergeAuthors(db, world.ed, { author: kept, other, shown: authorsMark(await findAuthor(db, kept), await findAuthor(db, other)) })
      assert.deepEqual(await slugsOf(kept), ['en olha-zoria', 'en olha-zoria-2 (retired)', 'uk olha-zoria'])
    })

    it('of a topic that was deleted are free again', async () => {
      const topic = await add({ uk: 'Помилка' })
      await deleteTopic(db, world.ed, topic)
      assert.deepEqual(await slugsOf(topic), [])
      assert.deepEqual(await slugsOf(await add({ uk: 'Помилка' })), ['uk pomylka'])
    })

    it('are there for names of which nothing can be romanised', async () => {
      const [one, two] = [await add({ uk: '☂' }), await add({ en: '☃' })]
      for (const topic of [one, two]) assert.match((await slugsOf(topic)).join(), /^(uk|en) \1-[0-9a-z]{11}(-\d+)?$/)
    })
  })
}
