import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { picture } from '../../test/pictures.ts'
import { formIn, openPreview, press, textsIn, type Form } from '../../test/preview.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { openFile, sendFiles, type Sent } from '../../test/uploads.ts'
import { checkHtml } from '../../test/markup.ts'
import { listOutline } from '../segments/store.ts'
import { encodeText, type Encoding } from '../text/decode.ts'

const UKRAINIAN = 'Місто, що чує\n\nДощ ішов до самого ранку, і місто стояло тихе, мов його й не було.\n\nЇї ґанок стоїть біля річки, а за річкою — ліс.\n'
const MARKED = '---\ntitle: Two bridges\nlead: A short walk\nauthor: {name: Ann, role: Poet}\ndate: 2025-12-10\ntags: [towns, rain]\nkind: essay\nlayout: post\n---\n\n'
  + 'It rained *until* the morning, and the [town](https://example.org) was quiet.\n\n![The bridge](img/Bridge%20one.png "At night")\n\n![](none.jpg)\n'

let site: TestSite
let ed: Browser
before(async () => {
  site = await startTestSite()
  ed = await new Browser(site).signInAs(site, site.world.ed)
})
after(() => site.close())

const text = (bytes: Uint8Array | string, name = 'essay.txt'): Sent => ({ field: 'file', name, bytes })
const open = (...files: Sent[]) => openFile(site, ed, files)
const bringIn = (form: Form, changes: Record<string, string> = {}) => ed.postRaw('/desk/articles', { ...form.fields, ...changes })
const idIn = (answer: Answer) => /articles\/([0-9a-z]{22})\?done=imported$/.exec(answer.url)?.[1] ?? assert.fail(answer.html.slice(0, 3000))
const kindsIn = ({ fields }: Form) => Object.entries(fields).filter(([name]) => name.endsWith('.kind')).map(([, kind]) => kind)

describe('a text file', () => {
  for (const encoding of ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const satisfies Encoding[]) {
    it(`is read in ${encoding}, and its language is recognised`, async () => {
      const form = await open(text(encodeText({ text: UKRAINIAN, encoding })))
      assert.equal(form.answer.status, 200)
      assert.deepEqual(textsIn(form), UKRAINIAN.trim().split('\n\n'))
      assert.deepEqual([form.fields['language'], form.fields['language_sure']], ['uk', 'uk'])
      assert.equal(/was in the encoding/.test(form.answer.html), encoding !== 'utf-8')
    })
  }

  it('in a misread encoding can be read again in the right one', async () => {
    const wrong = await press(ed, await open(text(UKRAINIAN)), 'read', { read_encoding: 'windows-1251', read_format: 'text' })
    assert.match(textsIn(wrong)[0] ?? '', /^РњС–СЃС‚Рѕ/)
    const right = await press(ed, wrong, 'read', { read_encoding: 'utf-8', read_format: 'text' })
    assert.deepEqual(textsIn(right), UKRAINIAN.trim().split('\n\n'))
  })

  it('that cannot be in the encoding chosen stays as it was read', async () => {
    const form = await open(text(`${UKRAINIAN}\nИ`))
    const after = await press(ed, form, 'read', { read_encoding: 'windows-1251', read_format: 'text' })
    assert.equal(after.answer.status, 422)
    assert.deepEqual(textsIn(after), textsIn(form))
  })

  const bad: [what: string, file: Sent, sentence: RegExp][] = [
    ['a picture', text(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'a.txt'), /This is not a text file/],
    ['a ZIP named as Markdown', text(Buffer.from('PK\u0003\u0004\u0014\0\0\0'), 'a.md'), /This is an archive or a Word document/],
    ['in no known encoding', text(Buffer.from([0xc0, 0xaf, 0xfe, 0x41]), 'a.txt'), /encoding of this file could not be recognised/],
    ['empty', text(' \n', 'a.txt'), /There is no file, or no text in it/],
  ]
  for (const [what, file, sentence] of bad) {
    it(`is refused in words when it is ${what}; what was typed stays`, async () => {
      const answer = await sendFiles(site, ed, '/desk/articles/preview', { text: 'Typed before', way: 'file', language: '', site_text: '' }, [file])
      assert.equal(answer.status, 422)
      assert.match(answer.html, sentence)
      assert.match(answer.html, />\nTyped before<\/textarea>/)
      assert.deepEqual(await checkHtml(answer.html), [])
    })
  }

  it('is asked for when only the button was pressed', async () => {
    assert.match((await openFile(site, ed, [])).answer.html, /There is no file/)
  })

  it('with characters that nobody sees comes back as text to look at', async () => {
    const { answer } = await open(text('A title\n\nTe\u0007xt'))
    assert.equal(answer.status, 422)
    assert.match(answer.html, /Line 3\. The text contains control characters/)
    assert.match(answer.html, />\nA title\n\nText<\/textarea>/)
  })
})

describe('a text in Markdown', () => {
  it('comes with its images, and says what it is; a missing image and a missing description are asked for', async () => {
    const form = await open(text(MARKED, 'essay.md'), { field: 'pictures', name: 'bridge ONE.png', bytes: await picture(60, 40) }, { field: 'pictures', name: 'other.png', bytes: await picture(60, 40, 'png', 3) })
    assert.deepEqual(kindsIn(form), ['kind.title', 'kind.lead', 'kind.author_name', 'kind.author_role', 'kind.paragraph', 'kind.image', 'kind.caption', 'kind.image'])
    assert.match(form.answer.html, /does not refer to these images[^<]*<q[^>]*>other\.png/)
    assert.match(form.answer.html, /Left out of the facts above the text[^<]*<q[^>]*>layout: post/)
    assert.match(form.answer.html, /<p class="marked" lang="en"[^>]*>.*<em>until<\/em>.*<a href="https:\/\/example\.org">town<\/a>/)
    assert.deepEqual([form.fields['date'], form.fields['topics'], form.fields['genre']], ['2025-12-10', 'towns, rain', 'essay'])
    const refused = await bringIn(form)
    assert.equal(refused.status, 422)
    assert.match(refused.html, /Piece 8<\/a>: The image itself is missing/)
    assert.match(refused.html, /Piece 8<\/a>: Say what the image shows/)
    const given = await sendFiles(site, ed, '/desk/articles', { ...formIn(refused).fields, 'block.8.text': 'Nothing but fog' }, [{ field: 'picture.8', name: 'fog.png', bytes: await picture(50, 50, 'png', 5) }])
    const article = idIn(given)
    const rows = await listOutline(site.db, article)
    assert.deepEqual(rows.map(({ kind }) => kind), ['title', 'lead', 'author_name', 'author_role', 'paragraph', 'image', 'caption', 'image'])
    const assets = await site.db.selectFrom('outline_row').innerJoin('asset', 'asset.hash', 'outline_row.asset')
      .select(['segment_id', 'width']).where('segment_id', 'in', rows.map(({ segment }) => segment)).orderBy('position').execute()
    assert.deepEqual(assets.map(({ width }) => width), [60, 50])
    const stored = await site.db.selectFrom('article').select(['genre', 'original_date']).where('id', '=', article).executeTakeFirst()
    assert.deepEqual(stored, { genre: 'essay', original_date: '2025-12-10' })
    const topics = await site.db.selectFrom('article_topic').innerJoin('topic_name', 'topic_name.topic_id', 'article_topic.topic_id').select('name').where('article_id', '=', article).execute()
    assert.deepEqual(topics.map(({ name }) => name).sort(), ['rain', 'towns'])
  })

  it('asks for remote images too: nothing is ever fetched', async () => {
    const form = await openPreview(ed, { text: '# A title\n\nThe text of the article.\n\n![A map](https://example.invalid/map.png)\n\n## B', language: 'en' })
    assert.match(form.answer.html, /Piece 3<\/a>: The image itself is missing/)
    assert.match(form.answer.html, /enctype="multipart\/form-data"/)
    assert.equal((await bringIn(form, { 'block.3.kind': 'aside.other' })).status, 200)
  })

  it('keeps a picture only as long as it is one that is stored', async () => {
    const form = await openPreview(ed, { text: '# A title\n\nThe text of the article.\n\n![A map](map.png)\n\n## B', language: 'en' })
    const forged = await bringIn(form, { 'block.3.asset': 'f'.repeat(64) })
    assert.equal(forged.status, 422)
    assert.match(forged.html, /The image itself is missing/)
  })

  it('says why a file is no image, and keeps everything else', async () => {
    const form = await openPreview(ed, { text: '# A title\n\nThe text of the article.\n\n![A map](map.png)\n\n## B', language: 'en' })
    const answer = await sendFiles(site, ed, '/desk/articles/preview', { ...form.fields, 'act': 'update', 'block.2.text': 'Changed by hand.' }, [{ field: 'pictures', name: 'map.png', bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>' }])
    assert.equal(answer.status, 422)
    assert.match(answer.html, /Piece 3<\/a>: Images of this kind cannot be used/)
    assert.equal(textsIn(formIn(answer))[1], 'Changed by hand.')
  })

  it('can be read as plain text instead, and back, its images kept', async () => {
    const form = await open(text('# A title\n\nThe text of the *article* and the town.\n\n![A map](map.png)\n', 'essay.md'), { field: 'pictures', name: 'map.png', bytes: await picture(30, 30) })
    const plain = await press(ed, form, 'read', { read_format: 'text' })
    assert.deepEqual(textsIn(plain), ['# A title', 'The text of the \\*article\\* and the town.', '!\\[A map\\](map.png)'])
    const again = await press(ed, form, 'read', { read_format: 'markdown' })
    assert.equal(again.fields['block.3.asset'], form.fields['block.3.asset'])
    assert.match(again.fields['block.3.asset'] ?? '', /^[0-9a-f]{64}$/)
  })

  it('as code keeps its lines and signs through the preview', async () => {
    const code = '  if (a_b) {\n\n    *c*\n  }'
    const form = await press(ed, await openPreview(ed, { text: `# A title\n\nThe text of the article.\n\n\`\`\`\n${code}\n\`\`\`\n`, language: 'en' }), 'update')
    const rows = await listOutline(site.db, idIn(await bringIn(form)))
    const stored = await site.db.selectFrom('revision').select('text').where('segment_id', '=', rows[2]?.segment ?? '').executeTakeFirst()
    assert.equal(stored?.text, code)
  })

  it('may be a text of the site', async () => {
    const form = await openPreview(ed, { text: 'We write about **towns** and [rivers](/en/).\n\n- One of the people\n- And the other', language: 'en', site_text: 'about' })
    assert.deepEqual(textsIn(form), ['About us', 'We write about **towns** and [rivers](/en/).', 'One of the people', 'And the other'])
  })
})

describe('a text that is pasted', () => {
  it('with its formatting keeps it; as plain text when that is chosen', async () => {
    const fields = { language: 'en', site_text: '', format: '', text: 'Two bridges\n\nIt rained until the morning.', html: '<h1>Two bridges</h1><p>It rained <b>until</b> the morning, and the town was quiet.</p>' }
    const form = formIn(await ed.post('/desk/articles/new', '/desk/articles/preview', fields))
    assert.deepEqual(textsIn(form), ['Two bridges', 'It rained **until** the morning, and the town was quiet.'])
    const plain = formIn(await ed.post('/desk/articles/new', '/desk/articles/preview', { ...fields, format: 'text' }))
    assert.deepEqual(textsIn(plain), ['Two bridges', 'It rained until the morning.'])
  })

  it('means itself, sign by sign, when it is plain', async () => {
    const form = await openPreview(ed, { text: 'A title\n\nPress *Enter* or `x`, see [1](2) and <b>.', language: 'en' })
    assert.equal(textsIn(form)[1], 'Press \\*Enter\\* or \\`x\\`, see \\[1\\](2) and \\<b>.')
    assert.match(form.answer.html, /<p class="marked"[^>]*><span class="vh">[^<]*<\/span>Press \*Enter\* or `x`, see \[1\]\(2\) and &lt;b&gt;\.<\/p>/)
  })

  it('can be joined and parted again, with what was changed in between', async () => {
    const form = await openPreview(ed, { text: 'A title here\n\nThe first paragraph stands by the river.\n\n- The second stands by the bridge.\n- And the third', language: 'en' })
    const joined = await press(ed, form, 'join:3')
    assert.match(joined.answer.html, /value="part:2">Undo the join/)
    const parted = await press(ed, joined, 'part:2', { 'block.2.text': (joined.fields['block.2.text'] ?? '').replace('first', 'very first') })
    assert.deepEqual(textsIn(parted).slice(1, 3), ['The very first paragraph stands by the river.', 'The second stands by the bridge.'])
    assert.equal(parted.fields['block.3.kind'], 'list.bulleted')
    const gone = await press(ed, joined, 'part:2', { 'block.2.text': 'Nothing of it.' })
    assert.equal(gone.answer.status, 422)
    assert.match(gone.answer.html, /words where the pieces were joined are gone/)
  })
})

describe('the language of the original', () => {
  const english = 'A quiet town\n\nIt rained until the morning, and the town was as quiet as if it were not there.'

  it('may be any of the site, for each article (P51)', async () => {
    for (const [written, language] of [[english, 'en'], [UKRAINIAN, 'uk']] as const) {
      const id = idIn(await bringIn(await openPreview(ed, { text: written, language: '' })))
      const stored = await site.db.selectFrom('article').select('source_language').where('id', '=', id).executeTakeFirst()
      assert.equal(stored?.source_language, language)
    }
  })

  it('is asked about when the text speaks against the choice, and never changed without a word', async () => {
    const form = await openPreview(ed, { text: english, language: 'uk' })
    assert.match(form.answer.html, /You chose Ukrainian, but the text seems to be in another language: English/)
    const refused = await bringIn(form)
    assert.equal(refused.status, 422)
    assert.match(refused.html, /The text seems to be in a language other than the one chosen/)
    assert.ok(idIn(await bringIn(form, { language: 'en' })))
    assert.ok(idIn(await bringIn(await openPreview(ed, { text: english, language: 'uk' }), { language_sure: 'uk' })))
  })

  it('is asked for when nothing tells it, in the words of the interface (P52)', async () => {
    const uk = await new Browser(site, { language: 'uk' }).signInAs(site, site.world.ed)
    const form = await openPreview(uk, { text: 'Padało aż do rana\n\nI miasto było ciche, jakby go nie było, a na moście nie stał nikt, że aż się bał.', language: '' })
    assert.match(form.answer.html, /Мову оригіналу не вдалося визначити|мова тексту інша: польська/)
    assert.doesNotMatch(form.answer.html, /The language|seems to be/)
    assert.equal((await uk.postRaw('/desk/articles', form.fields)).status, 422)
  })
})

describe('files of people who may not', () => {
  it('are not read', async () => {
    const sent: Sent[] = [text('x'.repeat(1_000_000))]
    const translator = await new Browser(site).signInAs(site, await newMember(site, 'Max', ['translate:en']))
    for (const [browser, token] of [[translator, undefined], [new Browser(site), undefined], [ed, 'wrong']] as const) {
      const answer = await sendFiles(site, browser, '/desk/articles/preview', { text: '', language: 'en', site_text: '', ...token ? { form_token: token } : {} }, sent)
      assert.ok([401, 403].includes(answer.status), `${answer.status}`)
      assert.doesNotMatch(answer.html, /Check the paragraphs/)
    }
  })

  it('of another site are refused before anything is read', async () => {
    const response = await fetch(new URL('/desk/articles/preview', site.url), { method: 'POST', body: new FormData(), headers: { origin: 'https://evil.example', cookie: `__Host-sid=${ed.cookie('__Host-sid')}` } })
    assert.equal(response.status, 403)
  })

  const limits: [what: string, files: () => Sent[], status: number][] = [
    ['a text over 4 MB', () => [text('a'.repeat(4 * 1024 * 1024 + 1))], 413],
    ['an image over 20 MB', () => [text('A\n\nB'), { field: 'pictures', name: 'a.png', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) }], 413],
    ['more than 40 images', () => [text('A\n\nB'), ...Array.from({ length: 42 }, (_, at) => ({ field: 'pictures', name: `${at}.png`, bytes: 'x' }))], 413],
    ['a file nobody asked for', () => [{ field: 'other', name: 'a', bytes: 'x' }], 422],
  ]
  for (const [what, files, status] of limits) {
    it(`have limits: ${what}`, async () => assert.equal((await openFile(site, ed, files()).catch(async () => ({ answer: await sendFiles(site, ed, '/desk/articles/preview', { text: '', way: 'file', language: '', site_text: '' }, files()) }))).answer.status, status))
  }
})
