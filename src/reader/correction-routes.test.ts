import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { addressOf, changeOriginal, publish, publishNew, translate, withdraw, type Brought } from '../../test/readers.ts'
import { PAYLOADS } from '../../test/payloads.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { newArticle, newPerson, type } from '../../test/world.ts'
import { transact } from '../db/transact.ts'
import { writeSettings } from '../people/settings.ts'

const SAID = 'Дощило вже трити день.'
const RIGHT = 'Дощило вже третій день.'

describe('reporting a mistake', () => {
  let site: TestSite
  let bridge: Brought
  let address: string
  let segment: string
  /** Each reader comes from an address of their own: the site stands behind a proxy that is trusted. */
  let visitor = 0

  before(async () => {
    site = await startTestSite({ TRUSTED_PROXIES: 'loopback' })
    await ask(true)
    bridge = await publishNew(site, 'en', ['The quiet bridge', 'It rained.', 'Nobody *came*.'])
    await translate(site, bridge, 'uk', ['Тихий міст', SAID, 'Ніхто *не* прийшов.'])
    await publish(site, bridge, 'uk')
    address = await addressOf(site, bridge, 'uk')
    segment = bridge.segments[1] ?? ''
  })
  after(() => site.close())
  beforeEach(() => { visitor += 1 })

  async function ask(corrections: boolean): Promise<void> {
    await transact(site.db, async (tx) => {
      await writeSettings(tx, { corrections })
      await tx.updateTable('generation').set((eb) => ({ number: eb('number', '+', 1) })).execute()
    })
    await site.publicationChanged()
  }

  const formOf = (of = segment, where = address) => `${where}/paragraphs/${of}/correction`
  const from = (address = `198.51.${Math.floor(visitor / 250)}.${visitor % 250}`) => ({ 'x-forwarded-for': address })
  const stored = () => site.db.selectFrom('reader_correction').selectAll().orderBy('id').execute()

  async function send(
    fields: Record<string, string>, { path = formOf(), browser = new Browser(site), headers = from() } = {},
  ): Promise<Answer> {
    const form_token = await tokenOf(browser)
    return browser.postRaw(path, { edition: '1', text: SAID, remark: '', website: '', form_token, ...fields }, headers)
  }
  async function tokenOf(browser: Browser): Promise<string> {
    return /name="form_token" value="([^"]+)"/.exec((await browser.get(formOf())).html)?.[1] ?? ''
  }

  it('is offered beside each paragraph of the article, and not where readers are not asked for it', async () => {
    const link = `${formOf()}?edition=1`
    assert.ok((await new Browser(site).get(address)).html.includes(link))
    await ask(false)
    assert.ok(!(await new Browser(site).get(address)).html.includes('/correction'))
    for (const answer of [await new Browser(site).get(link), await send({ text: RIGHT })]) assert.equal(answer.status, 404)
    await ask(true)
  })

  it('shows the paragraph as it stands in the edition, to be corrected, in the language of the address', async () => {
    const { status, html, headers } = await new Browser(site, { language: 'en' }).get(`${formOf()}?edition=1`)
    assert.equal(status, 200)
    assert.deepEqual([headers.get('cache-control'), headers.get('x-robots-tag'), headers.get('content-language')], ['no-store', 'noindex', 'uk'])
    assert.match(html, /<textarea id="text"[^>]* lang="uk"[^>]*>\s*Дощило вже трити день\.<\/textarea>/)
    assert.match(html, /<html lang="uk"/)
  })

  it('thanks, says what happens next, leads back, and keeps nothing of who said it', async () => {
    const { status, url, html } = await send({ text: RIGHT, remark: 'Порядковий числівник.' })
    assert.equal(status, 200)
    assert.ok(url.endsWith(`${formOf()}?edition=1&done=sent`))
    assert.ok(html.includes(`href="${address}#p-${segment}"`))
    const [row] = await stored()
    assert.deepEqual([row?.article_id, row?.segment_id, row?.language, row?.text, row?.remark],
      [bridge.article, segment, 'uk', RIGHT, 'Порядковий числівник.'])
    assert.ok(!JSON.stringify(row).includes('198.51'))
  })

  it('stores the same text on the same paragraph once, and thanks all the same', async () => {
    const before = (await stored()).length
    const again = await send({ text: RIGHT, remark: 'Порядковий числівник.' })
    assert.deepEqual([again.status, (await stored()).length], [200, before])
  })

  const REFUSED: [what: string, fields: Record<string, string>, kept: string][] = [
    ['nothing changed and nothing said', {}, SAID],
    ['an emptied text and nothing said', { text: '' }, ''],
    ['a remark without a letter', { remark: '?! …' }, '?! …'],
    ['a text that is too long', { text: 'а'.repeat(5001) }, 'а'.repeat(5001)],
    ['a remark that is too long', { text: RIGHT, remark: 'б'.repeat(5001) }, RIGHT],
    ['a NUL', { text: `${RIGHT}\0` }, 'Дощило вже третій день.'],
    ['a text turned around', { text: `\u202e${RIGHT}` }, RIGHT],
    ['a remark turned around', { text: RIGHT, remark: '\u2066abc' }, RIGHT],
    ['a field that no form has', { text: RIGHT, article: 'x' }, RIGHT],
  ]
  for (const [what, fields, kept] of REFUSED) {
    it(`refuses ${what}, and keeps what was typed`, async () => {
      const before = (await stored()).length
      const { status, html } = await send(fields)
      assert.equal(status, 422)
      assert.ok(html.includes(kept))
      assert.equal((await stored()).length, before)
    })
  }

  it('takes a remark alone: the text stands as it was shown', async () => {
    assert.equal((await send({ text: '', remark: 'Третій, а не трити.' })).status, 200)
    assert.deepEqual((await stored()).at(-1)?.text, SAID)
  })

  it('thanks a program that fills in what nobody sees, and stores nothing', async () => {
    const before = (await stored()).length
    const { status, url } = await send({ text: 'Buy now', website: 'https://spam.example' })
    assert.deepEqual([status, url.endsWith('done=sent'), (await stored()).length], [200, true, before])
  })

  it('stores what is hostile as the words it is, and shows it as such', async () => {
    for (const { text } of PAYLOADS.filter((_, at) => at % 12 === 0)) {
      visitor += 1
      const { status } = await send({ text, remark: text })
      assert.ok(status === 200 || status === 422, text)
    }
  })

  const NOWHERE: [what: string, path: () => string | Promise<string>][] = [
    ['a paragraph of another article', async () => formOf((await publishNew(site, 'uk', ['Інша', 'Стаття.'])).segments[1])],
    ['a paragraph that was never published', async () => {
      const { article, segments } = await newArticle(site.world, 'en', ['A secret', 'Nobody knows.'])
      await type(site.db, site.world.ada, { article, source: 'en', language: 'uk' }, segments[1] ?? '', 'Таємниця.')
      return formOf(segments[1])
    }],
    ['a piece of code, which is nobody’s wording', async () => {
      const code = { kind: 'code', level: 0, list: null, text: 'let x = 1' } as const
      const brought = await publishNew(site, 'uk', ['Код', code])
      return formOf(brought.segments[1], await addressOf(site, brought, 'uk'))
    }],
    ['an edition that there is not', () => `${formOf()}?edition=9`],
    ['an edition that is no number', () => `${formOf()}?edition=1e3`],
    ['a paragraph that cannot be', () => formOf('x'.repeat(22).toUpperCase())],
    ['an article that there is not', () => formOf(segment, '/uk/articles/nothing')],
    ['a language that the site has not', () => formOf(segment, address.replace('/uk/', '/pl/'))],
  ]
  for (const [what, pathOf] of NOWHERE) {
    it(`answers 404 for ${what}, and says nothing of it`, async () => {
      const path = await pathOf()
      const before = (await stored()).length
      const edition = /edition=(.*)/.exec(path)?.[1] ?? '1'
      const [form, sent] = [await new Browser(site).get(path), await send({ text: RIGHT, edition }, { path: path.split('?')[0] ?? '' })]
      assert.deepEqual([form.status, sent.status, (await stored()).length], [404, 404, before])
      assert.doesNotMatch(form.html + sent.html, /Таємниця|Nobody knows/)
    })
  }

  it('takes five in ten minutes from one address, keeps what the sixth says, and goes on for everybody else', async () => {
    const one = from('203.0.113.7')
    const statuses: number[] = []
    for (let i = 0; i < 6; i += 1) statuses.push((await send({ text: RIGHT, remark: `Нотатка ${i}.` }, { headers: one })).status)
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429])
    const { status, html, headers } = await send({ text: RIGHT, remark: 'Остання нотатка.' }, { headers: one })
    assert.deepEqual([status, html.includes('Остання нотатка.'), Number(headers.get('retry-after')) > 0], [429, true, true])
    assert.equal((await send({ text: RIGHT, remark: 'Від іншої людини.' })).status, 200)
  })

  it('counts the addresses of one IPv6 network as one', async () => {
    const statuses: number[] = []
    for (let i = 1; i <= 6; i += 1) statuses.push((await send({ text: RIGHT, remark: `Шоста мережа ${i}.` }, { headers: from(`2001:db8:1:2::${i}`) })).status)
    assert.equal(statuses.at(-1), 429)
  })

  it('stays small under a thousand from one address', async () => {
    const browser = new Browser(site)
    const token = await tokenOf(browser)
    const before = (await stored()).length
    const statuses = new Map<number, number>()
    for (let i = 0; i < 1000; i += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, j) => browser.postRaw(formOf(),
        { edition: '1', text: RIGHT, remark: `Повінь ${i + j}.`, form_token: token }, from('203.0.113.99'))))
      for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    assert.equal((await stored()).length, before + 5)
    assert.deepEqual([...statuses.keys()].filter((status) => ![200, 429, 503].includes(status)), [])
  })

  it('refuses forms of other sites and 6 MB, and shows one without its cookie again with what was typed', async () => {
    const before = (await stored()).length
    assert.equal((await send({ text: RIGHT, remark: 'Чужа.' }, { headers: { ...from(), origin: 'https://elsewhere.example' } as never })).status, 403)
    assert.equal((await send({ text: RIGHT, remark: 'ж'.repeat(3_000_000) })).status, 413)
    const token = await tokenOf(new Browser(site))
    const stale = await new Browser(site).postRaw(formOf(), { edition: '1', text: RIGHT, remark: 'Надто пізно.', form_token: token }, from())
    assert.deepEqual([stale.status, stale.html.includes('Надто пізно.'), stale.html.includes(RIGHT)], [422, true, true])
    assert.equal((await stored()).length, before)
  })

  it('lets one token serve for several reports, and nobody else’s', async () => {
    const browser = new Browser(site)
    const token = await tokenOf(browser)
    for (const remark of ['Перша.', 'Друга.']) {
      assert.equal((await browser.postRaw(formOf(), { edition: '1', text: RIGHT, remark, form_token: token }, from())).status, 200)
    }
    const other = new Browser(site)
    await tokenOf(other)
    assert.equal((await other.postRaw(formOf(), { edition: '1', text: RIGHT, remark: 'Чужий знак.', form_token: token }, from())).status, 422)
  })

  it('is about an old edition too, unless that was withdrawn; under an old address it leads to the new one', async () => {
    const english = await addressOf(site, bridge, 'en')
    const at = (edition: string, where = english) => new Browser(site).get(`${formOf(segment, where)}${edition}`)
    await changeOriginal(site, bridge, { [segment]: 'It had rained.' })
    await publish(site, bridge, 'en')
    assert.match((await at('?edition=1')).html, /It rained\./)
    assert.match((await at('')).html, /It had rained\./)
    await withdraw(site, bridge, 'en')
    for (const edition of ['', '?edition=1', '?edition=2']) assert.equal((await at(edition)).status, 404)
    await changeOriginal(site, bridge, { [segment]: 'It poured.' })
    await publish(site, bridge, 'en', { slug: 'the-still-bridge' })
    const statuses = await Promise.all(['?edition=1', '?edition=2', '?edition=3'].map(async (edition) => (await at(edition)).status))
    assert.deepEqual(statuses, [200, 404, 200])
    assert.equal(new URL((await at('?edition=3')).url).pathname, formOf(segment, '/en/articles/the-still-bridge'))
  })

  it('speaks English where the interface has no other words, and says in which language the text is', async (t) => {
    const polish = await startTestSite({ SITE_LANGUAGES: 'uk,en,pl' })
    t.after(() => polish.close())
    await transact(polish.db, (tx) => writeSettings(tx, { corrections: true }))
    const ed = await newPerson(polish.db, 'Ela', ['publish:pl'])
    const most = await publishNew({ ...polish, world: { ...polish.world, ed } }, 'pl', ['Most', 'Padało.'])
    const page = `${await addressOf(polish, most, 'pl')}/paragraphs/${most.segments[1]}/correction`
    const { status, html } = await new Browser(polish, { language: 'uk' }).get(page)
    assert.equal(status, 200)
    assert.match(html, /<html lang="en"/)
    assert.match(html, /<h1>Report a mistake<\/h1>/)
    assert.match(html, /<blockquote[^>]* lang="pl"[^>]*><p>Padało\.<\/p>/)
  })

  it('asks for words alone where the paragraph is too long to be edited in a form', async () => {
    const long = await publishNew(site, 'uk', ['Довга', 'слово '.repeat(900).trim()])
    const page = formOf(long.segments[1], await addressOf(site, long, 'uk'))
    const browser = new Browser(site)
    assert.doesNotMatch((await browser.get(page)).html, /<textarea id="text"/)
    assert.equal((await browser.post(page, page, { edition: '1', remark: 'Задовго.' })).status, 200)
    assert.equal((await stored()).at(-1)?.text.length, 5399)
  })
})
