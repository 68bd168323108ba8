import assert from 'node:assert/strict'
import { after, before, describe, it, mock } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { putAway } from '../src/articles/archive-actions.ts'
import { addTopic } from '../src/articles/topic-actions.ts'
import type { NewSegment } from '../src/articles/model.ts'
import { storeImage } from '../src/assets/actions.ts'
import { publishEdition, restoreEdition, withdrawEdition } from '../src/editions/actions.ts'
import { scheduleEditions } from '../src/editions/schedule-actions.ts'
import { changeAccess } from '../src/people/actions.ts'
import { changeSettings } from '../src/people/settings-actions.ts'
import { replaceNames, updatePerson } from '../src/people/store.ts'
import { returnSubmission } from '../src/reviews/actions.ts'
import { keepChoices } from '../src/reviews/drafts.ts'
import { transact } from '../src/db/transact.ts'
import { restoreRevision } from '../src/translations/actions.ts'
import { saveSendDraft } from '../src/translations/sending-store.ts'
import { newSigned } from './articles.ts'
import { openBrowser } from './chromium.ts'
import { picture } from './pictures.ts'
import { publish, publishNew, type Brought } from './readers.ts'
import { RIGHTS } from './roles.ts'
import { Browser as Forms } from './browser.ts'
import { newMember, startTestSite, type TestSite } from './site.ts'
import { factsIn, newArticle, reviewAll, shownOf, submit, translateAll, type } from './world.ts'

const SHORT = '"\'><img src=x onerror="__x()"><script>__x()</script>{{x}}$t(common:yes)<%= 7*7 %>'
const WORDS = `${SHORT} </textarea></title></style><svg onload=__x()> <a href="javascript:__x()">x</a> [x](javascript:__x()) \${7*7} &lt;script&gt;
<iframe srcdoc="<script>parent.__x()</script>"></iframe> --><body onload=__x()> ]]> \\u003cscript\\u003e`
const KINDS = ['title', 'author_name', 'author_role', 'lead', 'heading', 'paragraph', 'list_item', 'quotation', 'caption', 'code'] as const
const MOST_PAGES = 90

const hostile = (mark: string): NewSegment[] => KINDS.map((kind) => ({
  kind, level: kind === 'heading' ? 2 : kind === 'list_item' ? 1 : 0, list: kind === 'list_item' ? 'bulleted' : null,
  text: kind === 'title' || kind === 'heading' || kind.startsWith('author') ? `${mark} ${SHORT}` : `${mark} ${WORDS}`,
}))

/** Hostile words wherever somebody may write: names, settings, texts in every state, messages, reasons, notes. */
async function writeEverywhere(site: TestSite): Promise<void> {
  const { db, world } = site
  const { ada, rev, ed } = world
  for (const { id } of [ada, world.bob, rev, world.sam, ed, world.tom, world.admin]) {
    await transact(db, (tx) => updatePerson(tx, id, { name: SHORT }))
  }
  const inBoth = { uk: SHORT, en: SHORT }
  await transact(db, (tx) => replaceNames(tx, ada.id, inBoth))
  await changeSettings(db, world.admin, { name: inBoth, place: inBoth, tagline: inBoth, reviewPolicy: { uk: 'two', en: 'two' } })
  for (const siteText of ['mission', 'contacts', 'about'] as const) await publishNew(site, 'en', hostile(siteText), siteText)
  const brought = await publishNew(site, 'en', hostile('original'))
  await translateAndBreak(site, brought)
  await writeAround(site, brought)
  await writeAside(site)
  const gone = await publishNew(site, 'en', hostile('gone'))
  await withdrawEdition(db, ed, { article: gone.article, language: 'en', reason: WORDS })
  await site.publicationChanged()
}

async function translateAndBreak(site: TestSite, brought: Brought): Promise<void> {
  const { db, world: { ada, rev, sam, ed, bob } } = site
  const desk = { ...brought, language: 'uk' }
  await translateAll(site.world, desk, hostile('translation').map(({ text }) => text))
  await publish(site, brought, 'uk')
  const segments = brought.segments
  await submit(db, ed, { ...desk, language: 'en' }, { [segments[5] ?? '']: `newer ${WORDS}` })
  await reviewAll(db, rev, { ...desk, language: 'en' })
  await publish(site, brought, 'en')
  await submit(db, ada, desk, { [segments[3] ?? '']: `edited ${WORDS}`, [segments[4] ?? '']: `sent ${SHORT}`, [segments[7] ?? '']: `back ${WORDS}` })
  await reviewAll(db, sam, desk, ({ segment, proposal }) => segment === segments[3] ? { outcome: 'edit', text: `again ${WORDS}` }
    : segment === segments[7] ? { outcome: 'return', reason: WORDS } : { outcome: 'edit', text: proposal?.text ?? '' })
  const old = (await factsIn(db, brought.article, 'en', 'uk'))[6]?.approved?.revision ?? ''
  await submit(db, bob, desk, { [segments[6] ?? '']: `bob ${WORDS}` })
  await reviewAll(db, rev, { ...desk }, ({ segment }) => segment === segments[6] ? { outcome: 'approve' } : { outcome: 'return', reason: WORDS })
  await restoreRevision(db, bob, { ...desk, segment: segments[6] ?? '', revision: old, message: WORDS })
  await type(db, ada, desk, segments[1] ?? '', `draft ${SHORT}`)
}

/** Beside the texts: pictures, corrections, notes, reasons, plans, and what reviewers and senders keep for later. */
async function writeAround(site: TestSite, brought: Brought): Promise<void> {
  const { db, world: { ada, rev, ed } } = site
  const [, , , fourth = '', fifth = ''] = brought.segments
  const desk = { ...brought, language: 'uk' }
  await submit(db, ada, desk, { [fourth]: `kept ${WORDS}`, [fifth]: `all ${WORDS}` })
  const [kept, ...rest] = (await factsIn(db, brought.article, 'en', 'uk')).filter(({ proposal }) => proposal?.sender === ada.id && proposal.awaits === 'review')
  const submission = kept?.proposal?.submission ?? ''
  await returnSubmission(db, rev, submission, WORDS, rest.map((one) => ({ ...shownOf(one), outcome: 'return', reason: WORDS })))
  if (kept) await keepChoices(db, rev, submission, [{ ...shownOf(kept), outcome: 'edit', text: `kept again ${WORDS}`, reason: WORDS, minor: false, version: 0 }])
  await transact(db, (tx) => saveSendDraft(tx, desk, ada.id, { message: WORDS, unchosen: new Set() }))
  const { hash } = await storeImage(db, ed, 'en', await picture(600, 300))
  const seen = await publishNew(site, 'en', [...hostile('seen'), { kind: 'image', level: 0, list: null, text: `alt ${SHORT}`, asset: hash }])
  const change = async (text: string) => {
    await submit(db, ed, { ...seen, language: 'en' }, { [seen.segments[5] ?? '']: text })
    await reviewAll(db, rev, { ...seen, language: 'en' })
    return { article: seen.article, language: 'en', accepted: { missing: 0, behind: 0 }, note: WORDS, correction: WORDS }
  }
  await publishEdition(db, ed, await change(`corrected ${WORDS}`))
  await restoreEdition(db, ed, { article: seen.article, language: 'en', number: 1, reason: WORDS })
  await scheduleEditions(db, ed, [await change(`planned ${WORDS}`)], new Date(Date.now() + 86_400_000).toISOString())
}

/** What is known of articles, where they were put away and why, and why somebody is kept out. */
async function writeAside({ db, world }: TestSite): Promise<void> {
  const name = SHORT.slice(0, 80)
  await newSigned(world, 'en', [`details ${SHORT}`, SHORT, SHORT], { authors: [{ name, role: name }], topics: [`topic ${name}`], genre: 'essay' })
  await addTopic(db, world.ed, { uk: name, en: name })
  const { article } = await newArticle(world, 'en', [`trash ${SHORT}`, WORDS])
  await putAway(db, world.ed, { article, to: 'trash', reason: WORDS })
  const { id } = await newMember({ db } as TestSite, SHORT.slice(0, 20), ['translate:uk'])
  await changeAccess(db, world.admin, id, false, WORDS)
}

/** Every page that links lead to from these, once; what ran or was stopped by the policy on any of them. */
async function crawl(page: Page, from: readonly string[], visit: () => Promise<void>): Promise<string[]> {
  const paths = new Set(from)
  const faults: string[] = []
  page.on('dialog', (dialog) => {
    faults.push(`dialog on ${page.url()}`)
    void dialog.dismiss()
  })
  for (const path of paths) {
    await page.goto(path)
    await visit()
    const { ran, stopped, links } = await page.evaluate(() => ({
      ran: '__ran' in window, stopped: Reflect.get(window, '__stopped') as string[],
      links: [...document.querySelectorAll('a[href]')].map((link) => (link as HTMLAnchorElement).href),
    }))
    if (ran) faults.push(`ran on ${path}`)
    faults.push(...stopped.map((what) => `${what} on ${path}`))
    const origin = new URL(page.url()).origin
    for (const link of links) {
      const url = URL.parse(link)
      if (url?.origin !== origin) faults.push(`a link to ${link} on ${path}`)
      else if (paths.size < MOST_PAGES) paths.add(url.pathname + url.search)
    }
  }
  return faults
}

const WATCH = () => {
  const stopped: string[] = []
  Object.assign(window, { __stopped: stopped, __x: () => Object.assign(window, { __ran: true }) })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => stopped.push(`${violatedDirective} ${sample}`))
}

describe('hostile words in every field', () => {
  let site: TestSite
  let browser: Browser
  const reports = mock.method(process.stderr, 'write', () => true)
  before(async () => {
    site = await startTestSite()
    await writeEverywhere(site)
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await site.close()
    reports.mock.restore()
  })

  async function pageOf(person?: Parameters<Forms['signInAs']>[1], language = 'uk'): Promise<Page> {
    const context = await browser.newContext({ baseURL: site.url, locale: language })
    if (person) {
      const value = (await new Forms(site).signInAs(site, person)).cookie('__Host-sid') ?? ''
      await context.addCookies([{ name: '__Host-sid', value, url: site.url.replace('http:', 'https:'), secure: true, httpOnly: true }])
    }
    await context.addInitScript(WATCH)
    return context.newPage()
  }

  const START = ['/uk/', '/en/', '/en/articles', '/uk/about', '/en/about']
  const DESK = ['/desk', '/desk/articles', `/desk/articles?q=${encodeURIComponent(SHORT)}`, '/desk/articles/new', '/desk/articles/trash', '/desk/authors',
    '/desk/topics', '/desk/reviews', '/desk/reviews/decided', '/desk/account']
  const roles: [who: string, person: () => Promise<Parameters<typeof pageOf>[0]>, from: string[], language: string, met: string[]][] = [
    ['a reader', async () => undefined, START, 'uk', ['original', 'translation', 'seen']],
    ['the translator', async () => site.world.ada, DESK, 'uk', ['topic', 'trash', 'details']],
    ['somebody with every right', () => newMember(site, SHORT.slice(0, 20), RIGHTS), [...DESK, '/desk/people', '/desk/settings', '/desk/ledger', '/desk/status'], 'en',
      ['topic', 'trash', 'details', 'kept']],
  ]
  for (const [who, person, from, language, met] of roles) {
    it(`never run, and stand there as they were written, for ${who}`, async () => {
      const page = await pageOf(await person(), language)
      const texts: string[] = []
      const faults = await crawl(page, from, async () => { texts.push(await page.locator('body').innerText()) })
      assert.deepEqual(faults, [])
      assert.ok(texts.length > from.length, `${texts.length} pages`)
      const seen = texts.join('\n')
      for (const mark of met) assert.ok(seen.includes(`${mark} "'><img`), `${mark} on none of ${texts.length} pages`)
      for (const part of ['onerror="__x()"', '{{x}}$t(common:yes)<%= 7*7 %>', '</textarea></title>', '&lt;script&gt;']) assert.ok(seen.includes(part), part)
      assert.deepEqual(reports.mock.calls.map(({ arguments: [line] }: { arguments: unknown[] }) => line), [])
    })
  }

  // The last one: its reports come when the browser pleases.
  it('would be noticed where they run or are stopped', async () => {
    const page = await pageOf()
    const faults = await crawl(page, ['/sign-in'], async () => {
      await page.evaluate(() => {
        Reflect.get(window, '__x')()
        try {
          document.body.setAttribute('onclick', '1')
        } catch {
          // Refused, which is reported as well.
        }
        const image = document.createElement('img')
        image.src = 'https://elsewhere.invalid/x.png'
        document.body.append(image)
      })
      await page.waitForFunction(() => (Reflect.get(window, '__stopped') as string[]).length > 1)
    })
    assert.ok(faults.length >= 3, faults.join('\n'))
  })
})
