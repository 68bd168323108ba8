import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Browser } from '../../test/browser.ts'
import { actionsIn, choicesIn, fieldsIn } from '../../test/forms.ts'
import { bridgeTerm, termOf } from '../../test/glossary.ts'
import { checkHtml } from '../../test/markup.ts'
import { startTestSite, type TestSite } from '../../test/site.ts'
import { sendFiles } from '../../test/uploads.ts'
import { newArticle, translateAll } from '../../test/world.ts'
import type { Actor } from '../people/model.ts'
import { addTerm } from './actions.ts'
import { findTerm, listTerms } from './store.ts'

let site: TestSite
before(async () => { site = await startTestSite() })
after(() => site.close())

const as = (person: Actor, language = 'en') => new Browser(site, { language }).signInAs(site, person)
const ROOM = '/desk/glossary'
type Fields = [string, string][]
const formIn = (html: string, action: string): Fields => [...fieldsIn(html, action), ...choicesIn(html, action)]
const changed = (fields: Fields, more: Record<string, string>): Fields => fields.map(([name, value]) => [name, more[name] ?? value])

async function upload(person: Actor, text: string): Promise<{ status: number; html: string }> {
  const browser = await as(person)
  const { html } = await browser.get(`${ROOM}/import`)
  const answer = await browser.postRaw(`${ROOM}/preview`, changed(fieldsIn(html, `${ROOM}/preview`), { text }))
  return { ...answer, status: answer.status }
}

describe('the glossary', () => {
  it('says what to do while it is empty', async () => {
    const { html } = await (await as(site.world.ada)).get(ROOM)
    assert.match(html, /There are no terms yet[\s\S]*Words for the glossary/)
    assert.deepEqual(await checkHtml(html), [])
  })

  it('takes a term with several words in one form', async () => {
    const browser = await as(site.world.rev)
    const { html } = await browser.get(`${ROOM}/new`)
    const fields = changed(formIn(html, ROOM), {
      text_en_0: 'ally', text_uk_0: 'союзник', text_uk_1: 'спільник', status_uk_1: 'forbidden', definition_uk: 'Держава, звʼязана договором.', domain: 'Право',
    })
    const shown = await browser.postRaw(ROOM, fields)
    assert.match(shown.html, /Term added/)
    assert.deepEqual(await checkHtml(shown.html), [])
    const [term] = await listTerms(site.db)
    assert.deepEqual(term?.variants.map(({ language, text, status }) => `${language} ${text} ${status}`), ['uk союзник preferred', 'uk спільник forbidden', 'en ally preferred'])
    const list = await browser.get(`${ROOM}?q=${encodeURIComponent('союзників')}`)
    assert.match(list.html, /1 term found[\s\S]*союзник[\s\S]*<s lang="uk">спільник<\/s>[\s\S]*ally/)
    assert.deepEqual(await checkHtml(list.html), [])
  })

  it('keeps everything that was typed when a form is refused', async () => {
    const browser = await as(site.world.rev)
    const { html } = await browser.get(`${ROOM}/new`)
    const typed = { text_uk_0: 'міст', text_uk_1: 'переправа', status_uk_1: 'preferred', note_uk_1: 'через Дніпро', note: 'Примітка', definition_en: 'A way over' }
    const { status, html: again } = await browser.postRaw(ROOM, changed(formIn(html, ROOM), typed))
    assert.equal(status, 422)
    const kept = new Map(formIn(again, ROOM))
    for (const [name, value] of Object.entries(typed)) assert.equal(kept.get(name), value, name)
    assert.match(again, /only one word of a language can be the preferred one/)
    assert.deepEqual(await checkHtml(again), [])
  })

  it('shows a slower person what stands there now beside what they typed (P06)', async () => {
    const id = await addTerm(site.db, site.world.rev, termOf(['en bridge', 'uk міст']))
    const browser = await as(site.world.ed)
    const path = `${ROOM}/${id}`
    const { html } = await browser.get(path)
    const slow = changed(formIn(html, path), { text_uk_0: 'повільний' })
    assert.match((await browser.postRaw(path, changed(formIn(html, path), { text_uk_0: 'швидкий' }))).html, /Term saved/)
    const refused = await browser.postRaw(path, slow)
    assert.equal(refused.status, 409)
    assert.match(refused.html, /role="alert"[\s\S]*швидкий[\s\S]*value="повільний"/)
    assert.deepEqual(await checkHtml(refused.html), [])
    await browser.postRaw(path, formIn(refused.html, path))
    assert.deepEqual((await findTerm(site.db, id)).variants.map(({ text }) => text), ['повільний', 'bridge'])
  })

  it('takes proposals of translators, shown as such until a reviewer accepts them (P42)', async () => {
    const translator = await as(site.world.ada)
    const { html } = await translator.get(`${ROOM}/new?language=uk&text=${encodeURIComponent('осередок')}`)
    assert.equal(new Map(formIn(html, ROOM)).get('text_uk_0'), 'осередок')
    const answer = await translator.postRaw(ROOM, formIn(html, ROOM))
    assert.match(answer.html, /Term proposed\./)
    const path = new URL(answer.url).pathname
    assert.ok(!actionsIn(answer.html).includes(`${path}/approvals`))
    const reviewer = await as(site.world.rev)
    assert.match((await reviewer.get(`${ROOM}?status=proposed`)).html, /осередок[\s\S]*Proposed/)
    const page = await reviewer.get(path)
    assert.match((await reviewer.postRaw(`${path}/approvals`, fieldsIn(page.html, `${path}/approvals`))).html, /Term accepted/)
    assert.doesNotMatch((await reviewer.get(`${ROOM}?status=proposed`)).html, /осередок/)
  })

  it('removes a term, and one click brings it back', async () => {
    const id = await addTerm(site.db, site.world.rev, termOf(['en river', 'uk річка']))
    const [browser, path] = [await as(site.world.rev), `${ROOM}/${id}`]
    const { html } = await browser.get(path)
    const gone = await browser.postRaw(`${path}/removals`, fieldsIn(html, `${path}/removals`))
    assert.match(gone.html, /Term removed:[\s\S]*river/)
    assert.deepEqual(await checkHtml(gone.html), [])
    assert.match((await browser.postRaw(`${path}/restorations`, fieldsIn(gone.html, `${path}/restorations`))).html, /Term brought back/)
    assert.match((await browser.get(path)).html, /History[\s\S]*Term brought back[\s\S]*Term removed[\s\S]*Term added/)
  })

  it('finds where a term stands in approved texts, in any form', async () => {
    const { article, segments } = await newArticle(site.world, 'en', ['The quiet bridge', 'Bridges stand.', 'It rained.'])
    await translateAll(site.world, { article, source: 'en', language: 'uk' }, ['Тихий міст', 'Мости стоять.', 'Дощило.'])
    const id = await addTerm(site.db, site.world.rev, bridgeTerm())
    const { html } = await (await as(site.world.ada)).get(`${ROOM}/${id}/uses`)
    assert.match(html, /4 paragraphs/)
    assert.match(html, new RegExp(`/desk/articles/${article}/languages/uk/segments/${segments[1]}"[\\s\\S]*<mark>Мости</mark> стоять`))
    assert.deepEqual(await checkHtml(html), [])
  })

  it('suggests the frequent words of an article, to be added by one click', async () => {
    const { article } = await newArticle(site.world, 'uk', ['Стійкість громади', 'Стійкість громади важлива.', 'Про стійкість громади дбають.'])
    const browser = await as(site.world.rev)
    const { html } = await browser.get(`/desk/articles/${article}/terms`)
    assert.match(html, /стійкість громади[\s\S]*3[\s\S]*<mark>/)
    assert.deepEqual(await checkHtml(html), [])
    const [, href = ''] = /href="(\/desk\/glossary\/new\?[^"]+)"/.exec(html) ?? []
    assert.match((await browser.get(href.replaceAll('&amp;', '&'))).html, /value="стійкість громади"/)
  })

  it('suggests nothing that stands all over the site, and names apart', async () => {
    const { article } = await newArticle(site.world, 'en', ['We saw Kharkiv and a lantern.', 'In Kharkiv a lantern fell.', 'From Kharkiv to the lantern.', 'A quay, a quay, a quay.'])
    const browser = await as(site.world.rev, 'uk')
    const ask = async () => (await browser.get(`/desk/articles/${article}/terms`)).html
    const before = await ask()
    assert.match(before, /Слова й вислови<\/h2>[\s\S]*>lantern<[\s\S]*>quay<[\s\S]*Назви та імена<\/h2>[\s\S]*>Kharkiv</)
    assert.deepEqual(await checkHtml(before), [])
    for (let i = 0; i < 12; i += 1) await newArticle(site.world, 'en', [`Title ${i}`, i % 2 === 0 ? 'Some lanterns.' : 'It rained.'])
    const now = await ask()
    assert.doesNotMatch(now, />lantern</)
    assert.match(now, />quay<[\s\S]*>Kharkiv</)
  })

  it('shows what a file would do, and then does it', async () => {
    await addTerm(site.db, site.world.rev, termOf(['en known', 'uk відомий']))
    const text = 'en,uk\nknown,відомий\nwheel,колесо\n"=1+1",формула\n'
    const before = (await listTerms(site.db)).length
    const { status, html } = await upload(site.world.ed, text)
    assert.equal(status, 200)
    assert.match(html, /2 new terms[\s\S]*0 terms will be changed[\s\S]*1 term stays as it is/)
    assert.deepEqual(await checkHtml(html), [])
    assert.equal((await listTerms(site.db)).length, before)
    const browser = await as(site.world.ed)
    await browser.get(`${ROOM}/import`)
    const page = await browser.postRaw(`${ROOM}/preview`, changed(fieldsIn((await browser.get(`${ROOM}/import`)).html, `${ROOM}/preview`), { text }))
    assert.match((await browser.postRaw(`${ROOM}/imports`, fieldsIn(page.html, `${ROOM}/imports`))).html, /Terms brought in/)
    assert.equal((await listTerms(site.db)).length, before + 2)
    const out = await browser.get(`${ROOM}/file?format=csv`)
    assert.match(out.html, /'=1\+1/)
    assert.match((await browser.get(`${ROOM}/file?format=tbx`)).html, /<term>колесо<\/term>/)
  })

  it('says what is wrong with a file, keeps what was pasted and stores nothing', async () => {
    const before = (await listTerms(site.db)).length
    for (const [text, sentence] of [['<!DOCTYPE x [<!ENTITY a "b">]><martif/>', /entities of its own/], ['', /no terms in the file/], ['en,uk\n"a', /quotation mark is not closed/]] as const) {
      const { status, html } = await upload(site.world.ed, text)
      assert.equal(status, 422)
      assert.match(html, sentence)
      assert.deepEqual(await checkHtml(html), [])
    }
    assert.equal((await listTerms(site.db)).length, before)
  })

  it('takes a file as a browser sends it, within its size, and the words of anybody as words', async () => {
    const browser = await as(site.world.ed)
    const text = '<martif type="TBX"><text><body><termEntry id="x"><langSet xml:lang="en"><tig><term>&lt;script&gt;alert(1)&lt;/script&gt; hub</term></tig></langSet></termEntry></body></text></martif>'
    const preview = await sendFiles(site, browser, `${ROOM}/preview`, { text: '' }, [{ field: 'file', name: 'terms.tbx', bytes: text }])
    assert.match(preview.html, /1 new term[\s\S]*&lt;script&gt;alert/)
    assert.doesNotMatch(preview.html, /<script>alert/)
    const stored = await sendFiles(site, browser, `${ROOM}/imports`, Object.fromEntries(fieldsIn(preview.html, `${ROOM}/imports`)), [])
    assert.equal((await sendFiles(site, browser, `${ROOM}/imports`, Object.fromEntries(fieldsIn(preview.html, `${ROOM}/imports`)), [])).status, 409)
    assert.match(stored.html, /Terms brought in/)
    assert.doesNotMatch((await browser.get(`${ROOM}?q=hub`)).html, /<script>alert/)
    for (const bytes of [Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), 'name\nAda\n']) {
      assert.equal((await sendFiles(site, browser, `${ROOM}/preview`, { text: '' }, [{ field: 'file', name: 'a.bin', bytes }])).status, 422)
    }
    const large = await sendFiles(site, browser, `${ROOM}/preview`, { text: '' }, [{ field: 'file', name: 'a.csv', bytes: 'x'.repeat(1_600_000) }])
    assert.equal(large.status, 413)
    const stranger = await as(site.world.ada)
    assert.equal((await stranger.get(`${ROOM}/import`)).status, 403)
  })

  it('is not there for strange addresses', async () => {
    const browser = await as(site.world.ed)
    for (const path of ['?kind=none', '?status=best', '?page=0', '/nothing', '/file', `/${'0'.repeat(22)}`, `/${'0'.repeat(22)}/uses`, '?q=a&q=b']) {
      assert.equal((await browser.get(ROOM + path)).status, 404, path)
    }
  })
})
