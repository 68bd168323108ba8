import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { fieldsIn } from '../../test/forms.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { sendFiles } from '../../test/uploads.ts'
import { newArticle, translateAll } from '../../test/world.ts'
import type { Actor } from '../people/model.ts'
import { transact } from '../db/transact.ts'
import { finishImport, insertImport, insertUnits } from './store.ts'

const ROOM = '/desk/memory'
const FILES = '/desk/memory/imports'
let site: TestSite
let article: string
let segments: readonly string[]

before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const ask = (words: string, more: Record<string, string> = {}) => `${ROOM}?${new URLSearchParams({ q: words, languages: 'en>uk', ...more }).toString()}`
const unit = (en: string, uk: string) => `<tu><tuv xml:lang="en"><seg>${en}</seg></tuv><tuv xml:lang="uk" changeid="Марко"><seg>${uk}</seg></tuv></tu>`
const tmx = (...units: string[]) => `<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body>\n${units.join('\n')}\n</body></tmx>`

async function send(browser: Browser, bytes: string, name = 'old.tmx') {
  const { html } = await browser.get(FILES)
  return sendFiles(site, browser, FILES, Object.fromEntries(fieldsIn(html, FILES)), [{ field: 'file', name, bytes }])
}

async function press(browser: Browser, html: string, action: RegExp) {
  const [path] = action.exec(html) ?? assert.fail(`no ${action}`)
  return browser.postRaw(path, fieldsIn(html, path))
}

describe('the page of the memory', () => {
  it('says how the memory fills while it is empty', async () => {
    for (const language of ['en', 'uk']) {
      const { html } = await (await as(site.world.ada, language)).get(ROOM)
      assert.match(html, /The memory is empty so far|Памʼять поки що порожня/)
      assert.deepEqual(await checkHtml(html), [])
    }
  })

  it('finds words in any form in either text, marked, with who approved them and a link to the paragraph', async () => {
    ({ article, segments } = await newArticle(site.world, 'en', ['The quiet <bridge>', 'Bridges stood *quietly* & long.']))
    await translateAll(site.world, { article, source: 'en', language: 'uk' }, ['Тихий <міст>', 'Мости *тихо* стояли & довго.'])
    const browser = await as(site.world.ada)
    const { html } = await browser.get(ask('bridge'))
    assert.match(html, /2 pairs found/)
    assert.match(html, /<p class="text" lang="en">The quiet &lt;<mark>bridge<\/mark>&gt;<\/p>\s*<p class="text" lang="uk">Тихий &lt;міст&gt;<\/p>/)
    assert.ok(html.includes(`href="/desk/articles/${article}/languages/uk/segments/${segments[1]}"`))
    assert.match(html, /lang="en">The quiet &lt;bridge&gt;<\/span><\/a> · Approved · Rev · <time/)
    assert.deepEqual(await checkHtml(html), [])
    assert.match((await browser.get(ask('"quiet bridge"'))).html, /1 pair found/)
    assert.match((await browser.get(ask('мостами'))).html, /<mark>Мости<\/mark> тихо стояли/)
    assert.match((await browser.get(ask('мостами', { side: 'source' }))).html, /Nothing was found/)
    assert.match((await browser.get(ask('мостами', { side: 'source', languages: 'uk>en' }))).html, /2 pairs found/)
    const nothing = await browser.get(ask('<script>'))
    assert.match(nothing.html, /value="&lt;script&gt;"/)
    assert.deepEqual(await checkHtml(nothing.html), [])
  })

  it('asks first for the language that the person translates into', async () => {
    const chosen = async (person: Actor) => /<option value="([^"]+)" selected>/.exec((await (await as(person)).get(ROOM)).html)?.[1]
    assert.deepEqual([await chosen(site.world.ada), await chosen(site.world.tom)], ['en&gt;uk', 'uk&gt;en'])
  })

  it('shows a long text around the words that were looked for', async () => {
    await transact(site.db, async (tx) => {
      const id = await insertImport(tx, 'long.tmx', site.world.ed.id)
      const textA = `${'Before it. '.repeat(300)}A zebra came. ${'After it. '.repeat(300)}`.trim()
      await insertUnits(tx, id, [{ languageA: 'en', textA, languageB: 'uk', textB: 'Зебра', level: 'paragraph', saidBy: 'Марко' }])
      await finishImport(tx, id)
    })
    const { html } = await (await as(site.world.ada)).get(ask('zebras'))
    const text = /<p class="text" lang="en">(.*?)<\/p>/s.exec(html)?.[1] ?? ''
    assert.match(text, /^… [\s\S]*it\. A <mark>zebra<\/mark> came\. After[\s\S]* …$/)
    assert.ok(text.length < 1000, String(text.length))
    assert.match(html, /From the file “long\.tmx” · brought in by Ed, <time[^>]+>[^<]+<\/time> · translated by Марко<\/p>/)
  })

  it('turns pages, and keeps what was asked', async () => {
    const texts = Array.from({ length: 25 }, (_, at) => `Whale number ${at}`)
    const whales = await newArticle(site.world, 'en', texts)
    await translateAll(site.world, { article: whales.article, source: 'en', language: 'uk' }, texts.map((_, at) => `Кит номер ${at}`))
    const browser = await as(site.world.ada)
    const { html } = await browser.get(ask('whale', { side: 'source' }))
    assert.equal(html.match(/<mark>/g)?.length, 20)
    const [, next = ''] = /<a href="([^"]+)" rel="next">/.exec(html) ?? []
    const second = await browser.get(next.replaceAll('&amp;', '&'))
    assert.equal(second.html.match(/<mark>/g)?.length, 5)
    assert.match(second.html, /rel="prev"/)
  })

  const nowhere = ['side=x', 'languages=en', 'languages=en>fr', 'q=a&q=b', 'page=0', 'page=51', 'page=x', 'languages=__proto__']
  for (const query of nowhere) {
    it(`is nowhere for ${query}`, async () => assert.equal((await (await as(site.world.ada)).get(`${ROOM}?${query}`)).status, 404))
  }
})

describe('files in the memory', () => {
  it('are read, shown, and offered when somebody adds them', async () => {
    const browser = await as(site.world.ed)
    const first = await browser.get(FILES)
    assert.match(first.html, /enctype="multipart\/form-data"[\s\S]*up to 16 MB[\s\S]*npx zvirka memory import FILE\.tmx/)
    assert.deepEqual(await checkHtml(first.html), [])
    const file = tmx(unit('A red door', 'Червоні двері'), unit('A red door', 'Червоні двері'), unit('A &lt;gate&gt;', '<hi>Брама</hi>'), unit('x', ''),
      '<tu><tuv xml:lang="fr"><seg>Porte</seg></tuv></tu>')
    const preview = await send(browser, file, 'Старі <двері>.tmx')
    assert.equal(preview.status, 200)
    assert.match(preview.html, /2 pairs of texts can be added\.[\s\S]*English – Ukrainian: 2 pairs[\s\S]*1 pair is in the file more than once/)
    assert.match(preview.html, /no two languages of the site[\s\S]*empty, too long or damaged[\s\S]*Languages left out: fr/)
    assert.match(preview.html, /<h1>[^<]*Старі &lt;двері&gt;\.tmx[\s\S]*lang="en">A &lt;gate&gt;<\/p>\s*<p class="text" lang="uk">Брама</)
    assert.deepEqual(await checkHtml(preview.html), [])
    assert.match((await browser.get(ask('door'))).html, /Nothing was found/)
    const added = await press(browser, preview.html, /\/desk\/memory\/imports\/\w+\/additions/)
    assert.match(added.html, /role="status">The file is in the memory[\s\S]*Старі &lt;двері&gt;\.tmx/)
    assert.match((await browser.get(ask('door'))).html, /<mark>door<\/mark>[\s\S]*From the file “Старі &lt;двері&gt;\.tmx” · brought in by Ed, .* · translated by Марко/)
    const twice = await press(browser, preview.html, /\/desk\/memory\/imports\/\w+\/additions/)
    assert.equal(twice.status, 409)
    assert.match(twice.html, /role="alert">This has changed meanwhile/)
    assert.match((await send(browser, file, 'Старі <двері>.tmx')).html, /role="alert">A file of this name with as many pairs is in the memory already/)
  })

  it('can be given up after they were read', async () => {
    const browser = await as(site.world.admin, 'uk')
    const preview = await send(browser, tmx(unit('A lion', 'Лев')), 'lions.tmx')
    assert.deepEqual(await checkHtml(preview.html), [])
    const { html } = await press(browser, preview.html, /\/desk\/memory\/imports\/\w+\/discards/)
    assert.match(html, /Нічого не додано/)
    assert.doesNotMatch(html, /lions\.tmx/)
    assert.equal((await press(browser, preview.html, /\/desk\/memory\/imports\/\w+\/additions/)).status, 409)
  })

  it('wait to be added on the page of files, and are gone on with there', async () => {
    for (const [language, go, left] of [['en', 'Look and decide', /until <time[^>]+>[^<]+<\/time> \(in (?:59|60) minutes\)/], ['uk', 'Переглянути й вирішити', /до <time[^>]+>[^<]+<\/time> \(через\s(?:59|60)\sхв/]] as const) {
      const browser = await as(site.world.ed, language)
      const preview = await send(browser, tmx(unit('A crane', 'Журавель'), unit('A crane', 'Журавель'), unit('x', '')), `cranes-${language}.tmx`)
      const other = await as(site.world.admin, language)
      const { html } = await other.get(FILES)
      assert.deepEqual(await checkHtml(html), [])
      assert.match(html, left)
      const [, path = '', said] = new RegExp(`cranes-${language}[\\s\\S]*?<td>Ed[\\s\\S]*?<a href="([^"]+)">(${go})`).exec(html) ?? []
      assert.equal(said, go)
      const again = await other.get(path)
      const told = (page: string) => page.slice(page.indexOf('<h1>'), page.indexOf('</main>')).replace(/name="form_token" value="[^"]+"/g, '')
      assert.equal(told(again.html), told(preview.html))
      assert.doesNotMatch((await (await as(site.world.ada)).get(FILES)).html, new RegExp(`cranes-${language}`))
      const added = await press(other, again.html, /\/desk\/memory\/imports\/\w+\/additions/)
      assert.ok(!added.html.includes(`href="${path}"`) && added.html.includes(`href="${path}/removal"`))
      const gone = await browser.get(path)
      assert.equal(gone.status, 410)
      assert.match(gone.html, /role="alert">(?:This file waits no more|Цей файл уже не чекає)/)
      assert.deepEqual(await checkHtml(gone.html), [])
    }
  })

  it('are discarded from the list, and wait no longer than an hour', async () => {
    const browser = await as(site.world.ed)
    await send(browser, tmx(unit('A heron', 'Чапля')), 'herons.tmx')
    const { html } = await browser.get(FILES)
    assert.match((await press(browser, html, /\/desk\/memory\/imports\/\w+\/discards/)).html, /Nothing was added/)
    const preview = await send(browser, tmx(unit('A heron', 'Чапля')), 'herons.tmx')
    const id = /imports\/(\w{22})/.exec(preview.url)?.[1] ?? ''
    await site.db.updateTable('memory_import').set({ at: new Date(Date.now() + 59_000).toISOString() }).where('id', '=', id).execute()
    assert.equal((await browser.get(`${FILES}/${id}`)).status, 410)
    assert.equal((await press(browser, preview.html, /\/desk\/memory\/imports\/\w+\/additions/)).status, 409)
    assert.equal((await browser.get(`${FILES}/${'0'.repeat(22)}`)).status, 410)
    assert.equal((await browser.get(`${FILES}/x`)).status, 404)
  })

  it('say what comes in also where nobody remembers what was left out', async () => {
    const browser = await as(site.world.ed)
    const id = await transact(site.db, async (tx) => {
      const id = await insertImport(tx, 'owls.tmx', site.world.ed.id)
      await insertUnits(tx, id, [{ languageA: 'en', textA: 'An owl', languageB: 'uk', textB: 'Сова', level: 'paragraph' }])
      return id
    })
    assert.match((await browser.get(FILES)).html, /owls\.tmx[\s\S]*is being read/)
    assert.equal((await browser.get(`${FILES}/${id}`)).status, 410)
    await site.db.updateTable('memory_import').set({ at: new Date(Date.now() + 600_000).toISOString() }).where('id', '=', id).execute()
    const { html } = await browser.get(`${FILES}/${id}`)
    assert.match(html, /1 pair of texts can be added[\s\S]*English – Ukrainian: 1 pair[\s\S]*is not known any more[\s\S]*An owl/)
    assert.match((await press(browser, html, /\/desk\/memory\/imports\/\w+\/additions/)).html, /The file is in the memory/)
  })

  it('are removed after a page that says what goes, and the ledger tells of both', async () => {
    const browser = await as(site.world.ed)
    const preview = await send(browser, tmx(unit('A tiger', 'Тигр')), 'tigers.tmx')
    const list = await press(browser, preview.html, /\/desk\/memory\/imports\/\w+\/additions/)
    const [path = ''] = /\/desk\/memory\/imports\/\w+\/removal(?=">Remove<span class="vh"> tigers)/.exec(list.html) ?? []
    const page = await browser.get(path)
    assert.match(page.html, /Remove the file “tigers\.tmx”\?[\s\S]*1 pair leaves the memory/)
    assert.deepEqual(await checkHtml(page.html), [])
    const gone = await press(browser, page.html, /\/desk\/memory\/imports\/\w+\/removals/)
    assert.match(gone.html, /The file is removed from the memory/)
    assert.match((await browser.get(ask('tiger'))).html, /Nothing was found/)
    assert.equal((await browser.get(path)).status, 404)
    const ledger = await browser.get('/desk/ledger')
    assert.match(ledger.html, /Brought-in translation memory removed[\s\S]*tigers\.tmx[\s\S]*Translation memory brought in from a file[\s\S]*tigers\.tmx/)
  })

  it('are listed for members, who are offered neither to bring one in nor to remove one', async () => {
    const { html } = await (await as(site.world.ada)).get(FILES)
    assert.match(html, /Старі &lt;двері&gt;\.tmx/)
    assert.doesNotMatch(html, /type="file"|\/removal"/)
    assert.deepEqual(await checkHtml(html), [])
  })

  const refused: [what: string, bytes: string, sentence: RegExp][] = [
    ['is broken', tmx('<tu></tuv>'), /not well-formed XML\. Line 3, character 11\. Nothing was added/],
    ['makes entities', `<!DOCTYPE tmx [<!ENTITY a "b">]>${tmx()}`, /entities of its own/],
    ['is no TMX', '<html></html>', /This is not a TMX file/],
    ['has nothing for the site', tmx(), /no pair of texts/],
    ['is empty', '', /Choose a file/],
  ]
  for (const [what, bytes, sentence] of refused) {
    it(`are refused where one ${what}, and nothing of it stays`, async () => {
      const before = await site.db.selectFrom('memory_import').select('id').where('state', '<>', 'going').execute()
      const { status, html } = await send(await as(site.world.ed), bytes)
      assert.equal(status, 422)
      assert.match(html, new RegExp(`role="alert">[^<]*${sentence.source}`))
      assert.deepEqual(await checkHtml(html), [])
      assert.deepEqual(await site.db.selectFrom('memory_import').select('id').where('state', '<>', 'going').execute(), before)
    })
  }

  it('are refused before they are read where one is too large, or its sender may not', async () => {
    assert.equal((await send(await as(site.world.ed), 'x'.repeat(17 << 20))).status, 413)
    const browser = await as(site.world.ada)
    assert.equal((await sendFiles(site, browser, FILES, {}, [{ field: 'file', name: 'x.tmx', bytes: tmx(unit('A', 'Б')) }])).status, 403)
  })
})
