import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, newWorld, submit, translateAll } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import { publishEdition } from '../editions/actions.ts'
import { scheduleEditions } from '../editions/schedule-actions.ts'
import { record } from '../ledger/record.ts'
import { findLedgerHead } from '../ledger/store.ts'
import { changeRights, invitePerson } from '../people/actions.ts'
import type { Actor } from '../people/model.ts'
import { changeSettings } from '../people/settings-actions.ts'
import { listSubmissionArticles } from './ledger-store.ts'

describe('the ledger page', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
  const article = () => newArticle(site.world, 'en', ['The quiet bridge', 'It rained.'])

  it('is for those who review, publish or manage', async () => {
    const { ada, rev, ed, admin } = site.world
    const statuses = await Promise.all([ada, rev, ed, admin].map(async (person) => (await (await as(person)).get('/desk/ledger')).status))
    assert.deepEqual(statuses, [403, 200, 200, 200])
    assert.doesNotMatch((await (await as(ada)).get('/desk/account')).html, /href="\/desk\/ledger"/)
  })

  it('tells every act in words, with who did it and a link to what it was done to', async () => {
    const { db, world } = site
    const { article: id } = await article()
    await translateAll(world, { article: id, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило.'])
    await publishEdition(db, world.ed, { article: id, language: 'uk', accepted: { missing: 0, behind: 0 } })
    const { person } = await invitePerson(db, world.admin, { name: 'Ніна', email: 'n@example.org', grants: [{ right: 'review', language: 'en' }] })
    await changeRights(db, world.admin, person, [])
    await changeSettings(db, world.admin, { name: { uk: 'Б', en: 'G' } })
    const { html } = await (await as(world.admin)).get('/desk/ledger')
    for (const told of ['Article brought in', 'Sent to review', 'Reviewed', 'Published', 'Link to join made', 'Rights changed', 'Settings changed']) {
      assert.match(html, new RegExp(`<b>${told}</b>`))
    }
    assert.match(html, new RegExp(`href="/desk/articles/${id}/languages/uk/editions" lang="en">The quiet bridge<`))
    assert.match(html, new RegExp(`href="/desk/people#person-${person}">Ніна<`))
    assert.match(html, /Approved: 2/)
    assert.match(html, /Reviews in English/)
    assert.match(html, /No rights yet/)
    assert.deepEqual(await checkHtml(html), [])
    const uk = await (await as(world.rev, 'uk')).get('/desk/ledger')
    assert.match(uk.html, /<b>Відрецензовано<\/b>/)
    assert.match(uk.html, />Тихий міст</)
    assert.doesNotMatch(uk.html, /href="\/desk\/people#/)
    assert.deepEqual(await checkHtml(uk.html), [])
  })

  it('names settings and their values in words, and why a plan gave way', async () => {
    const { db, world } = site
    const typography = { uk: { apostrophe: 'typed' as const, quotes: 'typed' as const, dashes: 'typed' as const } }
    const name = { uk: 'Б', en: 'G' }
    await changeSettings(db, world.admin, { name, reviewPolicy: { uk: 'one' }, typography, masthead: { date: false, place: true, temperature: true } })
    const { html } = await (await as(world.admin)).get('/desk/ledger?act=site.settings_changed')
    for (const told of [
      'who approves a text \\(Ukrainian\\)</dt> <dd><del>somebody else only</del> → <ins>the writer too', 'apostrophe \\(Ukrainian\\)</dt> <dd><del>ʼ</del> → <ins>as typed',
      'quotation marks \\(Ukrainian\\)</dt> <dd><del>as the language writes them</del> → <ins>as typed', 'dashes, numbers and spaces \\(Ukrainian\\)</dt> <dd><del>as the language writes them</del> → <ins>as typed', 'date at the top of pages</dt> <dd><del>shown</del> → <ins>not shown',
    ]) assert.match(html, new RegExp(told))
    assert.doesNotMatch(html, /<code>[a-z_]+\.|>typed<|>two<|>hidden</)
    await changeSettings(db, world.admin, { reviewPolicy: { uk: 'two' } })
    const { article: id } = await article()
    const accepted = { missing: 0, behind: 0 }
    await scheduleEditions(db, world.ed, [{ article: id, language: 'en', accepted }], new Date(Date.now() + 3_600_000).toISOString())
    await publishEdition(db, world.ed, { article: id, language: 'en', accepted })
    const desk = (await (await as(world.ed)).get(`/desk/articles/${id}`)).html
    assert.match(desk, /Scheduled publication called off[\s\S]*?reason: published before its time</)
  })

  it('shows a hundred lines a page, and the way to those before and after', async () => {
    const { db, world } = site
    await transact(db, async (tx) => {
      for (let i = 0; i < 230; i++) await record(tx, { actor: 'system', act: 'person.joined', subject: `person:${world.ada.id}`, details: {} })
    })
    const { number: newest } = await findLedgerHead(db)
    const browser = await as(world.admin)
    const linesOf = async (path: string) => [...(await browser.get(path)).html.matchAll(/<th scope="row" class="number">(\d+)</g)].map(([, number]) => Number(number))
    const linkOf = async (path: string, rel: string) => new RegExp(`href="([^"]+)" rel="${rel}"`).exec((await browser.get(path)).html)?.[1]
    const seen: number[] = []
    let path: string | undefined = '/desk/ledger'
    for (let back = '/desk/ledger'; path; back = path, path = await linkOf(path, 'next')) {
      const lines = await linesOf(path)
      assert.ok(lines.length <= 100)
      if (path !== back) assert.equal((await linesOf(await linkOf(path, 'prev') ?? '')).at(-1), lines[0]! + 1)
      seen.push(...lines)
    }
    assert.deepEqual(seen, Array.from({ length: newest }, (_, i) => newest - i))
    assert.equal(await linkOf('/desk/ledger', 'prev'), undefined)
  })

  it('finds acts by person, by kind, by article and by day, and says whose numbers they are', async () => {
    const { db, world } = site
    const { article: id } = await article()
    const { article: other } = await article()
    await translateAll(world, { article: id, source: 'en', language: 'uk' }, ['Тихий міст', 'Дощило.'])
    await publishEdition(db, world.ed, { article: id, language: 'uk', accepted: { missing: 0, behind: 0 } })
    const browser = await as(world.admin)
    const told = async (query: string) => {
      const { html } = await browser.get(`/desk/ledger?${query}`)
      assert.deepEqual(await checkHtml(html), [], query)
      return [...html.matchAll(/<b>([^<]+)<\/b>:/g)].map(([, act]) => act)
    }
    assert.deepEqual(await told(`article=${id}`), ['Published', 'Reviewed', 'Sent to review', 'Article brought in'])
    assert.deepEqual(await told(`article=${id}&person=${world.ada.id}`), ['Sent to review'])
    assert.deepEqual(await told(`article=${id}&act=edition`), ['Published'])
    assert.deepEqual(await told(`article=${id}&act=submission.reviewed`), ['Reviewed'])
    assert.deepEqual(await told(`article=${other}&act=edition`), [])
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Kyiv' }).format(new Date())
    const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10)
    assert.equal((await told(`article=${id}&from=${today}&to=${today}`)).length, 4)
    assert.equal((await told(`article=${id}&to=${yesterday}`)).length, 0)
    const narrow = await browser.get(`/desk/ledger?article=${id}`)
    assert.match(narrow.html, /The quiet bridge<\/a> · <a href="\/desk\/ledger">/)
    assert.doesNotMatch(narrow.html, /The lines on this page agree/)
    const nothing = await browser.get(`/desk/ledger?article=${other}&act=edition`)
    assert.match(nothing.html, /class="empty"/)
  })

  it('goes on page by page through acts that were chosen', async () => {
    const { db, world } = site
    await transact(db, async (tx) => {
      for (let i = 0; i < 130; i++) await record(tx, { actor: world.bob.id, act: 'person.joined', subject: `person:${world.bob.id}`, details: {} })
    })
    const browser = await as(world.admin)
    const lines = (html: string) => [...html.matchAll(/<th scope="row" class="number">/g)].length
    const first = await browser.get(`/desk/ledger?person=${world.bob.id}`)
    assert.equal(lines(first.html), 100)
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await browser.get(next)
    assert.equal(lines(second.html), 30)
    assert.match(second.html, new RegExp(`href="/desk/ledger\\?person=${world.bob.id}" rel="prev"`))
  })

  it('says which day is none, and is not there for a person, an act or an article that cannot be', async () => {
    const browser = await as(site.world.admin)
    const wrong = await browser.get('/desk/ledger?from=2026-02-30')
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /<a href="#from">/)
    const backwards = await browser.get('/desk/ledger?from=2026-05-02&to=2026-05-01')
    assert.equal(backwards.status, 422)
    assert.match(backwards.html, /<a href="#to">To the day<\/a>: Choose a later day/)
    assert.equal((await browser.get('/desk/ledger?from=2026-05-01&to=2026-05-01')).status, 200)
    for (const query of ['person=x', 'act=x', 'act=person.x', 'article=x', 'from=1&from=2']) assert.equal((await browser.get(`/desk/ledger?${query}`)).status, 404, query)
  })

  it('answers a number that is none, and one beyond the end', async () => {
    const browser = await as(site.world.admin)
    for (const before of ['0', '-1', 'x', '1e3', '9'.repeat(20), '1&before=2']) assert.equal((await browser.get(`/desk/ledger?before=${before}`)).status, 404, before)
    const { html } = await browser.get('/desk/ledger?before=1')
    assert.match(html, /nothing on this page/)
    assert.deepEqual(await checkHtml(html), [])
    assert.match((await browser.get('/desk/ledger?before=999999999')).html, /The lines on this page agree/)
  })
})

describe('a ledger changed past the program', () => {
  const cases: [how: string, change: (number: number) => string, line: number][] = [
    ['a line rewritten', (number) => `update ledger set actor = 'system' where number = ${number - 3}`, -3],
    ['a line taken out', (number) => `delete from ledger where number = ${number - 3}`, -3],
    ['the newest line taken out', (number) => `delete from ledger where number = ${number}`, 0],
    ['the newest line rewritten together with its hash', (number) => `update ledger set hash = '${'0'.repeat(64)}' where number = ${number}`, 0],
  ]
  for (const [how, change, offset] of cases) {
    it(`is reported: ${how}`, async () => {
      const site = await startTestSite()
      try {
        for (let i = 0; i < 5; i++) await newArticle(site.world, 'en', ['One', 'Two'])
        const { number } = await findLedgerHead(site.db)
        const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger' and tbl_name = 'ledger'`.execute(site.db)
        for (const { name } of rows) await sql.raw(`drop trigger ${name}`).execute(site.db)
        await sql.raw(change(number)).execute(site.db)
        const { html } = await (await new Browser(site).signInAs(site, site.world.admin)).get('/desk/ledger')
        assert.match(html, new RegExp(`Line ${number + offset} does not follow`))
        assert.deepEqual(await checkHtml(html), [])
      } finally {
        await site.close()
      }
    })
  }
})

for (const [name, open] of Object.entries(databases)) {
  it(`finds the articles of submissions, on ${name}`, async () => {
    const db = await open()
    const world = await newWorld(db)
    const { article, segments } = await newArticle(world, 'en', ['One', 'Two'])
    const { submission } = await submit(db, world.ada, { article, source: 'en', language: 'uk' }, { [segments[1] ?? '']: 'Два' })
    assert.deepEqual(await listSubmissionArticles(db, []), new Map())
    assert.deepEqual(await listSubmissionArticles(db, [submission ?? '', 'unknown']), new Map([[submission, article]]))
    await db.destroy()
  })
}
