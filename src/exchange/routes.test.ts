import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { Browser, type Answer } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { newMember, startTestSite, type TestSite } from '../../test/site.ts'
import { listSlugs } from '../articles/store.ts'
import { listOutline } from '../segments/store.ts'
import { formIn, openPreview, press, textsIn, type Form } from '../../test/preview.ts'

const fixture = (name: string) => readFileSync(new URL(`../text/pagetext/fixtures/${name}`, import.meta.url), 'utf8')
const SEED = new URL('../../../shared/seed/security-guarantees.txt', import.meta.url)
const ESSAY = 'A title here\n\nThe first paragraph stands by the river.\n\nThe second paragraph stands by the bridge.\n'

let site: TestSite
let ed: Browser
before(async () => {
  site = await startTestSite()
  ed = await new Browser(site).signInAs(site, site.world.ed)
})
after(() => site.close())

const preview = (text: string, language = 'en') => openPreview(ed, { text, language })
const bringIn = (form: Form, changes: Record<string, string> = {}) => ed.postRaw('/desk/articles', { ...form.fields, ...changes })
const idIn = (answer: Answer) => /articles\/([0-9a-z]{22})\?done=imported$/.exec(answer.url)?.[1] ?? ''

async function stored(id: string) {
  const rows = await listOutline(site.db, id)
  const texts = await site.db.selectFrom('revision').select(['segment_id', 'text']).where('segment_id', 'in', rows.map(({ segment }) => segment)).execute()
  return rows.map(({ segment, kind, level, list }) => ({ kind, level, list, text: texts.find((one) => one.segment_id === segment)?.text ?? '' }))
}

describe('bringing an article in', () => {
  it('goes from a pasted page to an article, without any script', async () => {
    const form = await preview(fixture('krynytsi.uk.txt'), 'uk')
    assert.equal(form.answer.status, 200)
    const brought = await bringIn(form)
    const id = idIn(brought)
    assert.match(brought.html, /role="status">The article is brought in\.</)
    assert.doesNotMatch(brought.html, new RegExp(`<a href="/desk/articles/${id}">Article brought in`))
    assert.match(brought.html, /<span class="act">Article brought in</)
    const segments = await stored(id)
    assert.deepEqual([segments[0]?.kind, segments[0]?.text], ['title', 'Криниці, що не замерзають: як громада готується до зими'])
    assert.ok(segments.some(({ kind, level, list }) => kind === 'list_item' && level === 2 && list === 'ordered'))
    assert.ok(segments.every(({ text }) => !text.includes('\n') && !text.includes('тел.:')))
    assert.equal((await listSlugs(site.db, id)).get('uk'), 'krynytsi-shcho-ne-zamerzaiut-yak-hromada-hotuietsia-do-zymy')
    const decisions = await site.db.selectFrom('decision').innerJoin('segment', 'segment.id', 'decision.segment_id')
      .select('outcome').where('article_id', '=', id).execute()
    assert.deepEqual(new Set(decisions.map(({ outcome }) => outcome)), new Set(['imported']))
    assert.equal(decisions.length, segments.length)
  })

  it('reads the page the product began from as its author meant it', { skip: !existsSync(SEED) && 'the shared page is not here' }, async () => {
    const form = await preview(readFileSync(SEED, 'utf8'))
    assert.match(form.answer.html, /20 paragraphs: 1.title, 12.of running text, 3.numbered items, 2.bulleted items, 1.author’s name and 1.author’s position\. 9 pieces left out\./)
    const segments = await stored(idIn(await bringIn(form)))
    assert.equal(segments.length, 20)
    assert.ok(segments.some(({ text }) => text.includes('nuclear saber-rattling')) && segments.some(({ text }) => text.includes('so-called Phoney War')))
    assert.deepEqual(segments.slice(-2).map(({ kind }) => kind), ['author_name', 'author_role'])
  })

  it('sends the texts to review when that is chosen, with the message', async () => {
    const form = await preview(ESSAY)
    const id = idIn(await bringIn(form, { approved: 'no', message: 'Two short ones' }))
    const submission = await site.db.selectFrom('submission').select(['message', 'sender_id']).where('article_id', '=', id).executeTakeFirst()
    assert.deepEqual(submission, { message: 'Two short ones', sender_id: site.world.ed.id })
    assert.deepEqual(await site.db.selectFrom('approval').innerJoin('segment', 'segment.id', 'approval.segment_id')
      .select('decision_id').where('article_id', '=', id).execute(), [])
  })

  it('stores nothing before the last step', async () => {
    const count = async () => (await site.db.selectFrom('article').select('id').execute()).length
    const before = await count()
    await press(ed, await press(ed, await preview(ESSAY), 'join:3'), 'update')
    assert.equal(await count(), before)
  })

  it('makes one article of a form sent twice', async () => {
    const form = await preview(ESSAY)
    const [one, other] = await Promise.all([bringIn(form), bringIn(form)])
    assert.ok(idIn(one))
    assert.equal(idIn(one), idIn(other))
    const changed = await bringIn(form, { 'block.2.text': 'Something else.' })
    assert.equal(changed.status, 409)
    assert.match(changed.html, /Something else\./)
  })

  it('tells whoever uses somebody else’s form nothing', async () => {
    const form = await preview(ESSAY)
    await bringIn(form)
    const other = await new Browser(site).signInAs(site, await newMember(site, 'Max', ['publish:en']))
    const own = await openPreview(other, { text: ESSAY, language: 'en' })
    const answer = await other.postRaw('/desk/articles', { ...own.fields, article: form.fields['article'] ?? '' })
    assert.equal(answer.status, 404)
  })

  it('takes a text of the site whole, gives it a title, and takes it once', async () => {
    const text = 'Наша місія — уважно писати про міста.\n\nКонтакти\nвул. Замкова, 3'
    const form = await openPreview(ed, { text, language: 'uk', site_text: 'mission' })
    assert.equal(textsIn(form)[0], 'Наша місія')
    assert.ok(Object.entries(form.fields).every(([name, value]) => !name.endsWith('.kind') || !value.startsWith('aside.')))
    const id = idIn(await bringIn(form))
    const row = await site.db.selectFrom('article').select(['kind', 'site_text']).where('id', '=', id).executeTakeFirst()
    assert.deepEqual(row, { kind: 'site', site_text: 'mission' })
    const again = await ed.post('/desk/articles/new', '/desk/articles/preview', { text, language: 'uk', site_text: 'mission' })
    assert.equal(again.status, 409)
    assert.match(again.html, /Замкова/)
    const late = await bringIn(await preview(ESSAY), { site_text: 'mission' })
    assert.equal(late.status, 409)
    assert.match(late.html, /The site has this text already/)
    assert.match(late.html, /stands by the bridge/)
  })
})

describe('the pieces of a pasted text', () => {
  it('can be joined with the one before, and the page goes on there', async () => {
    const form = await press(ed, await preview(ESSAY), 'join:3')
    assert.deepEqual(textsIn(form), ['A title here', 'The first paragraph stands by the river. The second paragraph stands by the bridge.'])
    assert.match(form.answer.html, /<li id="b-2"[^>]* aria-current="true"/)
    assert.match(form.answer.html, /<textarea[^>]* id="b-2-text"[^>]* autofocus>/)
  })

  it('can be split at empty lines', async () => {
    const form = await press(ed, await preview(ESSAY), 'split:2', { 'block.2.text': 'One.\r\n\r\nTwo.\r\n \r\nThree.' })
    assert.deepEqual(textsIn(form).slice(1, 4), ['One.', 'Two.', 'Three.'])
    const none = await press(ed, form, 'split:2')
    assert.equal(none.answer.status, 422)
    assert.match(none.answer.html, /There is no empty line here yet/)
  })

  it('can be left out and taken in again', async () => {
    const out = await press(ed, await preview(ESSAY), 'leave:2')
    assert.equal(out.fields['block.2.kind'], 'aside.other')
    assert.match(out.answer.html, /<details open>/)
    assert.match(out.answer.html, /1 piece left out/)
    assert.equal((await press(ed, out, 'take:2')).fields['block.2.kind'], 'kind.paragraph')
    assert.equal((await stored(idIn(await bringIn(out)))).length, 2)
  })

  it('can become anything else, with a level where there is one', async () => {
    const form = await press(ed, await preview(ESSAY), 'update', { 'block.2.kind': 'list.ordered', 'block.3.kind': 'kind.heading' })
    assert.deepEqual([form.fields['block.2.level'], form.fields['block.3.level']], ['1', '2'])
    const segments = await stored(idIn(await bringIn(form, { 'block.2.level': '3', 'block.3.level': '9' })))
    assert.deepEqual(segments.slice(1).map(({ kind, level, list }) => [kind, level, list]), [['list_item', 3, 'ordered'], ['heading', 4, null]])
  })

  it('show both readings of a word broken at a line end, and take the other', async () => {
    const form = await preview('A title here\n\nThe long paragraph about the river and the co-\noperate farms, which were there long before anybody asked about them.')
    assert.match(form.answer.html, /This word was divided at a line end\. Which is right: “cooperate” or “co-operate”\?/)
    const flipped = await press(ed, form, 'flip:2:0')
    assert.match(textsIn(flipped)[1] ?? '', /the co-operate farms/)
    assert.match(textsIn(await press(ed, flipped, 'flip:2:0'))[1] ?? '', /the cooperate farms/)
    const gone = await press(ed, flipped, 'flip:2:0', { 'block.2.text': 'No such word.' })
    assert.equal(gone.answer.status, 422)
    assert.deepEqual(textsIn(gone), ['A title here', 'No such word.'])
  })

  it('say which title the page will have, and at what address', async () => {
    const form = await press(ed, await preview(ESSAY), 'update', { 'block.1.text': 'Another  name' })
    assert.match(form.answer.html, /<strong lang="en">Another {2}name<\/strong>/)
    assert.match(form.answer.html, /\/en\/articles\/another-name/)
  })

  const faulty: [what: string, changes: Record<string, string>, sentence: RegExp][] = [
    ['no title', { 'block.1.kind': 'kind.paragraph' }, /No piece is the title/],
    ['two titles', { 'block.2.kind': 'kind.title' }, /Piece 2<\/a>: This would be a second title/],
    ['nothing but a title', { 'block.2.kind': 'aside.other', 'block.3.kind': 'aside.other' }, /Besides the title there is no text yet/],
    ['an empty paragraph', { 'block.2.text': ' \n ' }, /Piece 2<\/a>: The text is empty/],
    ['an empty line', { 'block.2.text': 'One.\n\nTwo.' }, /Piece 2<\/a>: There is an empty line inside/],
    ['a paragraph without end', { 'block.3.text': 'a'.repeat(50_001) }, /Piece 3<\/a>: The text is too long/],
    ['a kind nobody knows', { 'block.3.kind': 'kind.__proto__' }, /Piece 3<\/a>: Choose what this piece is/],
    ['a character nobody sees', { 'block.3.text': 'a\u0007b' }, /Piece 3<\/a>: It contained control characters/],
    ['a damaged place', { 'block.3.text': 'a\ufffdb' }, /Piece 3<\/a>: Part of it is damaged/],
    ['a message without end', { message: 'a'.repeat(2001) }, /Message to the reviewer<\/a>: The text is too long/],
  ]
  for (const [what, changes, sentence] of faulty) {
    it(`are not brought in with ${what}; nothing that was typed is lost`, async () => {
      const form = await preview(ESSAY)
      const answer = await bringIn(form, changes)
      assert.equal(answer.status, 422)
      assert.match(answer.html, sentence)
      const kept = formIn(answer)
      for (const [name, value] of Object.entries(form.fields).filter(([name]) => !(name in changes) && /text|message|article/.test(name))) {
        assert.equal(kept.fields[name], value, name)
      }
    })
  }

  it('of a long text are shown in stretches, and none is lost on the way', async () => {
    const text = ['A long title', ...Array.from({ length: 650 }, (_, i) => `Paragraph number ${i} tells of the river and of the bridge.`)].join('\n\n')
    const first = await preview(text)
    assert.match(first.answer.html, /Pieces 1–300 of 651/)
    const last = await press(ed, await press(ed, first, 'show:301'), 'show:601', { 'block.302.text': 'Changed by hand.' })
    assert.match(last.answer.html, /Pieces 601–651 of 651/)
    const faulty = await press(ed, last, 'update', { 'block.400.text': '' })
    assert.match(faulty.answer.html, /Pieces 301–600 of 651/)
    const segments = await stored(idIn(await bringIn(last)))
    assert.equal(segments.length, 651)
    assert.deepEqual([segments[301]?.text, segments[650]?.text], ['Changed by hand.', 'Paragraph number 649 tells of the river and of the bridge.'])
  })
})

describe('the pages of bringing an article in', () => {
  for (const language of ['uk', 'en']) {
    it(`are sound HTML in ${language}`, async () => {
      const browser = await new Browser(site, { language }).signInAs(site, site.world.ed)
      const empty = await browser.get('/desk/articles/new')
      const form = await openPreview(browser, { text: fixture('river-crossings.en.txt'), language: 'en' })
      const wrong = await browser.postRaw('/desk/articles', { ...form.fields, 'block.4.text': '', message: '\0', 'block.6.kind': 'kind.title' })
      const refused = await browser.post('/desk/articles/new', '/desk/articles/preview', { text: 'a\u202eb', language: 'en', site_text: '' })
      for (const { html } of [empty, form.answer, wrong, refused]) {
        assert.deepEqual(await checkHtml(html), [])
        assert.ok(html.startsWith(`<!doctype html>\n<html lang="${language}"`))
        assert.doesNotMatch(html, />articles:|>\w+\.\w+</)
      }
    })
  }
})
