import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newPerson, newWorld, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { listLedger } from '../ledger/store.ts'
import { addWord, markSiteWord } from './actions.ts'
import { isOneWord, MOST_WORDS } from './model.ts'
import { listKnown } from './reading.ts'
import { listWords } from './store.ts'

describe('a word of the site', () => {
  const cases: [string, boolean][] = [
    ['деокупація', true], ['Zvirka', true], ['обʼєктник', true], ['веб-сайт', true], ['за́мок', true], ['co-op', true],
    ['два слова', false], ['', false], ['а', false], ['-а', false], ['слово-', false], ['2го', false], ['<b>', false], ['a'.repeat(61), false], ['слово\n', false],
  ]
  for (const [word, is] of cases) it(`${JSON.stringify(word.slice(0, 20))} is ${is ? 'one' : 'none'}`, () => assert.equal(isOneWord(word), is))
})

for (const [name, open] of Object.entries(databases)) {
  describe(`the words of the site, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())

    const add = (word: string, language = 'uk', note = '') => addWord(db, world.rev, { language, word, note })
    const wordsOf = async () => (await listWords(db, ['uk', 'en'])).map(({ word }) => word).sort()

    it('are known folded, each in its own language', async () => {
      assert.equal((await add('Деокупація', 'uk', 'новий термін')).done, 'added')
      await add('Zvirka', 'en')
      assert.deepEqual([[...await listKnown(db, 'uk')], [...await listKnown(db, 'en')]], [['деокупація'], ['zvirka']])
      const [word] = await listWords(db, ['uk'])
      assert.deepEqual([word?.word, word?.note, word?.by, word?.language], ['Деокупація', 'новий термін', 'Rev', 'uk'])
    })

    it('are one however their letters are written', async () => {
      const { id } = await add('обʼєктник')
      for (const same of ['обʼєктник', 'Об’єктник', 'об\'єктник', 'обʼєктни\u0301к']) assert.deepEqual(await add(same), { id, done: 'known' })
    })

    it('are removed, put back and added again under one id, each act in the ledger', async () => {
      const { id } = await add('рендерер')
      await markSiteWord(db, world.rev, id, 'removed')
      assert.ok(!(await listKnown(db, 'uk')).has('рендерер'))
      await markSiteWord(db, world.rev, id, 'removed')
      await markSiteWord(db, world.rev, id, 'restored')
      assert.ok((await listKnown(db, 'uk')).has('рендерер'))
      await markSiteWord(db, world.rev, id, 'removed')
      assert.deepEqual(await add('Рендерер', 'uk', 'інакше'), { id, done: 'added' })
      const acts = (await listLedger(db, { limit: 1000 })).filter(({ subject }) => subject === `word:${id}`).reverse()
      assert.deepEqual(acts.map(({ act }) => act), ['word.added', 'word.removed', 'word.restored', 'word.removed', 'word.added'])
      assert.deepEqual(JSON.parse(acts.at(-1)?.details ?? ''), { word: 'Рендерер', language: 'uk', note: 'інакше' })
    })

    it('are added and removed by reviewers and editors of the language and by administrators only', async () => {
      const { id } = await add('фронтир')
      for (const grant of ['translate:uk', 'review:en', 'publish:en']) {
        const person = await newPerson(db, grant, [grant])
        await assert.rejects(addWord(db, person, { language: 'uk', word: 'слівце', note: '' }), { code: 'forbidden' })
        await assert.rejects(markSiteWord(db, person, id, 'removed'), { code: 'forbidden' })
      }
      for (const person of [world.ed, world.rev, world.admin]) assert.equal((await addWord(db, person, { language: 'uk', word: 'фронтир', note: '' })).done, 'known')
    })

    it('that are no words are refused', async () => {
      for (const word of ['два слова', '', '<script>']) await assert.rejects(add(word), { code: 'invalid' })
      await assert.rejects(markSiteWord(db, world.rev, 'nowhere', 'removed'), { code: 'not_found' })
    })

    it('have a bound in each language', async () => {
      const by = { added_by: world.rev.id, added_at: '2026-01-01T00:00:00.000Z', removed_at: null, note: '', language: 'de' }
      const rows = Array.from({ length: MOST_WORDS }, (_, i) => ({ ...by, id: `w${i}`, word: `w${i}`, folded: `w${i}` }))
      for (let at = 0; at < rows.length; at += 500) await db.insertInto('site_word').values(rows.slice(at, at + 500)).execute()
      const person = await newPerson(db, 'Gerda', ['review:de'])
      await assert.rejects(addWord(db, person, { language: 'de', word: 'Zwirka', note: '' }), { code: 'words_full' })
      await markSiteWord(db, person, 'w7', 'removed')
      assert.equal((await addWord(db, person, { language: 'de', word: 'Zwirka', note: '' })).done, 'added')
      await assert.rejects(markSiteWord(db, person, 'w7', 'restored'), { code: 'words_full' })
    })

    it('are added once by two at the same time', async () => {
      const done = await Promise.all([world.rev, world.ed].map((person) => addWord(db, person, { language: 'uk', word: 'водночас-но', note: '' })))
      assert.deepEqual(done.map((one) => one.done).sort(), ['added', 'known'])
      assert.equal((await wordsOf()).filter((word) => word === 'водночас-но').length, 1)
    })

    it('are noticed when another process changes them', async () => {
      const before = await listKnown(db, 'uk')
      assert.equal(await listKnown(db, 'uk'), before)
      await db.updateTable('site_word').set({ removed_at: '2026-01-01T00:00:00.000Z' }).where('language', '=', 'uk').execute()
      assert.equal(await listKnown(db, 'uk'), before)
      await db.updateTable('site_word_version').set((eb) => ({ number: eb('number', '+', 1) })).execute()
      assert.equal((await listKnown(db, 'uk')).size, 0)
    })
  })
}
