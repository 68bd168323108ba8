import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newSigned } from '../../test/articles.ts'
import { databases } from '../../test/databases.ts'
import { newWorld, translateAll, type World } from '../../test/world.ts'
import type { Id, Language } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition } from '../editions/actions.ts'
import {
  countChosen, countGenres, countNamed, findRole, findSpan, hasNamed, listChosen, listThese, listTranslators,
} from './lists-store.ts'
import { findSubject, loadNamed } from './names.ts'
import { publishedOnly } from './published.ts'
import { listNearest, listOlder, listTies } from './related-store.ts'
import { listVersions } from './store.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`what lists are made of, on ${name}`, () => {
    let db: Db
    let world: World
    const articles: Id[] = []
    const publish = (article: Id, language: Language) =>
      publishEdition(db, world.ed, { article, language, accepted: { missing: 0, behind: 0 } })
    const reader = () => publishedOnly(db)
    const subject = async (kind: 'topic' | 'author', slug: string) => (await findSubject(reader(), kind, slug)) ?? ''
    before(async () => {
      db = await open()
      world = await newWorld(db)
      for (const [n, topics] of [['Rivers'], ['Rivers', 'Trade'], ['Trade']].entries()) {
        const details = { authors: [{ name: 'Ada Hill', role: '' }], topics, genre: n === 0 ? 'essay' as const : 'report' as const }
        const { article } = await newSigned(world, 'en', [`Article ${n}`, 'Ada Hill', `role ${n}`], details)
        await publish(article, 'en')
        await db.updateTable('publication').set({ first_published_at: `202${n + 4}-01-01T00:00:00.000Z` }).where('article_id', '=', article).execute()
        articles.push(article)
      }
      await translateAll(world, { article: articles[0] ?? '', source: 'en', language: 'uk' }, ['Стаття', 'Ада Гілл', 'роль', 'Дощило.'])
      await publish(articles[0] ?? '', 'uk')
      await newSigned(world, 'en', ['A draft', 'Secret Person'], { authors: [{ name: 'Secret Person', role: '' }], topics: ['Secret'], genre: 'letter' })
    })
    after(() => db.destroy())

    it('counts what every filter lets through, in each language', async () => {
      const [rivers, ada] = [await subject('topic', 'rivers'), await subject('author', 'ada-hill')]
      const counts = async (chosen: Omit<Parameters<typeof countChosen>[1], 'except'>, except: Id[] = []) => Object.fromEntries(await countChosen(reader(), { ...chosen, except }))
      assert.deepEqual(await counts({}), { en: 3, uk: 1 })
      assert.deepEqual(await counts({ topic: rivers }), { en: 2, uk: 1 })
      assert.deepEqual(await counts({ topic: rivers, author: ada, genre: 'report' }), { en: 1 })
      assert.deepEqual(await counts({ since: '2025-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' }), { en: 1 })
      assert.deepEqual(await counts({ lacking: 'uk' }), { en: 2 })
      assert.deepEqual(await counts({ language: 'uk' }), { uk: 1 })
      assert.deepEqual(await counts({}, articles.slice(0, 1)), { en: 2 })
    })

    it('lists them newest first, in slices', async () => {
      const titles = async (chosen: object, offset = 0, limit = 20) =>
        (await listChosen(reader(), 'en', { ...chosen, except: [] }, { offset, limit })).map(({ title }) => title)
      assert.deepEqual(await titles({}), ['Article 2', 'Article 1', 'Article 0'])
      assert.deepEqual(await titles({}, 1, 1), ['Article 1'])
      assert.deepEqual(await titles({ topic: await subject('topic', 'rivers') }), ['Article 1', 'Article 0'])
      assert.deepEqual((await listThese(reader(), 'en', articles)).map(({ title }) => title), ['Article 0', 'Article 1', 'Article 2'])
      assert.deepEqual(await listThese(reader(), 'en', []), [])
    })

    it('counts topics, authors and kinds of what is published alone', async () => {
      const counted = (rows: { count: number }[]) => rows.map(({ count }) => count).sort()
      assert.deepEqual(counted(await countNamed(reader(), 'topic', 'en', [])), [2, 2])
      assert.deepEqual(counted(await countNamed(reader(), 'author', 'uk', [])), [1])
      const genres = (await countGenres(reader(), [])).map(({ language, genre, count }) => `${language} ${genre} ${count}`)
      assert.deepEqual(genres.sort(), ['en essay 1', 'en report 2', 'uk essay 1'])
      assert.deepEqual([await hasNamed(reader(), 'topic', 'uk'), await hasNamed(reader(), 'author', 'uk'), await hasNamed(reader(), 'topic', 'pl')], [true, true, false])
      assert.deepEqual(await findSpan(reader(), 'en'), { first: '2024-01-01T00:00:00.000Z', last: '2026-01-01T00:00:00.000Z' })
      assert.equal(await findSpan(reader(), 'pl'), undefined)
    })

    it('knows names and addresses of what is published, and of nothing else', async () => {
      assert.equal(await findSubject(reader(), 'topic', 'secret'), undefined)
      assert.equal(await findSubject(reader(), 'author', 'secret-person'), undefined)
      assert.deepEqual([...(await loadNamed(reader(), 'topic', 'uk')).values()].map(({ slug, name: { text, language } }) => `${slug} ${text} ${language}`).sort(),
        ['rivers Rivers en', 'trade Trade en'])
      assert.deepEqual(await loadNamed(reader(), 'topic', 'uk', []), new Map())
    })

    it('knows what stood beside an author’s name last, and who translated', async () => {
      const ada = await subject('author', 'ada-hill')
      assert.deepEqual([await findRole(reader(), ada, 'en'), await findRole(reader(), ada, 'pl')], ['role 2', undefined])
      const [, ukrainian] = await listVersions(reader(), articles[0] ?? '')
      assert.deepEqual(await listTranslators(reader(), [ukrainian?.edition ?? '']), [{ edition: ukrainian?.edition, name: 'Ada' }])
      assert.deepEqual(await listTranslators(reader(), []), [])
    })

    it('knows the neighbours of an article', async () => {
      const place = (await listVersions(reader(), articles[1] ?? '')).find(({ language }) => language === 'en')
      assert.ok(place)
      assert.deepEqual(await listNearest(reader(), 'topic', await subject('topic', 'rivers'), place, 5), [articles[0]])
      assert.deepEqual(await listNearest(reader(), 'author', await subject('author', 'ada-hill'), place, 5), [articles[0], articles[2]])
      assert.deepEqual([await listOlder(reader(), place, 5, []), await listOlder(reader(), place, 5, articles)], [[articles[0]], []])
      assert.equal((await listTies(reader(), 'topic', place.article)).length, 2)
      assert.equal((await listTies(reader(), 'author', place.article)).length, 1)
    })
  })
}
