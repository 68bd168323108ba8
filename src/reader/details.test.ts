import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newSigned, wantedNow } from '../../test/articles.ts'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { choicesIn, fieldsIn } from '../../test/forms.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newWorld, translateAll, type World } from '../../test/world.ts'
import { changeDetails } from '../articles/details-actions.ts'
import type { Db } from '../db/schema.ts'
import { publishEdition, withdrawEdition } from '../editions/actions.ts'
import { listPublishedDetails } from './details.ts'
import { publishedOnly } from './published.ts'

const SECRET = { authors: [{ name: 'Canary Author', role: 'canary role' }], topics: ['Canary topic'], genre: 'speech', date: '1999-01-02' } as const
const VIEWS = ['published_article', 'published_topic', 'published_topic_name', 'published_author', 'published_author_name'] as const

for (const [name, open] of Object.entries(databases)) {
  describe(`what readers may know of an article beside its texts, on ${name}`, () => {
    let db: Db
    let world: World
    before(async () => {
      db = await open()
      world = await newWorld(db)
    })
    after(() => db.destroy())
    const publish = (article: string, language = 'en') => publishEdition(db, world.ed, { article, language, accepted: { missing: 0, behind: 0 } })

    it('is nothing of one that was never published, or is no longer: not in any view', async () => {
      const { article } = await newSigned(world, 'en', ['Hidden', 'Canary Author'], SECRET)
      const seen = async () => {
        const rows = await Promise.all(VIEWS.map((view) => publishedOnly(db).selectFrom(view).selectAll().execute()))
        return [JSON.stringify(rows), (await listPublishedDetails(publishedOnly(db), [article], 'en')).size] as const
      }
      assert.deepEqual(await seen(), ['[[],[],[],[],[]]', 0])
      await publish(article)
      const [rows, found] = await seen()
      assert.match(rows, /1999-01-02[\s\S]*Canary topic[\s\S]*Canary Author/)
      assert.doesNotMatch(rows, /canary role/)
      assert.equal(found, 1)
      await withdrawEdition(db, world.ed, { article, language: 'en', reason: 'A mistake.' })
      assert.deepEqual(await seen(), ['[[],[],[],[],[]]', 0])
    })

    it('is in the language that is asked for where there is a name in it, else in its own', async () => {
      const { article, segments } = await newSigned(world, 'en', ['Bridges', 'Ada Hill'], { topics: ['Zebra', 'Rivers'], authors: [{ name: 'Ada Hill', role: '' }], genre: 'essay' })
      const now = await wantedNow(db, article)
      await changeDetails(db, world.ed, { ...now, wanted: { ...now.wanted, newTopic: { uk: 'Мости', en: 'Bridges' } } })
      await translateAll(world, { article, source: 'en', language: 'uk' }, ['Мости', 'Ада Гілл', 'Дощ.'])
      await publish(article, 'uk')
      const details = (await listPublishedDetails(publishedOnly(db), [article], 'uk')).get(article)
      assert.deepEqual([details?.genre, details?.originalDate], ['essay', null])
      assert.deepEqual(details?.topics.map(({ name: topic }) => topic),
        [{ text: 'Мости', language: 'uk' }, { text: 'Rivers', language: 'en' }, { text: 'Zebra', language: 'en' }])
      assert.deepEqual(details?.authors.map(({ nameSegment, roleSegment, name: author }) => [nameSegment, roleSegment, author]),
        [[segments[1], null, { text: 'Ada Hill', language: 'en' }]])
    })

    it('cannot be asked of the tables themselves', () => {
      for (const table of ['article', 'topic', 'topic_name', 'article_topic', 'author', 'author_name', 'article_author'] as const) {
        assert.throws(() => publishedOnly(db).selectFrom(table as 'published_article').selectAll().compile(), /cannot read/)
      }
    })
  })
}

describe('readers’ pages', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const publish = (article: string) => publishEdition(site.db, site.world.ed, { article, language: 'en', accepted: { missing: 0, behind: 0 } })

  it('tell nothing of an article that is not published', async () => {
    const shown = await newSigned(site.world, 'en', ['Shown', 'Ada Hill'], { topics: ['Seen'] })
    const { article } = await newSigned(site.world, 'en', ['Hidden', 'Canary Author'], SECRET)
    await publish(shown.article)
    const reader = new Browser(site)
    for (const path of ['/en/', '/uk/', '/en/articles', `/en/articles/${article}`, `/a/${article}`, '/en/articles/hidden', '/en/articles/shown', '/uk/articles/hidden']) {
      assert.doesNotMatch((await reader.get(path)).html, /Canary|canary|1999/, path)
    }
  })

  it('show new details at once, to those too who have read the page before', async () => {
    const { article } = await newSigned(site.world, 'en', ['Renewed', 'Ada Hill'], { genre: 'essay' })
    await publish(article)
    await site.publicationChanged()
    const [reader, editor] = [new Browser(site), await new Browser(site).signInAs(site, site.world.ed)]
    assert.match((await reader.get('/en/articles/renewed')).html, /essay/)
    const path = `/desk/articles/${article}/details`
    const { html } = await editor.get(path)
    const fields = [...fieldsIn(html, path), ...choicesIn(html, path)].map(([name, value]): [string, string] =>
      [name, name === 'genre' ? 'letter' : name === 'new_topic_en' ? 'Fresh topic' : value])
    await editor.postRaw(path, fields)
    assert.match((await reader.get('/en/articles/renewed')).html, /letter[\s\S]*Fresh topic/)
    const topic = (await site.db.selectFrom('topic_name').select('topic_id').where('name', '=', 'Fresh topic').executeTakeFirstOrThrow()).topic_id
    const room = `/desk/topics/${topic}`
    await editor.postRaw(room, fieldsIn((await editor.get(room)).html, room).map(([name, value]): [string, string] => [name, name === 'name_en' ? 'Better name' : value]))
    assert.match((await reader.get('/en/articles/renewed')).html, /Better name/)
  })

  it('say who translated and who reviewed (P48)', async () => {
    const { article } = await newSigned(site.world, 'en', ['Credited', 'Ada Hill'])
    await translateAll(site.world, { article, source: 'en', language: 'uk' }, ['Подяка', 'Ада Гілл', 'Дощ.'])
    await publishEdition(site.db, site.world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    await site.publicationChanged()
    assert.match((await new Browser(site).get('/uk/articles/podiaka')).html, /Ada[\s\S]*Rev/)
  })
})
