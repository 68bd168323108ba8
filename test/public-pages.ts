import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/db/schema.ts'
import { ROUTES } from '../src/people/route-table.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { openBrowser } from './chromium.ts'
import { crawl, type Crawled } from './crawl.ts'
import {
  alternatesOf, brokenSwitches, crookedAlternates, crookedCanonicals, crookedLanguages, deadLinks, htmlPages, isIndexed, unmarkedWords,
} from './crawl-laws.ts'
import { byLength } from './long.ts'
import { checkHtml } from './markup.ts'
import { checkByNu, withoutNu } from './nu.ts'
import { NOT_PAGES, routeOf } from './pages.ts'
import { lookAtPages, printPages, readWithoutScripts } from './public-looks.ts'
import { readSitemap } from './sitemaps.ts'
import { crookedFacts, crookedFeeds, crookedShares } from './told-laws.ts'
import { weighPages } from './weight.ts'

/** Every paragraph has the same form behind it: so many of each language are looked at. */
const MOST_FORMS = byLength(2, 10)

interface Tried {
  skip?: string | false
  /** Each language of the site, with words that a search finds. */
  finds: Record<string, string>
  /** Kinds of pages that a language has none of: language, route, status. */
  without: readonly string[]
  /** Fills the site; says which words somebody wrote in which language. */
  seed: (db: Db) => Promise<ReadonlyMap<string, string>>
}

/**
 * Follows every link that readers have and looks at every page it finds; in a browser at the longest of each kind and language,
 * and under `npm run test:long` at every one.
 */
export function checkPublicPages(name: string, { finds, without, seed, skip = false }: Tried): void {
  const languages = Object.keys(finds)

  describe(`every page that readers of ${name} can reach`, { skip }, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-crawl-'))
    let site: RunningSite
    let pages: Map<string, Crawled>
    let known: ReadonlyMap<string, string>
    let listed: Awaited<ReturnType<typeof readSitemap>>
    let chromium: Browser
    let seen: string[]
    const open: { close: () => Promise<unknown> }[] = []

    before(async () => {
      site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder, SITE_LANGUAGES: languages.join() }))
      open.push(site)
      known = await seed(site.db)
      await site.publicationChanged()
      chromium = await openBrowser()
      open.unshift(chromium)
      pages = await crawl(site, Object.entries(finds).flatMap(startsIn), leaveMostForms())
      // At once: a connection left idle by the checks below may be closed by the server just as it is used again.
      listed = await readSitemap(site)
      seen = longestOfEachKind(pages, byLength(1, Infinity))
    })
    after(async () => {
      for (const one of open) await one.close()
      rmSync(folder, { recursive: true, force: true })
    })

    it('is of every kind in every language', () => {
      const inside = Object.keys(ROUTES).filter((route) => route.startsWith('GET /:language/') && !NOT_PAGES.includes(route))
      const kinds = languages.flatMap((tag) => ['GET /:language', ...inside].map((route) => `${tag} ${route} 200`))
      const met = kindsOf(pages)
      assert.deepEqual(kinds.filter((kind) => !met.has(kind)), without)
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

    it('stands in the sitemap if search engines may keep it, and nothing else does, with the same languages', () => {
      const indexed = htmlPages(pages).filter((page) => isIndexed(page) && !page.path.includes('?')).map((page) => page.path)
      assert.deepEqual([...listed.keys()].sort(), indexed.sort())
      for (const [address, alternates] of listed) {
        const page = pages.get(address)
        assert.deepEqual([...alternates].sort(), page && [...alternatesOf(page)].sort(), address)
      }
    })

    it('tells machines what it tells people: structured data, shared links, feeds', () => {
      assert.deepEqual(crookedFacts(pages, site.url), [])
      assert.deepEqual(crookedShares(pages, site.url), [])
      assert.deepEqual(crookedFeeds(pages, site.url), [])
    })

    it('weighs little, asks nobody else for anything and needs no script', async () => {
      assert.deepEqual(await weighPages(site, pages), [])
    })

    it('conforms to HTML', async () => {
      const failures: string[] = []
      for (const { path: address, text } of htmlPages(pages)) failures.push(...(await checkHtml(text)).map((line) => `${address}: ${line}`))
      assert.deepEqual(failures, [])
    })

    it('conforms to HTML by the Nu checker as well', { skip: withoutNu }, () => {
      assert.deepEqual(checkByNu(folder, htmlPages(pages)), [])
    })

    it('breaks no rule of WCAG 2.2 AA in the light and in the dark, and fits windows of 320 to 1280 px, also with words 40 % longer', async () => {
      assert.deepEqual(await lookAtPages(chromium, site, seen), [])
    })

    it('says in a browser without scripts all that it says with them', async () => {
      assert.deepEqual(await readWithoutScripts(chromium, site, seen), [])
    })

    it('can be printed', async () => {
      assert.deepEqual(await printPages(chromium, site, seen), [])
    })
  })
}

/** Where readers come from outside, and what nobody links to. */
function startsIn([language, words]: [string, string]): string[] {
  const searches = ['', '?q=1', '?q=a+%D0%B2', `?q=${encodeURIComponent(words)}`].map((query) => `/search${query}`)
  return ['/', '/articles/nothing-here', '/nothing-here', ...searches].map((rest) => `/${language}${rest}`)
}

/** Of some paragraphs, the forms in all languages: they lead to each other. */
function leaveMostForms(): (address: string) => boolean {
  const chosen: { language: string; segment: string }[] = []
  return (address) => {
    const [, language = '', , , , segment = ''] = address.split('/')
    if (!address.includes('/correction?')) return ['desk', 'sign-in', 'language'].includes(language)
    if (chosen.some((one) => one.segment === segment)) return false
    if (chosen.filter((one) => one.language === language).length === MOST_FORMS) return true
    chosen.push({ language, segment })
    return false
  }
}

/** The longest has most to go wrong. */
function longestOfEachKind(pages: ReadonlyMap<string, Crawled>, most: number): string[] {
  const kinds = [...kindsOf(pages).values()]
  return kinds.flatMap((some) => some.toSorted((a, b) => b.text.length - a.text.length).slice(0, most).map((page) => page.path))
}

function kindsOf(pages: ReadonlyMap<string, Crawled>): Map<string, Crawled[]> {
  return Map.groupBy(htmlPages(pages), ({ path: address, status }) => `${address.split('/')[1]} ${routeOf(address)} ${status}`)
}
