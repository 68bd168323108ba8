import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newSigned } from '../../test/articles.ts'
import { databases } from '../../test/databases.ts'
import { startReaderSite } from '../../test/reader-clock.ts'
import { newWorld } from '../../test/world.ts'
import { childrenOf, parseXml, textIn } from '../../test/xml.ts'
import { publishEdition } from '../editions/actions.ts'

for (const [name, open] of Object.entries(databases)) {
  describe(`what programs read, on ${name}`, () => {
    it('has each published article, and nothing of a draft', async () => {
      const db = await open()
      const world = await newWorld(db)
      const details = { authors: [{ name: 'Ада Гіл', role: '' }], topics: ['Мости'] }
      const { article } = await newSigned(world, 'uk', ['Тихий міст', 'Ада Гіл'], details)
      await publishEdition(db, world.ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
      await newSigned(world, 'uk', ['Ненаписане', 'Невідома'], { ...details, topics: ['Таємне'] })
      const site = await startReaderSite(db)
      try {
        const read = async (path: string) => (await site.read(path)).html
        const parts = childrenOf(parseXml(await read('/sitemap.xml')), 'sitemap').map((part) => new URL(textIn(part, 'loc') ?? '').pathname)
        assert.deepEqual(parts.slice(0, 3), ['/sitemaps/pages.xml', '/sitemaps/topics-1.xml', '/sitemaps/authors-1.xml'])
        const feeds = ['/uk/feed.xml', '/uk/feed.json', '/feed.xml', '/uk/editions.xml', '/uk/topics/mosty/feed.xml', '/uk/authors/ada-hil/feed.xml']
        for (const path of feeds) assert.match(await read(path), /Тихий міст/, path)
        assert.match(await read(parts.at(-1) ?? ''), /\/uk\/articles\/tykhyi-mist</)
        for (const path of [...feeds, ...parts]) assert.doesNotMatch(await read(path), /Ненаписане|Невідома|Таємне|nenapysane|taiemne/, path)
      } finally {
        site.close()
        await db.destroy()
      }
    })
  })
}
