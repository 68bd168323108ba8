import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { factsIn, newArticle, newWorld, reviewAll, submit, translateAll, type Desk, type World } from '../../test/world.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { findMatches } from './matches.ts'
import type { Wanted } from './model.ts'
import { finishImport, insertImport, insertUnits, withdrawImport } from './store.ts'
import { syncMemory } from './sync.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`the memory, on ${name}`, () => {
    let db: Db
    let world: World
    let desk: Desk
    const ask = async (text: string, more: Partial<Wanted> = {}) => findMatches(db, { text, from: 'en', to: 'uk', limit: 5, ...more })
    const told = async (text: string, more: Partial<Wanted> = {}) => (await ask(text, more)).map(({ score, kind, origin, target }) => `${score} ${kind} ${origin} ${target}`)

    before(async () => {
      db = await open()
      world = await newWorld(db)
      const { article } = await newArticle(world, 'en', ['The quiet bridge', 'It stood over the river for a hundred years.', 'Nobody crossed it at night.'])
      desk = { article, source: 'en', language: 'uk' }
      await translateAll(world, desk, ['Тихий міст', 'Він сто років стояв над річкою.', 'Уночі ніхто ним не ходив.'])
    })
    after(() => db.destroy())

    it('offers what was approved for the same text', async () => {
      assert.deepEqual(await told('The quiet bridge'), ['100 exact approval Тихий міст'])
    })

    it('offers it in the other direction too', async () => {
      assert.deepEqual(await told('Тихий міст', { from: 'uk', to: 'en' }), ['100 exact approval The quiet bridge'])
    })

    it('offers it for a text that is like it, with the share that is the same', async () => {
      assert.deepEqual(await told('It stood over the river for two hundred years.'), ['93 fuzzy approval Він сто років стояв над річкою.'])
      assert.deepEqual(await told('Something else entirely.'), [])
    })

    it('knows a text between the same paragraphs', async () => {
      const around = { before: 'The quiet bridge', after: 'Nobody crossed it at night.' }
      assert.deepEqual(await told('It stood over the river for a hundred years.', around), ['101 context approval Він сто років стояв над річкою.'])
      assert.deepEqual(await told('It stood over the river for a hundred years.', { ...around, after: '' }), ['100 exact approval Він сто років стояв над річкою.'])
    })

    it('says of what a paragraph was itself that it is that', async () => {
      const [, second] = await factsIn(db, desk.article, 'en', 'uk')
      const around = { before: 'The quiet bridge', after: 'Nobody crossed it at night.', segment: second?.segment }
      assert.deepEqual(await told('It stood over the river for a hundred years.', around), ['100 exact own Він сто років стояв над річкою.'])
    })

    it('puts a paragraph together from sentences, and leaves what nobody translated', async () => {
      const { article } = await newArticle(world, 'en', [
        'On whales', 'Whales sing at night. Nobody knows what their long songs mean. The sea carries them for 900 kilometres.',
      ])
      await translateAll(world, { article, source: 'en', language: 'uk' }, [
        'Про китів', 'Уночі кити співають. Ніхто не знає, що означають їхні довгі пісні. Море несе їх на 900 кілометрів.',
      ])
      const [best, ...rest] = await ask('Nobody knows what their long songs mean. **I do.** The sea carries them for 900 kilometres!')
      assert.deepEqual([best?.kind, best?.target], ['assembled', 'Ніхто не знає, що означають їхні довгі пісні. **I do.** Море несе їх на 900 кілометрів.'])
      assert.deepEqual(best?.gaps.map(({ start, end }) => best.target.slice(start, end)), ['I do.'])
      assert.deepEqual(rest.map(({ kind, level }) => `${kind} ${level}`), ['fuzzy paragraph'])
      const [adapted] = await ask('The sea carries them for 700 kilometres.')
      assert.deepEqual([adapted?.adapted?.text, adapted?.level], ['Море несе їх на 700 кілометрів.', 'sentence'])
      assert.deepEqual(await told('Whales sing at night.'), ['100 exact approval Уночі кити співають.'])
    })

    it('has units of imports, until these are taken back', async () => {
      const unit = { languageA: 'uk', textA: 'Зовсім інше.', languageB: 'en', textB: 'Something else.', level: 'paragraph', before: '', after: 'Далі.' } as const
      const id = await transact(db, async (tx) => {
        const id = await insertImport(tx, 'old.tmx', world.ed.id)
        await insertUnits(tx, id, [unit])
        await insertUnits(tx, id, [{ ...unit, textB: 'Something else!' }])
        return id
      })
      assert.deepEqual(await told('Something else.'), [])
      await transact(db, (tx) => finishImport(tx, id))
      assert.deepEqual(await told('Something else.'), ['100 exact import Зовсім інше.', '93 fuzzy import Зовсім інше.'])
      assert.deepEqual(await told('Зовсім інше.', { from: 'uk', to: 'en', before: '', after: 'Далі.' }), ['101 context import Something else!', '101 context import Something else.'])
      await transact(db, (tx) => withdrawImport(tx, id))
      assert.deepEqual(await told('Something else.'), [])
      await syncMemory(db)
      assert.deepEqual(await db.selectFrom('memory_unit').select('id').where('import_id', 'is not', null).execute(), [])
      assert.deepEqual(await db.selectFrom('memory_import').select('id').execute(), [])
    })

    it('forgets what was revoked, and knows what was approved instead', async () => {
      const [first] = await factsIn(db, desk.article, 'en', 'uk')
      await submit(db, world.ada, desk, { [first?.segment ?? '']: 'Міст мовчання' })
      assert.deepEqual(await told('The quiet bridge'), ['100 exact approval Тихий міст'])
      await reviewAll(db, world.rev, desk)
      assert.deepEqual(await told('The quiet bridge'), ['100 exact approval Міст мовчання'])
    })
  })
}
