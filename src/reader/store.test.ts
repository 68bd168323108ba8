import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { databases } from '../../test/databases.ts'
import { newArticle, newWorld, reviewAll, submit, translateAll, type World } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import { replaceSlug } from '../articles/store.ts'
import type { Id } from '../db/columns.ts'
import type { Db } from '../db/schema.ts'
import { transact } from '../db/transact.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { listOriginalEditions, listPastTexts, listPastWords } from './history-store.ts'
import { publishedOnly, type ReaderDb } from './published.ts'
import {
  findArticleBySlug, listCredits, listEditions, listNewest, listOpenings, listParagraphs,
  listParagraphsOf, listSettings, listSiteTexts, listVersions, readGeneration,
} from './store.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`what readers' pages ask, on ${name}`, () => {
    let db: Db
    let reader: ReaderDb
    let world: World
    let bridge: Id
    let segments: Id[]
    const publish = (article: Id, language: string, slug?: string) =>
      publishEdition(db, world.ed, { article, language, slug, accepted: { missing: 0, behind: 0 } })
    const change = async (segment: Id, text: string) => {
      const desk = { article: bridge, source: 'en', language: 'en' }
      await submit(db, world.ed, desk, { [segment]: text })
      await reviewAll(db, world.rev, desk)
    }
    before(async () => {
      db = await open()
      reader = publishedOnly(db)
      world = await newWorld(db)
      const brought = await newArticle(world, 'en', ['The quiet bridge', 'It rained.', 'Nobody came.'])
      ;({ article: bridge, segments } = brought)
      await publish(bridge, 'en')
      await translateAll(world, { article: bridge, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'])
      await publish(bridge, 'uk')
    })
    after(() => db.destroy())

    it('finds an article by any slug it ever had, by its id, and by nothing else', async () => {
      await change(segments[1] ?? '', 'It poured.')
      await publish(bridge, 'en', 'a-new-name')
      for (const slug of ['the-quiet-bridge', 'a-new-name', 'tykhyi-mist']) assert.equal(await findArticleBySlug(reader, slug), bridge)
      assert.equal(await findArticleBySlug(reader, 'nobody'), undefined)
      assert.equal(await findArticleBySlug(reader, bridge), bridge)
    })

    it('knows each published language with its own slug', async () => {
      const versions = await listVersions(reader, bridge)
      assert.deepEqual(versions.map(({ language, slug, title, number, siteText }) => [language, slug, title, number, siteText]),
        [['en', 'a-new-name', 'The quiet bridge', 2, null], ['uk', 'tykhyi-mist', 'Тихий міст', 1, null]])
    })

    it('falls back to the id where a slug was given to another language of the article', async () => {
      const { article } = await newArticle(world, 'en', ['Sport', 'Text.'])
      await publish(article, 'en')
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Спорт', 'Текст.'])
      await publish(article, 'uk')
      await transact(db, (tx) => replaceSlug(tx, article, 'uk', 'sport'))
      assert.deepEqual((await listVersions(reader, article)).map(({ language, slug }) => [language, slug]), [['en', article], ['uk', 'sport']])
    })

    it('lists the newest first, without those left out, and the site’s own texts apart', async () => {
      const others = []
      for (const title of ['First', 'Second', 'Third']) others.push((await newArticle(world, 'en', [title, 'Text.'])).article)
      for (const article of others) await publish(article, 'en')
      const mission = await importArticle(db, world.ed, {
        language: 'en', siteText: 'mission', approved: true, message: '', segments: [
          { kind: 'title', level: 0, list: null, text: 'Mission' }, { kind: 'paragraph', level: 0, list: null, text: 'To write.' },
        ],
      })
      await publish(mission.article, 'en')
      const titles = async (slice: Parameters<typeof listNewest>[2]) => (await listNewest(reader, 'en', { ...slice, except: [mission.article, ...slice.except ?? []] })).map(({ title }) => title)
      assert.deepEqual(await titles({ limit: 2 }), ['Third', 'Second'])
      assert.deepEqual(await titles({ limit: 2, offset: 2 }), ['First', 'Sport'])
      assert.deepEqual(await titles({ limit: 2, except: others.slice(2) }), ['Second', 'First'])
      assert.deepEqual((await listSiteTexts(reader)).map(({ siteText, language }) => [siteText, language]), [['mission', 'en']])
      assert.deepEqual(await listVersions(reader, mission.article), [])
    })

    it('keeps the place of an article that is published again', async () => {
      await change(segments[2] ?? '', 'Somebody came.')
      await publish(bridge, 'en')
      assert.notEqual((await listNewest(reader, 'en', { limit: 1 }))[0]?.article, bridge)
    })

    it('reads paragraphs, openings, credits, earlier texts and settings', async () => {
      const [english, ukrainian] = await listVersions(reader, bridge)
      const editions = [english?.edition ?? '', ukrainian?.edition ?? '']
      assert.deepEqual((await listParagraphs(reader, editions[0] ?? '')).map(({ text }) => text), ['The quiet bridge', 'It poured.', 'Somebody came.'])
      assert.equal((await listParagraphsOf(reader, editions)).length, 6)
      assert.deepEqual((await listOpenings(reader, editions)).map(({ kind }) => kind), Array(4).fill('paragraph'))
      assert.deepEqual([await listParagraphsOf(reader, []), await listOpenings(reader, [])], [[], []])
      assert.deepEqual(await listCredits(reader, editions[1] ?? ''), [{ role: 'translator', name: 'Ada' }, { role: 'reviewer', name: 'Rev' }])
      const place = { article: bridge, language: 'en', number: 2 }
      const [, changed = ''] = (await listParagraphs(reader, editions[0] ?? '')).map(({ segment_id }) => segment_id)
      const earlier = await listOriginalEditions(reader, place)
      assert.deepEqual(earlier.map(({ number, important }) => [number, important]), [[1, false], [2, false]])
      assert.equal(new Set((await listPastTexts(reader, { ...place, number: 3 }, [changed])).map(({ hash }) => hash)).size, 2)
      assert.deepEqual((await listPastWords(reader, place, [changed])).map(({ text }) => text), ['It poured.', 'It rained.'])
      assert.deepEqual([await listPastTexts(reader, place, []), await listPastWords(reader, place, [])], [[], []])
      await db.insertInto('setting').values({ key: 'name.uk', value: 'Береги' }).execute()
      assert.deepEqual(await listSettings(reader), [{ key: 'name.uk', value: 'Береги' }])
    })

    it('lists editions with the one that was withdrawn, and the generation that each act moved', async () => {
      const before = await readGeneration(reader)
      await withdrawEdition(db, world.ed, { article: bridge, language: 'uk', reason: 'A check' })
      assert.equal(await readGeneration(reader), before + 1)
      assert.deepEqual((await listEditions(reader, bridge, 'uk')).map(({ number, withdrawn }) => [number, withdrawn]), [[1, true]])
      assert.deepEqual((await listEditions(reader, bridge, 'en')).map(({ number, withdrawn }) => [number, withdrawn]), [[3, false], [2, false], [1, false]])
    })
  })
}
