import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addTerm } from '../src/glossary/actions.ts'
import { syncMemory } from '../src/memory/sync.ts'
import { bridgeTerm } from './glossary.ts'
import { checkHtml } from './markup.ts'
import { fieldsOf } from './paragraph-form.ts'
import { startTestSite, type TestSite } from './site.ts'
import { textOf, translatorOn } from './translator.ts'

const ORIGINAL = 'The bridge and the `npm test` (old) are here, and (new) too.'
const TYPED = 'Міст ( старий ) тут, а ( новий ) теж.'
const FIXED = 'Міст (старий) тут, а (новий) теж.'

describe('the instruments of a translator without scripts', () => {
  let site: TestSite
  before(async () => {
    site = await startTestSite()
    await addTerm(site.db, site.world.rev, bridgeTerm())
    await approve(await newRoom(), { 1: 'Дощило.' })
    await syncMemory(site.db)
  })
  after(() => site.close())
  const { as, newRoom, approve, factOf, save } = translatorOn(() => site)

  async function sitDown(typed = TYPED, language?: string) {
    const [room, ada] = [await newRoom(['T', ORIGINAL]), await as(site.world.ada, language)]
    const segment = room.segments[1] ?? ''
    const path = `${room.page}/segments/${segment}`
    if (typed !== '') await save(ada, room.page, segment, typed)
    const push = async (button: string, changes: Record<string, string> = {}) =>
      ada.postRaw(`${room.page}/drafts`, { ...fieldsOf(await ada.get(path), '/drafts'), ...changes, do: button })
    return { room, ada, segment, path, push, draft: async () => (await factOf(room, 1, site.world.ada)).draft?.text }
  }
  const buttonOf = (html: string, words: RegExp) =>
    [...html.matchAll(/<button[^>]* value="([^"]*)"[^>]*>([^<]*)/g)].find(([, , text = '']) => words.test(text))?.[1]

  it('mend all that has one cause by one button, and put the earlier words back by another', async () => {
    const { ada, path, push, draft } = await sitDown()
    const all = buttonOf((await ada.get(path)).html, /^Fix all of this kind \(4\)/) ?? assert.fail()
    const fixed = await push(all)
    assert.equal(await draft(), FIXED)
    const back = await push(buttonOf(fixed.html, /^Put the earlier words back/) ?? assert.fail(fixed.html))
    assert.equal(await draft(), TYPED)
    assert.match(back.html, /The earlier words are back, and saved\./)
  })

  it('mend nothing in words that were typed over meanwhile, and lose none of them', async () => {
    const { ada, path, push, segment, draft } = await sitDown()
    const all = buttonOf((await ada.get(path)).html, /^Fix all/) ?? assert.fail()
    const { html } = await push(all, { [textOf(segment)]: 'Зовсім інше ( тут ).' })
    assert.equal(await draft(), 'Зовсім інше ( тут ).')
    assert.doesNotMatch(html, /The text is fixed/)
  })

  it('offer to put back nothing that no fix took away, whatever an address says', async () => {
    const { ada, path, segment, push, draft } = await sitDown(FIXED)
    for (const fixes of ['0-4-%D0%97%D0%BB%D0%BE', '6-6- ,5-5-x', '6-6-%20,13-13-y', '9-2-', `${'0-0-,'.repeat(300)}0-0-`, '%', '']) {
      const { html, status } = await ada.get(`${path}?done=fixed&undo=${encodeURIComponent(`unfix:${segment}:${fixes}`)}`)
      assert.deepEqual([status, buttonOf(html, /^Put the earlier/)], [200, undefined], fixes)
    }
    const { html } = await ada.get(`${path}?done=fixed&undo=${encodeURIComponent(`unfix:${segment}:6-6-%20`)}`)
    assert.ok(buttonOf(html, /^Put the earlier/))
    assert.equal((await push(`fix:${segment}:5-3-x`)).status, 422)
    assert.equal(await draft(), FIXED)
  })

  for (const [language, insert, back] of [['en', /^Insert/, /^Put the earlier words back/], ['uk', /^Вставити/, /^Повернути/]] as const) {
    it(`put a link of the original that is missing behind the words by a plain button, and take it back by another, in ${language}`, async () => {
      const ada = await as(site.world.ada, language)
      const room = await newRoom(['T', 'Read [the report](https://example.org/report) first.'])
      const segment = room.segments[1] ?? ''
      const path = `${room.page}/segments/${segment}`
      await save(ada, room.page, segment, 'Спершу прочитайте звіт')
      const draft = async () => (await factOf(room, 1, site.world.ada)).draft?.text
      for (const page of [path, room.page]) {
        const { html } = await ada.get(page)
        assert.match(buttonOf(html, insert) ?? '', new RegExp(`^fix:${segment}:22-22-`))
        assert.deepEqual(await checkHtml(html), [])
      }
      const push = async (button: string, changes = {}) => ada.postRaw(`${room.page}/drafts`, { ...fieldsOf(await ada.get(path), '/drafts'), ...changes, do: button })
      const button = buttonOf((await ada.get(path)).html, insert) ?? ''
      const filled = await push(button)
      const put = await draft()
      assert.match(put ?? '', /^Спершу прочитайте звіт .*https:\/\/example\.org\/report/)
      await push(buttonOf(filled.html, back) ?? assert.fail(filled.html))
      assert.equal(await draft(), 'Спершу прочитайте звіт')
      await push(button, { [textOf(segment)]: 'Зовсім інше.' })
      assert.equal(await draft(), 'Зовсім інше.', 'words typed over meanwhile are saved as they are')
    })
  }

  it('put a term behind what stands in the field, with a space', async () => {
    const { ada, path, push, segment } = await sitDown('Старий')
    const term = /value="(term:[^"]*)"[^>]*>Insert/.exec((await ada.get(path)).html)?.[1] ?? assert.fail()
    assert.match(term, new RegExp(`^term:${segment}:[0-9a-z]{22}$`))
    const filled = await push(term)
    assert.equal(fieldsOf(filled, '/drafts')[textOf(segment)], 'Старий міст')
    assert.match(filled.html, /The words are put into the field\. They are not saved yet\./)
  })

  it('tell the buttons of several findings apart by their sentences', async () => {
    const { ada, path, room } = await sitDown()
    for (const page of [path, room.page]) {
      const { html } = await ada.get(page)
      const list = /<ul class="findings"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? assert.fail()
      const items = [...list.matchAll(/<li[\s\S]*?<\/li>/g)].map(([item]) => item)
      assert.ok(items.length > 3)
      const said = items.map((item) => new Set([...item.matchAll(/<(?:button|summary|input)[^>]*>/g)].map(([tag]) => /aria-describedby="([^"]*)"/.exec(tag)?.[1])))
      assert.deepEqual(said.map(([...ids]) => ids), items.map((item) => [/<p id="([^"]*)"/.exec(item)?.[1]]))
      assert.equal(new Set(said.flatMap((ids) => [...ids])).size, items.length)
      assert.deepEqual(await checkHtml(html), [])
    }
    const { html } = await ada.get(room.page)
    const [, ids = ''] = /name="anyway:[^"]*"[^>]*aria-describedby="([^"]*)"/.exec(html) ?? []
    assert.deepEqual(ids.split(' ').map((id) => html.includes(` id="${id}"`)), [true, true])
  })

  it('show code in a sentence as code, and nothing of it as HTML', async () => {
    const room = await newRoom(['T', 'Run `<b>&` now.'])
    const ada = await as(site.world.ada, 'uk')
    await save(ada, room.page, room.segments[1], 'Запустіть негайно.')
    const { html } = await ada.get(room.page)
    assert.match(html, /Бракує коду <code>&lt;b&gt;&amp;<\/code> з оригіналу/)
    assert.doesNotMatch(/<p id="f-[\s\S]*?<\/p>/.exec(html)?.[0] ?? assert.fail(), /`/)
  })

  it('lead to the memory in this direction, with a term or without', async () => {
    const { ada, path } = await sitDown('')
    const { html } = await ada.get(path)
    const links = [...html.matchAll(/href="(\/desk\/memory\?[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
    assert.deepEqual(links, ['/desk/memory?q=bridge&languages=en%3Euk', '/desk/memory?languages=en%3Euk'])
    for (const link of links) assert.match((await ada.get(link)).html, /<option value="en&gt;uk" selected>/)
  })

  it('lead to the words of the article that might be terms, and back to them after each', async () => {
    const { ada, room } = await sitDown('')
    assert.match((await ada.get(room.page)).html, new RegExp(`href="/desk/articles/${room.article}/terms"`))
    const form = await ada.get(`/desk/glossary/new?language=en&text=mayor&article=${room.article}`)
    const fields = { ...fieldsOf(form, '/desk/glossary'), kind: 'term', text_en_0: 'mayor', text_uk_0: 'мер' }
    const back = new RegExp(`class="crumb"><a href="/desk/articles/${room.article}/terms"`)
    assert.match(form.html, back)
    const refused = await ada.postRaw('/desk/glossary', { ...fields, text_en_0: '', text_uk_0: '' })
    assert.deepEqual([refused.status, back.test(refused.html)], [422, true])
    assert.match((await ada.postRaw('/desk/glossary', fields)).html, back)
    for (const article of ['//example.org', 'x', '../..']) {
      assert.match((await ada.get(`/desk/glossary/new?article=${encodeURIComponent(article)}`)).html, /class="crumb"><a href="\/desk\/glossary"/)
    }
  })
})
