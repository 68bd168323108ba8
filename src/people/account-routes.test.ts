import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { emailOf, newMember, PASSWORD, startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, reviewAll, submit, translateAll } from '../../test/world.ts'
import { publishEdition } from '../editions/actions.ts'
import { listLedger } from '../ledger/store.ts'
import type { Actor } from './model.ts'
import { findPerson, namesOf } from './store.ts'

const NEW_PASSWORD = 'seven grey herons'
const LONG_WORD = 'ї'.repeat(2000)

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const newAdministrator = () => newMember(site, 'Olha', ['administrator'])
const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const isSignedIn = async (browser: Browser) => (await browser.get('/desk/account')).status === 200

async function signIn(browser: Browser, email: string, password: string): Promise<Answer> {
  return browser.post('/sign-in', '/sign-in', { email, password, next: '' })
}

describe('the account page', () => {
  it('changes name and language, which then hold', async () => {
    const browser = await as(await newMember(site, 'Vira', []))
    const { html } = await browser.post('/desk/account', '/desk/account', { name: 'Віра К.', interface_language: 'uk', old_password: '', new_password: '' })
    assert.match(html, /Зміни збережено/)
    assert.match(html, /value="Віра К\."/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('changes the password, ends other sessions and keeps this one', async () => {
    const person = await newMember(site, 'Zoia', [])
    const [here, elsewhere] = [await as(person), await as(person)]
    const fields = { name: 'Zoia', interface_language: 'en', old_password: PASSWORD, new_password: NEW_PASSWORD }
    assert.match((await here.post('/desk/account', '/desk/account', fields)).html, /The password is changed/)
    assert.deepEqual([await isSignedIn(here), await isSignedIn(elsewhere)], [true, false])
    const browser = new Browser(site)
    await signIn(browser, emailOf(person), NEW_PASSWORD)
    assert.ok(await isSignedIn(browser))
  })

  it('keeps everything when the old password is wrong, the new one guessable, or the name unusable', async () => {
    const person = await newMember(site, 'Yana', [])
    const browser = await as(person)
    const right = { name: 'Яна', interface_language: 'uk', old_password: PASSWORD, new_password: NEW_PASSWORD }
    for (const wrong of [
      { old_password: 'not the password' }, { old_password: '' }, { new_password: 'short' }, { new_password: '' }, { new_password: 'password 2026' },
      { name: '' }, { name: '\u200b\u200b' }, { name: LONG_WORD }, { interface_language: 'xx' },
    ]) {
      const { status, html } = await browser.post('/desk/account', '/desk/account', { ...right, ...wrong })
      assert.equal(status, 422, JSON.stringify(wrong))
      assert.doesNotMatch(html, /herons|quiet bridge/)
      assert.deepEqual(await checkHtml(html), [])
    }
    assert.equal((await findPerson(site.db, person.id)).name, 'Yana')
    await signIn(new Browser(site), emailOf(person), PASSWORD)
  })

  it('stops guesses at the old password', async () => {
    const browser = await as(await newMember(site, 'Guessed', []))
    const fields = { name: 'Guessed', interface_language: 'en', old_password: 'guess', new_password: NEW_PASSWORD }
    for (let i = 0; i < 10; i++) assert.equal((await browser.post('/desk/account', '/desk/account', fields)).status, 422)
    assert.equal((await browser.post('/desk/account', '/desk/account', { ...fields, old_password: PASSWORD })).status, 429)
  })

  it('remembers the language somebody switches to, wherever they sign in next', async () => {
    const person = await newMember(site, 'Switching', [])
    const browser = await as(person)
    assert.match((await browser.post('/desk/account', '/language', { language: 'uk', next: '/desk/account' })).html, /<html lang="uk"/)
    assert.match((await (await as(person)).get('/desk/account')).html, /<html lang="uk"/)
    assert.match((await new Browser(site).get('/sign-in')).html, /<html lang="en"/)
  })
})

describe('the settings page', () => {
  const FIELDS = { site_name_uk: 'Нова Брама', site_name_en: 'New Gate', place_uk: '', place_en: 'Lutsk', policy_uk: 'one', policy_en: 'two' }

  /** The form as it stands on the page, with these fields changed; what is chosen from a list stays as the site has it. */
  async function send(browser: Browser, changes: Record<string, string>): Promise<Answer> {
    const shown = fieldsIn((await browser.get('/desk/settings')).html, '/desk/settings').filter(([name]) => !(name in changes))
    const signs = ['apostrophe_uk', 'apostrophe_en', 'quotes_uk', 'quotes_en', 'dashes_uk', 'dashes_en'].map((name) => [name, 'typed'] as const)
    return browser.postRaw('/desk/settings', [...shown, ...signs, ['root_language', ''], ...Object.entries(changes)])
  }

  it('names the site and says who approves', async () => {
    const browser = await as(await newAdministrator())
    const { html } = await send(browser, FIELDS)
    assert.match(html, /Settings saved/)
    assert.match(html, /<a class="brand" href="\/desk">New Gate</)
    assert.match(html, /name="policy_uk" value="one" checked/)
    assert.match(html, /name="policy_en" value="two" checked/)
    assert.deepEqual(await checkHtml(html), [])
    assert.match((await new Browser(site, { language: 'uk' }).get('/sign-in')).html, />Нова Брама</)
  })

  it('keeps what was typed when something is wrong, and changes nothing', async () => {
    const browser = await as(await newAdministrator(), 'uk')
    for (const wrong of [{ site_name_uk: ' ' }, { policy_en: 'none' }, { place_en: LONG_WORD }, { site_name_en: 'a\u202eb' }]) {
      const { status, html } = await send(browser, { ...FIELDS, place_uk: 'Ковель', ...wrong })
      assert.equal(status, 422, JSON.stringify(wrong))
      assert.match(html, /value="Ковель"/)
      assert.deepEqual(await checkHtml(html), [])
    }
    assert.doesNotMatch((await browser.get('/desk/settings')).html, /Ковель/)
  })

  it('is for administrators', async () => {
    assert.equal((await (await as(site.world.ed)).get('/desk/settings')).status, 403)
  })
})

describe('somebody who does not wish to be named', () => {
  it('is named in no edition from then on; the ledger says since when, and earlier editions stay as they were (P48)', async () => {
    const { rev, ed } = site.world
    const tim = await newMember(site, 'Tim', ['translate:uk'])
    const { article, segments: [title = ''] } = await newArticle(site.world, 'en', ['The slow ferry'])
    const desk = { article, source: 'en', language: 'uk' }
    const publish = async (text: string) => {
      await submit(site.db, tim, desk, { [title]: text })
      await reviewAll(site.db, rev, desk)
      await publishEdition(site.db, ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    }
    await publish('Повільний пором')
    const { html } = await (await as(tim)).post('/desk/account', '/desk/account', { name: 'Tim', interface_language: 'en', old_password: '', new_password: '' })
    assert.doesNotMatch(html, /name="credited"[^>]* checked/)
    assert.deepEqual((await listLedger(site.db, { limit: 1 })).map(({ act, details }) => [act, details]), [['person.credit_changed', '{"to":"no"}']])
    await publish('Неквапний пором')
    const credits = await site.db.selectFrom('edition_credit').innerJoin('edition', 'edition.id', 'edition_credit.edition_id')
      .select(['number', 'role', 'name']).where('article_id', '=', article).orderBy('number').orderBy('role').execute()
    assert.deepEqual(credits.map(({ number, role, name }) => `${number} ${role} ${name}`), ['1 reviewer Rev', '1 translator Tim', '2 reviewer Rev'])
  })
})

describe('a name in another alphabet', () => {
  it('stands in the credits of editions in that language, and in the ledger', async () => {
    const { ada, ed } = site.world
    const browser = await as(ada)
    const fields = { name: 'Ada', interface_language: 'en', credited: 'yes', old_password: '', new_password: '' }
    const { html } = await browser.post('/desk/account', '/desk/account', { ...fields, name_uk: 'Ада Коваль', name_en: '' })
    assert.match(html, /value="Ада Коваль"/)
    assert.deepEqual(await checkHtml(html), [])
    assert.deepEqual((await listLedger(site.db, { limit: 1 })).map(({ act, details }) => [act, JSON.parse(details) as unknown]),
      [['person.renamed', { from: '', language: 'uk', to: 'Ада Коваль' }]])
    const { article } = await newArticle(site.world, 'en', ['The quiet bridge'])
    await translateAll(site.world, { article, source: 'en', language: 'uk' }, ['Тихий міст'])
    await publishEdition(site.db, ed, { article, language: 'uk', accepted: { missing: 0, behind: 0 } })
    const credits = await site.db.selectFrom('edition_credit').innerJoin('edition', 'edition.id', 'edition_credit.edition_id')
      .select(['role', 'name']).where('article_id', '=', article).execute()
    assert.deepEqual(credits.map(({ role, name }) => `${role} ${name}`).sort(), ['reviewer Rev', 'translator Ада Коваль'])
    assert.deepEqual([(await namesOf(site.db, [ada.id], 'en')).get(ada.id), (await namesOf(site.db, [ada.id])).get(ada.id)], ['Ada', 'Ada'])
  })

  it('may be unusable, and is then kept as typed', async () => {
    const browser = await as(await newMember(site, 'Typist', []))
    const fields = { name: 'Typist', interface_language: 'en', old_password: '', new_password: '', name_en: '', name_uk: '\u202e Ада' }
    const { status, html } = await browser.post('/desk/account', '/desk/account', fields)
    assert.equal(status, 422)
    assert.match(html, /href="#name_uk"/)
  })
})
