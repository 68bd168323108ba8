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
import {
  alternatesOf, brokenSwitches, crookedAlternates, crookedCanonicals, crookedLanguages, deadLinks, fold, htmlPages, isIndexed,
  unmarkedWords,
} from './crawl-laws.ts'
import { LANGUAGES, seedDeclaration, SITE_TEXTS, withoutDeclaration } from './declaration.ts'
import { checkHtml } from './markup.ts'
import { checkByNu, withoutNu } from './nu.ts'
import { routeOf } from './pages.ts'
import { readSitemap } from './sitemaps.ts'
import { weighPages } from './weight.ts'

const LONG = process.env['LONG'] === '1'

const SOME_FORMS = 6

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
      // Every paragraph has the same form behind it: those of the titles will do.
      let forms = 0
      const leave = (address: string) => /^\/(?:desk|sign-in|language)\b/.test(address) || address.includes('/correction?') && (forms += 1) > SOME_FORMS
      const starts = languages.split(',').flatMap((tag) => ['/', '/search', '/search?q=1', '/search?q=a+%D0%B2'].map((rest) => `/${tag}${rest}`))
      pages = await crawl(site, starts, leave)
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

    it('says which languages there are, each by its own name, and which is its own (P37)', () => {
      assert.deepEqual(crookedLanguages(pages), [])
    })

    it('marks every word of another language (P36)', () => {
      assert.deepEqual(unmarkedWords(pages, known), [])
    })

    it('stands in the sitemap if search engines may keep it, and nothing else does, with the same languages', async () => {
      const listed = await readSitemap(site)
      const indexed = htmlPages(pages).filter((page) => isIndexed(page) && !page.path.includes('?')).map((page) => page.path)
      assert.deepEqual([...listed.keys()].sort(), indexed.sort())
      for (const [address, alternates] of listed) {
        const page = pages.get(address)
        assert.deepEqual([...alternates].sort(), page && [...alternatesOf(page)].sort(), address)
      }
    })

    it('weighs little, asks nobody else for anything and needs no script', async () => {
      assert.deepEqual(await weighPages(site, pages), [])
    })

    it('conforms to HTML', async () => {
      const failures: string[] = []
      for (const { path: address, text } of (LONG ? htmlPages(pages) : someOfEachKind(pages))) failures.push(...(await checkHtml(text)).map((line) => `${address}: ${line}`))
      assert.deepEqual(failures, [])
    })

    it('conforms to HTML by the Nu checker as well', { skip: withoutNu }, () => {
      assert.deepEqual(checkByNu(folder, htmlPages(pages)), [])
    })
  })
}

/** Texts that are in one language only, folded. */
function knownWords(texts: Record<string, readonly string[]>): ReadonlyMap<string, string> {
  const own = Object.entries(texts).flatMap(([language, some]) => some.map((text) => [fold(text), language] as const))
  const site = Object.values(SITE_TEXTS).flatMap((words) => Object.entries(words).map(([tag, text]) => [fold(text), tag] as const))
  return new Map([...own, ...site].filter(([text]) => text.length > 8))
}

/** The longest and the shortest page of each kind, language and status: the Nu checker reads them all. */
function someOfEachKind(pages: ReadonlyMap<string, Crawled>): Crawled[] {
  const kinds = Map.groupBy(htmlPages(pages), ({ path: address, status }) => `${address.split('/')[1]} ${routeOf(address)} ${status}`)
  return [...kinds.values()].flatMap((some) => {
    const sorted = some.toSorted((a, b) => a.text.length - b.text.length)
    return [...new Set([sorted[0], sorted.at(-1)])].filter((page) => page !== undefined)
  })
}
