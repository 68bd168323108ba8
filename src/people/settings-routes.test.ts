import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { databases } from '../../test/databases.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newWorld } from '../../test/world.ts'
import { listLedger } from '../ledger/store.ts'
import { readSettings, siteTimeZone, type SiteSettings } from './settings.ts'
import { changeSettings, settingsMark } from './settings-actions.ts'

const LANGUAGES = ['uk', 'en']
const PATH = '/desk/settings'

/** The form as the page shows it: every field with its value. */
function fieldsIn(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'))
  const inputs = [...main.matchAll(/<input [^>]*name="([^"]+)"[^>]*>/g)]
    .filter(([whole, name]) => name !== 'form_token' && (!/type="(?:radio|checkbox)"/.test(whole) || / checked/.test(whole)))
  const selects = [...main.matchAll(/<select [^>]*name="([^"]+)">(.*?)<\/select>/gs)]
  return Object.fromEntries([
    ...inputs.map(([whole, name = '']) => [name, /value="([^"]*)"/.exec(whole)?.[1] ?? '']),
    ...selects.map(([, name = '', options = '']) => [name, /value="([^"]*)" selected/.exec(options)?.[1] ?? '']),
  ])
}

describe('the settings page', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const admin = () => new Browser(site, { language: 'en' }).signInAs(site, site.world.admin)
  const change = async (browser: Browser, some: Record<string, string>) => {
    const typed = { ...fieldsIn((await browser.get(PATH)).html), ...some }
    return browser.post(PATH, PATH, Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== '—')))
  }
  const readers = async (path: string) => (await fetch(site.url + path)).text()

  it('changes what readers see at the top of every page, at once', async () => {
    const browser = await admin()
    await readers('/uk/')
    const saved = await change(browser, { site_name_uk: 'Брама', tagline_uk: 'Про мости й річки', place_uk: 'Луцьк', masthead_date: '—' })
    assert.match(saved.html, /Settings saved/)
    assert.deepEqual(await checkHtml(saved.html), [])
    const uk = await readers('/uk/')
    assert.match(uk, /Брама<\/a>\s+<p class="tagline" lang="uk">Про мости й річки<\/p>/)
    assert.match(uk, /Луцьк/)
    assert.doesNotMatch(uk.slice(0, uk.indexOf('<main')), /<time/)
    assert.doesNotMatch(await readers('/en/'), /tagline/)
    await change(browser, { masthead_date: 'on', masthead_place: '—' })
    const again = await readers('/uk/')
    assert.match(again.slice(0, again.indexOf('<main')), /<time/)
    assert.doesNotMatch(again, /Луцьк/)
  })

  it('keeps the hours of the time zone chosen, on the desk and for readers, without a restart', async () => {
    const browser = await admin()
    const clock = async () => /holds now: ([^.]+)\./.exec((await browser.get(PATH)).html)?.[1]
    assert.match((await change(browser, { time_zone: 'Pacific/Kiritimati' })).html, /Pacific\/Kiritimati holds now/)
    const far = await clock()
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format(new Date())
    assert.match(await readers('/uk/'), new RegExp(`datetime="${day}"`))
    await change(browser, { time_zone: '' })
    assert.match((await browser.get(PATH)).html, /Europe\/Kyiv holds now/)
    assert.notEqual(await clock(), far)
    const wrong = await change(browser, { time_zone: 'Kyiv', tagline_en: 'kept while mended' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /no such time zone/)
    assert.match(wrong.html, /value="Kyiv"[^>]*aria-invalid="true"/)
    assert.match(wrong.html, /value="kept while mended"/)
    assert.deepEqual(await checkHtml(wrong.html), [])
  })

  it('lets readers of translations wait for as many days as it says (P04)', async () => {
    const browser = await admin()
    assert.equal(fieldsIn((await browser.get(PATH)).html)['grace'], '7')
    for (const days of ['0', '60']) {
      assert.match((await change(browser, { grace: days })).html, /Settings saved/)
      assert.equal((await readSettings(site.db, LANGUAGES)).grace, Number(days))
    }
    const wrong = await change(browser, { grace: '61', tagline_en: 'kept while mended' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.html, /id="grace-problem">.*Write a whole number of days, from 0 to 60\./)
    assert.match(wrong.html, /name="grace"[^>]* value="61"[^>]*aria-invalid="true"/)
    assert.deepEqual(await checkHtml(wrong.html), [])
  })

  it('shows by an example how signs will look', async () => {
    const browser = await admin()
    const example = (html: string, language: string) => new RegExp(`class="text" lang="${language}">([^<]+)<`).exec(html)?.[1] ?? ''
    const first = await browser.get(PATH)
    assert.equal(example(first.html, 'uk'), '«Пʼять вишень»\u00a0— живий архів 1939–1945\u00a0рр.,\u00a0— пише обʼєднання читачів.')
    assert.match(example(first.html, 'en'), /^“It isn’t 1939–1945 that we archive,” they write\u00a0— and mean it/)
    const { html } = await change(browser, { quotes_uk: 'typed', dashes_uk: 'typed', apostrophe_en: 'typed' })
    assert.equal(example(html, 'uk'), '&#34;Пʼять вишень&#34; - живий архів 1939-1945 рр., - пише обʼєднання читачів.')
    assert.match(example(html, 'en'), /^“It isn&#39;t 1939–1945/)
    assert.deepEqual((await readSettings(site.db, LANGUAGES)).typography, {
      uk: { apostrophe: 'ʼ', quotes: 'typed', dashes: 'typed' }, en: { apostrophe: 'typed', quotes: 'own', dashes: 'own' },
    })
  })

  it('overwrites nothing that somebody else changed meanwhile, and keeps what was typed', async () => {
    const browser = await admin()
    const typed = { ...fieldsIn((await browser.get(PATH)).html), site_name_en: 'Mine' }
    await change(await admin(), { site_name_en: 'Theirs', policy_uk: 'one' })
    const answer = await browser.post(PATH, PATH, typed)
    assert.equal(answer.status, 409)
    assert.match(answer.html, /href="#site_name_en">[^<]+<\/a>: <b>Theirs<\/b>/)
    assert.match(answer.html, /href="#policy_uk">/)
    assert.equal(fieldsIn(answer.html)['site_name_en'], 'Mine')
    assert.deepEqual(await checkHtml(answer.html), [])
    assert.equal((await readSettings(site.db, LANGUAGES)).name['en'], 'Theirs')
    const pressed = await browser.post(PATH, PATH, fieldsIn(answer.html))
    assert.match(pressed.html, /Settings saved/)
    assert.equal((await readSettings(site.db, LANGUAGES)).name['en'], 'Mine')
  })

  it('lets readers report mistakes, and leads everybody to one language, only where that was chosen', async () => {
    const browser = await admin()
    const first = await readSettings(site.db, LANGUAGES)
    assert.deepEqual([first.corrections, first.rootLanguage], [false, null])
    const { html } = await change(browser, { corrections: 'on', root_language: 'uk', masthead_temperature: '—' })
    assert.match(html, /Settings saved/)
    assert.deepEqual(await checkHtml(html), [])
    const { corrections, rootLanguage, masthead } = await readSettings(site.db, LANGUAGES)
    assert.deepEqual([corrections, rootLanguage, masthead.temperature], [true, 'uk', false])
    const [line] = await listLedger(site.db, { limit: 1 })
    assert.deepEqual(JSON.parse(line?.details ?? ''), {
      before: { 'masthead.temperature': 'shown', 'corrections': 'off', 'root_language': '' },
      after: { 'masthead.temperature': 'hidden', 'corrections': 'on', 'root_language': 'uk' },
    })
    assert.match((await browser.get('/desk/ledger')).html, /reports of mistakes<\/dt> <dd><del>off<\/del> → <ins>on<\/ins>/)
    await change(browser, { corrections: '—', root_language: '', masthead_temperature: 'on' })
    const back = await readSettings(site.db, LANGUAGES)
    assert.deepEqual([back.corrections, back.rootLanguage, back.masthead.temperature], [false, null, true])
  })

  it('tells the ledger what was so before and is so now, and nothing when nothing changed', async () => {
    const browser = await admin()
    await change(browser, { site_name_uk: 'Брама' })
    const { length } = await listLedger(site.db, { limit: 1000 })
    await change(browser, {})
    assert.equal((await listLedger(site.db, { limit: 1000 })).length, length)
    await change(browser, { site_name_uk: 'Нова брама', quotes_uk: 'own' })
    const [line] = await listLedger(site.db, { limit: 1 })
    assert.deepEqual(JSON.parse(line?.details ?? ''), {
      before: { 'name.uk': 'Брама', 'typography.uk.quotes': 'typed' }, after: { 'name.uk': 'Нова брама', 'typography.uk.quotes': 'own' },
    })
    const { html } = await browser.get('/desk/ledger')
    assert.match(html, /<dt>name \(Ukrainian\)<\/dt> <dd><del>Брама<\/del> → <ins>Нова брама<\/ins>/)
  })

  it('refuses fields that no page shows, and choices that are none', async () => {
    const browser = await admin()
    const refused = [
      { extra: '1' }, { quotes_uk: 'x' }, { dashes_uk: 'x' }, { apostrophe_en: 'ʼ' }, { policy_uk: 'four' }, { masthead_date: 'yes' }, { site_name_uk: '' },
      { tagline_uk: 'х'.repeat(300) }, { grace: '61' }, { grace: '-1' }, { grace: '1.5' }, { grace: '' }, { grace: 'сім' },
      { corrections: 'yes' }, { stops_outside: 'yes' }, { root_language: 'pl' }, { root_language: 'uk,en' }, { masthead_temperature: '1' },
    ]
    for (const some of refused) {
      assert.equal((await change(browser, some)).status, 422, JSON.stringify(some))
    }
  })
})

for (const [name, open] of Object.entries(databases)) {
  describe(`settings, on ${name}`, () => {
    it('come back as they were written, and only those that were', async () => {
      const db = await open()
      try {
        const { admin, ed } = await newWorld(db)
        const standing = await readSettings(db, LANGUAGES)
        const wanted: SiteSettings = {
          name: { uk: 'Брама', en: 'The Gate' }, place: { uk: 'Луцьк', en: '' }, tagline: { uk: 'Рядок', en: '' }, reviewPolicy: { uk: 'one', en: 'two' },
          typography: { uk: { apostrophe: 'ʼ', quotes: 'own', dashes: 'own' }, en: { apostrophe: '’', quotes: 'typed', dashes: 'typed' } },
          masthead: { date: false, place: true, temperature: false }, timeZone: 'Europe/Warsaw', grace: 0, corrections: true, qualityMarks: true, stopsOutside: true, rootLanguage: 'en',
        }
        await changeSettings(db, admin, wanted, { shown: settingsMark(standing), languages: LANGUAGES })
        assert.deepEqual(await readSettings(db, LANGUAGES), wanted)
        assert.equal(await siteTimeZone(db, { timeZone: 'UTC' }), 'Europe/Warsaw')
        await assert.rejects(changeSettings(db, admin, standing, { shown: settingsMark(standing), languages: LANGUAGES }), { code: 'wrong_state' })
        await changeSettings(db, admin, { timeZone: null })
        assert.deepEqual(await readSettings(db, LANGUAGES), { ...wanted, timeZone: null })
        assert.equal(await siteTimeZone(db, { timeZone: 'UTC' }), 'UTC')
        await changeSettings(db, admin, { corrections: false, rootLanguage: null })
        assert.deepEqual(await readSettings(db, LANGUAGES), { ...wanted, timeZone: null, corrections: false, rootLanguage: null })
        await assert.rejects(changeSettings(db, ed, wanted), { code: 'forbidden' })
      } finally {
        await db.destroy()
      }
    })
  })
}
