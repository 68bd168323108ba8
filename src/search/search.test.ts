import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { databases } from '../../test/databases.ts'
import { newWorld, reviewAll, submit, translateAll, type World } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import type { NewSegment } from '../articles/model.ts'
import type { Id, Language } from '../db/columns.ts'
import { migrate } from '../db/migrate.ts'
import { openDb } from '../db/open.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { publishedOnly } from '../reader/published.ts'
import type { SearchDb } from './engine.ts'
import { SearchKeeper } from './keeper.ts'
import { tidyQuery, wantedIn } from './model.ts'
import { findEditions, findElsewhere } from './store.ts'
import { rebuildSearch, syncSearch } from './sync.ts'

const of = (kind: NewSegment['kind'], text: string): NewSegment => ({ kind, level: kind === 'heading' ? 2 : 0, list: null, text })
const title = (text: string) => of('title', text)
const lead = (text: string) => of('lead', text)
const said = (text: string) => of('paragraph', text)

/** From the oldest; found under the letters before them. */
const UKRAINIAN: [string, NewSegment[]][] = [
  ['а', [title('Тихий міст'), lead('Про ґанок і гніт.'), said('У пʼятницю **пере**йшли через 2 мости: NATO та `code`.')]],
  ['б', [title('Старі книги'), of('author_name', 'Леся Гнатюк'), said('Міст стояв.'), said('Обʼєкти енергетики.')]],
  ['в', [title('Дощ'), lead('Мости міста.'), said('Книзі — сто років. Resumé.')]],
  ['г', [title('Мостами через книгу'), said('Нічого. 100% «x» OR NOT AND * ( ) : " \' & | ! <-> ^ { } title:')]],
  ['ґ', [title('Порожня'), said('Ще одна стаття про дощі, 中文.')]],
]

/** What is asked, and what is found, in this order: in titles, in leads and bylines, anywhere, each the newest first. */
const QUERIES: [string, string][] = [
  ['міст', 'гавб'], ['МОСТАМИ', 'гавб'], ['книга', 'гбв'], ['книги міст', 'гвб'], ['дощами', 'вґ'], ['гнатюку', 'б'],
  ['пятниця', 'а'], ["п'ятниці", 'а'], ['п’ятницею', 'а'], ['пʼятниць', 'а'], ['пят\u00adниця', 'а'], ['мі\u0301ст', 'гавб'],
  ['ганок', 'а'], ['ґанок', 'а'], ['ґніт', 'а'], ['ґнатюк', 'б'], ['nato', 'а'], ['2', 'а'], ['code', 'а'], ['перейти', 'а'],
  ['об’єкт енергетика', 'б'], ['обєкт', 'б'], ['resume', 'в'], ['résumé', 'в'], ['міст\u00a0книга', 'гвб'], ['中文', 'ґ'],
  ['100%', 'г'], ['x', 'г'], ['OR', 'г'], ['NOT AND', 'г'], ['title:', 'г'], ['"тихий"', 'а'], ['тихий*', 'а'], ['-тихий', 'а'], ['тихий OR дощ', ''],
  ['немає такого', ''], ['!!!', ''], ['"', ''], ['', ''], ['стаття дощ ще', 'ґ'], ['words', ''],
]

for (const [name, open] of Object.entries(databases)) {
  describe(`what readers find, on ${name}`, () => {
    let db: Db
    let reader: SearchDb
    let world: World
    const articles = new Map<string, Id>()
    const letters = new Map<Id, string>()
    const bring = async (segments: NewSegment[], language: Language = 'uk') =>
      importArticle(db, world.ed, { language, siteText: null, segments, approved: true, message: '' })
    const publish = (article: Id, language: Language) =>
      publishEdition(db, world.ed, { article, language, accepted: { missing: 0, behind: 0 } })
    const find = async (query: string, language: Language = 'uk', slice = { offset: 0, limit: 20 }) => {
      const wanted = wantedIn(tidyQuery(query), [language])
      return wanted.length === 0 ? { editions: [], total: 0 } : findEditions(reader, language, wanted, slice)
    }
    const found = async (query: string, language: Language = 'uk') =>
      (await find(query, language)).editions.map(({ article }) => letters.get(article) ?? article).join('')

    before(async () => {
      db = await open()
      reader = publishedOnly(db).$pickTables<'search_document' | 'search_index' | 'publication'>()
      world = await newWorld(db)
      for (const [letter, segments] of UKRAINIAN) {
        const { article } = await bring(segments)
        await publish(article, 'uk')
        articles.set(letter, article)
        letters.set(article, letter)
      }
      assert.deepEqual(await syncSearch(db), { added: UKRAINIAN.length, removed: 0 })
    })
    after(() => db.destroy())

    for (const [query, letters] of QUERIES) it(`is «${letters}» for «${query}»`, async () => assert.equal(await found(query), letters))

    it('comes a page at a time, with the number of all', async () => {
      const pages = await Promise.all([0, 2, 4].map((offset) => find('міст', 'uk', { offset, limit: 2 })))
      assert.deepEqual(pages.map(({ editions, total }) => [editions.map(({ article }) => letters.get(article)).join(''), total]), [['га', 4], ['вб', 4], ['', 0]])
    })

    it('is the article of every word that was published', async () => {
      for (const [letter, segments] of UKRAINIAN) {
        for (const { text } of segments) {
          for (const word of text.replaceAll('**', '').split(/[^\p{L}\p{N}\p{M}ʼ'’]+/u)) {
            if (/[\p{L}\p{N}]/u.test(word)) assert.ok((await found(word)).includes(letter), `${word} of ${letter}`)
          }
        }
      }
    })

    it('never fails, whatever is asked', async () => {
      await fc.assert(fc.asyncProperty(fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.constantFrom('міст', '"', '*', '(', ')', 'OR', 'NEAR', ':', '^', '+', '-', '&', '|', '!', '<->', '\'', '\\', '{', '}', '\0', 'ﷺ', '%', '_', '½'), { maxLength: 20 })
          .map((parts) => parts.join(' ')),
      ), async (query) => {
        const { editions, total } = await find(query)
        assert.ok(editions.length <= total)
      }), { numRuns: 150 })
    })

    it('stands in its language; what readers have in others only is told apart (P39)', async () => {
      const { article } = await bring([title('The bridge and NATO'), said('Гнатюк was there.')], 'en')
      await publish(article, 'en')
      await syncSearch(db)
      letters.set(article, 'e')
      assert.deepEqual([await found('nato'), await found('nato', 'en'), await found('bridges', 'en'), await found('гнатюк')], ['а', 'e', 'e', 'б'])
      const elsewhere = async () => (await findElsewhere(reader, 'uk', ['en', 'de'], wantedIn('nato', ['en', 'de']), 5)).editions.map((one) => letters.get(one.article))
      assert.deepEqual(await elsewhere(), ['e'])
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Міст і НАТО', 'Там був Гнатюк.'])
      await publish(article, 'uk')
      assert.deepEqual(await elsewhere(), [])
    })

    it('is never an older text, one that was taken away, or one that was not published, even where nothing made it forgotten', async () => {
      const { article, segments: [, segment = ''] } = await bring([title('Зміни'), said('Колодязь біля дороги.')])
      assert.equal(await found('колодязь'), '')
      await publish(article, 'uk')
      await syncSearch(db)
      letters.set(article, 'ж')
      assert.equal(await found('колодязь'), 'ж')
      await submit(db, world.ed, { article, source: 'uk', language: 'uk' }, { [segment]: 'Криниця біля дороги.' })
      await reviewAll(db, world.rev, { article, source: 'uk', language: 'uk' })
      await syncSearch(db)
      assert.deepEqual([await found('колодязь'), await found('криниця')], ['ж', ''])
      await publish(article, 'uk')
      assert.deepEqual([await found('колодязь'), await found('криниця')], ['', ''])
      await syncSearch(db)
      assert.deepEqual([await found('колодязь'), await found('криниця')], ['', 'ж'])
      await withdrawEdition(db, world.ed, { article, language: 'uk', reason: 'A check' })
      assert.equal(await found('криниця'), '')
      assert.deepEqual(await syncSearch(db), { added: 0, removed: 1 })
      assert.equal(await found('криниця'), '')
    })

    it('is made findable once, whoever does it at the same time', async () => {
      const { article } = await bring([title('Удвох'), said('Разом.')])
      await publish(article, 'uk')
      await Promise.all([syncSearch(db), syncSearch(db), syncSearch(db)])
      const documents = await db.selectFrom('search_document').select('id').where('article_id', '=', article).execute()
      assert.equal(documents.length, 1)
      assert.equal((await find('разом')).total, 1)
    })

    it('holds what an index can hold of a text with very many words, and everything else as well', async () => {
      const word = (at: number) => `д${at.toString(7).replace(/\d/g, (figure) => 'бвгджзк'[Number(figure)] ?? '')}переважуваність`
      const many = Array.from({ length: 200 }, (_, row) => said(Array.from({ length: 200 }, (_, at) => word(200 * row + at)).join(' ')))
      const { article } = await bring([...many.slice(0, 1), title('Словничисько'), ...many.slice(1)])
      await publish(article, 'uk')
      const { article: other } = await bring([title('Горішок'), said('Поруч.')])
      await publish(other, 'uk')
      assert.deepEqual(await syncSearch(db), { added: 2, removed: 0 })
      assert.deepEqual([(await find('словничисько')).total, (await find('горішок')).total, (await find(word(0))).total], [1, 1, 1])
      for (const one of [article, other]) await withdrawEdition(db, world.ed, { article: one, language: 'uk', reason: 'A check' })
      await syncSearch(db)
    })

    it('stays found while everything is made anew', async () => {
      const before = await Promise.all(QUERIES.map(([query]) => found(query)))
      const { added } = await rebuildSearch(db)
      assert.ok(added >= UKRAINIAN.length)
      assert.deepEqual(await Promise.all(QUERIES.map(([query]) => found(query))), before)
      assert.deepEqual(await syncSearch(db), { added: 0, removed: 0 })
    })

    it('waits for what was just published, and not for ever', async () => {
      const keeper = new SearchKeeper(db)
      const { article } = await bring([title('Щойно'), said('Свіжість.')])
      await publish(article, 'uk')
      assert.equal(await keeper.ready(), true)
      assert.equal((await find('свіжістю')).total, 1)
      await keeper.close()
      await publish((await bring([title('Потім'), said('Пізніше.')])).article, 'uk')
      assert.equal(await keeper.ready(), false)
    })
  })
}

describe('making texts findable, killed in the middle', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-search-'))
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('is brought to its end by the next one', async () => {
    const file = path.join(folder, 'zvirka.db')
    const db = await openDb(file)
    await migrate(db)
    const world = await newWorld(db)
    const count = 40
    for (let at = 0; at < count; at += 1) {
      const segments = [title(`Стаття ${at}`), said('Той самий міст.')]
      const { article } = await importArticle(db, world.ed, { language: 'uk', siteText: null, segments, approved: true, message: '' })
      await publishEdition(db, world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    }
    const child = fork(new URL('../../test/syncing.ts', import.meta.url), [file])
    await new Promise((resolve) => child.once('message', resolve))
    child.kill('SIGKILL')
    await new Promise((resolve) => child.once('exit', resolve))
    const { halfway } = await db.selectFrom('search_document').select((eb) => eb.fn.countAll<number>().as('halfway')).executeTakeFirstOrThrow()
    assert.ok(halfway > 0 && halfway < count, `${halfway} of ${count}`)
    assert.deepEqual(await syncSearch(db), { added: count - halfway, removed: 0 })
    const index = db.$pickTables<'search_document' | 'search_index' | 'publication'>()
    assert.equal((await findEditions(index, 'uk', wantedIn('мости', ['uk']), { offset: 0, limit: 20 })).total, count)
    await db.destroy()
  })
})
