import assert from 'node:assert/strict'
import { after, before, describe, it, mock } from 'node:test'
import type { Browser } from 'playwright-core'
import { inviteAgain } from '../src/people/actions.ts'
import { ROUTES } from '../src/people/route-table.ts'
import type { Actor } from '../src/people/model.ts'
import { keepSourceText } from '../src/sources/drafting.ts'
import { Browser as Forms } from './browser.ts'
import { openBrowser } from './chromium.ts'
import { writeInstruments } from './hostile-instruments.ts'
import { inviteEverybody, settingsOf, writeEverywhere } from './hostile-writing.ts'
import { Guard, type Seen } from './intrusions.ts'
import { NOT_PAGES, routeOf } from './pages.ts'
import { packs, PAYLOADS, WRITABLE } from './payloads.ts'
import { openPreview } from './preview.ts'
import { serveRaw } from './raw.ts'
import { RIGHTS } from './roles.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'

/** What a template would have made of its words; `$t(common:yes)` is looked for as it was written. */
const RECKONED = String(7919 * 7907)
const PER_ROUTE = 3
const SEARCHES = packs(200).map((words) => `q=${encodeURIComponent(words)}`)
const START = ['/uk/', '/en/', '/en/articles', '/uk/about', '/en/about', '/sign-in', '/reset', '/setup',
  `/uk/search?${SEARCHES[0]}`, `/en/search?${SEARCHES[1]}`]
const DESK = ['/desk', '/desk/articles', '/desk/articles?page=2', '/desk/articles?page=3', '/desk/articles?archived=1', `/desk/articles?${SEARCHES[0]}`,
  '/desk/articles/new', '/desk/articles/trash', '/desk/authors', '/desk/topics', '/desk/reviews', '/desk/reviews/decided', '/desk/corrections', '/desk/account', '/desk/help',
  '/desk/glossary', '/desk/words', '/desk/memory', '/desk/memory/imports', `/desk/memory?${SEARCHES[0]}`]
const OFFICE = ['/desk/people', '/desk/settings', '/desk/ledger', '/desk/status']

describe('hostile words in every field', () => {
  let site: TestSite
  let chromium: Browser
  let everybody: Actor
  const opened = new Set<string>()
  let articles: string[]
  let submission: string
  const reports = mock.method(process.stderr, 'write', () => true)
  before(async () => {
    site = await startTestSite()
    await writeInstruments(site)
    articles = Object.values(await writeEverywhere(site)).map(({ article }) => article)
    submission = (await site.db.selectFrom('proposal').innerJoin('submission', 'submission.id', 'submission_id').select('submission.id')
      .where('article_id', '=', articles[0] ?? '').orderBy('submission.id', 'desc').executeTakeFirstOrThrow()).id
    everybody = await newMember(site, WRITABLE[9]?.text ?? '', RIGHTS)
    await keepSourceText(site.db, everybody, articles[0] ?? '', { text: `# A\n\n${packs(2000).join('\n\n')}`, version: 0 })
    chromium = await openBrowser()
  })
  after(async () => {
    await chromium.close()
    await site.close()
    reports.mock.restore()
  })

  const guardOf = async (person?: Actor, language = 'en') => Guard.open(chromium, {
    baseURL: site.url, language, session: person && (await new Forms(site).signInAs(site, person)).cookie('__Host-sid'),
  })

  /** Opens these pages and those that links lead to, a few of each route. */
  async function crawl(guard: Guard, from: readonly string[]): Promise<Seen[]> {
    const paths = new Set(from)
    const met = new Map<string, number>()
    const seen: Seen[] = []
    for (const path of paths) {
      const here = await guard.visit(path)
      seen.push(here)
      opened.add(routeOf(path) ?? '')
      for (const link of here.links) {
        const url = URL.parse(link)
        if (url?.origin !== site.url) here.faults.push(`a link to ${link}`)
        else if (worthOpening(url, paths, met)) paths.add(url.pathname + url.search)
      }
    }
    return seen
  }

  /** Not more of a route than tell its page; those that differ by what they ask for are other pages. */
  function worthOpening({ pathname, search, searchParams }: URL, paths: ReadonlySet<string>, met: Map<string, number>): boolean {
    const route = routeOf(pathname)
    if (!route || NOT_PAGES.includes(route) && route !== 'GET /:language' || paths.has(pathname + search)) return false
    const kind = `${route} ${[...searchParams.keys()].join()}`
    met.set(kind, (met.get(kind) ?? 0) + 1)
    return (met.get(kind) ?? 0) <= (search === '' ? PER_ROUTE : 1)
  }

  function assertHarmless(seen: readonly Seen[]): void {
    const evaluated = seen.filter(({ words }) => words.includes(RECKONED)).map(({ path }) => `${path}: a template was read`)
    assert.deepEqual([...seen.flatMap(({ path, faults }) => faults.map((fault) => `${path}: ${fault}`)), ...evaluated], [])
    assert.deepEqual(reports.mock.calls.map(({ arguments: [line] }: { arguments: unknown[] }) => line), [])
  }

  /** As it was written, whatever spaces became of its line ends. */
  function assertReadable(seen: readonly Seen[]): void {
    const words = seen.map((one) => one.words.replace(/\s+/g, ' ')).join('\n')
    assert.deepEqual(WRITABLE.map(({ text }) => text.normalize().replace(/\s+/g, ' ').trim()).filter((text) => !words.includes(text)), [])
  }

  const readersRooms = () => articles.map((id) => `/a/${id}`)
  const rooms = () => articles.map((id) => `/desk/articles/${id}/languages/uk`)
  const questions = () => [...['archive', 'trash', 'details', 'source', 'source/plan', 'languages/uk/preview'].map((room) => `/desk/articles/${articles[0]}/${room}`),
    ...['', '/rest', '/return'].map((room) => `/desk/submissions/${submission}${room}`)]
  const audiences: [who: string, person: () => Actor | undefined, from: () => string[], language: string][] = [
    ['a reader', () => undefined, () => [...START, ...readersRooms()], 'uk'],
    ['the translator', () => site.world.ada, () => [...DESK, ...rooms()], 'uk'],
    ['the reviewer', () => site.world.rev, () => [...DESK, ...questions().slice(-3)], 'en'],
    ['somebody with every right', () => everybody, () => [...DESK, ...OFFICE, ...questions()], 'en'],
  ]
  for (const [who, person, from, language] of audiences) {
    it(`never run and make nothing of any page, and stand there as they were written, for ${who}`, async () => {
      const guard = await guardOf(person(), language)
      const seen = await crawl(guard, from())
      assertHarmless(seen)
      if (person()) assertReadable(seen)
      await guard.close()
    })
  }

  it('never run on the page of an invitation, a search, or one that asks to sign in first', async () => {
    const guard = await guardOf()
    const seen: Seen[] = []
    for (const [at, path] of (await inviteEverybody(site)).entries()) {
      if (at % 5 === 0) seen.push(await guard.visit(path))
      assert.deepEqual(await guard.inspectHtml((await new Forms(site).get(path)).html), [], path)
    }
    const { token } = await inviteAgain(site.db, site.world.admin, site.world.ada.id)
    seen.push(await guard.visit(`/reset/${token}`))
    opened.add('GET /invitations/:token').add('GET /reset/:token')
    assertHarmless(seen)
    const browser = await new Forms(site).signInAs(site, everybody)
    for (const search of SEARCHES) {
      for (const [asker, path] of [[browser, `/desk/articles?${search}`], [new Forms(site), `/desk/articles?${search}`], [new Forms(site), `/sign-in?next=/${search}`],
        [new Forms(site), `/uk/search?${search}`], [new Forms(site), `/en/search?${search}`]] as const) {
        assert.deepEqual(await guard.inspectHtml((await asker.get(path)).html), [], path)
      }
    }
    await guard.close()
  })

  it('never run as the name, the place or the line below the name of the site', async () => {
    const [guard, desk] = [await guardOf(), await guardOf(everybody)]
    const next = settingsOf(site)
    while (await next()) {
      assertHarmless([await guard.visit('/uk/'), await guard.visit('/en/'), await desk.visit('/desk/settings')])
    }
    await guard.close()
    await desk.close()
  })

  for (const [format, join] of [['text', '\n\n'], ['markdown', '\n\n'], ['html', '<p>']] as const) {
    it(`never run in the form they are sent back in, read as ${format}, whatever signs they hold`, async () => {
      const guard = await guardOf(everybody)
      const browser = await new Forms(site).signInAs(site, everybody)
      const some = Array.from({ length: 4 }, (_, at) => PAYLOADS.filter((_payload, i) => i % 4 === at).map(({ text }) => text))
      for (const texts of [PAYLOADS.map(({ text }) => text), ...some, WRITABLE.map(({ text }) => text)]) {
        const { answer } = await openPreview(browser, { text: texts.join(join), language: 'en', ...{ format } })
        assert.deepEqual(await guard.inspectHtml(answer.html), [])
        assert.ok([200, 422].includes(answer.status))
      }
      await guard.close()
    })
  }

  it('never run where they are pasted with their formatting, or typed, in a browser', async () => {
    const guard = await guardOf(everybody)
    const { page } = guard
    for (const html of packs(4000).map((words) => `<p>${words}</p><p>${words.replaceAll('\n', '</p><p>')}</p>`)) {
      await page.goto('/desk/articles/new')
      await page.locator('#text').evaluate((area: HTMLTextAreaElement, marked) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/html', marked)
        area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
        area.value = marked
      }, html)
      await page.locator('input[name=html]').evaluate((carrier: HTMLInputElement) => new Promise<void>((resolve) => {
        const wait = () => (carrier.value ? resolve() : setTimeout(wait))
        wait()
      }))
      await page.locator('form button.primary').first().click()
      await page.waitForURL('**/preview')
      assertHarmless([await guard.look('/desk/articles/preview')])
    }
    await guard.close()
  })

  it('were met on every page of the site', () => {
    const pages = Object.keys(ROUTES).filter((route) => route.startsWith('GET ') && !NOT_PAGES.includes(route))
    assert.deepEqual(pages.filter((route) => !opened.has(route)), [])
  })

  // The last one: it makes the browser report.
  it('would be noticed: the same search finds most of them where they are not escaped, and what the policy stops', async () => {
    await using raw = await serveRaw(PAYLOADS)
    const guard = await Guard.open(chromium, { baseURL: `http://127.0.0.1:${raw.port}` })
    const served = await Promise.all(PAYLOADS.map(async ({ id }) => guard.inspectHtml(await (await raw.get(`/open/${id}`)).text())))
    const found = served.filter((faults) => faults.length > 0).length
    assert.ok(found >= PAYLOADS.length * 0.6, `${found} of ${PAYLOADS.length} were found`)
    // What runs by itself, of each class.
    const some = PAYLOADS.filter(({ text }, at) => at % 2 === 0 && /onerror|onload|<script/.test(text))
    const seen = []
    for (const { id } of some) seen.push((await guard.visit(`/open/${id}`)).faults.some((fault) => fault === `ran ${id}`))
    const ran = seen.filter(Boolean).length
    assert.ok(ran >= some.length * 0.6, `${ran} of ${some.length} ran`)
    const { faults } = await guard.visit(`/policy/${some[0]?.id}`)
    assert.ok(faults.some((fault) => fault.startsWith('stopped')), faults.join())
    await guard.close()
  })
})
