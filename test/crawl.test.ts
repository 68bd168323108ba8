import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { seedDemo } from '../scripts/demo/seed.ts'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/db/schema.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { crawl, type Crawled } from './crawl.ts'
import { brokenSwitches, crookedAlternates, crookedCanonicals, deadLinks, fold, htmlPages, isNoindex, unmarkedWords } from './crawl-laws.ts'
import { LANGUAGES, seedDeclaration, SITE_TEXTS, withoutDeclaration } from './declaration.ts'
import { checkHtml } from './markup.ts'
import { checkByNu, withoutNu } from './nu.ts'
import { readSitemap } from './sitemaps.ts'
import { weighPages } from './weight.ts'

interface Tried {
  languages: string
  skip?: string | false
  /** Fills the site; says which words somebody wrote in which language. */
  seed: (db: Db) => Promise<ReadonlyMap<string, string>>
}

const SITES: Record<string, Tried> = {
  'the demo': { languages: 'uk,en', seed: async (db) => (await seedDemo(db), new Map()) },
  'a site in four languages, two of them by configuration alone': {
    languages: LANGUAGES.join(), skip: withoutDeclaration,
    seed: async (db) => knownWords((await seedDeclaration(db)).texts),
  },
}

for (const [name, { languages, seed, skip = false }] of Object.entries(SITES)) {
  describe(`every page that readers of ${name} can reach`, { skip }, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-crawl-'))
    let site: RunningSite
    let pages: Map<string, Crawled>
    let known: ReadonlyMap<string, string>

    before(async () => {
      site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder, SITE_LANGUAGES: languages }))
      known = await seed(site.db)
      await site.publicationChanged()
      pages = await crawl(site, languages.split(',').map((tag) => `/${tag}/`), (address) => /^\/(?:desk|sign-in|language)\b/.test(address))
    })
    after(async () => {
      await site.close()
      rmSync(folder, { recursive: true, force: true })
    })

    it('is of every kind', () => {
      const kinds = ['/articles', '/articles/[^/?]+', '/articles/[^/]+/editions', '/articles/[^/]+/parallel/[^/]+', '/topics/[^/]+', '/authors/[^/]+', '/about', '/search[^/]*']
      const paths = htmlPages(pages).map((page) => page.path)
      assert.deepEqual(kinds.filter((kind) => !paths.some((address) => new RegExp(`^/[a-z]+${kind}$`).test(address))), [])
    })

    it('leads nowhere where nothing is, fragments and pictures included, to no other site, and by one hop at most', () => {
      assert.deepEqual(deadLinks(pages), [])
    })

    it('is named the same by all its languages, itself among them', () => {
      assert.deepEqual(crookedAlternates(pages), [])
      assert.deepEqual(crookedCanonicals(pages), [])
    })

    it('leads to itself in another language and back, never to the front page (P05)', () => {
      assert.deepEqual(brokenSwitches(pages), [])
    })

    it('marks every word of another language (P36)', () => {
      assert.deepEqual(unmarkedWords(pages, known), [])
    })

    it('stands in the sitemap if search engines may keep it, and nothing else does, with the same languages', async () => {
      const listed = await readSitemap(site)
      const indexed = htmlPages(pages).filter((page) => page.status === 200 && !isNoindex(page) && !page.path.includes('?')).map((page) => page.path)
      assert.deepEqual([...listed.keys()].sort(), indexed.sort())
      for (const [address, alternates] of listed) {
        assert.deepEqual([...alternates].sort(), [...crawledAlternates(pages.get(address))].sort(), address)
      }
    })

    it('conforms to HTML', async () => {
      const failures: string[] = []
      for (const { path: address, text } of htmlPages(pages)) failures.push(...(await checkHtml(text)).map((line) => `${address}: ${line}`))
      assert.deepEqual(failures, [])
    })

    it('conforms to HTML by the Nu checker as well', { skip: withoutNu }, () => {
      assert.deepEqual(checkByNu(folder, htmlPages(pages)), [])
    })

    it('weighs little, asks nobody else for anything and needs no script', async () => {
      assert.deepEqual(await weighPages(site, pages), [])
    })
  })
}

function crawledAlternates(page: Crawled | undefined): Map<string, string> {
  const links = page?.links.filter(({ element }) => element.tagName === 'link' && element.properties['hrefLang'] !== undefined) ?? []
  return new Map(links.map(({ element, path: address }) => [String(element.properties['hrefLang']), address]))
}

/** Texts that are in one language only, folded. */
function knownWords(texts: Record<string, readonly string[]>): ReadonlyMap<string, string> {
  const own = Object.entries(texts).flatMap(([language, some]) => some.map((text) => [fold(text), language] as const))
  const site = Object.values(SITE_TEXTS).flatMap((words) => Object.entries(words).map(([language, text]) => [fold(text), language] as const))
  return new Map([...own, ...site].filter(([text]) => text.length > 8))
}
