import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn } from '../../test/translator.ts'
import { reviewAll, submit, type } from '../../test/world.ts'
import { importArticle } from '../articles/actions.ts'
import { newId } from '../db/id.ts'
import type { NewSegment } from '../articles/model.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, press, save, send, changeOriginal, approve } = translatorOn(() => site)

const TEXTS = ['The quiet bridge', 'It rained.', 'Nobody came.', 'The end.']

describe('one paragraph by itself', () => {
  it('stands between its neighbours, with its kind and place, and takes a translator from end to end without scripts (P31)', async () => {
    const room = await newRoom(TEXTS)
    await approve(room, { 0: 'Тихий міст' })
    const browser = await as(site.world.ada)
    const path = (i: number) => `${room.page}/segments/${room.segments[i]}`
    const page = await browser.get(path(1))
    assert.deepEqual(await checkHtml(page.html), [])
    assert.match(wordsOf(page), /Previous paragraph: 1 The quiet bridge Тихий міст Paragraph 2 of 4, not started.*Paragraph.*It rained\..*Next paragraph: 3 Nobody came\. Not started/)
    let answer = page
    for (const [i, text] of [[1, 'Дощило.'], [2, 'Ніхто не прийшов.'], [3, 'Кінець.']] as const) {
      assert.ok(answer.url.includes(path(i)), answer.url)
      answer = await browser.postRaw(`${room.page}/drafts`, {
        ...fieldsOf(answer, '/drafts'), [textOf(room.segments[i])]: text, do: `next:${room.segments[i]}`,
      })
    }
    assert.match(answer.url, /done=saved&count=1$/)
    assert.deepEqual((await Promise.all([1, 2, 3].map((i) => factOf(room, i, site.world.ada)))).map(({ draft }) => draft?.text), ['Дощило.', 'Ніхто не прийшов.', 'Кінець.'])
  })

  it('sends this one, copies the original and discards, and stays where one is', async () => {
    const room = await newRoom()
    const [, segment] = room.segments
    const browser = await as(site.world.ada, 'uk')
    const path = `${room.page}/segments/${segment}`
    const push = async (button: string, changes = {}) =>
      browser.postRaw(`${room.page}/drafts`, { ...fieldsOf(await browser.get(path), '/drafts'), ...changes, do: `${button}:${segment}` })
    const copied = await push('copy')
    assert.equal(fieldsOf(copied, '/drafts')[textOf(segment)], 'It rained.')
    assert.match(wordsOf(await push('stay', { [textOf(segment)]: 'Дощило.' })), /Збережено 1 чернетку/)
    assert.match(wordsOf(await push('discard')), /Чернетку відкинуто/)
    const sent = await push('send', { [textOf(segment)]: 'Дощило.' })
    assert.equal((await factOf(room, 1)).proposal?.text, 'Дощило.')
    assert.ok(sent.url.includes(`/segments/${room.segments[2]}`), sent.url)
    const taken = await push('withdraw')
    assert.match(wordsOf(taken), /З рецензії відкликано 1 абзац/)
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Дощило.')
  })

  it('compares any two of its versions, and knows no others (P35)', async () => {
    const room = await newRoom()
    for (const text of ['Дощило.', 'Дощило зранку.', 'Лило зранку.']) await approve(room, { 1: text })
    const browser = await as(site.world.ada)
    const path = `${room.page}/segments/${room.segments[1]}`
    const versions = (await site.db.selectFrom('revision').select('id').where('segment_id', '=', room.segments[1] ?? '')
      .where('language', '=', 'uk').orderBy('created_at').execute()).map(({ id }) => id)
    const page = await browser.get(`${path}?from=${versions[0]}&to=${versions[2]}`)
    assert.match(wordsOf(page), /Version 1 and version 3/)
    assert.match(page.html, /<del[^>]*>.*Дощило.*<ins[^>]*>.*Лило зранку/s)
    assert.deepEqual(await checkHtml(page.html), [])
    const other = (await factOf(room, 2)).source?.revision ?? ''
    for (const query of [`from=${versions[0]}&to=${newId()}`, `from=${other}&to=${versions[0]}`, 'from=x&to=y', `from=${versions[0]}`]) {
      assert.equal((await browser.get(`${path}?${query}`)).status, 404, query)
    }
  })

  it('shows what changed in the original since this translation, across any number of changes (P02)', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.' })
    for (const text of ['It rained hard.', 'It rained hard and long.', 'It rained very hard and long.']) await changeOriginal(room, 1, text)
    const page = await (await as(site.world.ada)).get(`${room.page}/segments/${room.segments[1]}`)
    assert.match(page.html, /It rained<ins>.*very hard and long/)
  })

  it('shows the reason of a return with what to do next, and gives the text up by a button (P10)', async () => {
    const room = await newRoom()
    await approve(room, { 1: 'Дощило.' })
    await submit(site.db, site.world.ada, room, { [room.segments[1] ?? '']: 'Лило.' })
    await reviewAll(site.db, site.world.rev, room, () => ({ outcome: 'return', reason: 'Не лило' }))
    const browser = await as(site.world.ada)
    for (const path of [room.page, `${room.page}/segments/${room.segments[1]}`]) {
      assert.match(wordsOf(await browser.get(path)), /Returned by Rev.*Не лило.*Mend the text and send it again/)
    }
    assert.match(wordsOf(await press(browser, room.page, `give_up:${room.segments[1]}`)), /The returned text is given up/)
    assert.equal((await factOf(room, 1)).returned, null)
    assert.match(wordsOf(await browser.get(`${room.page}/segments/${room.segments[1]}`)), /Returned by Rev.*Given up by Ada/)
  })

  it('offers an author’s name as it was approved elsewhere, and puts it into the field by a button, not stored', async () => {
    const bring = async () => importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, approved: true, message: '',
      segments: [{ kind: 'title', level: 0, list: null, text: 'T' }, { kind: 'author_name', level: 0, list: null, text: 'Olha Zoria' }],
      details: { authors: [{ name: 'Olha Zoria', role: '' }], topics: [], genre: null, date: null },
    })
    const [first, second] = [await bring(), await bring()]
    const desk = { article: first.article, source: 'en', language: 'uk' }
    await submit(site.db, site.world.ada, desk, { [first.segments[1] ?? '']: 'Ольга Зоря' })
    await reviewAll(site.db, site.world.rev, desk)
    const browser = await as(site.world.ada)
    const path = `/desk/articles/${second.article}/languages/uk`
    const segment = second.segments[1] ?? ''
    const page = await browser.get(`${path}/segments/${segment}`)
    assert.match(wordsOf(page), /Approved in other articles: Ольга Зоря/)
    assert.deepEqual(await checkHtml(page.html), [])
    const filled = await browser.postRaw(`${path}/drafts`, { ...fieldsOf(page, '/drafts'), do: `spelling:${segment}` })
    assert.equal(fieldsOf(filled, '/drafts')[textOf(segment)], 'Ольга Зоря')
    const saved = await browser.postRaw(`${path}/drafts`, { ...fieldsOf(filled, '/drafts'), do: `stay:${segment}` })
    assert.doesNotMatch(wordsOf(saved), /Approved in other articles/)
  })

  it('is only read by people who may not write', async () => {
    const room = await newRoom()
    await type(site.db, site.world.ada, room, room.segments[1] ?? '', 'Таємна чернетка.')
    const page = await (await as(site.world.rev)).get(`${room.page}/segments/${room.segments[2]}`)
    assert.equal(page.status, 200)
    assert.doesNotMatch(page.html, /<textarea|Таємна|name="do"/)
  })
})

describe('the lists of an article’s paragraphs', () => {
  it('are chosen by links whose numbers are their lengths, in the order of the article', async () => {
    const room = await newRoom(TEXTS)
    const [title = '', one = '', two = ''] = room.segments
    await approve(room, { 0: 'Міст' })
    await submit(site.db, site.world.ada, room, { [one]: 'Дощило.', [two]: 'Нікого.' })
    await reviewAll(site.db, site.world.rev, room, ({ segment }) => segment === one ? { outcome: 'return', reason: 'Ні.' } : { outcome: 'approve' })
    await changeOriginal(room, 0, 'The loud bridge')
    await submit(site.db, site.world.bob, room, { [two]: 'Нікогісінько.' })
    await type(site.db, site.world.ada, room, room.segments[3] ?? '', 'Кінець.')
    const browser = await as(site.world.ada)
    const numbers = new Map([...(await browser.get(room.page)).html.matchAll(/\?show=(\w+)"[^>]*>[^<]*<span class="count">(\d+)/g)].map(([, show, count]) => [show, Number(count)]))
    assert.deepEqual(numbers, new Map([['mine', 2], ['returned', 1], ['behind', 1], ['waiting', 1]]), 'what was begun is among one’s own alone')
    for (const [show, expected] of [['mine', [one, room.segments[3]]], ['returned', [one]], ['behind', [title]], ['not_started', []], ['waiting', [two]]] as const) {
      const page = await browser.get(`${room.page}?show=${show}`)
      assert.deepEqual([...page.html.matchAll(/<section class="row" id="p-(\w+)"/g)].map(([, segment]) => segment), expected, show)
      assert.deepEqual(await checkHtml(page.html), [])
    }
    await press(browser, `${room.page}`, `discard:${room.segments[3]}`)
    assert.match(wordsOf(await browser.get(`${room.page}?show=returned`)), /Returned 1/)
  })

  it('stay chosen when a button is pressed, and say so when they are empty', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    const list = await browser.get(`${room.page}?show=not_started`)
    const saved = await browser.postRaw(`${room.page}/drafts`, {
      ...fieldsOf(list, '/drafts'), [textOf(room.segments[0])]: 'Міст', do: `next:${room.segments[0]}`,
    })
    assert.match(saved.url, /\?show=not_started&done=saved/)
    const empty = await browser.get(`${room.page}?show=returned`)
    assert.match(wordsOf(empty), /No paragraph is returned\. Show the whole article/)
    assert.deepEqual(await checkHtml(empty.html), [])
  })

  it('leave code and rules where they stand, to be read', async () => {
    const piece = (kind: NewSegment['kind'], text: string): NewSegment => ({ kind, level: 0, list: null, text })
    const { article } = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, approved: true, message: '',
      segments: [piece('title', 'T'), piece('paragraph', 'One.'), piece('code', 'npm test'), piece('rule', '---'), piece('paragraph', 'Two.')],
    })
    const page = await (await as(site.world.ada)).get(`/desk/articles/${article}/languages/uk`)
    assert.match(wordsOf(page), /One\..*Paragraph 3 Code npm test The same in every language.*Paragraph 4.*Two\./)
    assert.deepEqual(await checkHtml(page.html), [])
  })

  it('come in stretches in a very long article, and a button leads to the right one', async () => {
    const room = await newRoom(Array.from({ length: 501 }, (_, i) => `P ${i}`))
    const browser = await as(site.world.ada)
    const first = await browser.get(room.page)
    assert.equal([...first.html.matchAll(/<section class="row"/g)].length, 500)
    assert.match(wordsOf(first), /Paragraphs 1–500 Paragraphs 501–501/)
    const last = await browser.get(`${room.page}?at=${room.segments[500]}`)
    const saved = await browser.postRaw(`${room.page}/drafts`, {
      ...fieldsOf(last, '/drafts'), [textOf(room.segments[500])]: 'Кінець', do: `stay:${room.segments[500]}`,
    })
    assert.ok(saved.html.includes(`id="p-${room.segments[500]}"`))
    assert.equal((await factOf(room, 500, site.world.ada)).draft?.text, 'Кінець')
  })
})

describe('what is doubtful about a text (P16, P46)', () => {
  const LINK = 'See [the report](https://example.org/report) and `npm test`.'
  const cases: [what: string, text: string, words: RegExp][] = [
    ['lacks a link', 'Див. звіт і `npm test`.', /The link to https:\/\/example\.org\/report is missing/],
    ['lacks code', 'Див. [звіт](https://example.org/report).', /npm test of the original is missing/],
    ['has a torn link', 'Див. [звіт] (https://example.org/report) і `npm test`.', /A space tears a link apart/],
    ['has another link besides', 'Див. [звіт](https://example.org/report), [це](/x) і `npm test`.', /The original has no link to \/x/],
    ['is the same as the original', LINK, /The text is the same as the original/],
  ]
  for (const [what, text, words] of cases) {
    it(`is saved and named, and goes to review only with a tick, when it ${what}`, async () => {
      const room = await newRoom(['T', LINK])
      const [, segment] = room.segments
      const browser = await as(site.world.ada)
      const saved = await save(browser, room.page, segment, text)
      assert.match(wordsOf(saved), words)
      assert.deepEqual(await checkHtml(saved.html), [])
      const refused = await send(browser, room.page)
      assert.equal(refused.status, 409)
      assert.match(wordsOf(refused), /tick that it is meant so/)
      assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, text)
      await send(browser, room.page, { [`anyway:${segment}`]: '1' })
      assert.equal((await factOf(room, 1)).proposal?.text, text)
    })
  }

  it('mends a torn link by its button', async () => {
    const room = await newRoom(['T', 'See [it](/x).'])
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], 'Див. [це] (/x).')
    await press(browser, room.page, /value="(fix:[^"]+)"/.exec((await browser.get(room.page)).html)?.[1] ?? assert.fail())
    assert.equal((await factOf(room, 1, site.world.ada)).draft?.text, 'Див. [це](/x).')
  })

  it('is not asked of numbers that are the same in every language', async () => {
    const room = await newRoom(['T', '1991–2025'])
    const browser = await as(site.world.ada)
    await save(browser, room.page, room.segments[1], '1991–2025')
    await send(browser, room.page)
    assert.equal((await factOf(room, 1)).proposal?.text, '1991–2025')
  })
})
