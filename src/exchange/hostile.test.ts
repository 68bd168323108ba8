import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { formIn, openPreview, press, textsIn, type Form } from '../../test/preview.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'

const NEW = '/desk/articles/new'
const PREVIEW = '/desk/articles/preview'
const ESSAY = 'A title here\n\nThe first paragraph stands by the river.\n\nThe second paragraph stands by the bridge.\n'

let site: TestSite
let ed: Browser
let form: Form
before(async () => {
  site = await startTestSite()
  ed = await new Browser(site).signInAs(site, site.world.ed)
  form = await openPreview(ed, { text: ESSAY, language: 'en' })
})
after(() => site.close())

const signIn = async (grants: readonly string[]) => new Browser(site).signInAs(site, await newMember(site, 'Max', grants))
const paste = (text: string, browser = ed) => browser.post(NEW, PREVIEW, { text, language: 'en', site_text: '' })

/** Sends bytes that no browser would, with the right cookie and token. */
async function sendRaw(path: string, body: string): Promise<{ status: number; html: string }> {
  const { html } = await ed.get(NEW)
  const token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const response = await fetch(new URL(path, site.url), {
    method: 'POST', body: `form_token=${token}&${body}`,
    headers: { 'origin': site.url, 'cookie': `__Host-sid=${ed.cookie('__Host-sid')}`, 'accept-language': 'en', 'content-type': 'application/x-www-form-urlencoded' },
  })
  return { status: response.status, html: await response.text() }
}

describe('who may bring an article in', () => {
  it('is asked at every door', async () => {
    const { form_token: _, ...fields } = form.fields
    for (const grants of [['translate:en'], ['review:en'], ['administrator']]) {
      const browser = await signIn(grants)
      assert.equal((await browser.get(NEW)).status, 403)
      for (const path of [PREVIEW, '/desk/articles']) {
        const answer = await browser.post('/desk/account', path, fields)
        assert.equal(answer.status, 403)
        assert.match(answer.html, /You are not allowed to do this/)
      }
    }
    assert.equal((await new Browser(site).get(NEW)).status, 401)
  })

  it('is asked for the language of the text', async () => {
    const browser = await signIn(['publish:en'])
    assert.doesNotMatch((await browser.get(NEW)).html, /type="radio" name="language" value="uk"/)
    const own = await openPreview(browser, { text: ESSAY, language: 'en' })
    assert.equal(own.answer.status, 200)
    assert.equal((await browser.post(NEW, PREVIEW, { text: ESSAY, language: 'uk', site_text: '' })).status, 403)
    for (const language of ['uk', 'pl', '__proto__']) {
      for (const path of [PREVIEW, '/desk/articles']) {
        const answer = await browser.postRaw(path, { ...own.fields, language })
        assert.equal(answer.status, 403)
        assert.match(answer.html, /You are not allowed to do this/)
      }
    }
  })

  it('decides how much is read', async () => {
    const text = 'a'.repeat(3_000_000)
    assert.equal((await paste(text)).status, 200)
    assert.equal((await (await signIn(['translate:en'])).post('/desk/account', PREVIEW, { text })).status, 413)
    assert.equal((await new Browser(site).postRaw(PREVIEW, { text })).status, 413)
    assert.equal((await ed.post(NEW, '/desk/account', { text })).status, 413)
  })
})

describe('a text that cannot be brought in', () => {
  const texts: [what: string, text: string, status: number, sentence: RegExp, kept: string][] = [
    ['nothing', ' \n\t\n ', 422, /Paste or type a text/, ''],
    ['a NUL', 'One\n\nTw\0o', 422, /Line 3\. The text contains NUL characters/, 'One\n\nTwo'],
    ['a control character', 'On\u0007e', 422, /Line 1\. The text contains control characters/, 'One'],
    ['a sign that turns the order of reading', 'One\nT\u202ewo', 422, /Line 2\. The text contains hidden signs/, 'One\nTwo'],
    ['a damaged place', 'One\nT\ufffdo', 422, /Line 2\. Part of the text is damaged/, 'One\nT\ufffdo'],
    ['a heap of accents', `One${'\u0301'.repeat(40)}`, 422, /The text contains control characters/, `One${'\u0301'.repeat(30)}`],
    ['more than an article may hold', `A title\n\n${'long '.repeat(900_000)}`, 413, /The text is too long for one article/, 'A title\n\nlong long'],
  ]
  for (const [what, text, status, sentence, kept] of texts) {
    it(`comes back with what is wrong: ${what}`, async () => {
      const answer = await paste(text)
      assert.equal(answer.status, status)
      assert.match(answer.html, sentence)
      const typed = /<textarea[^>]* id="text"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(answer.html)?.[1] ?? ''
      assert.ok(typed.startsWith(kept) && (kept !== '' || typed.trim() === ''))
    })
  }

  it('comes back when its bytes are not UTF-8', async () => {
    const answer = await sendRaw(PREVIEW, 'language=en&site_text=&text=Before%0AThe%20caf%E9%20is%20%FFopen')
    assert.equal(answer.status, 422)
    assert.match(answer.html, /Line 2\. Part of the text is damaged/)
    assert.match(answer.html, /The caf\ufffd is \ufffdopen/)
  })

  it('comes back when it has too many paragraphs, with their number', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `Paragraph ${i} tells of the river and of the bridge.`).join('\n\n')
    const answer = await paste(text)
    assert.equal(answer.status, 422)
    assert.match(answer.html, /The text has (20,000|19,999) paragraphs, and one article may have 10,000 at most/)
    assert.ok(answer.html.includes(text.slice(-2000)))
  })

  it('is refused whole when no server should read it', async () => {
    const large = await paste('a'.repeat(30_000_000))
    assert.equal(large.status, 413)
    assert.match(large.html, /Too much at once/)
    assert.equal((await sendRaw(PREVIEW, Array.from({ length: 120_001 }, (_, i) => `x${i}=`).join('&'))).status, 413)
  })
})

describe('a forged form', () => {
  const acts = ['join:1', 'join:99', 'join:0', 'join:-1', 'split:4', 'take:1e3', 'flip:2:0', 'flip:2', 'show:4', 'leave', 'drop:2', '__proto__', 'join:2:2', 'a'.repeat(5000)]
  for (const act of acts) {
    it(`keeps the preview at the act ${act.slice(0, 20)}`, async () => {
      const after = await press(ed, form, act)
      assert.equal(after.answer.status, 422)
      assert.deepEqual(textsIn(after), textsIn(form))
    })
  }

  it('changes nothing by the names of its fields', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__.polluted', 'block', 'blocks.1.text']
    const after = formIn(await ed.postRaw(PREVIEW, { ...form.fields, act: 'update', ...Object.fromEntries(names.map((name) => [name, 'polluted'])) }))
    assert.equal(after.answer.status, 200)
    assert.deepEqual(textsIn(after), textsIn(form))
    const plain: Record<string, unknown> = {}
    assert.equal(plain['polluted'], undefined)
  })

  const shapes: [what: string, fields: (fields: Record<string, string>) => [string, string][]][] = [
    ['a gap between pieces', (fields) => Object.entries(fields).filter(([name]) => !name.startsWith('block.2.'))],
    ['a piece beyond the last', (fields) => [...Object.entries(fields), ['block.7.kind', 'kind.title']]],
    ['a piece with a name', (fields) => [...Object.entries(fields), ['block.__proto__.text', 'x']]],
    ['a part nobody knows', (fields) => [...Object.entries(fields), ['block.1.__proto__', 'x']]],
    ['a field that comes twice', (fields) => [...Object.entries(fields), ['block.1.text', 'x']]],
    ['a text of the site nobody knows', (fields) => Object.entries({ ...fields, site_text: 'constructor' })],
    ['no language', (fields) => Object.entries(fields).filter(([name]) => name !== 'language')],
    ['no pieces', (fields) => Object.entries(fields).filter(([name]) => !name.startsWith('block.'))],
  ]
  for (const [what, fields] of shapes) {
    it(`is not understood with ${what}`, async () => {
      for (const path of [PREVIEW, '/desk/articles']) assert.equal((await ed.postRaw(path, fields(form.fields))).status, 422)
    })
  }

  it('has its strange levels, lines, doubts and ids put right', async () => {
    const after = await press(ed, form, 'update', {
      'block.2.kind': 'list.bulleted', 'block.2.level': '-7', 'block.2.lines': '9-x', 'block.2.doubts': 'a/b|__proto__/x/y|/', 'from': '99999', 'article': '../../x',
    })
    assert.equal(after.answer.status, 200)
    assert.deepEqual(
      ['block.2.level', 'block.2.lines', 'block.2.doubts', 'from'].map((name) => after.fields[name]), ['1', '2-2', undefined, '1'],
    )
    assert.match(after.fields['article'] ?? '', /^[0-9a-z]{22}$/)
  })

  it('never becomes markup', async () => {
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)></textarea></select>&lt;'
    const text = ['A title', ...Array.from({ length: 400 }, (_, i) => `Paragraph ${i} of ${evil} text.`)].join('\n\n')
    const long = await openPreview(ed, { text, language: 'en' })
    const changed = Object.fromEntries(['block.1.text', 'block.2.doubts', 'block.3.kind', 'message', 'act'].map((name) => [name, name.endsWith('doubts') ? `text/${evil.replaceAll('/', '')}/kept` : evil]))
    const refused = await ed.post(NEW, PREVIEW, { text: `${evil}\0`, language: 'en', site_text: '' })
    const pages = [long.answer, await ed.postRaw(PREVIEW, { ...long.fields, ...changed }), await ed.postRaw('/desk/articles', { ...long.fields, ...changed }), refused]
    for (const { html } of pages) assert.doesNotMatch(html, /<script>|<img|onerror=alert\(1\)>(?!&lt;|<)/)
    assert.equal(textsIn(long)[1], `Paragraph 0 of ${evil} text.`)
  })
})
