import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../../test/browser.ts'
import { checkHtml } from '../../test/markup.ts'
import { fieldsOf, wordsOf } from '../../test/paragraph-form.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { textOf, translatorOn } from '../../test/translator.ts'
import { importArticle } from '../articles/actions.ts'
import type { Id } from '../db/columns.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())
const { as, newRoom, factOf, press: pressButton, save, approve } = translatorOn(() => site)

/** Where the answer to a form sends the browser, the fragment included. */
async function redirectOf(browser: Browser, path: string, fields: Record<string, string>): Promise<string> {
  const answer = await fetch(site.url + path, {
    method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { cookie: `__Host-sid=${browser.cookie('__Host-sid')}`, origin: site.url },
  })
  return answer.headers.get('location') ?? `${answer.status}`
}

const WORDS = {
  en: {
    notStarted: /3 not started/, next: /Continue: paragraph 1/, saved: /1 draft saved\./, toSend: /Send 3 drafts to review/, sent: /3 paragraphs sent to review\./, waits: /3 in review/,
  },
  uk: {
    notStarted: /3 не розпочато/, next: /Далі: абзац 1/, saved: /Збережено 1 чернетку\./, toSend: /Надіслати 3 чернетки на рецензію/, sent: /Надіслано на рецензію 3 абзаци\./,
    waits: /3 на рецензії/,
  },
}

describe('the way of a translator', () => {
  for (const [language, words] of Object.entries(WORDS)) {
    it(`goes from the first paragraph to review without scripts, in ${language}`, async () => {
      const room = await newRoom()
      const browser = await as(site.world.ada, language)
      const empty = await browser.get(room.page)
      assert.match(wordsOf(empty), words.notStarted)
      assert.match(wordsOf(empty), words.next)
      for (const [i, text] of ['Тихий міст', 'Дощило.', 'Ніхто не прийшов.'].entries()) {
        const saved = await save(browser, room.page, room.segments[i], text)
        assert.equal(saved.status, 200)
        assert.match(wordsOf(saved), words.saved)
      }
      const ready = await browser.get(room.page)
      assert.match(wordsOf(ready), words.toSend)
      assert.deepEqual(await checkHtml(ready.html), [])
      const choice = fieldsOf(ready, '/submissions')
      assert.deepEqual(Object.keys(choice).filter((name) => name.startsWith('draft:')), room.segments.map((segment) => `draft:${segment}`))
      const sent = await browser.postRaw(`${room.page}/submissions`, { ...choice, message: 'Перша спроба', do: 'chosen' })
      assert.equal(sent.status, 200)
      assert.match(wordsOf(sent), words.sent)
      assert.match(wordsOf(sent), words.waits)
      const { proposal } = await factOf(room, 1)
      assert.equal(proposal?.text, 'Дощило.')
      const { message } = await site.db.selectFrom('submission').select('message').where('id', '=', proposal.submission).executeTakeFirstOrThrow()
      assert.equal(message, 'Перша спроба')
    })
  }

  it('goes from a saved paragraph to the next one that needs work, round to the first, then to sending', async () => {
    const room = await newRoom()
    const [one = '', two = '', three = ''] = room.segments
    await approve(room, { 1: 'Дощило.' })
    const browser = await as(site.world.ada)
    const press = async (segment: Id, text: string) =>
      redirectOf(browser, `${room.page}/drafts`, { ...fieldsOf(await browser.get(room.page), '/drafts'), [textOf(segment)]: text, do: `next:${segment}` })
    assert.equal(await press(two, 'Ішов дощ.'), `${room.page}?done=saved&count=1#p-${three}`)
    assert.equal(await press(three, 'Нікого.'), `${room.page}?done=saved&count=1#p-${one}`)
    assert.equal(await press(one, 'Міст'), `${room.page}?done=saved&count=1#send`)
  })

  it('finds the next paragraph far away in a long article', async () => {
    const room = await newRoom(Array.from({ length: 40 }, (_, i) => `Paragraph ${i}.`))
    await approve(room, Object.fromEntries(Array.from({ length: 39 }, (_, i) => [i, `Абзац ${i}.`])))
    const browser = await as(site.world.ada)
    const [first = ''] = room.segments
    const fields = { ...fieldsOf(await browser.get(room.page), '/drafts'), [textOf(first)]: 'Інакше', do: `next:${first}` }
    assert.equal(await redirectOf(browser, `${room.page}/drafts`, fields), `${room.page}?done=saved&count=1#p-${room.segments[39]}`)
  })

  it('discards a draft by its button and by an empty text', async () => {
    const room = await newRoom()
    const browser = await as(site.world.ada)
    for (const [button, text] of [['discard', 'Дощило.'], ['next', '']]) {
      await save(browser, room.page, room.segments[1], 'Дощило.')
      await pressButton(browser, room.page, `${button}:${room.segments[1]}`, { [textOf(room.segments[1])]: text ?? '' })
      assert.equal((await factOf(room, 1, site.world.ada)).draft, null)
    }
  })

  it('names the kind of each paragraph, and its place in a list', async () => {
    const item = { kind: 'list_item' as const, level: 1, list: 'bulleted' as const }
    const { article } = await importArticle(site.db, site.world.ed, {
      language: 'en', siteText: null, approved: true, message: '', segments: [
        { kind: 'title', level: 0, list: null, text: 'T' }, { ...item, text: 'a' }, { ...item, text: 'b' }, { ...item, text: 'c' },
        { kind: 'quotation', level: 0, list: null, text: 'q' }, { kind: 'author_name', level: 0, list: null, text: 'n' },
      ],
    })
    const words = wordsOf(await (await as(site.world.ada)).get(`/desk/articles/${article}/languages/uk`))
    for (const kind of ['List item 2 of 3', 'List item 3 of 3', 'Quotation']) assert.ok(words.includes(kind), kind)
  })
})
