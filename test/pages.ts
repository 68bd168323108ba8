import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Browser as Chromium, Page } from 'playwright-core'
import { PEOPLE, seedDemo } from '../scripts/demo/seed.ts'
import { readConfig } from '../src/config.ts'
import { addPerson, inviteAgain, invitePerson, offerSetup } from '../src/people/actions.ts'
import { ROUTES } from '../src/people/route-table.ts'
import { findActor, findPersonByEmail } from '../src/people/store.ts'
import { startSite, type RunningSite } from '../src/serve.ts'
import { Browser } from './browser.ts'
import { bringChecker, openBrowser } from './chromium.ts'
import { findFaults } from './looks.ts'
import { checkHtml } from './markup.ts'

/** Every page of the site as somebody meets it: an address and who opens it. */
interface Visit {
  route: string
  path: string
  role: (typeof PEOPLE)[number]['role'] | null
  /** Nobody met this kind of page, as this kind of person where that changes it, before. */
  first: boolean
}

/** Pages that look different to a translator, a reviewer and an editor. */
const BY_ROLE = ['GET /desk', 'GET /desk/articles/:article/languages/:language', 'GET /desk/submissions/:submission']
/** Links to them lead to pictures. */
const PICTURES = ['GET /images/:hash', 'GET /images/:hash/:width', 'GET /desk/images/:hash', 'GET /:language/card.png', 'GET /:language/articles/:slug/card.png']
/** Links to them lead to what programs read. */
const FILES = [
  ...['bib', 'ris', 'json'].map((format) => `GET /:language/articles/:slug/cite.${format}`),
  'GET /feed.xml', 'GET /feed.json', 'GET /:language/feed.xml', 'GET /:language/feed.json', 'GET /:language/editions.xml',
  'GET /:language/topics/:topic/feed.xml', 'GET /:language/authors/:author/feed.xml', 'GET /:language/site.webmanifest', 'GET /:language/opensearch.xml',
  'GET /desk/glossary/file', 'GET /desk/quality/file', 'GET /desk/checks.js', 'GET /sitemap.xml', 'GET /sitemaps/:part.xml', 'GET /.well-known/security.txt',
]
export const NOT_PAGES: readonly string[] = [
  'GET /', 'GET /a/:article', 'GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /robots.txt', 'GET /:language',
  ...PICTURES, ...FILES,
]
const EVERYTHING = [{ right: 'administrator', language: '' }, { right: 'publish', language: 'uk' }] as const
const ROLES = PEOPLE.map(({ role }) => role)

/**
 * Walks the demo's site as everybody and checks every page in one interface language, against WCAG 2.2 AA in both themes.
 */
export function checkEveryPage(language: string): void {
  describe(`every page, in ${language}`, () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'zvirka-pages-'))
    let site: RunningSite
    let chromium: Chromium
    let visits: Visit[]

    before(async () => {
      site = await startSite(readConfig({ PORT: '0', DATA_DIR: path.join(folder, 'demo') }))
      await seedDemo(site.db)
      chromium = await openBrowser()
      visits = await collectVisits(site)
    })
    after(async () => {
      await chromium.close()
      await site.close()
      rmSync(folder, { recursive: true, force: true })
    })

    it('is reached by links from where people start, for every route of the table', () => {
      const reached = new Set(visits.map(({ route }) => route))
      const pages = Object.keys(ROUTES).filter((route) => route.startsWith('GET ') && !NOT_PAGES.includes(route))
      assert.deepEqual(pages.filter((route) => !reached.has(route)), [])
    })

    it('conforms to HTML and names itself', async () => {
      const failures: string[] = []
      for (const visit of visits) {
        const { html, status } = await (await browserOf(site, visit.role, language)).get(visit.path)
        if (status >= 500) failures.push(`${visit.path}: ${status}`)
        failures.push(...(await checkHtml(html)).map((line) => `${visit.path}: ${line}`))
        if (!/<title>[^<]+<\/title>/.test(html)) failures.push(`${visit.path}: no title`)
      }
      assert.deepEqual(failures, [])
    })

    it('breaks no rule of WCAG 2.2 AA in the light and in the dark, scrolls sideways and cuts words off nowhere', async () => {
      assert.deepEqual(await findFailures(chromium, site, visits, language), [])
    })

    it('has an empty state and a title on a site where nothing has happened yet', () => checkEmptySite(path.join(folder, 'empty'), language))
  })
}

async function findFailures(chromium: Chromium, site: RunningSite, visits: readonly Visit[], language: string): Promise<string[]> {
  const failures: string[] = []
  for (const role of [...ROLES, null]) {
    const page = await pageOf(chromium, site, role, language)
    // Readers' pages are looked at where every link of theirs is followed: test/crawl-demo.test.ts.
    for (const { path: address } of visits.filter((visit) => visit.role === role && visit.first && !visit.route.startsWith('GET /:language'))) {
      await page.goto(address)
      failures.push(...(await findFaults(page)).map((line) => `${address} as ${role}: ${line}`))
    }
    await page.context().close()
  }
  return failures
}

async function checkEmptySite(folder: string, language: string): Promise<void> {
  const site = await startSite(readConfig({ PORT: '0', DATA_DIR: folder }))
  try {
    const { html: setup } = await new Browser(site, { language }).get(`/setup?token=${await offerSetup(site.db)}`)
    assert.deepEqual(await checkHtml(setup), [])
    await addPerson(site.db, { name: 'Олена', email: 'editor@example.org', grants: EVERYTHING })
    for (const address of ['/desk', '/desk/articles', '/desk/articles?archived=1', '/desk/status', '/desk/reviews', '/desk/corrections', '/desk/glossary', '/desk/words', '/desk/memory', '/desk/memory/imports', '/desk/quality', '/desk/people', '/desk/ledger', '/desk/articles/new', '/uk/', '/en/articles']) {
      const { html, status } = await (await browserOf(site, 'editor', language)).get(address)
      assert.equal(status, 200, address)
      assert.deepEqual(await checkHtml(html), [], address)
      assert.match(html, /<h1[ >]/, address)
    }
  } finally {
    await site.close()
  }
}

/** Follows links from the start of each person and of readers, two addresses of each route at most. */
async function collectVisits(site: RunningSite): Promise<Visit[]> {
  const visits: Visit[] = []
  for (const role of [...ROLES, null]) {
    const browser = await browserOf(site, role, 'en')
    const waiting = role ? ['/desk', '/desk/account'] : ['/uk/', '/en/', '/sign-in']
    const seen = new Set<string>()
    while (waiting.length > 0) {
      const address = (waiting.shift() ?? '').replace(/#.*$/, '')
      const route = routeOf(address)
      const sameRoute = visits.filter((visit) => visit.route === route && visit.role === role).length
      if (!route || [...PICTURES, ...FILES].includes(route) || seen.has(address) || sameRoute >= 2 || role && !address.startsWith('/desk')) continue
      seen.add(address)
      const { html, status } = await browser.get(address)
      if (status === 403) continue
      const met = visits.some((visit) => visit.route === route && (visit.role === role || !BY_ROLE.includes(route)))
      visits.push({ route, path: address, role, first: !met })
      waiting.push(...[...html.matchAll(/(?:<a\s[^>]*href|<button\s[^>]*data-next)="(\/[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&')))
    }
  }
  const outside = await outsideAddresses(site)
  return [...visits, ...outside.map((address) => ({ route: routeOf(address) ?? '', path: address, role: null, first: true }))]
}

/** Pages nobody links to: an invitation, a new password, set-up is over, signing in first, a translation not there yet, nothing at all. */
async function outsideAddresses(site: RunningSite): Promise<string[]> {
  const editor = await personOf(site, 'editor')
  const { token } = await invitePerson(site.db, editor, { name: 'New', email: 'new@example.org', grants: [] })
  const reset = await inviteAgain(site.db, editor, (await personOf(site, 'translator')).id)
  return [`/invitations/${token}`, `/reset/${reset.token}`, '/setup', '/desk/account', '/en/articles/arkhiv-tse-takozh-ploshcha', '/uk/articles/nothing-here', '/uk/search', '/uk/search?q=архіви', '/en/search?q=архіви']
}

export function routeOf(address: string): string | undefined {
  const { pathname } = new URL(address, 'http://site.invalid')
  const exact = Object.keys(ROUTES).find((route) => route === `GET ${pathname}`)
  return exact ?? Object.keys(ROUTES).find((route) => {
    const [method, pattern = ''] = route.split(' ')
    return method === 'GET' && new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}/?$`).test(pathname)
  })
}

async function personOf(site: RunningSite, role: Visit['role']) {
  const email = PEOPLE.find((person) => person.role === role)?.email ?? ''
  const person = await findPersonByEmail(site.db, email)
  const actor = person && await findActor(site.db, person.id)
  assert.ok(actor)
  return actor
}

async function browserOf(site: RunningSite, role: Visit['role'], language: string): Promise<Browser> {
  const browser = new Browser(site, { language })
  return role ? browser.signInAs(site, await personOf(site, role)) : browser
}

async function pageOf(chromium: Chromium, site: RunningSite, role: Visit['role'], language: string): Promise<Page> {
  const context = await chromium.newContext({ baseURL: site.url, locale: language, colorScheme: 'light', bypassCSP: true })
  await bringChecker(context)
  const value = (await browserOf(site, role, language)).cookie('__Host-sid')
  if (value) await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
  return context.newPage()
}
