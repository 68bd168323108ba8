import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { addWord } from './actions.ts'

const PATH = '/desk/words'

describe('the page of the site’s words', () => {
  let site: TestSite
  before(async () => { site = await startTestSite() })
  after(() => site.close())
  const reviewer = (language = 'en') => new Browser(site, { language }).signInAs(site, site.world.rev)
  const formsTo = (html: string, end: string) => [...html.matchAll(/action="(\/desk\/words\/[^"]+)"/g)].map(([, path = '']) => path).filter((path) => path.endsWith(end))

  it('says what it is for while it is empty, in both languages', async () => {
    for (const [language, says] of [['en', 'There are no words yet.'], ['uk', 'Слів ще немає.']] as const) {
      const { html, status } = await (await reviewer(language)).get(PATH)
      assert.deepEqual([status, html.includes(says), await checkHtml(html)], [200, true, []])
    }
  })

  it('adds a word, finds it, removes it and puts it back, without scripts', async () => {
    const browser = await reviewer()
    const added = await browser.post(PATH, PATH, { language: 'uk', word: 'деокупація', note: 'a new <b>word' })
    assert.match(added.html, /The word is added/)
    assert.match(added.html, /<th scope="row" lang="uk">деокупація<\/th>/)
    assert.match(added.html, /a new &lt;b&gt;word/)
    assert.deepEqual(await checkHtml(added.html), [])
    assert.match((await browser.get(`${PATH}?q=${encodeURIComponent('ДЕОКУП')}`)).html, /деокупація/)
    assert.match((await browser.get(`${PATH}?q=zzz`)).html, /There is no such word/)
    const [removal = ''] = formsTo(added.html, '/removals')
    const removed = await browser.post(PATH, removal, {})
    assert.match(removed.html, /The word is removed/)
    assert.deepEqual(await checkHtml(removed.html), [])
    const [restoration = ''] = formsTo(removed.html, '/restorations')
    assert.match((await browser.post(PATH, restoration, {})).html, /The word is back/)
    assert.match((await browser.post(PATH, PATH, { language: 'uk', word: 'Деокупація', note: '' })).html, /already among the words/)
  })

  it('keeps what was typed when it cannot be added', async () => {
    const browser = await reviewer()
    const refused = await browser.post(PATH, PATH, { language: 'uk', word: 'два слова', note: 'чому б ні' })
    assert.equal(refused.status, 422)
    assert.match(refused.html, /value="два слова"/)
    assert.match(refused.html, /value="чому б ні"/)
    assert.deepEqual(await checkHtml(refused.html), [])
    for (const fields of [{ language: 'xx', word: 'слово', note: '' }, { language: 'uk', word: 'слово', note: '', more: 'x' }]) {
      assert.equal((await browser.post(PATH, PATH, fields)).status, 422)
    }
  })

  it('offers to add a word that another page names, in its language', async () => {
    const { html } = await (await reviewer()).get(`${PATH}?language=en&add=${encodeURIComponent('shunter')}`)
    assert.match(html, /<option value="en" selected>English<\/option><\/select>\s*<\/div>\s*<div class="field">/)
    assert.match(html, /name="word"[^>]* value="shunter"/)
  })

  it('offers no form to whoever may not use it', async () => {
    const { id } = await addWord(site.db, site.world.rev, { language: 'uk', word: 'фронтир', note: '' })
    const tess = new Browser(site, { language: 'en' })
    await tess.signInAs(site, await newMember(site, 'Tess', ['translate:uk']))
    const { html } = await tess.get(PATH)
    assert.match(html, /фронтир/)
    assert.deepEqual([formsTo(html, '/removals'), html.includes(`action="${PATH}" novalidate`)], [[], false])
    assert.equal((await tess.get(`${PATH}?done=removed&word=${id}`)).status, 200)
    assert.equal((await (await reviewer()).get(`${PATH}?done=removed&word=none&page=99999&language=xx`)).status, 200)
  })

  it('shows a hundred at a time', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => `слівце${String.fromCharCode(0x430 + i % 30)}${String.fromCharCode(0x430 + Math.floor(i / 30))}`)
    for (const word of rows) await addWord(site.db, site.world.rev, { language: 'uk', word, note: '' })
    const browser = await reviewer()
    const first = await browser.get(`${PATH}?q=${encodeURIComponent('слівце')}&language=uk`)
    const second = await browser.get(/rel="next"/.test(first.html) ? (/href="([^"]+)" rel="next"/.exec(first.html)?.[1] ?? '').replaceAll('&amp;', '&') : '')
    const listed = [first, second].map(({ html }) => [...html.matchAll(/<th scope="row"/g)].length)
    assert.deepEqual(listed, [100, 50])
  })
})
